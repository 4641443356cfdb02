import { isField, type Entity, type Field, type Many, type Model } from '../index.ts'

/** Kinds of value in a cell besides those of fields: what is done with the row. */
export const deeds = ['upsert', 'create', 'update', 'delete'] as const

/** How a column names the row at the other end of a link. */
export type Naming = { way: 'key' } | { way: 'id' } | { way: 'external'; system: string }

/** A row of a relation to many that is written in the same line: which one it is, as far as the column's name tells. */
export interface ChildPlace {
  relation: string
  entity: Entity
  /** The relation of the child that leads back to the row. */
  by: string
  /** The text between the brackets: columns of the same one are about the same row. */
  handle: string
  /** The members of its natural key that the name of the column gives. */
  key: readonly { path: readonly string[]; field: Field; value: string }[]
  /** The cell is a list, and every item of it the rest of a key: `categories`. */
  each?: { path: readonly string[]; field: Field }
}

/** What a column of a file is about. */
export interface ColumnPlace {
  name: string
  /** `deed` and `id`, `external` speak of the row as a whole. */
  role: 'deed' | 'id' | 'external' | 'value'
  /** Where the value stands in the row: `['brand', 'code']`, `['name', 'de']`. */
  path: readonly string[]
  /** Kind and limits of what stands in a cell. */
  field: Field
  /** The system in which an external reference is a name. */
  system?: string
  /** The relation whose row it names. */
  link?: { relation: string; to: Entity; naming: Naming }
  /** One language of a text, one member of an open document: what it says is added to what is there. */
  part?: 'language' | 'member'
  child?: ChildPlace
  /** Never written: it stands in files that go out. */
  readOnly: boolean
}

/** A part of a natural key that stands in a column of its own. */
export interface KeyLeaf {
  path: readonly string[]
  field: Field
}

const idField: Field = { kind: 'id' }
const externalField: Field = { kind: 'text', max: 200 }
const languageName = /^[a-z]{2}(-[A-Z]{2})?$/
const systemName = /^[A-Za-z0-9._-]{1,60}$/

export const entityNamed = (model: Model, name: string): Entity => {
  const entity = model.entities.get(name)
  if (!entity) throw new Error(`the model has no entity "${name}"`)
  return entity
}

const seen = ({ show }: { show?: readonly string[] | undefined }) => show?.length !== 0

/** The columns that together name a row: `sku`; of a price `priceList.code`, `product.sku`, `unit.code`, `currency`, `quantity`. */
export function keyLeaves(model: Model, entity: Entity, without?: string): KeyLeaf[] {
  return (entity.naturalKey ?? []).flatMap((member) => (member === without ? [] : leavesOf(model, entity, member)))
}

function leavesOf(model: Model, entity: Entity, member: string): KeyLeaf[] {
  const relation = entity.relations[member]
  if (!relation) return [{ path: [member], field: entity.fields[member]! }]
  const target = entityNamed(model, relation.to)
  if (!target.naturalKey) return [{ path: [member], field: idField }]
  return keyLeaves(model, target).map(({ path, field }) => ({ path: [member, ...path], field }))
}

/** The name of a leaf's column: a row that has no key is named by its id. */
export const leafName = ({ path, field }: KeyLeaf): string =>
  field.kind === 'id' ? `${path.join('.')}.id` : path.join('.')

/** Relations to many whose rows can be written in the line of the row that they belong to: with that row, a key names each of them. */
export const childrenOf = (model: Model, entity: Entity): [string, Many, Entity][] =>
  Object.entries(entity.relations).flatMap(([name, relation]): [string, Many, Entity][] => {
    if (relation.relation !== 'many' || !seen(relation)) return []
    const child = entityNamed(model, relation.to)
    return child.naturalKey?.includes(relation.by) ? [[name, relation, child]] : []
  })

/** What a column of this name is about; undefined where the entity has none of that name. */
export function columnPlace(model: Model, entity: Entity, name: string): ColumnPlace | undefined {
  const whole = { name, readOnly: false }
  if (name === ':deed') return { ...whole, role: 'deed', path: [], field: { kind: 'choice', values: deeds } }
  if (name === 'id') return { ...whole, role: 'id', path: ['id'], field: idField }
  const system = systemOf(name)
  if (system) return { ...whole, role: 'external', path: [], field: externalField, system }
  return childPlace(model, entity, name) ?? memberPlace(model, entity, name)
}

const systemOf = (name: string) => {
  const system = name.startsWith('external:') ? name.slice('external:'.length) : undefined
  return system !== undefined && systemName.test(system) ? system : undefined
}

