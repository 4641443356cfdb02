import { moveRow, type ActionVerb } from '../../engine/index.ts'

/** Somebody of the house sees to it. */
export const processRfq: ActionVerb<'rfq.process'> = async ({ id }, ctx) => {
  await moveRow(ctx, { entity: 'rfq', id, action: 'process', to: 'processing' })
  return { id }
}

export const declineRfq: ActionVerb<'rfq.decline'> = async ({ id, reason }, ctx) => {
  await moveRow(ctx, {
    entity: 'rfq',
    id,
    action: 'decline',
    to: 'declined',
    besides: { declineReason: reason ?? null },
  })
  return { id }
}

export const cancelRfq: ActionVerb<'rfq.cancel'> = async ({ id }, ctx) => {
  await moveRow(ctx, { entity: 'rfq', id, action: 'cancel', to: 'cancelled' })
  return { id }
}
