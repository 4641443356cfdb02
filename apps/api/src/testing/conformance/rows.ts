import type { Entity } from '@portico/schema'
import { readFields, writeField } from '@portico/schema/projections/graphql-names'
import { describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { send } from '../jsonapi.ts'
import { madeOtherwise } from './by-actions.ts'
import { changesOf } from './changes.ts'
import { factsOf, factsOfGiven, factsOfResource, type Facts } from './facts.ts'
import { following } from './peculiar-changes.ts'
import {
  clean,
  creatable,
  entities,
  offers,
  outside,
  resourceOf,
  selectionOf,
  typeOf,
  type Given,
  type Payload,
  type World,
} from './world.ts'

/** Rows are created at one door and read at the other, rehearsed, changed, deleted, and upserted. */
export function rowsConform(of: () => World): void {
  it('every entity is created plainly, or it is said how its rows come to be', () => {
    const otherwise = entities.filter(({ writes }) => !writes.includes('create')).map(({ name }) => name)
    expect(otherwise.sort()).toEqual(Object.keys(madeOtherwise).sort())
  })

  it.each(entities.filter(({ name }) => name in madeOtherwise))('a $name is created at no door', async (entity) => {
    const world = of()
    await world.unmoved(async () => {
      const refused = await world.post(entity, {})
      expect([refused.status, refused.errors?.[0]?.code]).toEqual([405, 'METHOD_NOT_ALLOWED'])
      const query = `mutation { ${writeField(entity, 'create')}(input: {}) { id } }`
      expect((await world.graphql.send(query)).error?.code).toBe('QUERY_INVALID')
    })
  })

  describe.each(creatable)('a $name', (entity) => {
    it('that is created at JSON:API is the same at GraphQL', async () => {
      const world = of()
      const given = await world.sample(entity)
      const made = await world.post(entity, given)
      expect([made.status, made.errors]).toEqual([201, undefined])
      const facts = factsOfResource(entity, made.one, true)
      expect(facts).toMatchObject(factsOfGiven(entity, given))
      expect(await world.atGraphql(entity, made.one.id, true)).toEqual(facts)
      const row = { id: made.one.id, version: String(made.one.meta!.version), given }
      world.rows.set(entity.name, { ...row, ...(await changedAtGraphql(world, entity, row)) })
    })

    it('that is created at GraphQL is the same at JSON:API, and is changed and deleted there', async () => {
      const world = of()
      const given = await world.sample(entity)
      const created = await world.create(entity, given)
      expect(created.created).toBe(true)
      const facts = await world.atJsonApi(entity, created.id, true)
      expect(facts).toMatchObject(factsOfGiven(entity, given))
      expect(await world.atGraphql(entity, created.id, true)).toEqual(facts)
      await change(world, entity, created)
      await remove(world, entity, created)
    })

    if (offers(entity, 'upsert'))
      it('that is upserted is added by its key at JSON:API, then found and changed by it at GraphQL', () =>
        upsert(of(), entity))
  })
}

/** What a change must have done: every field that was given another value has it, and no other has moved. */
const after = (entity: Entity, before: Facts, changes: Given): Facts =>
  still(entity, { ...before, ...factsOfGiven(entity, changes) })

/** Without what follows from other fields. */
const still = ({ name }: Entity, facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([key]) => !following[name]?.includes(key)))

/** Is given another value in every field at its version, and shows them at the other door; an old version is none any more. */
async function change(world: World, entity: Entity, { id, version }: Payload): Promise<void> {
  if (!offers(entity, 'update')) return
  const before = await world.atGraphql(entity, id)
  const changes = await changesOf(world, entity, before)
  expect(Object.keys(changes)).not.toEqual([])
  const headers = { 'if-match': `"${version}"` }
  const body = { data: { ...resourceOf(entity, changes), id } }
  const changed = await send(world.erp, `/admin/api/${entity.plural}/${id}`, { method: 'PATCH', headers, body })
  expect([changed.status, changed.errors]).toEqual([200, undefined])
  expect(still(entity, await world.atGraphql(entity, id))).toEqual(after(entity, before, changes))
}

/** The same the other way round; answers what it is now and what it was given. */
async function changedAtGraphql(world: World, entity: Entity, row: { id: string; version: string; given: Given }) {
  if (!offers(entity, 'update')) return row
  const { id, version } = row
  const before = await world.atJsonApi(entity, id)
  const changes = await changesOf(world, entity, before)
  const mutation = `mutation ($input: ${typeOf(entity)}UpdateInput!, $version: String!) {
    ${writeField(entity, 'update')}(id: "${id}", input: $input, ifVersion: $version) { id version } }`
  const changed = clean(await world.graphql.send<Payload>(mutation, { input: changes, version }))
  expect(changed.version).not.toBe(version)
  expect(still(entity, await world.atJsonApi(entity, id))).toEqual(after(entity, before, changes))
  return { version: changed.version, given: { ...row.given, ...changes } }
}

/** Is deleted at one door, and gone at both. */
async function remove(world: World, entity: Entity, { id }: Payload): Promise<void> {
  if (!offers(entity, 'delete')) return
  const mutation = `mutation { ${writeField(entity, 'delete')}(id: "${id}") { count } }`
  expect(clean(await world.graphql.send<{ count: number }>(mutation))).toEqual({ count: 1 })
  expect((await world.graphql.send(mutation)).error?.code).toBe('NOT_FOUND')
  expect((await send(world.erp, `/admin/api/${entity.plural}/${id}`)).status).toBe(404)
}

async function upsert(world: World, entity: Entity): Promise<void> {
  const given = await world.sample(entity, entity.naturalKey ?? [])
  const external = { externalReference: { system: outside, id: `upserted-${entity.name}` } }
  const named = entity.naturalKey ? {} : { external }
  const first = await world.post(entity, given, { meta: { upsert: true }, ...named })
  expect([first.status, first.errors]).toEqual([201, undefined])
  const { id } = first.one
  const before = await world.atJsonApi(entity, id)
  const { key } = keyed(entity, given)
  const changes = await changesOf(world, entity, before)
  for (const name of Object.keys(key)) delete changes[name]
  const many = await countOf(world, entity)
  const second = await world.graphql.send<Payload>(
    `mutation ($key: ${typeOf(entity)}Key!, $input: ${typeOf(entity)}UpsertInput!) { ${writeField(entity, 'upsert')}(key: $key, input: $input) { id version created } }`,
    { key, input: changes },
  )
  expect(clean(second)).toMatchObject({ id, created: false })
  const found = await world.graphql.send<Given>(
    `query ($key: ${typeOf(entity)}Key!) { ${readFields(entity).byKey}(key: $key) { ${selectionOf(entity)} } }`,
    { key },
  )
  const facts = after(entity, before, changes)
  expect(still(entity, factsOf(entity, clean(found)))).toEqual(facts)
  expect(still(entity, await world.atJsonApi(entity, id))).toEqual(facts)
  expect(await countOf(world, entity)).toBe(many)
}

async function countOf({ shop }: World, { table }: Entity): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(
    shop.database.db,
  )
  return rows[0]!.count
}

/** The members of the natural key apart from the others. */
function keyed(entity: Entity, given: Given): { key: Given; input: Given } {
  if (!entity.naturalKey)
    return { key: { external: { system: outside, id: `upserted-${entity.name}` } }, input: { ...given } }
  const names = entity.naturalKey.map((member) => (member in entity.fields ? member : `${member}Id`))
  const [key, input] = [true, false].map((wanted) =>
    Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name) === wanted)),
  )
  return { key: key!, input: input! }
}
