import { onlyWhileItsWhole, type Guard } from '../../engine/index.ts'

const whileAlive = onlyWhileItsWhole('ticketComment', 'ticket', ['open', 'pending', 'resolved'])

/** A comment says who wrote it and when, where the writer does not. A ticket that is closed has been talked about. */
export const signComment: Guard = async (change, ctx) => {
  await whileAlive(change, ctx)
  if (change.deed !== 'create') return
  const { given } = change
  const { actor } = ctx
  given['writtenAt'] ??= ctx.clock.now()
  if (actor.kind !== 'backOffice') return
  given['author'] ??= actor.name
  if (actor.by === 'user') given['userId'] ??= actor.principalId
}
