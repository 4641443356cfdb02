import { operatorsOf, type Entity, type Field, type Operator } from '@portico/schema'
import { fieldsOf, linksOf, type Facts } from './facts.ts'
import { kindOf } from './kinds.ts'

/** A condition that a row fulfils. Links are called as a door calls them: `link`. */
export interface Condition {
  key: string
  link: boolean
  op: Operator
  value: unknown
}

const nobody = '00000000-0000-7000-8000-000000000000'

/** Every operator of every field and link of a row, with values by which it is found. */
export function conditionsOf(entity: Entity, facts: Facts): Condition[] {
  return [
    ...fieldsOf(entity).flatMap(([key, field]) =>
      operatorsOf[field.kind].flatMap((op: Operator): Condition[] => {
        const value = valueFor(op, field, facts[key])
        return value === undefined ? [] : [{ key, link: false, op, value }]
      }),
    ),
    ...linksOf(entity).flatMap((key): Condition[] => {
      const id = facts[`${key}Id`]
      const exists = { key, link: true, op: 'exists' as const, value: id !== undefined }
      if (id === undefined) return [exists]
      return [
        exists,
        { ...exists, op: 'eq', value: id },
        { ...exists, op: 'in', value: [nobody, id] },
        { ...exists, op: 'neq', value: nobody },
      ]
    }),
  ]
}

function valueFor(op: Operator, field: Field, value: unknown): unknown {
  if (op === 'exists') return value !== undefined
  if (value === undefined) return undefined
  const kind = kindOf(field)
  const compared = kind.compared(value)
  if (compared === undefined || (typeof compared === 'string' && compared.length > 500)) return undefined
  const { more, less } = kind.beside?.(compared as never, field) ?? {}
  const text = typeof compared === 'string' ? compared : JSON.stringify(compared)
  const operands: Record<Exclude<Operator, 'exists'>, unknown> = {
    eq: compared,
    neq: more,
    lt: more,
    lte: compared,
    gt: less === '' ? undefined : less,
    gte: compared,
    in: more === undefined ? [compared] : [more, compared],
    contains: field.kind === 'textList' ? text : text.slice(1, -1) || text,
    starts: text.slice(0, 2),
    ends: text.slice(-2),
  }
  return operands[op]
}

/** A list in parts of at most so many. */
export const inParts = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
