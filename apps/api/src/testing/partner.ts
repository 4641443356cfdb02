import { buffer } from 'node:stream/consumers'
import { expect } from 'vitest'
import type { ExchangeDeed, ExchangeModule, ExchangeObjection } from '../domain/integrations/port.ts'
import type { ApiClient } from './client.ts'
import { send, type Sent, type TestError, type TestResource } from './jsonapi.ts'
import type { OpenShop } from './shop.ts'

/** JSON lines as they are: an object a line, as `given` of a deed; `$key`, `$serial`, `$about`, `$deeds` and `$objections` say the rest. */
export const linesModule: ExchangeModule = {
  code: 'lines',
  name: 'Lines of a test',
  settings: { type: 'object' },
  formats: [
    {
      code: 'lines',
      ending: 'jsonl',
      async *decode(bytes, { connector }) {
        let rest = ''
        let line = 0
        const read = (text: string) => {
          line += 1
          const { $key, $serial, $about, $deeds, $objections, ...given } = JSON.parse(text) as Record<string, unknown>
          const mode = connector.mode === 'replaceAll' ? 'upsert' : (connector.mode as 'upsert')
          const deeds = ($deeds as ExchangeDeed[] | undefined) ?? [
            { entity: connector.entity ?? '', mode, given, ...($about ? { about: $about as string } : {}) },
          ]
          return {
            at: { line },
            deeds,
            ...($key ? { key: $key as string } : {}),
            ...($objections ? { objections: $objections as ExchangeObjection[], deeds: [] } : {}),
            ...($serial ? { serial: $serial as string } : {}),
          }
        }
        const decoder = new TextDecoder()
        for await (const part of bytes) {
          const lines = (rest + decoder.decode(part, { stream: true })).split('\n')
          rest = lines.pop() ?? ''
          for (const text of lines) if (text) yield read(text)
        }
        if (rest) yield read(rest)
      },
      async *encode(rows) {
        for await (const row of rows) yield Buffer.from(`${JSON.stringify(row)}\n`)
      },
    },
  ],
}

export interface Run extends Record<string, unknown> {
  id: string
  state: string
  problem: string | null
  place: string | null
}

/** A partner with an account for files, an integration, and connectors; all of it made at the doors. */
export interface Partner {
  username: string
  integrationId: string
  accountId: string
  /** A connector with these members; it reads `lines` of this account unless told, by the profile of that id. */
  connector(members: Record<string, unknown>): Promise<string>
  /** What stands against a connector with these members. */
  refused(members: Record<string, unknown>, by?: ApiClient): Promise<TestError[] | undefined>
  /** A profile of files with these members, for connectors to name. */
  profile(members: Record<string, unknown>): Promise<string>
  /** A text in UTF-8, rows as JSON lines, or bytes. */
  put(path: string, text: string | Buffer | readonly object[]): Promise<void>
  list(folder: string): Promise<string[]>
  text(path: string): Promise<string>
  /** The runs of a connector, the oldest first. */
  runs(connectorId: string): Promise<Run[]>
  run(id: string): Promise<Run>
  problems(runId: string): Promise<Record<string, unknown>[]>
  act(type: string, id: string, action: string, input?: object): Promise<Sent>
}

/** How many were made in a shop: names are the same whatever files were tried before in this process, and stay in their order. */
const counts = new WeakMap<OpenShop['built'], { partners: number; connectors: number }>()

function countOf({ built }: OpenShop) {
  const count = counts.get(built) ?? { partners: 0, connectors: 0 }
  counts.set(built, count)
  return count
}

export async function createPartner(
  shop: OpenShop,
  {
    module = 'lines',
    account = {},
    integration = {},
  }: { module?: string; account?: object; integration?: object } = {},
): Promise<Partner> {
  const erp = await shop.client()
  const { files } = shop.built
  const count = countOf(shop)
  const code = `partner-${++count.partners}`
  const house = { organization: { data: { type: 'organizations', id: shop.website.organizationId } } }
  const post = (client: ApiClient, type: string, attributes: object, relationships: object) =>
    send(client, `/admin/api/${type}`, { method: 'POST', body: { data: { type, attributes, relationships } } })
  const create = async (type: string, attributes: object) => {
    const made = await post(erp, type, attributes, house)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.one.id
  }
  const integrationId = await create('integrations', { code, name: code, module, ...integration })
  const accountId = await create('fileAccounts', { username: code, name: code, ...account })
  const connectorOf = ({
    code: own = `c${++count.connectors}`,
    account,
    profile,
    ...members
  }: Record<string, unknown>): [object, object] => [
    { code: own, name: own, direction: 'in', format: 'lines', waitMinutes: 0, ...members },
    {
      integration: { data: { type: 'integrations', id: integrationId } },
      ...(account === null ? {} : { account: { data: { type: 'fileAccounts', id: accountId } } }),
      ...(profile ? { profile: { data: { type: 'fileProfiles', id: profile } } } : {}),
    },
  ]
  const plain = ({ id, attributes }: TestResource): Run => ({ id, ...attributes }) as unknown as Run
  return {
    username: code,
    integrationId,
    accountId,
    connector: async (members) => {
      const made = await post(erp, 'connectors', ...connectorOf(members))
      expect(made.status, JSON.stringify(made.body)).toBe(201)
      return made.one.id
    },
    refused: async (members, by = erp) => (await post(by, 'connectors', ...connectorOf(members))).errors,
    profile: (members) => create('fileProfiles', { name: String(members.code), ...members }),
    put: async (path, text) => {
      const lines = Array.isArray(text) ? text.map((row) => `${JSON.stringify(row)}\n`).join('') : text
      await files.prepare(code)
      await files.write(code, path, typeof lines === 'string' ? Buffer.from(lines) : (lines as Buffer))
    },
    list: async (folder) => (await files.list(code, folder)).map(({ path }) => path),
    text: async (path) => (await buffer(await files.read(code, path))).toString('utf8'),
    runs: async (id) =>
      (await send(erp, `/admin/api/exchangeRuns?filter[connector]=${id}&sort=createdAt`)).many.map(plain),
    run: async (id) => plain((await send(erp, `/admin/api/exchangeRuns/${id}`)).one),
    problems: async (id) =>
      (await send(erp, `/admin/api/exchangeProblems?filter[run]=${id}&sort=record`)).many.map(
        ({ attributes }) => attributes ?? {},
      ),
    act: (type, id, action, input = {}) => {
      const data = {
        type: `${type.replace(/s$/, '')}${action.replace(/^./, (first) => first.toUpperCase())}`,
        attributes: input,
      }
      return send(erp, `/admin/api/${type}/${id}/actions/${action}`, { method: 'POST', body: { data } })
    },
  }
}
