import { isField, model, operatorsOf, type Entity, type Field } from '@portico/schema'
import { deedsOf, readFields, writeField } from '@portico/schema/projections/graphql-names'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../../testing/buyer.ts'
import { Caller, type Answer } from '../../../testing/caller.ts'
import { sampleOf, type Said } from '../../../testing/samples.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { still } from '../../../testing/stillness.ts'

let shop: OpenShop
let erp: Caller
let reader: Caller
let said: Said
/** Whose guards want another entity to have come further than a new one has. */
const guarded: Readonly<Record<string, string>> = {
  invoicePayment: 'TRANSITION_NOT_ALLOWED',
  emailResult: 'TRANSITION_NOT_ALLOWED',
}
beforeAll(async () => {
  shop = await openShop({ env: { QUERY_MAX_COST: '100000' } })
  const callerOf = async (...grants: Parameters<OpenShop['client']>) =>
    new Caller(`${shop.url}/admin/graphql`, (await shop.client(...grants)).token, {
      'portico-website': shop.website.code,
    })
  erp = await callerOf()
  said = {
    'apiClient.redirectUris': ['https://example.com/back'],
    'externalReference.entity': 'website',
    'fileAccount.publicKeys': [],
    'fileProfile.delimiter': ';',
    'fileProfile.quote': '"',
    'fileProfile.dateFormat': 'yyyy-MM-dd',
    'integration.module': 'files',
    'connector.format': 'csv',
    'connector.entity': 'brand',
    'connector.direction': 'out',
    'connector.topic': 'brand.changed',
    'connector.schedule': '30 2 * * *',
    'connector.filter': { path: 'code', op: 'eq', value: 'A-1' },
    'connector.scope': { path: 'code', op: 'eq', value: 'A-1' },
    'externalReference.rowId': shop.website.id,
    'webhookSubscription.url': 'https://example.com/hook',
    'webhookSubscription.topics': ['product.changed'],
    'webhookSubscription.filter': { path: 'sku', op: 'eq', value: 'A-1' },
    'webhookSubscription.fields': ['sku'],
    'priceList.currencies': ['EUR'],
    'shipmentLine.quantity': '1',
    'product.type': 'kit',
  }
  const buyer = new Buyer(shop)
  await buyer.pays(await buyer.atTheTill())
  await buyer.complete()
  await shop.drain()
  said = { ...said, 'customerAddress.customerId': await linked('customer'), 'kitItem.kitId': await linked('product') }
  said = { ...said, 'product.type': 'simple' }
  reader = await callerOf([{ entity: '*', deed: 'read', level: 'all' }])
})
afterAll(() => shop.close())

const entities = [...model.entities.values()]
const seen = ({ show }: { show?: readonly string[] }) => show?.includes('backOffice') ?? true
const type = ({ name }: Entity) => name.charAt(0).toUpperCase() + name.slice(1)

/** All that a row shows besides relations to many. */
function selectionOf(entity: Entity): string {
  const shapes = (name: string): string =>
    Object.entries(model.shapes.get(name)?.fields ?? {})
      .map(([key, member]) => key + below(member))
      .join(' ')
  const below = (member: Entity['computed'][string]): string => {
    if (isField(member)) {
      if (member.kind === 'money') return ' { amount currency }'
      return member.kind === 'json' && member.shape ? ` { ${shapes(member.shape)} }` : ''
    }
    return member.ref === 'shape' ? ` { ${shapes(member.name)} }` : ' { id }'
  }
  const members = Object.entries({ ...entity.fields, ...entity.computed }).flatMap(([key, member]) =>
    seen(member) && !(isField(member) && member.kind === 'secret') ? [key + below(member)] : [],
  )
  const links = Object.entries(entity.relations).flatMap(([key, relation]) =>
    seen(relation) && relation.relation === 'one' ? [`${key} { id version }`] : [],
  )
  return ['id', 'version', 'createdAt', 'updatedAt', ...members, ...links].join(' ')
}

const clean = <Value>(answer: Answer<Value>): NonNullable<Value> => {
  if (answer.errors.length > 0 || !answer.value) throw new Error(answer.text)
  return answer.value
}

