import type { Deprecatable } from './deprecation.ts'

/** The kinds of value that a field can hold. Every projection answers every kind (`satisfies Record<FieldKind, …>`). */
export type FieldKind =
  | 'id'
  | 'text'
  | 'longText'
  | 'localized'
  | 'textList'
  | 'choice'
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'quantity'
  | 'money'
  | 'date'
  | 'instant'
  | 'json'
  | 'secret'

/** Who looks at the business: shoppers and their frontends, or the company's own systems and people. */
export type Audience = 'storefront' | 'backOffice'

export const everyone: readonly Audience[] = ['storefront', 'backOffice']
export const backOffice: readonly Audience[] = ['backOffice']

/** What may be said of any field. A field is hidden from the storefront until `show` names it. */
export interface FieldOptions extends Deprecatable {
  /** One sentence for the reader of the API. */
  doc?: string
  /** May be absent (null). Default: required. */
  optional?: boolean
  /** The column's default; makes the field optional in inputs that create. */
  default?: string | number | boolean | readonly string[]
  /** No two rows of the entity hold the same value. */
  unique?: boolean
  index?: boolean
  /** Who may see it. Default: the back office only; `[]` hides it from everybody. */
  show?: readonly Audience[]
  /** Set by actions only, never by a plain write. */
  readOnly?: boolean
  /** Can be given at creation, and stands from then on. */
  immutable?: boolean
  /** Left out at creation, the house gives a number for people that begins with these letters: `Q-7KQ4-M2XN`. */
  numbered?: string
  /** Left out at creation, the house reads it from the file that the row names. */
  measured?: true
}

export interface Field extends FieldOptions {
  readonly kind: FieldKind
  /** text: longest length in characters; localized: per language. */
  max?: number
  /** text: what is written and required holds at least one, also where this says nothing. */
  min?: number
  /** text: kept in small letters, and found by them, however it is written. */
  caseless?: boolean
  /** text: may hold line breaks. */
  multiline?: boolean
  /** text: a regular expression that the whole value matches. */
  pattern?: string
  format?: 'email' | 'url' | 'slug' | 'currency' | 'country' | 'locale' | 'mediaKey'
  /** choice: the values, in the order in which people think of them. */
  values?: readonly string[]
  /** choice: name of the enumeration where several fields share it. */
  name?: string
  /** decimal: digits behind the point. */
  scale?: number
  /** money: the sibling field that holds the ISO 4217 currency. */
  currency?: string
  /** id: the entity that the value identifies (in inputs). */
  to?: string
  /** json: what the document holds. */
  shape?: string
  /** json: it tells of a row: the sibling fields that name its entity, and the deed. It is shown as far as its reader may read such rows. */
  tellsOf?: { entity: string; deed: string }
  list?: boolean
}

type With<K extends keyof Field> = FieldOptions & Pick<Field, K>

export const text = (
  options: FieldOptions & {
    max: number
    min?: number
    pattern?: string
    multiline?: boolean
    format?: Field['format']
  },
): Field => ({
  kind: 'text',
  ...options,
})
export const longText = (options: With<'max'> = {}): Field => ({ kind: 'longText', max: 20_000, ...options })
/** A text for people, once per language: `{"en": "Drill", "de": "Bohrer"}`. */
export const localized = (options: With<'max'> = {}): Field => ({ kind: 'localized', max: 255, ...options })
export const textList = (options: With<'max' | 'format'> = {}): Field => ({ kind: 'textList', max: 64, ...options })
export const choice = (values: readonly string[], options: With<'name'> = {}): Field => ({
  kind: 'choice',
  values,
  ...options,
})
export const boolean = (options: FieldOptions = {}): Field => ({ kind: 'boolean', ...options })
export const integer = (options: With<'min' | 'max'> = {}): Field => ({ kind: 'integer', ...options })
export const decimal = (options: With<'min' | 'max' | 'scale'> = {}): Field => ({
  kind: 'decimal',
  scale: 4,
  ...options,
})
/** An amount of goods in some unit: numeric(19,6), judged against the unit's precision by the domain. */
export const quantity = (options: With<'min' | 'max'> = {}): Field => ({ kind: 'quantity', min: 0, ...options })
/** numeric(19,4); its currency stands in a sibling field (`currency` unless named). */
export const money = (options: With<'currency' | 'min'> = {}): Field => ({
  kind: 'money',
  currency: 'currency',
  ...options,
})
export const date = (options: FieldOptions = {}): Field => ({ kind: 'date', ...options })
export const instant = (options: FieldOptions = {}): Field => ({ kind: 'instant', ...options })
/** A document whose layout is named by a shape. */
export const json = (
  options: FieldOptions & { shape?: string; list?: boolean; tellsOf?: Field['tellsOf'] } = {},
): Field => ({
  kind: 'json',
  ...options,
})
/** Stored, compared, never shown at any door. */
export const secret = (options: With<'max'> = {}): Field => ({ kind: 'secret', max: 255, ...options, show: [] })
/** The id of an entity, as an input gives it. */
export const ref = (to: string, options: FieldOptions = {}): Field => ({ kind: 'id', to, ...options })

export const email = (options: FieldOptions & Pick<Field, 'caseless'> = {}): Field =>
  text({ max: 254, format: 'email', ...options })
/** What a picture or a document is called in the media store; whoever may write such a field may put them there. */
export const mediaKey = (options: FieldOptions = {}): Field => text({ max: 160, format: 'mediaKey', ...options })
export const slug = (options: FieldOptions = {}): Field => text({ max: 160, format: 'slug', ...options })
export const currency = (options: FieldOptions = {}): Field => text({ max: 3, format: 'currency', ...options })
export const country = (options: FieldOptions = {}): Field => text({ max: 2, format: 'country', ...options })
