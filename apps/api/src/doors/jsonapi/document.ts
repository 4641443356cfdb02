import { isField, type TypeRef } from '@portico/schema'
import type { Resource } from '@portico/schema/projections/jsonapi'
import type { Wanted } from '../../engine/index.ts'
import type { Asked } from './asked.ts'
import type { Include } from './include.ts'
import type { Resources } from './resources.ts'
import type { Sight } from './sight.ts'

export interface Identifier {
  type: string
  id: string
}
export interface ResourceObject extends Identifier {
  attributes?: Record<string, unknown>
  relationships?: Record<
    string,
    { links?: { self?: string; related: string }; data?: Identifier | Identifier[] | null }
  >
  links?: { self: string }
  meta?: { version: string }
}
export type Row = Record<string, unknown> & { id: string }

/** Reads and writes the answers of one request: which members the engine must bring, and how they stand in the document. */
export class Compound {
  readonly #included = new Map<string, ResourceObject>()
  readonly #primary = new Set<string>()

  constructor(
    private readonly resources: Resources,
    /** The path of the door. */
    private readonly base: string,
    private readonly asked: Pick<Asked, 'fields' | 'include'>,
    private readonly sight: Sight,
  ) {}

  #chosen(resource: Resource, key: string): boolean {
    return this.asked.fields.get(resource.type)?.has(key) ?? true
  }

  /** The members that the engine must bring for a resource and what it includes. */
  wanted(resource: Resource, include: Include = this.asked.include): Wanted {
    const wanted: Wanted = {}
    for (const [key, type] of Object.entries(resource.attributes))
      if (this.#chosen(resource, key) && !this.sight.hides(resource.name, key)) wanted[key] = this.#inside(type)
    for (const [key, { entity, many, link }] of Object.entries(resource.relationships)) {
      const inner = include[key]
      const target = this.resources.ofEntity(entity)
      if (inner) wanted[key] = this.wanted(target, inner)
      else if (this.resources.model.shapes.has(resource.name) && this.#chosen(resource, key))
        // what a verb answers is there already
        wanted[key] = this.wanted(target, {})
      else if (link && !many && this.#chosen(resource, key) && !this.sight.hides(resource.name, key))
        if (this.sight.reads(this.resources.model.entities.get(entity)!)) wanted[key] = {}
    }
    return wanted
  }

  /** What must be brought for a value that is no resource of its own. */
  wantedOf(type: TypeRef): Wanted {
    if (isField(type)) return {}
    if (type.ref === 'shape') return this.wanted(this.resources.ofShape(type.name))
    const wanted = this.wanted(this.resources.ofEntity(type.name))
    return type.ref === 'page' ? { items: wanted, total: {}, pageInfo: { endCursor: {}, hasNextPage: {} } } : wanted
  }

  #inside(type: TypeRef): Wanted {
    if (isField(type) || type.ref === 'page') return {}
    if (type.ref === 'entity') return this.wanted(this.resources.ofEntity(type.name), {})
    const { fields } = this.resources.model.shapes.get(type.name)!
    return Object.fromEntries(Object.entries(fields).map(([key, member]) => [key, this.#inside(member)]))
  }

  /** A primary resource; what it includes is gathered on the way. */
  primary(resource: Resource, row: Row): ResourceObject {
    this.#primary.add(keyOf(resource.type, row.id))
    return this.#object(resource, row, this.asked.include)
  }

  /** The related resources, each once; undefined where nothing was to be included. */
  included(): ResourceObject[] | undefined {
    for (const key of this.#primary) this.#included.delete(key)
    return this.#included.size > 0 || Object.keys(this.asked.include).length > 0
      ? [...this.#included.values()]
      : undefined
  }

  #object(resource: Resource, row: Row, include: Include): ResourceObject {
    const attributes: Record<string, unknown> = {}
    for (const [key, type] of Object.entries(resource.attributes))
      if (this.#chosen(resource, key) && !this.sight.hides(resource.name, key))
        attributes[key] = this.#value(type, row[key] ?? null)
    const isEntity = this.resources.model.entities.has(resource.name)
    const self = `${this.base}/${resource.type}/${row.id}`
    const relationships: NonNullable<ResourceObject['relationships']> = {}
    for (const [key, { entity, many }] of Object.entries(resource.relationships)) {
      if (this.sight.hides(resource.name, key)) continue
      const included = key in include || !isEntity
      const data = this.#linkage(this.resources.ofEntity(entity), row[key], many, included, include[key] ?? {})
      if (!this.#chosen(resource, key) && !(key in include)) continue
      relationships[key] = {
        ...(isEntity ? { links: this.#links(self, key) } : {}),
        ...(data === undefined ? {} : { data }),
      }
    }
    const version = row[':version']
    return {
      type: resource.type,
      id: row.id,
      ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
      ...(Object.keys(relationships).length > 0 ? { relationships } : {}),
      ...(isEntity && this.resources.offers(resource) ? { links: { self } } : {}),
      ...(typeof version === 'string' ? { meta: { version } } : {}),
    }
  }

  #links(self: string, key: string) {
    const related = `${self}/${key}`
    return this.resources.audience === 'backOffice' ? { self: `${self}/relationships/${key}`, related } : { related }
  }

  #linkage(target: Resource, value: unknown, many: boolean, included: boolean, include: Include) {
    if (value === undefined) return undefined
    const one = (row: Row): Identifier => {
      if (included) this.#gather(target, row, include)
      return { type: target.type, id: row.id }
    }
    if (many) return ((value as Row[] | null) ?? []).map(one)
    return value === null ? null : one(value as Row)
  }

  #gather(resource: Resource, row: Row, include: Include): void {
    const key = keyOf(resource.type, row.id)
    const known = this.#included.get(key)
    const object = this.#object(resource, row, include)
    if (!known) this.#included.set(key, object)
    else if (object.relationships) {
      // the same resource by another path may have come with other linkage
      for (const [name, relationship] of Object.entries(object.relationships))
        if (relationship.data !== undefined) (known.relationships ??= {})[name] = relationship
    }
  }

  /** A value that is no resource: entities inside stand as they would in `data`, without links between them. */
  #value(type: TypeRef, value: unknown): unknown {
    if (value === null || value === undefined || isField(type)) return value ?? null
    if (Array.isArray(value)) return value.map((part) => this.#value({ ...type, list: false }, part))
    if (type.ref === 'entity') return this.#object(this.resources.ofEntity(type.name), value as Row, {})
    if (type.ref === 'page') return value
    const { fields } = this.resources.model.shapes.get(type.name)!
    return Object.fromEntries(
      Object.entries(fields).map(([key, member]) => [
        key,
        this.#value(member, (value as Record<string, unknown>)[key]),
      ]),
    )
  }
}

const keyOf = (type: string, id: string) => `${type} ${id}`
