import { operators, type Entity, type Model, type Operator } from '@portico/schema'
import type { Filter, PageAsked, Sort } from '../../engine/records/index.ts'
import { refuse } from '../../kernel/errors.ts'

export type Given = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

const isOperator = (name: string): name is Operator => (operators as readonly string[]).includes(name)

/** Values as a filter takes them: moments as text. */
export const plain = (value: unknown): unknown =>
  value instanceof Date ? value.toISOString() : Array.isArray(value) ? value.map(plain) : value

const saysNothing = (place: string) =>
  refuse('FIELD_INVALID', { field: place, problem: 'says nothing; leave it out, or give a condition' }, place)

/**
 * A filter as the schema's inputs say it, in the engine's words. A part that says nothing (`{}`, an empty list, null) is refused with FIELD_INVALID:
 * it would let all rows through where somebody forgot a variable.
 */
export function filterOf(model: Model, entity: Entity, given: unknown, place = 'filter'): Filter {
  if (!isObject(given)) throw saysNothing(place)
  const parts = Object.entries(given).map(([key, value]) => partOf(model, entity, key, value, `${place}.${key}`))
  if (parts.length === 0) throw saysNothing(place)
  return parts.length === 1 ? parts[0]! : { and: parts }
}

function partOf(model: Model, entity: Entity, key: string, value: unknown, place: string): Filter {
  if (value === null) throw saysNothing(place)
  if (key === 'and' || key === 'or') {
    const list = Array.isArray(value) ? value : [value]
    if (list.length === 0) throw saysNothing(place)
    const parts = list.map((one, at) => filterOf(model, entity, one, `${place}.${at}`))
    return key === 'and' ? { and: parts } : { or: parts }
  }
  if (key === 'not') return { not: filterOf(model, entity, value, place) }
  const target = model.entities.get(entity.relations[key]?.to ?? '')
  if (target) return { relation: key, where: filterOf(model, target, value, place), member: place }
  const linked = key.replace(/Id$/, '')
  const path = !(key in entity.fields) && linked in entity.relations ? linked : key
  return conditions(path, value, place)
}

function conditions(path: string, given: unknown, place: string): Filter {
  const parts = Object.entries(isObject(given) ? given : {}).map(([op, value]): Filter => {
    const member = `${place}.${op}`
    if (value === null) throw saysNothing(member)
    if (!isOperator(op)) throw refuse('FIELD_UNKNOWN', { field: member }, member)
    return { path, op, value: plain(value), member }
  })
  if (parts.length === 0) throw saysNothing(place)
  return parts.length === 1 ? parts[0]! : { and: parts }
}

/** `[{ brand: { code: desc } }, { sku: asc }]` as paths. */
function sortOf(given: unknown): Sort[] {
  const list = (given ?? []) as readonly Given[]
  return list.map((one, at) => {
    const names: string[] = []
    let here: unknown = one
    while (isObject(here)) {
      const members = Object.entries(here).filter(([, value]) => value !== undefined)
      const [first] = members
      if (members.length !== 1 || !first)
        throw refuse('FIELD_INVALID', { field: `sort.${at}`, problem: 'names exactly one field' }, `sort.${at}`)
      names.push(first[0])
      here = first[1]
    }
    if (here !== 'asc' && here !== 'desc')
      throw refuse('FIELD_INVALID', { field: `sort.${at}`, problem: 'is asc or desc' }, `sort.${at}`)
    return { path: names.join('.'), descending: here === 'desc' }
  })
}

/** What the arguments of a list ask for. */
export const askedOf = (model: Model, entity: Entity, args: Given) => ({
  filter: isEmpty(args.filter) ? undefined : filterOf(model, entity, args.filter),
  sort: sortOf(args.sort),
  page: pageOf(args),
})

/** A list may be told that it has no filter. */
const isEmpty = (filter: unknown): boolean =>
  filter === undefined || filter === null || (typeof filter === 'object' && Object.keys(filter).length === 0)

function pageOf({ first, after, page }: Given): PageAsked {
  const size = Number(first ?? 20)
  if (page === undefined || page === null) return { size, after: typeof after === 'string' ? after : undefined }
  if (typeof after === 'string')
    throw refuse('FIELD_INVALID', { field: 'page', problem: 'takes the place of after; give one of them' }, 'page')
  return { size, number: Number(page) }
}