function memberPlace(model: Model, entity: Entity, name: string): ColumnPlace | undefined {
  const [head = '', rest] = parted(name)
  const field = entity.fields[head]
  if (field) return fieldPlace(name, head, rest, field)
  const relation = entity.relations[head]
  if (relation?.relation === 'one' && rest !== undefined && seen(relation)) return linkPlace(model, entity, name)
  const computed = entity.computed[head] ?? moments[head]
  if (computed && rest === undefined && isField(computed) && shown(computed))
    return { name, role: 'value', path: [head], field: computed, readOnly: true }
  return undefined
}

const moments: Readonly<Record<string, Field>> = { createdAt: { kind: 'instant' }, updatedAt: { kind: 'instant' } }
const shown = ({ show }: Field) => show === undefined || show.includes('backOffice')

function parted(name: string): [string, string | undefined] {
  const at = name.indexOf('.')
  return at < 0 ? [name, undefined] : [name.slice(0, at), name.slice(at + 1)]
}

function fieldPlace(name: string, key: string, rest: string | undefined, field: Field): ColumnPlace | undefined {
  if (field.kind === 'secret' || !seen(field)) return undefined
  const place = { name, role: 'value' as const, field, readOnly: field.readOnly ?? false }
  if (field.kind === 'localized')
    return rest !== undefined && languageName.test(rest)
      ? { ...place, path: [key, rest], field: { ...field, kind: 'longText' }, part: 'language' }
      : undefined
  if (rest === undefined) return { ...place, path: [key] }
  const open = field.kind === 'json' && !field.shape && !field.list && rest !== ''
  return open ? { ...place, path: [key, rest], part: 'member' } : undefined
}

function linkPlace(model: Model, entity: Entity, name: string): ColumnPlace | undefined {
  const [head = '', rest = ''] = parted(name)
  const relation = entity.relations[head]!
  const to = entityNamed(model, relation.to)
  const place = { name, role: 'value' as const, readOnly: 'readOnly' in relation && relation.readOnly === true }
  const link = (naming: Naming) => ({ link: { relation: head, to, naming } })
  if (rest === 'id') return { ...place, path: [head], field: idField, ...link({ way: 'id' }) }
  const system = systemOf(rest)
  if (system) return { ...place, path: [head], field: externalField, system, ...link({ way: 'external', system }) }
  const leaf = keyLeaves(model, to).find((one) => leafName(one) === rest)
  return leaf && { ...place, path: [head, ...leaf.path], field: leaf.field, ...link({ way: 'key' }) }
}

function childPlace(model: Model, entity: Entity, name: string): ColumnPlace | undefined {
  const [, relationName = '', inside, rest] = /^([A-Za-z]\w*)(?:\[(.*)\]\.([^\]]+))?$/s.exec(name) ?? []
  const found = childrenOf(model, entity).find(([one]) => one === relationName)
  if (!found) return undefined
  const [relation, { by }, child] = found
  const leaves = keyLeaves(model, child, by)
  const base = { relation, entity: child, by }
  if (inside === undefined || rest === undefined) {
    const [only, more] = leaves
    if (!only || more) return undefined
    const field: Field = { kind: 'textList', max: 200 }
    const each = { path: only.path, field: only.field }
    return { name, role: 'value', path: [], field, readOnly: false, child: { ...base, handle: '', key: [], each } }
  }
  const values = insideOf(inside)
  const inner = rest === ':deed' ? columnPlace(model, child, rest) : memberPlace(model, child, rest)
  if (!values || values.length > leaves.length || !inner || inner.link?.relation === by) return undefined
  const key = values.map((value, at) => ({ ...leaves[at]!, value }))
  return { ...inner, name, child: { ...base, handle: inside, key } }
}

/**
 * What stands between the brackets: the key's parts, parted by `|`; as JSON texts (`"a|b","c"`) where one of them holds such a sign. Nothing, or `#1`: the key stands in
 * columns.
 */
function insideOf(inside: string): string[] | undefined {
  if (inside === '' || /^#\d{1,3}$/.test(inside)) return []
  if (!inside.startsWith('"')) return inside.split('|')
  try {
    const read = JSON.parse(`[${inside}]`) as unknown[]
    return read.every((one) => typeof one === 'string') ? read : undefined
  } catch {
    return undefined
  }
}

/** The column of the layout that a mapping speaks of; with `lookup`, the link whose row that system names, or the row itself (`id`). */
export function mappedPlace(
  model: Model,
  entity: Entity,
  { field, lookup }: { field: string; lookup?: string | null },
): ColumnPlace | undefined {
  if (!lookup) return columnPlace(model, entity, field)
  if (field === 'id') return columnPlace(model, entity, `external:${lookup}`)
  const link = /^(?:.*\]\.)?[^.]+/s.exec(field)?.[0] ?? field
  return columnPlace(model, entity, `${link}.external:${lookup}`)
}
