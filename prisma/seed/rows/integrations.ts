import type { Rows } from '../copy.ts'
import { demoPartner } from '../data/access.ts'
import { demoFiles, integrations } from '../data/integrations.ts'
import { hashedWithFixedSalt } from '../hashed.ts'
import { seedId } from '../ids.ts'

const accounts = [demoPartner, demoFiles]

/** The systems around the company: an SAP whose middleware brings IDocs, and whatever else writes files; each with its account at the SFTP door. */
export async function integrationRows(): Promise<Rows> {
  const organizationId = seedId('organization', 'werkmark')
  return {
    integrations: integrations.map(({ code, name, module, settings }) => ({
      id: seedId('integration', code),
      code,
      name,
      module,
      settings: JSON.stringify(settings) as never,
      organizationId,
    })),
    fileAccounts: await Promise.all(
      accounts.map(async ({ username, name, password }) => ({
        id: seedId('fileAccount', username),
        username,
        name,
        passwordHash: await hashedWithFixedSalt(username, password),
        organizationId,
        integrationId: seedId('integration', integrations.find(({ account }) => account === username)!.code),
      })),
    ),
    connectors: integrations.flatMap(({ code: integration, account, connectors }) =>
      connectors.map((connector, at) => ({
        id: seedId('connector', `${integration}/${connector.code}`),
        code: connector.code,
        name: connector.name,
        direction: connector.direction,
        entity: connector.entity ?? null,
        format: connector.format,
        messageType: connector.messageType ?? null,
        fileMask: connector.fileMask ?? '*',
        fileName: connector.fileName ?? null,
        topic: connector.topic ?? null,
        filter: connector.filter ? (JSON.stringify(connector.filter) as never) : null,
        sameContent: connector.readsSame ? 'read' : 'skip',
        position: (at + 1) * 10,
        integrationId: seedId('integration', integration),
        accountId: seedId('fileAccount', account),
      })),
    ),
  }
}
