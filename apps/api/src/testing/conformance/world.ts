import { isField, model, type Entity, type TypeRef } from '@portico/schema'
import { writesByFile } from '@portico/schema/projections/files'
import { deedsOf, readFields, writeField } from '@portico/schema/projections/graphql-names'
import { expect } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { Buyer } from '../buyer.ts'
import { Caller, type Answer } from '../caller.ts'
import type { ApiClient } from '../client.ts'
import { everything } from '../everybody.ts'
import { send, type Sent } from '../jsonapi.ts'
import { openShop, type OpenShop } from '../shop.ts'
import { keepPicture } from '../pictures.ts'
import type { Subscriber } from '../subscriber.ts'
import { subscriptionsIn } from '../subscriptions.ts'
import { factsOf, factsOfResource, fieldsOf, linksOf, type Facts } from './facts.ts'
import { sampleOf, type Said } from './inputs.ts'
import { peculiar, peculiarLinks } from './peculiar.ts'

export type Given = Record<string, unknown>

/** What GraphQL answers to a plain write. */
export interface Payload {
  id: string
  version: string
  created: boolean
}

export const entities = [...model.entities.values()]
export const creatable = entities.filter(({ writes }) => writes.includes('create'))
export const creatableByFile = entities.filter((entity) => writesByFile(entity).includes('create'))
export const typeOf = ({ name }: Entity) => name.charAt(0).toUpperCase() + name.slice(1)

/** Everything but links and documents of a shape: what a new row is given beyond what it must have. */
const everyValue = (_key: string, type: TypeRef) => isField(type) && type.kind !== 'id' && !type.shape

/** All that a row shows at GraphQL besides relations to many. */
export function selectionOf(entity: Entity): string {
  const shapes = (name: string): string =>
    Object.entries(model.shapes.get(name)?.fields ?? {})
      .map(([key, member]) => key + below(member))
      .join(' ')
  const below = (member: TypeRef): string => {
    if (isField(member)) {
      if (member.kind === 'money') return ' { amount currency }'
      return member.kind === 'json' && member.shape ? ` { ${shapes(member.shape)} }` : ''
    }
    return member.ref === 'shape' ? ` { ${shapes(member.name)} }` : ' { id }'
  }
  const computed = Object.entries(entity.computed).filter(([, { show }]) => show?.includes('backOffice') ?? true)
  const members = [...fieldsOf(entity), ...computed].map(([key, member]) => key + below(member))
  const links = linksOf(entity).map((key) => `${key} { id version }`)
  return ['id', 'version', 'createdAt', 'updatedAt', ...members, ...links].join(' ')
}

/** A shop in which an order was placed, and clients of it at both doors of the back office, who may do everything. */
export class World {
  /** A row of each entity with all that it may be given, once it was created, and what it was given. */
  readonly rows = new Map<string, { id: string; version: string; given: Given }>()
  /** Rows of these entities are linked to where somebody is to own what is made; of others, a new one each time. */
  readonly home = new Map<string, string>()
  /** What rows that are made to be linked to are given besides what they must have. */
  linkedWith: (entity: Entity) => readonly string[] = () => []

  private constructor(
    readonly shop: OpenShop,
    readonly erp: ApiClient,
    readonly graphql: Caller,
    /** May read everything, and write nothing. */
    readonly reader: Caller,
    /** Hears of every row that is created, and is told all of it. */
    readonly subscriber: Subscriber,
    private readonly said: Said,
  ) {}

  /** `bought`: how many drills were. */
  static async open(bought = '9'): Promise<World> {
    const shop = await openShop({ env: { QUERY_MAX_COST: '1000000', BODY_MAX_BYTES: '1000000' } })
    const at = ({ token }: ApiClient) =>
      new Caller(`${shop.url}/admin/graphql`, token, { 'portico-website': shop.website.code })
    const client = await shop.client()
    await keepPicture(client)
    const erp: ApiClient = {
      ...client,
      fetch: (path, init = {}) =>
        client.fetch(path, { ...init, headers: { 'portico-website': shop.website.code, ...init.headers } }),
    }
    const reader = await shop.client([{ entity: '*', deed: 'read', level: 'all' }])
    const buyer = new Buyer(shop)
    await buyer.pays(await buyer.atTheTill({ quantity: bought }))
    await buyer.complete()
    await shop.drain()
    const hooks = subscriptionsIn(shop)
    const subscriber = await hooks.subscriber()
    const topics = creatable.map(({ name }) => `${name}.created`)
    await hooks.subscribe({ url: subscriber.url, topics, payload: 'full' })
    return new World(shop, erp, at(erp), at(reader), subscriber, peculiar(shop))
  }

