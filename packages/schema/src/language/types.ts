import type { Deprecatable } from './deprecation.ts'
import type { Audience, Field } from './fields.ts'

/** A value that is more than a field: a shape, an entity, a list or a page of them. */
export type TypeRef = Field | ShapeRef | EntityRef | PageRef

export interface RefOptions extends Deprecatable {
  doc?: string
  optional?: boolean
  list?: boolean
  show?: readonly Audience[]
}
export interface ShapeRef extends RefOptions {
  readonly ref: 'shape'
  readonly name: string
}
export interface EntityRef extends RefOptions {
  readonly ref: 'entity'
  readonly name: string
}
/** One page of an entity: items, cursor, total. */
export interface PageRef extends RefOptions {
  readonly ref: 'page'
  readonly name: string
}

export const isField = (type: TypeRef): type is Field => 'kind' in type

export const shapeOf = (name: string, options: RefOptions = {}): ShapeRef => ({ ref: 'shape', name, ...options })
export const entityOf = (name: string, options: RefOptions = {}): EntityRef => ({ ref: 'entity', name, ...options })
export const pageOf = (name: string, options: RefOptions = {}): PageRef => ({ ref: 'page', name, ...options })
export const listOf = <T extends TypeRef>(type: T): T => ({ ...type, list: true })
export const maybe = <T extends TypeRef>(type: T): T => ({ ...type, optional: true })

/** A value object: it has no identity and no table of its own. */
export interface Shape {
  readonly name: string
  readonly doc: string
  readonly fields: Readonly<Record<string, TypeRef>>
}

export const shape = (name: string, doc: string, fields: Record<string, TypeRef>): Shape => ({ name, doc, fields })
