import { createHash } from 'node:crypto'
import type { Rows } from '../copy.ts'
import { demoApp, demoClient, demoFrontend, roles, users } from '../data/access.ts'
import { demoPassword } from '../data/customers.ts'
import { hashedWithFixedSalt } from '../hashed.ts'
import { seedId } from '../ids.ts'

/** Who may come in at the back office: roles, people, an integration and an app. */
export async function accessRows(): Promise<Rows> {
  const organizationId = seedId('organization', 'werkmark')
  const client = {
    trusted: false,
    tokenMinutes: 60,
    requestsPerMinute: 0,
    active: true,
    allowedIps: [],
    organizationId,
  }
  return {
    roles: roles.map(({ grants, ...role }) => ({
      id: seedId('role', role.code),
      ...role,
      // a jsonb array comes as text
      grants: JSON.stringify(grants) as never,
    })),
    users: await Promise.all(
      users.map(async ({ email, name, unit }) => ({
        id: seedId('user', email),
        email,
        name,
        passwordHash: await hashedWithFixedSalt(email, demoPassword),
        businessUnitId: unit ? seedId('businessUnit', unit) : null,
        organizationId,
      })),
    ),
    userRoles: users.map(({ email, role }) => ({
      id: seedId('userRole', `${email}/${role}`),
      userId: seedId('user', email),
      roleId: seedId('role', role),
    })),
    apiClients: [
      {
        id: seedId('apiClient', demoClient.clientId),
        clientId: demoClient.clientId,
        name: demoClient.name,
        kind: 'integration',
        audience: 'backOffice',
        websiteId: null,
        secretHash: createHash('sha256').update(demoClient.secret).digest('hex'),
        redirectUris: [],
        ...client,
      },
      {
        id: seedId('apiClient', demoApp.clientId),
        clientId: demoApp.clientId,
        name: demoApp.name,
        kind: 'app',
        audience: 'backOffice',
        websiteId: null,
        secretHash: null,
        redirectUris: [demoApp.redirectUri],
        ...client,
      },
      {
        id: seedId('apiClient', demoFrontend.clientId),
        clientId: demoFrontend.clientId,
        name: demoFrontend.name,
        kind: 'app',
        audience: 'storefront',
        websiteId: seedId('website', 'werkmark'),
        secretHash: null,
        redirectUris: [demoFrontend.redirectUri],
        ...client,
      },
    ],
    apiClientRoles: [
      {
        id: seedId('apiClientRole', `${demoClient.clientId}/${demoClient.role}`),
        clientId: seedId('apiClient', demoClient.clientId),
        roleId: seedId('role', demoClient.role),
      },
    ],
  }
}
