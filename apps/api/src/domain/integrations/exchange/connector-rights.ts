import type { Entity, Model } from '@portico/schema'
import type { Ctx } from '../../../kernel/context.ts'
import { refuse } from '../../../kernel/errors.ts'
import type { ExchangeMessage } from '../port.ts'

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
  if (!entity) return need(actor, '*', '*')
  for (const deed of direction === 'out' ? ['read'] : deedsOf(mode)) {
    if (deed !== 'read' && !entity.writes.some((write) => write === deed))
      throw refuse(
        'FIELD_INVALID',
        { field: 'mode', problem: `cannot be: rows of ${entity.name} are not ${deed}d by plain writes` },
        'mode',
      )
    need(actor, entity.name, deed)
  }
}

function deedsOf(mode: string): readonly string[] {
  if (mode === 'upsert') return ['create', 'update']
  return mode === 'replaceAll' ? ['create', 'update', 'delete'] : [mode]
}

/**
 * The same of messages that come in: each does what it says that it writes, whatever entity its connector names; where that names no message, any of them may
 * come.
 */
export function mayBring(
  model: Model,
  messages: readonly ExchangeMessage[],
  messageType: string | null,
  { actor }: Ctx,
): void {
  for (const message of messages) {
    if (message.direction === 'out' || (messageType !== null && message.type !== messageType)) continue
    for (const written of message.writes) {
      const [entity = '', deed] = written.split('.')
      for (const one of deed ? [deed] : (model.entities.get(entity)?.writes ?? [])) need(actor, entity, one)
    }
  }
}

function need(actor: Ctx['actor'], entity: string, deed: string): void {
  if (actor.kind === 'backOffice' && !actor.rights.covers({ entity, deed, level: 'all' }))
    throw refuse('FORBIDDEN', { what: `${entity}.${deed}` })
}
