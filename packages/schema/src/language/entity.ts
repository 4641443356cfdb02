import type { Deprecatable } from './deprecation.ts'
import type { Audience, Field } from './fields.ts'
import type { TypeRef } from './types.ts'

/** A link to one row of another entity: a column `<name>Id`, and the row itself where a reader asks for it. */
export interface One extends Deprecatable {
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
export interface Many extends Deprecatable {
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

/** Who may call an action or a question at the storefront, where the roles of people for their company let them; at the back office roles decide alone. */
export type Caller = 'anyone' | 'visitor' | 'customerUser'

/** For verbs of the back office, where roles decide who may. */
export const byHouse = { show: ['backOffice'], caller: 'anyone' } as const

/** A verb that changes something. */
export interface Action extends Deprecatable {
  readonly doc: string
  readonly show: readonly Audience[]
  /** `anyone`: also strangers, who get a visitor's token by it. */
  readonly caller: Caller
  readonly input: Readonly<Record<string, TypeRef>>
  readonly result: TypeRef
  /** Codes of the error catalogue that a caller must expect besides those that any call may get. */
  readonly refusals: readonly string[]
  /** It speaks with the outside between transactions of its own: it cannot be rehearsed, nor hang on a version. */
  readonly saga?: boolean
}

/** A named read that is more than get and list. */
export interface Question extends Deprecatable {
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
  /** The company. How far into it somebody sees, their role for it says. */
  customer?: string
}

/** Ways from a row to whom it belongs at the back office, as dotted paths over relations to one: `website.organization`. */
export interface Scopes {
  /** The organization. Several ways: the row belongs where any of them leads, for links that may be empty. */
  organization?: string | readonly string[]
  /** The business unit. */
  unit?: string | readonly string[]
  /** The user (or API client) whose row it is. */
  own?: string | readonly string[]
}

/** Which rows a storefront caller may read by get and list; the back office is ruled by roles. */
export type StorefrontRead = 'everyone' | 'owner' | 'withParent' | 'nobody'

export interface Entity extends Deprecatable {
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
  readonly access: {
    readonly storefront: StorefrontRead
    /** Only in these states: a draft is nobody's to read but the house's. */
    readonly states?: readonly string[]
    /** What the shop shows of it is its area's to say (its reader, a read model), not the tables': rows are not looked for by it there. */
    readonly byArea?: true
  }
  /** Whose a row is at the back office; `house`: master data of the whole house. */
  readonly scopes: Scopes
  /** Reads by id and by list that the storefront offers for it. */
  readonly storefront: readonly ('get' | 'list')[]
  /** Writes that the back office offers besides the actions. */
  readonly writes: readonly ('create' | 'update' | 'delete')[]
  /** What names a row for people and outside systems: columns unique together. */
  readonly naturalKey?: readonly string[]
  readonly uniques: readonly (readonly string[])[]
  readonly indexes: readonly (readonly string[])[]
  /**
   * What a verb tells of it besides `created`, `updated`, `deleted` and `changed`, which the database tells by itself: each with a sentence for whoever
   * subscribes. Named here, `changed` is told by a verb or a trigger of its own. false: nothing is told of its rows.
   */
  readonly news: Readonly<Record<string, string>> | false
}

type Definition = Partial<Omit<Entity, 'name' | 'area' | 'table' | 'doc' | 'fields' | 'scopes'>> &
  Pick<Entity, 'area' | 'doc' | 'fields'> & { table?: string; scopes?: Scopes | 'house' }

/** Master data of the whole house: every organization's. */
export const house: Scopes = Object.freeze({})
/** An entity that does not say whose its rows are; the model refuses it. */
export const unsaid: Scopes = Object.freeze({})

/** Asked for every value that is written; there are as many as the model has names. */
const snakes = new Map<string, string>()

function snake(name: string): string {
  const known = snakes.get(name)
  if (known !== undefined) return known
  const made = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  if (snakes.size < 10_000) snakes.set(name, made)
  return made
}

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
    storefront: [],
    writes: ['create', 'update', 'delete'],
    uniques: [],
    indexes: [],
    news: {},
    ...definition,
    scopes: definition.scopes === 'house' ? house : (definition.scopes ?? unsaid),
  }
}

/** `cartLine` → `cart_line`; the name of a column. */
export const columnName = snake
