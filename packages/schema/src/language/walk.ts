import type { Entity } from './entity.ts'
import type { Field } from './fields.ts'
import type { Shape, TypeRef } from './types.ts'

export const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** The name of a choice's enumeration: its own, or that of the place where it stands. */
export const choiceName = (field: Field, owner: string, key: string): string =>
  field.name ?? upperFirst(owner) + upperFirst(key)

export interface Place {
  type: TypeRef
  /** The entity, the shape, or the verb (`cartAddLine`) in which the type stands. */
  owner: string
  key: string
}

/** Every place of the definitions in which a type stands. */
export function* typesOf(entities: readonly Entity[], shapes: readonly Shape[]): Generator<Place> {
  for (const entity of entities) {
    for (const [key, type] of Object.entries({ ...entity.fields, ...entity.computed }))
      yield { type, owner: entity.name, key }
    for (const [name, verb] of Object.entries({ ...entity.actions, ...entity.questions })) {
      const owner = entity.name + upperFirst(name)
      for (const [key, type] of Object.entries(verb.input)) yield { type, owner, key }
      yield { type: verb.result, owner, key: 'result' }
    }
  }
  for (const shape of shapes)
    for (const [key, type] of Object.entries(shape.fields)) yield { type, owner: shape.name, key }
}
