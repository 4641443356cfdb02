import { isField, model, type Entity, type Field, type TypeRef } from '@portico/schema'
import { readFields } from '@portico/schema/projections/graphql-names'
import { isDeepStrictEqual } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../buyer.ts'
import { granted, type Caller } from '../caller.ts'
import { skus } from '../fixtures/furniture.ts'
import { clientAt, send, type TestResource } from '../jsonapi.ts'
import { rowsOf } from '../shopper-rows.ts'
import { changesOf } from './changes.ts'
import { withoutNulls } from './facts.ts'
import { kindOf } from './kinds.ts'
import { draftInvoice } from './peculiar.ts'
import { entities, offers, resourceOf, type World } from './world.ts'

type Row = Readonly<Record<string, unknown>>
/** Rows that the shop told, by `entity id`. */
type Told = ReadonlyMap<string, { entity: Entity; id: string; row: Row }>

const shown = ({ show }: { show?: readonly string[] }) => show?.includes('storefront') ?? false
const shownFields = (entity: Entity): [string, Field][] =>
  Object.entries(entity.fields).filter(([, field]) => shown(field))
const hiddenFields = (entity: Entity): string[] =>
  Object.entries(entity.fields).flatMap(([key, field]) => (shown(field) ? [] : [key]))

/** What is told of an entity, and of those that it leads to: as far as a document may go, and never back. */
const steps = 3
function relationsOf(entity: Entity, from: readonly string[]): [string, Entity][] {
  if (from.length >= steps) return []
  return Object.entries(entity.relations).flatMap(([key, relation]): [string, Entity][] =>
    shown(relation) && !from.includes(relation.to) ? [[key, model.entities.get(relation.to)!]] : [],
  )
}

function selectionOf(entity: Entity, from: readonly string[] = []): string {
  const shape = (name: string): string =>
    Object.entries(model.shapes.get(name)!.fields)
      .map(([key, type]) => key + below(type))
      .join(' ')
  const below = (field: TypeRef): string => {
    if (!isField(field)) return ` { ${field.ref === 'shape' ? shape(field.name) : 'id'} }`
    if (field.kind === 'money') return ' { amount currency }'
    return field.kind === 'json' && field.shape ? ` { ${shape(field.shape)} }` : ''
  }
  const fields = shownFields(entity).map(([key, field]) => key + below(field))
  const here = [...from, entity.name]
  const related = relationsOf(entity, here).map(([key, to]) => `${key} { ${selectionOf(to, here)} }`)
  return ['id', ...fields, ...related].join(' ')
}

const pathsOf = (entity: Entity, from: readonly string[] = []): string[] => {
  const here = [...from, entity.name]
  return relationsOf(entity, here).flatMap(([key, to]) => [key, ...pathsOf(to, here).map((path) => `${key}.${path}`)])
}

/** Rows of an answer of GraphQL, one by one. */
function gather(
  entity: Entity,
  row: Row,
  told: Map<string, { entity: Entity; id: string; row: Row }>,
  from: readonly string[] = [],
): void {
  const here = [...from, entity.name]
  told.set(`${entity.name} ${String(row['id'])}`, { entity, id: String(row['id']), row })
  for (const [key, to] of relationsOf(entity, here))
    for (const one of [row[key] ?? []].flat() as Row[]) gather(to, one, told, here)
}

/** Somebody at both doors of the shop. */
class Shopper {
  readonly #graphql: Caller
  readonly #jsonapi: Parameters<typeof send>[0]

