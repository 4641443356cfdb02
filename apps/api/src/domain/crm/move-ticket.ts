import { moveRow, type ActionVerb } from '../../engine/index.ts'

/** Who asked must say more. */
export const waitForAnswer: ActionVerb<'ticket.waitForAnswer'> = async ({ id }, ctx) => {
  await moveRow(ctx, { entity: 'ticket', id, action: 'waitForAnswer', to: 'pending' })
  return { id }
}

export const reopenTicket: ActionVerb<'ticket.reopen'> = async ({ id }, ctx) => {
  const besides = { resolvedAt: null, resolution: null }
  await moveRow(ctx, { entity: 'ticket', id, action: 'reopen', to: 'open', besides })
  return { id }
}

export const resolveTicket: ActionVerb<'ticket.resolve'> = async ({ id, resolution }, ctx) => {
  const besides = { resolvedAt: ctx.clock.now(), resolution: resolution ?? null }
  await moveRow(ctx, { entity: 'ticket', id, action: 'resolve', to: 'resolved', besides })
  return { id }
}

/** For good: a ticket that is closed is not talked about any more. */
export const closeTicket: ActionVerb<'ticket.close'> = async ({ id }, ctx) => {
  await moveRow(ctx, { entity: 'ticket', id, action: 'close', to: 'closed', besides: { closedAt: ctx.clock.now() } })
  return { id }
}
