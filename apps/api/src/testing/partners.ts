import SftpClient from 'ssh2-sftp-client'
import type { ConnectConfig, SFTPWrapper } from 'ssh2'
import type { FolderRights } from '../kernel/contract.ts'
import type { OpenShop } from './shop.ts'

export interface PartnerSaid {
  password?: string | null
  publicKeys?: string[]
  allowedIps?: string[]
  quotaBytes?: string
  rights?: FolderRights
}

/** A partner with an account at the SFTP door. */
export interface Partner {
  id: string
  username: string
  password: string
  /** Changes the account at the back office. */
  change(attributes: Record<string, unknown>): Promise<void>
  setPassword(password: string | null): Promise<void>
  /** A client that has signed in; ended at the latest with the test by `endAll`. */
  connect(more?: ConnectConfig): Promise<SftpClient>
}

export interface PartnersDoor {
  port: number
  fingerprints: readonly string[]
  partner(said?: PartnerSaid): Promise<Partner>
  endAll(): Promise<void>
}

/** What the client says on its console unless told otherwise. */
const silent = () => undefined

export const partnerPassword = 'file-partner-of-tests'

/** Opens the SFTP door of a shop. */
export async function openPartnersDoor(shop: OpenShop): Promise<PartnersDoor> {
  const { port, fingerprints } = await shop.built.sftp.listen({ port: 0, host: '127.0.0.1' })
  const admin = await shop.client()
  const clients = new Set<SftpClient>()
  let partners = 0

  async function send(method: string, path: string, body: object): Promise<{ data: { id: string } }> {
    const response = await admin.fetch(`/admin/api/${path}`, {
      method,
      headers: { 'content-type': 'application/vnd.api+json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (response.status === 204 ? {} : await response.json()) as { data: { id: string } }
  }

  return {
    port,
    fingerprints,
    partner: async ({ password = partnerPassword, ...attributes } = {}) => {
      const username = `partner-${(partners += 1)}`
      const { data } = await send('POST', 'fileAccounts', {
        data: {
          type: 'fileAccounts',
          attributes: { username, name: 'A partner', ...attributes },
          relationships: {
            organization: { data: { type: 'organizations', id: shop.website.organizationId } },
          },
        },
      })
      const setPassword = async (given: string | null) =>
        void (await send('POST', `fileAccounts/${data.id}/actions/setPassword`, {
          data: { type: 'fileAccountSetPassword', attributes: given ? { password: given } : {} },
        }))
      if (password !== null) await setPassword(password)
      return {
        id: data.id,
        username,
        password: password ?? '',
        setPassword,
        change: async (changed) =>
          void (await send('PATCH', `fileAccounts/${data.id}`, {
            data: { type: 'fileAccounts', id: data.id, attributes: changed },
          })),
        connect: async (more = {}) => {
          const client = new SftpClient('test', { error: silent, end: silent, close: silent })
          clients.add(client)
          await client.connect({
            host: '127.0.0.1',
            port,
            username,
            ...(password === null ? {} : { password }),
            ...more,
          })
          return client
        },
      }
    },
    endAll: async () => {
      await Promise.all([...clients].map((client) => client.end().catch(() => undefined)))
      clients.clear()
    },
  }
}

/** The protocol below a client, for what the client itself does not do. */
export const rawOf = (client: SftpClient) => {
  const { sftp, client: ssh } = client as unknown as { sftp: SFTPWrapper; client: { _sock: { destroy(): void } } }
  return {
    sftp,
    call: <T>(ask: (done: (error: Error | null | undefined, value?: T) => void) => void): Promise<T> =>
      new Promise<T>((resolve, reject) => ask((error, value) => (error ? reject(error) : resolve(value as T)))),
    /** Cuts the line, without a word. */
    cut: () => ssh._sock.destroy(),
  }
}
