import { columnName, isField, type Entity, type Model, type TypeRef } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import { visibleTo } from '../access.ts'
import { externalOf, externalRow } from './external.ts'
import { valueReaders } from './filter-values.ts'
import { reachable } from './reach.ts'
import type { Given } from './write-values.ts'

/**
 * Names a row by what it is called outside: the members of its natural key, where a member that is a relation is named likewise; or
 * `{ external: { system, id } }`, its id in a system outside.
 */
export type NaturalKey = Readonly<Record<string, unknown>>

const isKey = (value: unknown): value is NaturalKey =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

/**
 * The condition by which a natural key finds its row. Refuses with FIELD_INVALID where the entity has none, or other members are given than those
 * of its key; with FIELD_UNKNOWN a key that holds what is hidden from the caller. Rows that it names on the way are such as `nameable` lets be named.
 */
export function keyCondition(
  model: Model,
  entity: Entity,
  key: NaturalKey,
  member: string,
  ctx: Ctx,
): (table: string) => RawBuilder<unknown> {
  const external = externalOf(key, member)
  if (external) return (table) => sql`${sql.ref(`${table}.id`)} = ${externalRow(entity, external)}`
  const members = entity.naturalKey
  if (!members)
    throw refuse(
      'FIELD_INVALID',
      { field: member, problem: `names a ${entity.name} by a key, and it has none: give its id` },
      member,
    )
  const hidden = members.find((one) => ctx.actor.kind === 'backOffice' && ctx.actor.rights.hides(entity.name, one))
  if (hidden) throw refuse('FIELD_UNKNOWN', { field: `${member}.${hidden}` }, member)
  const given = Object.keys(key)
  if (given.length !== members.length || !members.every((one) => given.includes(one)))
    throw refuse(
      'FIELD_INVALID',
      { field: member, problem: `is found by ${members.join(' and ')}, all of them` },
      member,
    )
  return (table) =>
    sql`(${sql.join(
      members.map((one) => {
        const relation = entity.relations[one]
        const value = key[one]
        const place = `${member}.${one}`
        if (!relation) {
          const field = entity.fields[one]!
          return sql`${sql.ref(`${table}.${columnName(one)}`)} = ${valueReaders[field.kind](value, field, place)}`
        }
        const column = sql.ref(`${table}.${columnName(one)}_id`)
        if (!isKey(value)) {
          if (typeof value !== 'string' || !isUuid(value))
            throw refuse('FIELD_INVALID', { field: place, problem: 'is neither an id nor a key' }, place)
          return sql`${column} = ${value}`
        }
        const target = model.entities.get(relation.to)!
        const alias = `${table}_${columnName(one)}`
        return sql`${column} = (select id from ${sql.table(target.table)} as ${sql.ref(alias)} where ${keyCondition(model, target, value, place, ctx)(alias)} and ${nameable(model, target, ctx)(alias)})`
      }),
      sql` and `,
    )})`
}

/**
 * The rows that a caller may name by what they are called: those that they may read. Whatever else a name led to, they would learn whether it is there. (By its id a row
 * can be named by whoever knows that.) Throws FORBIDDEN where they may read none.
 */
export function nameable(model: Model, entity: Entity, ctx: Ctx): (table: string) => RawBuilder<unknown> {
  const { kind } = ctx.actor
  return kind === 'system' || kind === 'backOffice' ? reachable(model, entity, 'read', ctx) : visibleTo(entity, ctx)
}

/** Puts ids in the place of natural keys: `{ product: { sku: 'A-1' } }` becomes `{ productId: '…' }`. One statement a link. */
export async function withIds(model: Model, entity: Entity, given: Given, ctx: Ctx): Promise<Given> {
  const resolved: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(given)) {
    const relation = entity.relations[key]
    if (relation?.relation !== 'one') {
      resolved[key] = value
      continue
    }
    if (`${key}Id` in given)
      throw refuse('FIELD_INVALID', { field: key, problem: `is given twice, also as ${key}Id` }, key)
    resolved[`${key}Id`] = isKey(value) ? await idOf(model, relation.to, value, key, ctx) : value
  }
  return resolved
}

/**
 * Puts ids in the place of natural keys and external references in what an action takes: `{ id: { number: 'A-1' } }` becomes `{ id: '…' }`, also in the
 * shapes that it is made of. Refuses with REFERENCE_NOT_FOUND.
 */
export async function withInputIds(
  model: Model,
  members: Readonly<Record<string, TypeRef>>,
  input: Given,
  ctx: Ctx,
  above = '',
): Promise<Given> {
  const resolved: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(input)) {
    const type = members[key]
    const member = above + key
    const one = async (item: unknown, place: string): Promise<unknown> => {
      if (!type || !isKey(item)) return item
      if (isField(type)) return type.kind === 'id' && type.to ? idOf(model, type.to, item, place, ctx) : item
      if (type.ref !== 'shape') return item
      return withInputIds(model, model.shapes.get(type.name)?.fields ?? {}, item, ctx, `${place}.`)
    }
    if (!Array.isArray(value)) resolved[key] = await one(value, member)
    else {
      const items: unknown[] = []
      for (const [at, item] of value.entries()) items.push(await one(item, `${member}.${at}`))
      resolved[key] = items
    }
  }
  return resolved
}

/** A key as people read it: an id, `sku A-1`, `priceList web, product A-1`, `4711 of erp`; what is longer is cut. */
function said(key: unknown): string {
  if (!isKey(key)) return String(key)
  const { external } = key
  if (isKey(external)) return `${String(external['id'])} of ${String(external['system'])}`
  return Object.entries(key)
    .map(([member, value]) => `${member} ${said(value)}`)
    .join(', ')
}

/** The refusal of a link that leads to no row: which one was named, and where. */
export const leadsNowhere = (member: string, entity: string, key: unknown): Refusal =>
  refuse('REFERENCE_NOT_FOUND', { field: member, entity, value: said(key).slice(0, 200) }, member)

async function idOf(model: Model, name: string, key: NaturalKey, member: string, ctx: Ctx): Promise<string> {
  const entity = model.entities.get(name)!
  const condition = keyCondition(model, entity, key, member, ctx)
  const mine = nameable(model, entity, ctx)
  const { rows } = await sql<{
    id: string
  }>`select id from ${sql.table(entity.table)} as k where ${condition('k')} and ${mine('k')}`.execute(ctx.db)
  if (!rows[0]) throw leadsNowhere(member, name, key)
  return rows[0].id
}
