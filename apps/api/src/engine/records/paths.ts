import { columnName, type Audience, type Entity, type Field, type Model, type One, type Many } from '@portico/schema'
import { refuse } from '../../kernel/errors.ts'

/** What every entity has by itself, as fields that can be filtered and sorted by; the moments at the back office only. */
export const ownFields: Readonly<Record<string, Field>> = Object.assign(Object.create(null) as Record<string, Field>, {
  id: { kind: 'id', show: ['backOffice', 'storefront'] },
  createdAt: { kind: 'instant' },
  updatedAt: { kind: 'instant' },
} satisfies Record<string, Field>)

/** What a caller knows of the model: members that are withheld are as if they did not exist. */
export interface Sight {
  audience: Audience
  hides: (entity: string, member: string) => boolean
}

/** Whether a member may be known to an audience. A field is hidden until `show` names it, at the back office until `show` leaves it out. */
export const isShown = (member: { show?: readonly Audience[] }, audience: Audience): boolean =>
  audience === 'backOffice' ? (member.show?.includes('backOffice') ?? true) : (member.show?.includes(audience) ?? false)

/** Whether a caller knows of a member of an entity. */
export function isKnown({ name, fields, relations }: Entity, key: string, sight: Sight): boolean {
  const member = fields[key] ?? relations[key] ?? ownFields[key]
  return member !== undefined && isShown(member, sight.audience) && !sight.hides(name, key)
}

/** One relation on the way to a field. */
export interface Step {
  from: Entity
  key: string
  relation: One | Many
  to: Entity
}

/** `customer.group.code` as the steps that lead there and the field at the end; `field` is undefined where the path ends at a relation. */
export interface Path {
  steps: readonly Step[]
  entity: Entity
  /** The last member's name. */
  key: string
  field: Field | undefined
}

/** How many relations a path may walk. */
const longestPath = 4

/**
 * Reads a dotted path from an entity on. `member` is where the path was given, for the refusal: FIELD_UNKNOWN with the members that there are,
 * FIELD_INVALID for a path that is too long.
 */
export function readPath(model: Model, entity: Entity, path: string, member: string, sight: Sight): Path {
  const names = path.split('.')
  if (names.length > longestPath + 1)
    throw refuse('FIELD_INVALID', { field: path, problem: `walks more than ${longestPath} relations` }, member)
  const steps: Step[] = []
  let here = entity
  for (const [at, name] of names.entries()) {
    const last = at === names.length - 1
    const field = here.fields[name] ?? ownFields[name]
    const hidden = sight.hides(here.name, name)
    if (last && field && !hidden && field.kind !== 'secret' && isShown(field, sight.audience))
      return { steps, entity: here, key: name, field }
    const relation = here.relations[name]
    if (!relation || hidden || !isShown(relation, sight.audience))
      throw refuse('FIELD_UNKNOWN', { field: path }, member)
    const to = model.entities.get(relation.to)
    if (!to) throw new Error(`the model has no entity "${relation.to}"`)
    if (last) return { steps, entity: here, key: name, field: undefined }
    steps.push({ from: here, key: name, relation, to })
    here = to
  }
  throw refuse('FIELD_UNKNOWN', { field: path }, member)
}

/** The column of a path's end: a field's own, or the foreign key of a relation to one. */
export const columnOf = ({ key, field }: Path): string => (field ? columnName(key) : `${columnName(key)}_id`)
