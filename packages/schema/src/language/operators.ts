import type { FieldKind } from './fields.ts'

/** How a condition compares a field with a value. `exists` takes true or false; `in` a list. */
export const operators = ['eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in', 'contains', 'starts', 'ends', 'exists'] as const
export type Operator = (typeof operators)[number]

const comparing = ['eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in', 'exists'] as const
const searching = [...comparing, 'contains', 'starts', 'ends'] as const
const naming = ['eq', 'neq', 'in', 'exists'] as const

/** The operators that each kind of field answers. */
export const operatorsOf = {
  id: naming,
  text: searching,
  longText: searching,
  localized: ['eq', 'contains', 'starts', 'ends', 'exists'],
  textList: ['contains', 'exists'],
  choice: naming,
  boolean: ['eq', 'neq', 'exists'],
  integer: comparing,
  decimal: comparing,
  quantity: comparing,
  money: comparing,
  date: comparing,
  instant: comparing,
  json: ['exists'],
  secret: [],
} satisfies Record<FieldKind, readonly Operator[]>

const unsortable: ReadonlySet<FieldKind> = new Set<FieldKind>(['json', 'localized', 'textList', 'secret'])

/** Whether rows can be put in order by fields of this kind. */
export const isSortable = (kind: FieldKind): boolean => !unsortable.has(kind)
