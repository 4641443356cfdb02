import { isField, type Entity, type Field, type TypeRef } from '@portico/schema'
import type { TestResource } from '../jsonapi.ts'
import { kindOf } from './kinds.ts'

/** What a row says, however a door writes it: its fields in one notation, its links as `<relation>Id`. What is null is left out. */
export type Facts = Readonly<Record<string, unknown>>

type Row = Readonly<Record<string, unknown>>

const seen = ({ show }: { show?: readonly string[] }) => show?.includes('backOffice') ?? true

/** The fields that the back office sees. */
export const fieldsOf = (entity: Entity): [string, Field][] =>
  Object.entries(entity.fields).filter(([, field]) => seen(field) && field.kind !== 'secret')

/** The relations to one that the back office sees. */
export const linksOf = (entity: Entity): string[] =>
  Object.entries(entity.relations).flatMap(([key, relation]) =>
    relation.relation === 'one' && seen(relation) ? [key] : [],
  )

/** Values that are worked out, and are fields. */
export const computedOf = (entity: Entity): [string, Field][] =>
  Object.entries(entity.computed).flatMap(([key, type]): [string, Field][] =>
    isField(type) && seen(type) ? [[key, type]] : [],
  )

/** A value without what is null in it: doors may say so or leave it out. */
export const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, withoutNulls(inner)]])),
  )
}

const plain = (type: TypeRef, value: unknown): unknown =>
  isField(type) && !type.list && !type.shape ? kindOf(type).plain(value) : withoutNulls(value)

const some = (entries: readonly [string, unknown][]): Facts =>
  Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined))

/** A row as GraphQL, a message or the engine has it: links are rows with an id. */
export function factsOf(entity: Entity, row: Row, computed = false): Facts {
  const fields = [...fieldsOf(entity), ...(computed ? computedOf(entity) : [])]
  return some([
    ...fields.map(([key, field]): [string, unknown] => [
      key,
      row[key] === null || row[key] === undefined ? undefined : plain(field, row[key]),
    ]),
    ...linksOf(entity).map((key): [string, unknown] => [
      `${key}Id`,
      (row[key] as { id?: string } | null | undefined)?.id,
    ]),
  ])
}

/** A resource object of JSON:API. */
export const factsOfResource = (
  entity: Entity,
  { attributes, relationships = {} }: TestResource,
  computed = false,
): Facts =>
  factsOf(
    entity,
    {
      ...attributes,
      ...Object.fromEntries(Object.entries(relationships).map(([key, { data }]) => [key, data])),
    },
    computed,
  )

/** What was given to a write. */
export const factsOfGiven = (entity: Entity, given: Row): Facts =>
  some(
    Object.entries(given).map(([key, value]) => [key, entity.fields[key] ? plain(entity.fields[key], value) : value]),
  )