interface Connection {
  totalCount: number
  nodes: { id: string }[]
  edges: { cursor: string; node: { id: string; version: string } }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}
interface Payload {
  id: string
  version: string
  created: boolean
}

/** Adds a row by its mutation; what it must link to is added before. */
async function create(entity: Entity, also?: Parameters<typeof sampleOf>[4]): Promise<Payload> {
  const input = await sampleOf(model, entity, linked, said, also)
  const field = writeField(entity, 'create')
  return clean(
    await erp.send<Payload>(
      `mutation ($input: ${type(entity)}CreateInput!) { ${field}(input: $input) { id version created ${entity.name} { ${selectionOf(entity)} } } }`,
      { input },
    ),
  )
}

/** A row to link to: a new one where that can be made, so that no unique link is taken twice. */
async function linked(name: string): Promise<string> {
  const entity = model.entities.get(name)!
  if (deedsOf(entity).includes('create')) return (await create(entity)).id
  const found = clean(await erp.send<Connection>(`{ ${entity.plural}(first: 1) { nodes { id } } }`))
  return found.nodes[0]!.id
}

describe.each(entities)('$plural', (entity) => {
  const { get, list } = readFields(entity)

  it('are listed and read with all that the back office sees', async () => {
    const listed = clean(
      await erp.send<Connection>(
        `{ ${list}(first: 3) { totalCount edges { cursor node { ${selectionOf(entity)} } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      ),
    )
    expect(listed.nodes.length).toBe(Math.min(3, listed.totalCount))
    expect(listed.pageInfo.hasNextPage).toBe(listed.totalCount > 3)
    expect(listed.pageInfo.endCursor).toBe(listed.edges.at(-1)?.cursor ?? null)
    const [first] = listed.edges
    if (!first) return
    const one = clean(await erp.send<object>(`{ ${get}(id: "${first.node.id}") { ${selectionOf(entity)} } }`))
    expect(one).toEqual(first.node)
  })

  it('are filtered by every field and operator, and sorted by every field that has an order', async () => {
    const fields: [string, Field][] = Object.entries(entity.fields).filter(([, field]) => seen(field))
    const examples: Partial<Record<Field['kind'], unknown>> = {
      boolean: true,
      integer: 1,
      decimal: '1.5',
      quantity: '1',
      money: '1',
      date: '2026-01-01',
      instant: '2026-01-01T00:00:00Z',
    }
    const conditions = fields.flatMap(([key, field]) =>
      operatorsOf[field.kind].map((op) => {
        const value = op === 'exists' ? true : (field.values?.[0] ?? examples[field.kind] ?? 'a')
        return { [key]: { [op]: op === 'in' ? [value] : value } }
      }),
    )
    // a filter has at most 50 conditions
    for (let at = 0; at < conditions.length; at += 40) {
      const filter = { or: conditions.slice(at, at + 40), not: { id: { exists: false } } }
      clean(
        await erp.send<Connection>(
          `query ($filter: ${type(entity)}Filter) { ${list}(filter: $filter, first: 2) { nodes { id } } }`,
          { filter },
        ),
      )
    }
  })

  it('are walked through by cursor and by page, each row once', async () => {
    const ids: string[] = []
    let after: string | null = null
    for (;;) {
      const page: Connection = clean(
        await erp.send<Connection>(
          `query ($after: String) { ${list}(first: 7, after: $after, sort: [{ createdAt: desc }, { id: asc }]) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
          { after },
        ),
      )
      ids.push(...page.nodes.map(({ id }) => id))
      if (!page.pageInfo.hasNextPage || ids.length > 100) break
      after = page.pageInfo.endCursor
    }
    expect(new Set(ids).size).toBe(ids.length)
    const second = clean(
      await erp.send<Connection>(
        `{ ${list}(first: 7, page: 2, sort: [{ createdAt: desc }, { id: asc }]) { nodes { id } pageInfo { hasPreviousPage } } }`,
      ),
    )
    expect(second.nodes.map(({ id }) => id)).toEqual(ids.slice(7, 14))
    expect(second.pageInfo.hasPreviousPage).toBe(true)
  })
})