  constructor(world: World, token: string) {
    const { shop } = world
    this.#graphql = shop.caller(token, { 'portico-website': shop.website.code })
    const client = clientAt(shop.url, token)
    const headers = { 'portico-website': shop.website.code }
    this.#jsonapi = {
      fetch: (path, init = {}) =>
        client.fetch(path, { ...init, headers: { ...headers, ...init.headers } as Record<string, string> }),
    }
  }

  /** A row and all that it leads to, which must be the same at both doors; nothing but what is for the shop. */
  async told(entity: Entity, id: string): Promise<Told> {
    const [graphql, jsonapi] = [await this.atGraphql(entity, id), await this.atJsonApi(entity, id)]
    expect([...jsonapi.keys()].sort()).toEqual([...graphql.keys()].sort())
    for (const [key, { entity: of, row }] of jsonapi) {
      expect(Object.keys(row).filter((name) => hiddenFields(of).includes(name))).toEqual([])
      expect(otherwise(of, row, graphql.get(key)!.row, false)).toEqual([])
    }
    return graphql
  }

  async atGraphql(entity: Entity, id: string): Promise<Told> {
    const query = `{ ${readFields(entity).get}(id: "${id}") { ${selectionOf(entity)} } }`
    const told = new Map<string, { entity: Entity; id: string; row: Row }>()
    gather(entity, await granted(this.#graphql.send<Row>(query)), told)
    return told
  }

  async atJsonApi(entity: Entity, id: string): Promise<Told> {
    const paths = pathsOf(entity)
    const sent = await send(
      this.#jsonapi,
      `/api/${entity.plural}/${id}${paths.length > 0 ? `?include=${paths.join(',')}` : ''}`,
    )
    expect([sent.status, sent.errors]).toEqual([200, undefined])
    const resources: TestResource[] = [sent.one, ...(sent.body.included ?? [])]
    return new Map(
      resources.map(({ type, id: one, attributes = {} }) => {
        const of = entities.find(({ plural }) => plural === type)!
        return [`${of.name} ${one}`, { entity: of, id: one, row: attributes }]
      }),
    )
  }

  /** What is told of a field that is not for the shop. */
  async refusals(entity: Entity, id: string, key: string): Promise<unknown[]> {
    const { error } = await this.#graphql.send(`{ ${readFields(entity).get}(id: "${id}") { ${key} } }`)
    const fields = await send(this.#jsonapi, `/api/${entity.plural}/${id}?fields[${entity.plural}]=${key}`)
    const filter = await send(this.#jsonapi, `/api/${entity.plural}?filter[${key}][exists]=true`)
    const sort = await send(this.#jsonapi, `/api/${entity.plural}?sort=${key}`)
    return [error?.code, ...[fields, filter, sort].map(({ errors }) => errors?.[0]?.code)]
  }
}

/** Fields of a row of the shop that are not as a row of another door has them. The shop says texts in its language, the back office in all of them. */
function otherwise(entity: Entity, row: Row, other: Row, inAllLanguages = true): string[] {
  return shownFields(entity).flatMap(([key, field]) => {
    const plain = (value: unknown) =>
      value === null || value === undefined ? undefined : field.shape || field.list ? value : kindOf(field).plain(value)
    const said = other[key]
    const wanted = field.kind === 'localized' && inAllLanguages ? (said as { en?: string } | undefined)?.en : said
    return isDeepStrictEqual(withoutNulls(plain(row[key])), withoutNulls(plain(wanted)))
      ? []
      : [`${entity.name}.${key} is ${JSON.stringify(row[key])}, and elsewhere ${JSON.stringify(wanted)}`]
  })
}

/** Of what is changed beside a shopper, what would send them away. */
const keeps = new Set(['customerUser.active', 'customerUser.email', 'customer.blocked'])

/** What was sent or issued stands, with its lines: nobody changes it any more. */
const stands = new Set(['quote', 'quoteLine', 'quoteOffer', 'invoice', 'invoiceLine', 'invoicePayment'])

/** What the shop tells of rows is what the back office has written, in the fields that are for it, and in no other. */
export function storefrontConforms(of: () => World): void {
  describe('at the doors of the shop', () => {
    const roots = entities.filter(({ storefront }) => storefront.includes('get'))
    const rows = new Map<string, string>()
    let shopper: Shopper
    beforeAll(async () => {
      const world = of()
      const { shop } = world
      const buyer = new Buyer(shop, shop.caller(undefined, { 'portico-website': shop.website.code }))
      const token = await registered(buyer)
      shopper = new Shopper(world, token)
      const own = await rowsOf(shop, token)
      for (const [name, id] of own.rows) rows.set(name, id)
      const invoice = await draftInvoice(world, { customerId: own.customerId })
      await world.act('invoiceIssue', { id: invoice })
      rows.set('invoice', invoice).set('customer', own.customerId).set('customerUser', own.userId)
    }, 60_000)

    it.each(roots)('a $name is the same as at the back office, with all that it leads to', async (entity) => {
      const told = await shopper.told(entity, rows.get(entity.name)!)
      expect(await differences(of(), told)).toEqual([])
    })

    it.each(roots)('what is hidden of a $name there is not told, nor filtered or sorted by', async (entity) => {
      for (const key of hiddenFields(entity))
        expect([key, await shopper.refusals(entity, rows.get(entity.name)!, key)]).toEqual([
          key,
          ['QUERY_INVALID', 'FIELD_UNKNOWN', 'FIELD_UNKNOWN', 'FIELD_UNKNOWN'],
        ])
    })

    it('what is changed at the back office is read at both doors of the shop: another value in every field', async () => {
      const world = of()
      const changed = new Set<string>()
      for (const root of roots) {
        const id = rows.get(root.name)!
        for (const { entity, id: one } of (await shopper.told(root, id)).values()) {
          if (changed.has(entity.name) || stands.has(entity.name) || !offers(entity, 'update')) continue
          const changes = await changesOf(world, entity, await world.atJsonApi(entity, one))
          for (const key of Object.keys(changes))
            if (keeps.has(`${entity.name}.${key}`) || !shown(entity.fields[key]!)) delete changes[key]
          if (Object.keys(changes).length === 0) continue
          changed.add(entity.name)
          const body = { data: { ...resourceOf(entity, changes), id: one } }
          const sent = await send(world.erp, `/admin/api/${entity.plural}/${one}`, { method: 'PATCH', body })
          expect([entity.name, sent.errors]).toEqual([entity.name, undefined])
          // what is sold is read from tables that the outbox keeps
          await world.shop.drain()
          const told = await shopper.told(root, id)
          expect(told.get(`${entity.name} ${one}`), entity.name).toBeDefined()
          expect(await differences(world, told)).toEqual([])
        }
      }
      expect([...changed].length).toBeGreaterThan(roots.length)
    }, 120_000)
  })
}

async function registered(buyer: Buyer): Promise<string> {
  const email = 'ada@one.example'
  const account = { email, password: 'a fine password 1', firstName: 'Ada', lastName: 'Byron', company: 'One' }
  await granted(buyer.caller.act('customerUserRegister', account, 'token'))
  await buyer.pays(await buyer.atTheTill({ sku: skus.cable, email }))
  await granted(buyer.complete())
  await granted(buyer.add(skus.cable))
  return buyer.caller.token!
}

/** What the shop tells otherwise than the back office, of every row that it told. */
async function differences(world: World, told: Told): Promise<string[]> {
  const wrong: string[] = []
  for (const { entity, id, row } of told.values())
    wrong.push(...otherwise(entity, row, await world.atJsonApi(entity, id)))
  return wrong
}
