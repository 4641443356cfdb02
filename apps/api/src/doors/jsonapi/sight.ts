import type { Entity } from '@portico/schema'
import { isAbout } from '../../engine/records/index.ts'
import type { Ctx } from '../../kernel/context.ts'

/** What a caller's roles leave of the model, so that an answer leaves out by itself what they may not see. */
export interface Sight {
  hides(entity: string, member: string): boolean
  reads(entity: Entity): boolean
}

const open: Sight = { hides: () => false, reads: () => true }

export function sightOf({ actor }: Ctx): Sight {
  if (actor.kind !== 'backOffice') return open
  const { rights } = actor
  return {
    hides: (entity, member) => rights.hides(entity, member),
    reads: (entity) => isAbout(entity, rights.level(entity.name, 'read')),
  }
}
