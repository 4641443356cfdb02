import { writeField } from '@portico/schema/projections/graphql-names'
import { isField, writableFields, writableInput, type Entity, type Field } from '@portico/schema'
import { describe, expect, it } from 'vitest'
import { send, type Sent } from '../jsonapi.ts'
import { kindOf } from './kinds.ts'
import { clean, creatable, offers, resourceOf, type Given, type Payload, type World } from './world.ts'

/** Unknown members, wrong values, texts that are too long, what is missing, old versions, keys that are taken, people who may not: refused with the place, all of it together, and nothing moves. */
export function refusalsConform(of: () => World): void {
  describe.each(creatable)('a $name', (entity) => {
    it('is rehearsed and refused at both doors, and nothing moves', async () => {
      const world = of()
      const given = await world.sample(entity, [])
      await world.unmoved(async () => {
        await unknown(world, entity, given)
        await wrong(world, entity, given)
        await tooLong(world, entity, given)
        await missing(world, entity)
        await rehearsed(world, entity, given)
        await outdated(world, entity)
        await twice(world, entity)
      })
    })
  })
}

const places = ({ errors }: Sent, code?: string): string[] =>
  (errors ?? []).flatMap((error) => (code && error.code !== code ? [] : [error.source?.pointer ?? '']))

const told = (pointers: readonly string[], key: string) =>
  pointers.some((pointer) => new RegExp(`^/data/(attributes|relationships)/${key}(/|$)`).test(pointer))

async function unknown(world: World, entity: Entity, given: Given): Promise<void> {
  const strange = { ...given, colour: 'red' }
  const refused = await world.post(entity, strange)
  expect([refused.status, places(refused, 'FIELD_UNKNOWN')]).toEqual([400, ['/data/attributes/colour']])
  const { status, error } = await world.mutate(entity, strange)
  expect([status, error?.code]).toEqual([400, 'QUERY_INVALID'])
}

/** A shape takes no text, whatever it is made of. */
const wrongOf = (field: Field): unknown => (field.shape ? 'no document' : kindOf(field).wrong)

async function wrong(world: World, entity: Entity, given: Given): Promise<void> {
  const values = Object.fromEntries(
    Object.entries(writableFields(entity, 'create')).flatMap(([key, field]) => {
      const value = wrongOf(field)
      return value === undefined ? [] : [[key, value]]
    }),
  )
  const keys = Object.keys(values)
  if (keys.length === 0) return
  const refused = await world.post(entity, { ...given, ...values })
  const pointers = places(refused)
  expect([refused.status < 500, keys.filter((key) => !told(pointers, key))]).toEqual([true, []])
  const { status, error } = await world.mutate(entity, { ...given, ...values })
  expect(status).toBeLessThan(500)
  expect(error?.code).toMatch(/^(QUERY_INVALID|FIELD_INVALID)$/)
}

async function tooLong(world: World, entity: Entity, given: Given): Promise<void> {
  const values = Object.fromEntries(
    Object.entries(writableFields(entity, 'create')).flatMap(([key, field]): [string, unknown][] => {
      const text = 'x'.repeat((field.max ?? 0) + 1)
      if (field.kind === 'localized') return [[key, { en: text }]]
      return (field.kind === 'text' || field.kind === 'longText') && field.max ? [[key, text]] : []
    }),
  )
  const keys = Object.keys(values)
  if (keys.length === 0) return
  const refused = await world.post(entity, { ...given, ...values })
  const pointers = places(refused, 'FIELD_TOO_LONG')
  expect([refused.status, keys.filter((key) => !told(pointers, key))]).toEqual([400, []])
  const { error } = await world.mutate(entity, { ...given, ...values })
  const codes = (error?.refusals ?? [error]).map((one) => one?.code)
  expect(codes).toEqual(keys.map(() => 'FIELD_TOO_LONG'))
}

async function missing(world: World, entity: Entity): Promise<void> {
  const needed = Object.entries(writableInput(entity, 'create')).flatMap(([key, type]) =>
    type.optional ? [] : [isField(type) && type.kind === 'id' ? key.replace(/Id$/, '') : key],
  )
  if (needed.length === 0) return
  const refused = await world.post(entity, {})
  const pointers = places(refused, 'FIELD_REQUIRED')
  expect([refused.status, needed.filter((key) => !told(pointers, key))]).toEqual([400, []])
  // a link may be given by an id or by a key, so that the schema does not tell that it is missing
  const { error } = await world.mutate(entity, {})
  expect(error?.code).toMatch(/^(QUERY_INVALID|FIELD_REQUIRED)$/)
}

async function rehearsed(world: World, entity: Entity, given: Given): Promise<void> {
  const { id, created } = clean(await world.mutate(entity, given, true))
  expect(created).toBe(true)
  expect((await world.graphql.send(`{ ${entity.name}(id: "${id}") { id } }`)).value).toBeNull()
  const said = await world.post(entity, given, { meta: { dryRun: true } })
  expect([said.status, said.body.meta]).toEqual([200, { dryRun: true, created: true }])
  expect((await world.mutate(entity, given, false, world.reader)).error?.code).toBe('FORBIDDEN')
}

/** A change from a version that is none any more, and one by somebody who may only read. */
async function outdated(world: World, entity: Entity): Promise<void> {
  const { id, version } = world.rows.get(entity.name)!
  if (!offers(entity, 'update')) return
  const update = (from: string, caller = world.graphql) =>
    caller.send<Payload>(
      `mutation { ${writeField(entity, 'update')}(id: "${id}", input: {}, ifVersion: "${from}") { id version } }`,
    )
  expect((await update('1')).error?.code).toBe('VERSION_OUTDATED')
  expect((await update(version, world.reader)).error?.code).toBe('FORBIDDEN')
  const headers = { 'if-match': '"1"' }
  const body = { data: { ...resourceOf(entity, {}), id } }
  const refused = await send(world.erp, `/admin/api/${entity.plural}/${id}`, { method: 'PATCH', headers, body })
  expect([refused.status, refused.errors?.[0]?.code]).toEqual([412, 'VERSION_OUTDATED'])
}

/** A second row of the same key. */
async function twice(world: World, entity: Entity): Promise<void> {
  if (!entity.naturalKey) return
  const { given } = world.rows.get(entity.name)!
  const refused = await world.post(entity, given)
  expect([refused.status, refused.errors?.[0]?.code]).toEqual([409, 'ALREADY_EXISTS'])
  expect((await world.mutate(entity, given)).error?.code).toBe('ALREADY_EXISTS')
}
