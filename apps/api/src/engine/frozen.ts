import { columnName, isField, type Action, type Entity, type Model, type Question, type TypeRef } from '@portico/schema'
import type { Ctx, RightsLike } from '../kernel/context.ts'
import { refuse, type Refusal } from '../kernel/errors.ts'
import { rowOf } from './admission.ts'
import { readImage, type Image } from './records/audit.ts'

// At the shop people write by actions alone. What their role freezes (or hides) of an entity, no action of it changes for them: it is neither given to a new row,
// nor otherwise afterwards in the row that the action is called on, whatever the input's members are called.

interface Called {
  name: string
  declared: Action | Question | undefined
}

/** The members of an entity that a role withholds from what a deed writes, with how they are refused. */
interface Withheld {
  key: string
  column: string
  refusal: (path: string) => Refusal
}

function withheldOf(entity: Entity, deed: string, rights: RightsLike): Withheld[] {
  const members = [
    ...Object.keys(entity.fields).map((key) => [key, columnName(key)] as const),
    ...Object.entries(entity.relations).flatMap(([key, { relation }]) =>
      relation === 'one' ? [[key, `${columnName(key)}_id`] as const] : [],
    ),
  ]
  return members.flatMap(([key, column]): Withheld[] => {
    const hidden = rights.hides(entity.name, key)
    if (!hidden && !rights.freezes(entity.name, key, deed)) return []
    const code = hidden ? 'FIELD_UNKNOWN' : 'FIELD_READ_ONLY'
    return [{ key, column, refusal: (path) => refuse(code, { field: path }, path) }]
  })
}

/** Where the input gives something to a member, by its name or inside of a document: `address.city`. */
function givenAt(model: Model, input: Readonly<Record<string, TypeRef>>, given: unknown, key: string): string[] {
  const values = (given ?? {}) as Record<string, unknown>
  return Object.entries(input).flatMap(([name, type]) => {
    const value = values[name]
    if (value === undefined || value === null) return []
    if (name === key || name === `${key}Id`) return isField(type) && value === type.default ? [] : [name]
    const shape = !isField(type) && type.ref === 'shape' && !type.list ? model.shapes.get(type.name) : undefined
    return shape ? givenAt(model, shape.fields, value, key).map((inner) => `${name}.${inner}`) : []
  })
}

/**
 * Holds an action at the shop to what the caller's role freezes of its entity. Refuses with FIELD_READ_ONLY (FIELD_UNKNOWN where it is hidden): at once what is given where there is no row yet to
 * compare with, or no transaction that could be undone (`atomic`); else, by the check that is answered, whatever has become another in the row.
 */
export async function holdFrozen(
  model: Model,
  { name, declared }: Called,
  input: unknown,
  ctx: Ctx,
  atomic: boolean,
): Promise<() => Promise<void>> {
  const nothing = () => Promise.resolve()
  const [of = '', deed = ''] = name.split('.')
  const entity = model.entities.get(of)
  if (ctx.actor.kind !== 'customerUser' || !declared || !entity) return nothing
  const withheld = withheldOf(entity, deed, ctx.actor.rights)
  if (withheld.length === 0) return nothing
  const placeOf = (key: string) => givenAt(model, declared.input, input, key)[0]
  const id = atomic ? rowOf(model, name, declared, input) : undefined
  const before = id === undefined ? undefined : await readImage(entity, id, ctx)
  if (id === undefined || !before) {
    for (const { key, refusal } of withheld) {
      const place = placeOf(key)
      if (place !== undefined) throw refusal(place)
    }
    return nothing
  }
  return async () => {
    const after = await readImage(entity, id, ctx)
    const changed = after && withheld.find(({ column }) => differs(before, after, column))
    if (changed) throw changed.refusal(placeOf(changed.key) ?? changed.key)
  }
}

const differs = (before: Image, after: Image, column: string): boolean =>
  JSON.stringify(before[column]) !== JSON.stringify(after[column])
