import type { ActionVerb } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'
import { tellAgain } from '../../kernel/outbox.ts'

/** Has news told again that was given up on for one of those who hear it. */
export const replayDeadLetter: ActionVerb<'deadLetter.replay'> = async ({ id }, ctx) => {
  const { db, clock } = ctx
  const letter = await db
    .selectFrom('deadLetters')
    .select(['state', 'eventId', 'consumer'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!letter) throw refuse('NOT_FOUND', { what: 'deadLetter' }, 'id')
  if (letter.state !== 'dead')
    throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'deadLetter', state: letter.state, action: 'replay' })
  await tellAgain(ctx, letter.eventId, letter.consumer)
  await db.updateTable('deadLetters').set({ state: 'waiting', updatedAt: clock.now() }).where('id', '=', id).execute()
  return { id }
}
