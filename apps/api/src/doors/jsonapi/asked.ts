import type { Entity } from '@portico/schema'
import type { Resource } from '@portico/schema/projections/jsonapi'
import type { Filter, Sort } from '../../engine/records/index.ts'
import { refuse } from '../../kernel/errors.ts'
import { readFilter } from './filter.ts'
import { readInclude, type Include } from './include.ts'
import type { Resources } from './resources.ts'
import type { Sight } from './sight.ts'

/** What a request says of its answer, and of which rows it speaks. */
export interface Asked {
  /** Sparse fieldsets, by type. */
  fields: ReadonlyMap<string, ReadonlySet<string>>
  include: Include
  sort: readonly Sort[]
  page: { size: number; number?: number; after?: string }
  total: boolean
  filter: Filter | undefined
  dryRun: boolean
}

export type Family = 'fields' | 'include' | 'sort' | 'page' | 'filter' | 'dryRun'

/** Families that make sense for an answer of one resource. */
export const ofOne: readonly Family[] = ['fields', 'include']
export const ofMany: readonly Family[] = ['fields', 'include', 'sort', 'page', 'filter']

export interface Reading {
  resources: Resources
  resource: Resource
  /** What filters speak of. */
  entity?: Entity
  families: readonly Family[]
  sight: Sight
  /** Rows of a page where nothing is said of it; 1 for an answer of one. */
  size?: number
  /** Rows that a page may have. */
  largest: number
}

const standardSize = 20

/**
 * Reads the parameters of an address, or the same as JSON. Refuses with PARAMETER_UNKNOWN what has no meaning here, with FIELD_UNKNOWN and FIELD_INVALID
 * what is said wrongly; each names its parameter.
 */
export function readAsked(tree: Readonly<Record<string, unknown>>, reading: Reading): Asked {
  const { resources, resource, entity, families, sight } = reading
  for (const family of Object.keys(tree))
    if (!(families as readonly string[]).includes(family))
      throw refuse(
        'PARAMETER_UNKNOWN',
        { parameter: family, known: families.join(', ') || 'none' },
        `?${nameOf(family, tree[family])}`,
      )
  const paging = readPage(tree.page)
  const many = families.includes('page')
  const size = many ? (paging.page.size ?? standardSize) : (reading.size ?? 1)
  // a page that is too large is refused as that, whatever it includes
  const judged = Math.min(Math.max(size, 1), reading.largest)
  return {
    fields: readFields(resources, tree.fields, sight),
    include: readInclude(resources, resource, text(tree.include, 'include'), judged, sight),
    sort: readSort(text(tree.sort, 'sort')),
    page: { ...paging.page, size },
    total: paging.total,
    filter: tree.filter === undefined || entity === undefined ? undefined : readFilter(resources, entity, tree.filter),
    dryRun: readFlag(tree.dryRun, 'dryRun'),
  }
}

/** The first full name of a family, as it was written: `foo[bar]`. */
function nameOf(family: string, value: unknown): string {
  const [first] = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return first ? nameOf(`${family}[${first[0]}]`, first[1]) : family
}

const text = (value: unknown, name: string): string => {
  const list = Array.isArray(value) && value.every((part) => typeof part === 'string') ? value.join(',') : value
  if (list === undefined) return ''
  if (typeof list !== 'string') throw wrong(name, 'wants names, separated by commas')
  return list
}

/** A parameter that says yes or no. Refuses with FIELD_INVALID. */
export const readFlag = (value: unknown, name: string): boolean => {
  if (value === undefined || value === false || value === 'false') return false
  if (value === true || value === 'true') return true
  throw wrong(name, 'wants true or false')
}

const readSort = (given: string): Sort[] =>
  given
    .split(',')
    .filter(Boolean)
    .map((part) => ({ path: part.replace(/^[-+]/, ''), descending: part.startsWith('-') }))

function readFields(resources: Resources, given: unknown, sight: Sight): Map<string, Set<string>> {
  if (given === undefined) return new Map()
  if (typeof given !== 'object' || given === null) throw wrong('fields', 'wants a type: fields[type]=a,b')
  return new Map(
    Object.entries(given).map(([type, names]) => {
      const resource = resources.named(type)
      if (!resource)
        throw refuse('FIELD_INVALID', { field: `fields[${type}]`, problem: 'names no type' }, `?fields[${type}]`)
      const chosen = text(names, `fields[${type}]`).split(',').filter(Boolean)
      for (const name of chosen) {
        const known = Object.hasOwn(resource.attributes, name) || Object.hasOwn(resource.relationships, name)
        if (!known || sight.hides(resource.name, name))
          throw refuse('FIELD_UNKNOWN', { field: `${type}.${name}` }, `?fields[${type}]`)
      }
      return [type, new Set(chosen)]
    }),
  )
}

function readPage(given: unknown) {
  if (given === undefined) return { page: {}, total: false }
  if (typeof given !== 'object' || given === null) throw wrong('page', 'wants page[size], page[number] or page[after]')
  const { size, number, after, total, ...rest } = given as Record<string, unknown>
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined)
    throw refuse(
      'PARAMETER_UNKNOWN',
      { parameter: `page[${unknown}]`, known: 'page[size], page[number], page[after], page[total]' },
      `?page[${unknown}]`,
    )
  if (number !== undefined && after !== undefined)
    throw wrong('page[number]', 'cannot be said together with page[after]')
  if (after !== undefined && typeof after !== 'string') throw wrong('page[after]', 'wants a cursor')
  return {
    page: {
      ...(size === undefined ? {} : { size: whole(size, 'page[size]') }),
      ...(number === undefined ? {} : { number: whole(number, 'page[number]') }),
      ...(after === undefined ? {} : { after }),
    },
    total: readFlag(total, 'page[total]'),
  }
}

function whole(value: unknown, name: string): number {
  const read = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  if (typeof read !== 'number' || !Number.isInteger(read)) throw wrong(name, 'wants a whole number')
  return read
}

const wrong = (field: string, problem: string) => refuse('FIELD_INVALID', { field, problem }, `?${field}`)
