import type { Audience, Field } from './fields.ts'
import type { TypeRef } from './types.ts'

/** A link to one row of another entity: a column `<name>Id`, and the row itself where a reader asks for it. */
export interface One {
  readonly relation: 'one'
  readonly to: string
  doc?: string
  optional?: boolean
  unique?: boolean
  show?: readonly Audience[]
  immutable?: boolean
  readOnly?: boolean
  /** What becomes of this row when the other one is deleted. */
  onDelete?: 'restrict' | 'cascade' | 'setNull'
}

/** The rows of another entity that link here by their relation `by`. */
export interface Many {
  readonly relation: 'many'
  readonly to: string
  readonly by: string
  doc?: string
  show?: readonly Audience[]
  /** The field of the other entity that orders them. */
  orderBy?: string
}

export type Relation = One | Many

export const one = (to: string, options: Omit<One, 'relation' | 'to'> = {}): One => ({
  relation: 'one',
  to,
  ...options,
})
export const many = (to: string, by: string, options: Omit<Many, 'relation' | 'to' | 'by'> = {}): Many => ({
  relation: 'many',
  to,
  by,
  ...options,
})

/** A field whose values are the stations of a life, with the moves that are allowed. */
export interface States {
  readonly field: string
  readonly initial: string
  /** From each state, the states that may follow. */
  readonly moves: Readonly<Record<string, readonly string[]>>
}

/** Who may call an action or a question at the storefront; at the back office roles decide. */
export type Caller = 'anyone' | 'visitor' | 'customerUser'

/** A verb that changes something. */
export interface Action {
  readonly doc: string
  readonly show: readonly Audience[]
  /** `anyone`: also strangers, who get a visitor's token by it. */
  readonly caller: Caller
  readonly input: Readonly<Record<string, TypeRef>>
  readonly result: TypeRef
  /** Codes of the error catalogue that a caller must expect besides those that any call may get. */
  readonly refusals: readonly string[]
}

/** A named read that is more than get and list. */
export interface Question {
  readonly doc: string
  readonly show: readonly Audience[]
  readonly caller: Caller
  readonly input: Readonly<Record<string, TypeRef>>
  readonly result: TypeRef
  readonly refusals?: readonly string[]
  /** Every stranger at a website gets the same answer, in one language and currency: a door may give it again for a moment. */
  readonly kept?: boolean
}

/** Whose row it is: the columns that name its owners. A storefront reader sees rows that are theirs. */
export interface Owners {
  visitor?: string
  customerUser?: string
  customer?: string
}

/** Ways from a row to whom it belongs at the back office, as dotted paths over relations: `website.organization`. */
export interface Scopes {
  /** The organization; left out: master data of the whole house. */
  organization?: string
  /** The user whose row it is. */
  own?: string
}

/** Which rows a storefront caller may read by get and list; the back office is ruled by roles. */
export type StorefrontRead = 'everyone' | 'owner' | 'withParent' | 'nobody'

export interface Entity {
  readonly name: string
  /** The rung of the ladder that it belongs to; its verbs live in domain/<area>. */
  readonly area: string
  readonly table: string
  readonly plural: string
  readonly doc: string
  readonly fields: Readonly<Record<string, Field>>
  readonly relations: Readonly<Record<string, Relation>>
  /** Values that are worked out when somebody asks, by the area's reader. */
  readonly computed: Readonly<Record<string, TypeRef>>
  readonly states?: States
  readonly actions: Readonly<Record<string, Action>>
  readonly questions: Readonly<Record<string, Question>>
  readonly owners?: Owners
  readonly access: { readonly storefront: StorefrontRead }
  readonly scopes: Scopes
  /** Reads by id and by list that the storefront offers for it. */
  readonly storefront: readonly ('get' | 'list')[]
  /** Writes that the back office offers besides the actions. */
  readonly writes: readonly ('create' | 'update' | 'delete')[]
  /** What names a row for people and outside systems: columns unique together. */
  readonly naturalKey?: readonly string[]
  readonly uniques: readonly (readonly string[])[]
  readonly indexes: readonly (readonly string[])[]
}

type Definition = Partial<Omit<Entity, 'name' | 'area' | 'table' | 'doc' | 'fields'>> &
  Pick<Entity, 'area' | 'doc' | 'fields'> & { table?: string }

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Defines an entity. Every entity has besides: `id` (uuid v7), `createdAt`, `updatedAt`. */
export function entity(name: string, definition: Definition): Entity {
  const plural =
    definition.plural ??
    (name.endsWith('s') ? `${name}es` : name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`)
  return {
    name,
    plural,
    table: definition.table ?? snake(plural),
    relations: {},
    computed: {},
    actions: {},
    questions: {},
    access: { storefront: 'nobody' },
    scopes: {},
    storefront: [],
    writes: ['create', 'update', 'delete'],
    uniques: [],
    indexes: [],
    ...definition,
  }
}

/** `cartLine` → `cart_line`; the name of a column. */
export const columnName = snake
