import type { Entity, One } from './entity.ts'
import type { Field } from './fields.ts'
import type { TypeRef } from './types.ts'

/** A plain write of rows. */
export type Write = 'create' | 'update'

/** Worked out once for each entity: entities do not change, and every record of a batch asks. */
function once<Result>(work: (entity: Entity, write: Write) => Result): (entity: Entity, write: Write) => Result {
  const known = { create: new WeakMap<Entity, Result>(), update: new WeakMap<Entity, Result>() }
  return (entity, write) => {
    const found = known[write].get(entity) ?? work(entity, write)
    known[write].set(entity, found)
    return found
  }
}

/** Characters that a text has at least: one that is required says something, also where a change may leave it out. */
const leastOf = ({ kind, min, optional, default: standard }: Field): Pick<Field, 'min'> =>
  min === undefined && !optional && standard !== '' && (kind === 'text' || kind === 'longText' || kind === 'localized')
    ? { min: 1 }
    : {}

const fieldFor = (field: Field, write: Write): Field =>
  write === 'create'
    ? {
        ...field,
        ...leastOf(field),
        optional:
          field.optional || field.default !== undefined || field.numbered !== undefined || field.measured === true,
        default: undefined,
      }
    : { ...field, ...leastOf(field), default: undefined }

/** Fields that a plain write may set. In an update, everything may be left out; null is said only where the field is optional. */
export const writableFields = once((entity, write): Readonly<Record<string, Field>> =>
  Object.fromEntries(
    Object.entries(entity.fields).flatMap(([key, field]) =>
      field.readOnly || field.kind === 'secret' || field.show?.length === 0 || (write === 'update' && field.immutable)
        ? []
        : [[key, fieldFor(field, write)]],
    ),
  ),
)

/** Relations to one that a plain write may set. */
export const writableLinks = once((entity, write): Readonly<Record<string, One>> =>
  Object.fromEntries(
    Object.entries(entity.relations).flatMap(([key, relation]) =>
      relation.relation === 'one' && !relation.readOnly && !(write === 'update' && relation.immutable)
        ? [[key, relation]]
        : [],
    ),
  ),
)

/** What a plain write takes, as an input: fields by their names, links as `<name>Id`. */
export const writableInput = (entity: Entity, write: Write): Readonly<Record<string, TypeRef>> => ({
  ...Object.fromEntries(
    Object.entries(writableFields(entity, write)).map(([key, field]): [string, TypeRef] => [
      key,
      write === 'update' ? { ...field, optional: true } : field,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(writableLinks(entity, write)).map(([key, link]): [string, TypeRef] => [
      `${key}Id`,
      {
        kind: 'id',
        to: link.to,
        optional: write === 'update' || link.optional === true,
        deprecated: link.deprecated,
      },
    ]),
  ),
})
