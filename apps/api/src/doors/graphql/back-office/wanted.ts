import type { Entity, Model, TypeRef } from '@portico/schema'
import { isField } from '@portico/schema'
import type { Wanted } from '../../../engine/index.ts'

/** What is wanted of an entity's rows, in the engine's words: a row's version is named `:version` there. */
export function rowsWanted(model: Model, entity: Entity, wanted: Wanted): Wanted {
  return Object.fromEntries(
    Object.entries(wanted).map(([key, inner]) => {
      if (key === 'version') return [':version', {}]
      const relation = entity.relations[key]
      if (relation) return [key, rowsWanted(model, model.entities.get(relation.to)!, inner)]
      const type = entity.computed[key]
      return [key, type ? typeWanted(model, type, inner) : inner]
    }),
  )
}

/** The same for what a verb answers. */
export function typeWanted(model: Model, type: TypeRef, wanted: Wanted): Wanted {
  if (isField(type)) return wanted
  const entity = type.ref === 'entity' ? model.entities.get(type.name) : undefined
  if (entity) return rowsWanted(model, entity, wanted)
  const members = model.shapes.get(type.name)?.fields ?? {}
  return Object.fromEntries(
    Object.entries(wanted).map(([key, inner]) => {
      const member = members[key]
      return [key, member ? typeWanted(model, member, inner) : inner]
    }),
  )
}

/** Both together. */
export function merged(a: Wanted = {}, b: Wanted = {}): Wanted {
  const both: Wanted = { ...a }
  for (const [key, inner] of Object.entries(b)) both[key] = merged(both[key], inner)
  return both
}
