import type { Entity } from '@portico/schema'
import type { Resource } from '@portico/schema/projections/jsonapi'
import { operators, type Filter, type Operator } from '../../engine/records/index.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Resources } from './resources.ts'

const isOperator = (name: string): name is Operator => (operators as readonly string[]).includes(name)
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A filter as clients write it, in an address or as JSON. Members together must all hold:
 * `{ sku: 'A' }`, `{ 'customer.name': { contains: 'x' } }`, `{ customer: { name: { contains: 'x' } } }`, `{ or: [{…}, {…}] }`, `{ not: {…} }`.
 * Each condition knows the parameter that it came from, as `?filter[sku][eq]`. The engine judges fields, operators and values.
 */
export function readFilter(resources: Resources, entity: Entity, given: unknown, name = '?filter'): Filter | undefined {
  const parts = conditions(resources, entity, given, name, '')
  return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : { and: parts }
}

function conditions(resources: Resources, entity: Entity, given: unknown, name: string, prefix: string): Filter[] {
  if (!isObject(given)) throw wrong(name, 'wants fields with values')
  return Object.entries(given).flatMap(([key, value]): Filter[] => {
    const member = `${name}[${key}]`
    if (prefix === '' && (key === 'and' || key === 'or')) {
      const parts = listOf(value, member).map((part, at) => whole(resources, entity, part, `${member}[${at}]`))
      return [key === 'and' ? { and: parts } : { or: parts }]
    }
    if (prefix === '' && key === 'not') return [{ not: whole(resources, entity, value, member) }]
    return leaves(resources, entity, prefix + key, value, member)
  })
}

function whole(resources: Resources, entity: Entity, given: unknown, name: string): Filter {
  const parts = conditions(resources, entity, given, name, '')
  return parts.length === 1 ? parts[0]! : { and: parts }
}

function leaves(resources: Resources, entity: Entity, path: string, value: unknown, member: string): Filter[] {
  if (!isObject(value)) return [{ path, op: Array.isArray(value) ? 'in' : 'eq', value, member }]
  const related = endOf(resources, entity, path)
  return Object.entries(value).flatMap(([key, inner]): Filter[] => {
    const place = `${member}[${key}]`
    if (isOperator(key)) return [{ path, op: key, value: inner, member: place }]
    if (related && isMember(related, key)) return leaves(resources, entity, `${path}.${key}`, inner, place)
    throw wrong(place, `is no operator; use one of ${operators.join(', ')}`)
  })
}

const isMember = ({ attributes, relationships }: Resource, key: string): boolean =>
  key === 'id' ||
  Object.hasOwn(attributes, key) ||
  (Object.hasOwn(relationships, key) && relationships[key]!.link !== undefined)

/** The resource that a path over relations ends at; undefined where it ends at a field or leads nowhere. */
function endOf(resources: Resources, { name }: Entity, path: string): Resource | undefined {
  return path.split('.').reduce<Resource | undefined>((here, key) => {
    const link = here && Object.hasOwn(here.relationships, key) ? here.relationships[key]!.link : undefined
    return link && resources.ofEntity(link.to)
  }, resources.ofEntity(name))
}

/** Several conditions: a list, or as an address writes one: `[0]`, `[1]`, … */
function listOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value
  if (isObject(value) && Object.keys(value).every((key) => /^\d{1,3}$/.test(key))) return Object.values(value)
  throw wrong(name, `wants a list, as ${name.slice(1)}[0][field]=value`)
}

const wrong = (member: string, problem: string) =>
  refuse('FIELD_INVALID', { field: member.replace(/^\?/, ''), problem }, member)
