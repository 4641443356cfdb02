import type { Entity, Model } from '@portico/schema'
import { hidesAtTheShop } from '../../engine/taken-out.ts'
import { isAbout } from '../../engine/records/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

/** What a caller's roles leave of the model, so that an answer leaves out by itself what they may not see. */
export interface Sight {
  hides(entity: string, member: string): boolean
  reads(entity: Entity): boolean
}

const open: Sight = { hides: () => false, reads: () => true }

export function sightOf(model: Model, { actor }: Ctx): Sight {
  if (actor.kind === 'customerUser')
    return { ...open, hides: (entity, member) => hidesAtTheShop(model.entities.get(entity), member, { actor }) }
  if (actor.kind !== 'backOffice') return open
  const { rights } = actor
  return {
    hides: (entity, member) => rights.hides(entity, member),
    reads: (entity) => isAbout(entity, rights.level(entity.name, 'read')),
  }
}

const plain: readonly string[] = ['create', 'update', 'delete']

/** Refuses with FORBIDDEN, before a word of the request is read, whom none of these deeds on an entity is given. What nobody can do to it is the engine's to say. */
export function admit({ actor }: Ctx, entity: Entity, ...deeds: readonly string[]): void {
  const offered = deeds.filter((deed) => !plain.includes(deed) || (entity.writes as readonly string[]).includes(deed))
  if (actor.kind !== 'backOffice' || offered.length === 0) return
  if (offered.every((deed) => actor.rights.level(entity.name, deed) === 'none'))
    throw refuse('FORBIDDEN', { what: `${entity.name}.${offered[0]}` })
}
