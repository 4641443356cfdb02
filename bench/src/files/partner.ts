import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import SftpClient from 'ssh2-sftp-client'

/** A company whose ERP brings files, as it is set up at the back office. */
export interface Partner {
  /** A stream of data into an entity; files go to the stream of their name. Answers its id. */
  connector(code: string, entity: string): Promise<string>
  /** Brings a file by SFTP: under a name of its own, then renamed. */
  bring(fileName: string, lines: Iterable<string>): Promise<void>
  /** Waits until the connector's newest run has ended; answers what it did. Throws Error where a record was refused. */
  runOf(connectorId: string): Promise<RunSaid>
}

export interface RunSaid {
  id: string
  state: string
  problem: string | null
  read: number
  refused: number
}

interface Place {
  apiUrl: string
  sftpUrl: string
  token: string
  organizationId: string
}

const ended = ['done', 'refused', 'failed', 'cancelled', 'held']

const resource = (type: string, attributes: object, links?: Record<string, [type: string, id: string]>) => {
  if (!links) return { data: { type, attributes } }
  const named = Object.entries(links).map(([name, [to, id]]) => [name, { data: { type: to, id } }] as const)
  return { data: { type, attributes, relationships: Object.fromEntries(named) } }
}

/** Makes an integration and an account for files, at the doors. */
export async function createPartner({ apiUrl, sftpUrl, token, organizationId }: Place): Promise<Partner> {
  const ask = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${apiUrl}/admin/api/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/vnd.api+json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
    return (text ? JSON.parse(text) : {}) as Answer
  }
  const make = async (...given: Parameters<typeof resource>) =>
    (await ask<{ data: { id: string } }>(given[0], resource(...given))).data.id
  const username = `bench-${randomBytes(4).toString('hex')}`
  const password = randomBytes(18).toString('base64url')
  const house: [string, string] = ['organizations', organizationId]
  const integrationId = await make(
    'integrations',
    { code: username, name: username, module: 'files' },
    { organization: house },
  )
  const accountId = await make('fileAccounts', { username, name: username }, { organization: house })
  await ask(`fileAccounts/${accountId}/actions/setPassword`, resource('fileAccountSetPassword', { password }))
  return {
    connector: (code, entity) =>
      make(
        'connectors',
        { code, name: code, direction: 'in', format: 'csv', entity, fileMask: `${code}*.csv`, waitMinutes: 0 },
        { integration: ['integrations', integrationId], account: ['fileAccounts', accountId] },
      ),
    bring: async (fileName, lines) => {
      const client = new SftpClient('bench')
      const { hostname, port } = new URL(sftpUrl)
      await client.connect({ host: hostname, port: Number(port), username, password })
      try {
        await client.put(Readable.from(inPieces(lines), { objectMode: false }), `tmp/${fileName}`)
        await client.posixRename(`tmp/${fileName}`, `inbound/${fileName}`)
      } finally {
        await client.end()
      }
    },
    runOf: async (connectorId) => {
      for (;;) {
        const { data } = await ask<{ data: { id: string; attributes: Omit<RunSaid, 'id'> }[] }>(
          `exchangeRuns?filter[connector]=${connectorId}&sort=-createdAt&page[size]=1`,
        )
        const run = data[0] && { id: data[0].id, ...data[0].attributes }
        if (run && ended.includes(run.state)) {
          if (run.state !== 'done' || run.refused > 0)
            throw new Error(`the file ended as ${run.state} with ${run.refused} records refused: ${run.problem ?? ''}`)
          return run
        }
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    },
  }
}

/** Lines in pieces as large as a client's writes. */
function* inPieces(lines: Iterable<string>): Generator<Buffer> {
  let piece = ''
  for (const line of lines) {
    piece += line
    if (piece.length < 256 * 1024) continue
    yield Buffer.from(piece)
    piece = ''
  }
  if (piece) yield Buffer.from(piece)
}
