import {
  isField,
  type Audience,
  type Deprecated,
  type Entity,
  type Many,
  type Model,
  type One,
  type TypeRef,
} from '../index.ts'
import { mayBeWithheld } from './withheld.ts'

/** A relationship as JSON:API knows it: to a row, or to rows, of another resource type. */
export interface Relationship {
  /** The entity at the other end. */
  entity: string
  many: boolean
  optional: boolean
  doc: string | undefined
  deprecated: Deprecated | undefined
  /** The relation of the model; undefined where an area works it out. */
  link: One | Many | undefined
}

/** What a resource object holds: an entity's members, or those of a shape that a verb answers. */
export interface Resource {
  /** The `type` member, which is also the path: an entity's plural as the model writes it, or a shape's name in camelCase. */
  type: string
  /** The entity's or the shape's name. */
  name: string
  doc: string
  attributes: Readonly<Record<string, TypeRef>>
  relationships: Readonly<Record<string, Relationship>>
}

const shows = (thing: { show?: readonly Audience[] }, audience: Audience) =>
  (thing.show ?? ['backOffice']).includes(audience)

const moments: Readonly<Record<string, TypeRef>> = {
  createdAt: { kind: 'instant', readOnly: true },
  updatedAt: { kind: 'instant', readOnly: true },
}

const isEntityRef = (type: TypeRef) => !isField(type) && type.ref === 'entity'

/** Members that hold entities are relationships; all others attributes. */
function split(members: readonly (readonly [string, TypeRef])[]) {
  return {
    attributes: Object.fromEntries(members.filter(([, type]) => !isEntityRef(type))),
    relationships: Object.fromEntries(
      members.flatMap(([key, type]): [string, Relationship][] =>
        isField(type) || type.ref !== 'entity'
          ? []
          : [
              [
                key,
                {
                  entity: type.name,
                  many: type.list ?? false,
                  optional: type.optional ?? false,
                  doc: type.doc,
                  deprecated: type.deprecated,
                  link: undefined,
                },
              ],
            ],
      ),
    ),
  }
}

/** An entity as a resource, as far as an audience may see it. */
export function entityResource(model: Model, entity: Entity, audience: Audience): Resource {
  const fields = Object.entries(entity.fields).filter(([, field]) => field.kind !== 'secret' && shows(field, audience))
  const computed = split(Object.entries(entity.computed).filter(([, type]) => shows(type, audience)))
  const relations = Object.entries(entity.relations).filter(([, relation]) => shows(relation, audience))
  return {
    type: entity.plural,
    name: entity.name,
    doc: entity.doc,
    attributes: {
      ...Object.fromEntries(fields),
      ...computed.attributes,
      ...(audience === 'backOffice' ? moments : {}),
    },
    relationships: {
      ...Object.fromEntries(
        relations.map(([key, link]): [string, Relationship] => [
          key,
          {
            entity: link.to,
            many: link.relation === 'many',
            optional:
              link.relation === 'one' &&
              ((link.optional ?? false) || (audience === 'storefront' && mayBeWithheld(model, audience, link))),
            doc: link.doc,
            deprecated: link.deprecated,
            link,
          },
        ]),
      ),
      ...computed.relationships,
    },
  }
}

/** A shape that a verb answers, as a resource that lives for one answer: its id is the request's. */
export function shapeResource(model: Model, name: string): Resource {
  const shape = model.shapes.get(name)
  if (!shape) throw new Error(`the model has no shape "${name}"`)
  return {
    type: name.charAt(0).toLowerCase() + name.slice(1),
    name,
    doc: shape.doc,
    ...split(Object.entries(shape.fields)),
  }
}

/** The input of a verb that names the row whose verb it is; the address gives it: `POST /orders/{id}/actions/cancel`. */
export function ownInput(entity: Entity, verb: { input: Readonly<Record<string, TypeRef>> }): string | undefined {
  return ['id', `${entity.name}Id`].find((key) => {
    const type = verb.input[key]
    return type !== undefined && isField(type) && type.kind === 'id' && type.to === entity.name && !type.list
  })
}

/** The `type` of the resource by which a verb takes its input: `orderCancel`. */
export const verbType = (entity: Entity, verb: string): string =>
  entity.name + verb.charAt(0).toUpperCase() + verb.slice(1)
