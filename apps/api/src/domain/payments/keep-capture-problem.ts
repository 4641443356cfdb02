import type { Ctx } from '../../kernel/context.ts'
import { standings } from './computed.ts'

/** Keeps with a payment why its money could not be taken; null: it could, or was let go. */
export async function keepProblem(ctx: Ctx, paymentId: string, code: string | null): Promise<void> {
  // all of it is here: only the answer that said so was lost
  if (code !== null && (await standings([paymentId], ctx)).get(paymentId)?.state === 'captured') return
  const now = ctx.clock.now()
  await ctx.db
    .updateTable('payments')
    .set({ captureProblem: code, captureTriedAt: code === null ? null : now, updatedAt: now })
    .where('id', '=', paymentId)
    .where((where) => where.or([where.val(code !== null), where('captureProblem', 'is not', null)]))
    .execute()
}
