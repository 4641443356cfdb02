import { isField, type Entity, type Model, type TypeRef } from '@portico/schema'
import type { Ctx } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import type { Wanted } from './verbs.ts'

/**
 * Whether the role that somebody has for their company takes a member out of what the shop shows of an entity. What everybody may read is not theirs to lose.
 */
export const hidesAtTheShop = (entity: Entity | undefined, member: string, { actor }: Pick<Ctx, 'actor'>): boolean =>
  actor.kind === 'customerUser' &&
  entity !== undefined &&
  entity.access.storefront !== 'everyone' &&
  actor.rights.hides(entity.name, member)

/** Refuses with FIELD_UNKNOWN what a caller of the shop wants of an answer and may not know of: before anything is done. */
export function checkTakenOut(model: Model, type: TypeRef, wanted: Wanted, ctx: Pick<Ctx, 'actor'>, path = ''): void {
  if (ctx.actor.kind !== 'customerUser' || isField(type)) return
  if (type.ref === 'page') {
    checkTakenOut(model, { ref: 'entity', name: type.name }, wanted['items'] ?? {}, ctx, `${path}items.`)
    return
  }
  const entity = type.ref === 'entity' ? model.entities.get(type.name) : undefined
  const shape = type.ref === 'shape' ? model.shapes.get(type.name)?.fields : undefined
  for (const [key, inner] of Object.entries(wanted)) {
    if (hidesAtTheShop(entity, key, ctx)) throw refuse('FIELD_UNKNOWN', { field: path + key }, path + key)
    const relation = entity?.relations[key]
    const member: TypeRef | undefined = relation
      ? { ref: 'entity', name: relation.to }
      : (entity?.computed[key] ?? shape?.[key])
    if (member) checkTakenOut(model, member, inner, ctx, `${path}${key}.`)
  }
}
