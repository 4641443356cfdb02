import { startPimSandbox, type PimProduct, type PimSandbox } from '@portico/sandbox'
import { expect } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../kernel/root.ts'
import { send, type Sent } from './jsonapi.ts'
import type { Run } from './partner.ts'
import type { OpenShop } from './shop.ts'

const guide = readFileSync(join(repositoryRoot(), 'docs/guides/write-an-integration.md'), 'utf8')

/** The pieces of a language in the guide to integrations, in their order. */
export const piecesOfGuide = (language: string): string[] =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, piece]) => piece!)

/** A PIM, and the integration with it as the guide makes it. */
export interface Pim extends PimSandbox {
  integrationId: string
  /** The id of the connector for a message. */
  connectors: Readonly<Record<'categories' | 'attributes' | 'products', string>>
  act(type: 'integrations' | 'connectors' | 'exchangeRuns', id: string, action: string, input?: object): Promise<Sent>
  /** Has a connector run until there is nothing to do, and answers the run. */
  run(kind: keyof Pim['connectors'], input?: object): Promise<Run>
  runOf(id: string): Promise<Run>
  integration(): Promise<Record<string, unknown>>
  cursorOf(kind: keyof Pim['connectors']): Promise<unknown>
  problems(runId: string): Promise<Record<string, unknown>[]>
}

/** How many were opened beside a shop: names are the same whatever files were tried before in this process. */
const opened = new WeakMap<OpenShop['built'], number>()

/** Starts a PIM and makes its integration at the doors, with the documents of the guide. */
export async function openPim(shop: OpenShop, settings: object = {}): Promise<Pim> {
  const pim = await startPimSandbox()
  const admin = await shop.client()
  const nth = (opened.get(shop.built) ?? 0) + 1
  opened.set(shop.built, nth)
  const code = `pim-${nth}`
  const [integration, credentials, , connector] = piecesOfGuide('json').map((piece) => JSON.parse(piece) as Document)
  const post = async (path: string, body: object) => {
    const answer = await send(admin, `/admin/api/${path}`, { method: 'POST', body })
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
    return answer
  }
  const { attributes } = integration!.data
  const given = {
    ...attributes,
    code,
    settings: { ...(attributes.settings as object), system: code, baseUrl: `${pim.url}/v1`, ...settings },
  }
  const organization = { data: { type: 'organizations', id: shop.website.organizationId } }
  const { one } = await post('integrations', {
    data: { ...integration!.data, attributes: given, relationships: { organization } },
  })
  const text = JSON.stringify(credentials).replace('<key>', pim.apiKey)
  await post(`integrations/${one.id}/actions/setCredentials`, JSON.parse(text) as object)
  const connectorOf = async (kind: string, position: number) => {
    const relationships = { integration: { data: { type: 'integrations', id: one.id } } }
    const words = { ...connector!.data.attributes, code: kind, messageType: kind, position }
    return (await post('connectors', { data: { ...connector!.data, attributes: words, relationships } })).one.id
  }
  const connectors = {
    categories: await connectorOf('categories', 1),
    attributes: await connectorOf('attributes', 2),
    products: await connectorOf('products', 3),
  }
  const read = async (path: string) => (await send(admin, `/admin/api/${path}`)).one
  const runOf = async (id: string) => {
    const run = await read(`exchangeRuns/${id}`)
    return { id, ...run.attributes } as unknown as Run
  }
  const act: Pim['act'] = (type, id, action, input = {}) => {
    const name = `${type.slice(0, -1)}${action[0]!.toUpperCase()}${action.slice(1)}`
    const body = { data: { type: name, attributes: input } }
    return send(admin, `/admin/api/${type}/${id}/actions/${action}`, { method: 'POST', body })
  }
  return Object.assign(pim, {
    integrationId: one.id,
    connectors,
    act,
    runOf,
    run: async (kind: keyof Pim['connectors'], input = {}) => {
      const started = await act('connectors', connectors[kind], 'run', input)
      expect(started.status, JSON.stringify(started.body)).toBe(200)
      await shop.drain()
      // what it wrote is news for the read model
      await shop.drain()
      return runOf(started.one.id)
    },
    integration: async () => (await read(`integrations/${one.id}`)).attributes!,
    cursorOf: async (kind: keyof Pim['connectors']) =>
      (await read(`connectors/${connectors[kind]}`)).attributes!.cursor,
    problems: async (runId: string) =>
      (await send(admin, `/admin/api/exchangeProblems?filter[run]=${runId}&sort=record`)).many.map(
        ({ attributes: words }) => words ?? {},
      ),
  })
}

interface Document {
  data: { type: string; attributes: Record<string, unknown> }
}

/** A product of the PIM. */
export const pimProduct = (sku: string, more: Partial<PimProduct> = {}): PimProduct => ({
  sku,
  unit: 'PCE',
  name: { en_US: `Drill ${sku}`, de_DE: `Bohrer ${sku}`, fr_FR: `Perceuse ${sku}` },
  ...more,
})