describe.each(entities.filter(({ writes }) => writes.includes('create')))('a $name', (entity) => {
  it('is rehearsed, created, changed at its version, and deleted', async () => {
    const input = await sampleOf(
      model,
      entity,
      linked,
      said,
      (_key, member) => isField(member) && member.kind !== 'id' && !member.shape,
    )
    const field = writeField(entity, 'create')
    const mutation = (dryRun: boolean) =>
      erp.send<Payload>(
        `mutation ($input: ${type(entity)}CreateInput!) { ${field}(input: $input, dryRun: ${dryRun}) { id version created ${entity.name} { ${selectionOf(entity)} } } }`,
        { input },
      )
    if (guarded[entity.name]) {
      expect((await still(shop.database, () => mutation(false))).error?.code).toBe(guarded[entity.name])
      return
    }
    const rehearsed = clean(await still(shop.database, () => mutation(true)))
    expect((await erp.send(`{ ${entity.name}(id: "${rehearsed.id}") { id } }`)).value).toBeNull()
    const created = clean(await mutation(false))
    expect(created.created).toBe(true)
    const deeds = deedsOf(entity)
    if (deeds.includes('update')) {
      const update = (version: string, caller = erp) =>
        caller.send<Payload>(
          `mutation { ${writeField(entity, 'update')}(id: "${created.id}", input: {}, ifVersion: "${version}") { id version created } }`,
        )
      expect(clean(await update(created.version))).toMatchObject({ id: created.id, created: false })
      expect((await still(shop.database, () => update('1'))).error?.code).toBe('VERSION_OUTDATED')
      expect((await still(shop.database, () => update(created.version, reader))).error?.code).toBe('FORBIDDEN')
    }
    if (!deeds.includes('delete')) return
    const remove = writeField(entity, 'delete')
    const gone = await erp.send<{ count: number }>(`mutation { ${remove}(id: "${created.id}") { count } }`)
    expect(clean(gone)).toEqual({ count: 1 })
    expect((await erp.send(`mutation { ${remove}(id: "${created.id}") { count } }`)).error?.code).toBe('NOT_FOUND')
  })
})

describe.each(entities.filter((entity) => deedsOf(entity).includes('upsert') && !guarded[entity.name]))(
  'a $name that is upserted',
  (entity) => {
    it('is added by its key, then found and changed by it', async () => {
      const { key, input } = keyed(
        entity,
        await sampleOf(model, entity, linked, said, (key) => entity.naturalKey?.includes(key) ?? false),
      )
      const upsert = () =>
        erp.send<Payload>(
          `mutation ($key: ${type(entity)}Key!, $input: ${type(entity)}UpsertInput!) { ${writeField(entity, 'upsert')}(key: $key, input: $input) { id version created } }`,
          { key, input },
        )
      const first = clean(await upsert())
      expect(first.created).toBe(true)
      // what stands once it is there is not said again
      for (const name of Object.keys(input)) if (isFixed(entity, name)) delete input[name]
      expect(clean(await upsert())).toMatchObject({ id: first.id, created: false })
      const found = await erp.send<{ id: string }>(
        `query ($key: ${type(entity)}Key!) { ${readFields(entity).byKey}(key: $key) { id } }`,
        { key },
      )
      expect(clean(found).id).toBe(first.id)
    })
  },
)

const isFixed = (entity: Entity, name: string) =>
  (entity.fields[name] ?? (entity.relations[name.replace(/Id$/, '')] as { immutable?: boolean } | undefined))?.immutable

function keyed(entity: Entity, given: Record<string, unknown>) {
  const key: Record<string, unknown> = {}
  const input = { ...given }
  if (!entity.naturalKey) return { key: { external: { system: 'erp', id: entity.name } }, input }
  for (const member of entity.naturalKey) {
    const name = member in entity.fields ? member : `${member}Id`
    key[name] = input[name]
    delete input[name]
  }
  return { key, input }
}