  /** What a new row is given: every value that it may have. `least`: only what it must have, and what `also` names. */
  sample(entity: Entity, least?: readonly string[]): Promise<Given> {
    const also = (key: string, type: TypeRef) =>
      `${entity.name}.${key}` in peculiarLinks || (least ? least.includes(key) : everyValue(key, type))
    return sampleOf(model, entity, (to, member) => this.link(to, member), this.said, also)
  }

  /** A row to link to: a new one where that can be made, so that no unique link is taken twice. */
  async link(name: string, member = ''): Promise<string> {
    const known = peculiarLinks[member]
    if (known) return known(this)
    const home = this.home.get(name)
    if (home) return home
    const entity = model.entities.get(name)!
    if (entity.writes.includes('create'))
      return (await this.create(entity, await this.sample(entity, this.linkedWith(entity)))).id
    const found = clean(
      await this.graphql.send<{ nodes: { id: string }[] }>(`{ ${entity.plural}(first: 1) { nodes { id } } }`),
    )
    return found.nodes[0]!.id
  }

  /** Creates by GraphQL, and holds it to having been done. */
  async create(entity: Entity, input: Given): Promise<Payload> {
    return clean(await this.mutate(entity, input))
  }

  mutate(entity: Entity, input: Given, dryRun = false, caller = this.graphql): Promise<Answer<Payload>> {
    return caller.send(
      `mutation ($input: ${typeOf(entity)}CreateInput!) { ${writeField(entity, 'create')}(input: $input, dryRun: ${dryRun}) { id version created } }`,
      { input },
    )
  }

  /** Creates by JSON:API. */
  post(entity: Entity, given: Given, more: { meta?: object; external?: object } = {}): Promise<Sent> {
    const { external, ...besides } = more
    return send(this.erp, `/admin/api/${entity.plural}`, {
      method: 'POST',
      body: { data: { ...resourceOf(entity, given), ...(external ? { meta: external } : {}) }, ...besides },
    })
  }

  /** Does an action by GraphQL, as `invoiceIssue`. */
  async act(name: string, input: Given): Promise<void> {
    clean(await this.graphql.act<{ id: string }>(name, input, 'id'))
  }

  /** A row as JSON:API shows it. */
  async atJsonApi(entity: Entity, id: string, computed = false): Promise<Facts> {
    const { one, errors } = await send(this.erp, `/admin/api/${entity.plural}/${id}`)
    if (errors) throw new Error(JSON.stringify(errors))
    return factsOfResource(entity, one, computed)
  }

  /** A row as GraphQL shows it. */
  async atGraphql(entity: Entity, id: string, computed = false): Promise<Facts> {
    const row = await this.graphql.send<Given>(`{ ${readFields(entity).get}(id: "${id}") { ${selectionOf(entity)} } }`)
    return factsOf(entity, clean(row), computed)
  }

  /** What an outside system calls a row. */
  async byExternal(entity: Entity, id: string): Promise<string | undefined> {
    const found = await this.graphql.send<{ id: string }>(
      `query ($key: ${typeOf(entity)}Key!) { ${readFields(entity).byKey}(key: $key) { id } }`,
      { key: { external: { system: outside, id } } },
    )
    return found.value?.id
  }

  /** Runs what must be refused or rehearsed, and holds it to having moved no row, told no news and left no job. */
  async unmoved<Result>(attempt: () => Promise<Result>): Promise<Result> {
    const marks = async () => {
      const left = sql`select (select max(seq) from outbox_events) as news, (select count(*) from graphile_worker._private_jobs) as jobs`
      return [await everything(this.shop), (await left.execute(this.shop.database.db)).rows]
    }
    const before = await marks()
    const result = await attempt()
    expect(await marks()).toEqual(before)
    return result
  }

  async close(): Promise<void> {
    await this.subscriber.close()
    await this.shop.close()
  }
}

/** The system by whose ids rows are found again. */
export const outside = 'conformance'

/** A resource object as a client sends it; what an input calls `brandId` is a relationship. */
export function resourceOf(entity: Entity, given: Given): { type: string; attributes: Given; relationships: Given } {
  const [attributes, relationships]: [Given, Given] = [{}, {}]
  for (const [key, value] of Object.entries(given)) {
    const link = key.replace(/Id$/, '')
    const relation = entity.fields[key] ? undefined : entity.relations[link]
    if (!relation) attributes[key] = value
    else
      relationships[link] = {
        data: value === null ? null : { type: model.entities.get(relation.to)!.plural, id: value },
      }
  }
  return { type: entity.plural, attributes, relationships }
}

/** The value of an answer that must not be refused. */
export const clean = <Value>(answer: Answer<Value>): NonNullable<Value> => {
  if (answer.errors.length > 0 || !answer.value) throw new Error(answer.text)
  return answer.value
}

export const offers = (entity: Entity, deed: ReturnType<typeof deedsOf>[number]) => deedsOf(entity).includes(deed)
