import type { Audience, Entity } from '@portico/schema'
import { entityResource, shapeResource, type Resource } from '@portico/schema/projections/jsonapi'
import type { Engine } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'

/** The resource types of one door, found by entity, by shape and by type. */
export class Resources {
  readonly #byEntity = new Map<string, Resource>()
  readonly #byType = new Map<string, Entity>()
  readonly #named = new Map<string, Resource>()
  readonly #byShape = new Map<string, Resource>()

  constructor(
    readonly model: Engine['model'],
    readonly audience: Audience,
  ) {
    for (const name of model.shapes.keys()) {
      const resource = shapeResource(model, name)
      this.#byShape.set(name, resource)
      this.#named.set(resource.type, resource)
    }
    for (const entity of model.entities.values()) {
      const resource = entityResource(model, entity, audience)
      this.#byEntity.set(entity.name, resource)
      this.#named.set(resource.type, resource)
      this.#byType.set(entity.plural, entity)
    }
  }

  ofEntity(name: string): Resource {
    return this.#byEntity.get(name)!
  }

  ofShape(name: string): Resource {
    return this.#byShape.get(name)!
  }

  /** The entity of a type. Throws NOT_FOUND. */
  entityOf(type: string): Entity {
    const entity = this.#byType.get(type)
    if (!entity) throw refuse('NOT_FOUND', { what: 'resource type' })
    return entity
  }

  /** Whether a resource has an address of its own here. */
  offers({ name }: Resource): boolean {
    return this.audience === 'backOffice' || (this.model.entities.get(name)?.storefront.includes('get') ?? false)
  }

  /** The resource of a `type` member, of entities and of answers; undefined where there is none. */
  named(type: string): Resource | undefined {
    return this.#named.get(type)
  }
}
