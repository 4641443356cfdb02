import type { Entity } from '@portico/schema'
import type { Ctx } from '../../../kernel/context.ts'
import { refuse } from '../../../kernel/errors.ts'

/** What a connector does: with rows of which entity (of none alone: with whatever its messages are about), which way, and how. */
export interface Exchanging {
  entity: Entity | undefined
  direction: 'in' | 'out'
  mode: string
}

/**
 * By a file nobody may do what they may not do at the doors. Refuses with FORBIDDEN whoever lacks a right that a connector needs, to all rows; where its messages are
 * about several entities, whoever lacks any right. Refuses with FIELD_INVALID a mode that is no plain write of the entity.
 */
export function mayExchange({ entity, direction, mode }: Exchanging, { actor }: Ctx): void {
  const needs = (name: string, deed: string) => {
    if (actor.kind === 'backOffice' && !actor.rights.covers({ entity: name, deed, level: 'all' }))
      throw refuse('FORBIDDEN', { what: `${name}.${deed}` })
  }
  if (!entity) return needs('*', '*')
  for (const deed of direction === 'out' ? ['read'] : deedsOf(mode)) {
    if (deed !== 'read' && !entity.writes.some((write) => write === deed))
      throw refuse(
        'FIELD_INVALID',
        { field: 'mode', problem: `cannot be: rows of ${entity.name} are not ${deed}d by plain writes` },
        'mode',
      )
    needs(entity.name, deed)
  }
}

function deedsOf(mode: string): readonly string[] {
  if (mode === 'upsert') return ['create', 'update']
  return mode === 'replaceAll' ? ['create', 'update', 'delete'] : [mode]
}
