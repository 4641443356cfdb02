import { operators, type Entity, type Model, type Operator } from '@portico/schema'
import type { Filter, NaturalKey, Sort } from '../../../engine/records/index.ts'
import { refuse } from '../../../kernel/errors.ts'

type Given = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

const isOperator = (name: string): name is Operator => (operators as readonly string[]).includes(name)

/** Values as a filter takes them: moments as text. */
const plain = (value: unknown): unknown =>
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

/**
 * A key as the engine takes it: rows that it belongs to stand under the relation's name, whether by their id or by their own key. Refuses with FIELD_INVALID
 * what is no whole key.
 */
export function keyOf(model: Model, entity: Entity, given: Given, place = 'key'): NaturalKey {
  const { external, ...members } = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== null),
  )
  if (external !== undefined) {
    const [other] = Object.keys(members)
    if (other !== undefined)
      throw refuse(
        'FIELD_INVALID',
        { field: `${place}.${other}`, problem: 'stands beside external' },
        `${place}.${other}`,
      )
    return { external }
  }
  return Object.fromEntries(
    (entity.naturalKey ?? []).map((name) => {
      const both = [members[name], members[`${name}Id`]].filter((value) => value !== undefined)
      const field = `${place}.${name}`
      if (both.length !== 1)
        throw refuse(
          'FIELD_INVALID',
          { field, problem: both.length === 0 ? 'is missing' : `is given twice, also as ${name}Id` },
          field,
        )
      const target = model.entities.get(entity.relations[name]?.to ?? '')
      const [value] = both
      return [name, target && isObject(value) ? keyOf(model, target, value, field) : plain(value)]
    }),
  )
}

/** What is written, with the keys by which it names others as the engine takes them. */
export function linksOf(model: Model, entity: Entity, given: Given): Given {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const target = model.entities.get(entity.relations[name]?.to ?? '')
      return [name, target && isObject(value) ? keyOf(model, target, value, name) : value]
    }),
  )
}

/** `[{ brand: { code: desc } }, { sku: asc }]` as paths. */
export function sortOf(given: unknown): Sort[] {
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
