import { moveRow, type ActionVerb } from '../../../engine/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { refuse } from '../../../kernel/errors.ts'
import { paymentByReference, type PaymentProvider } from '../../payments/index.ts'
import { askAfter, entriesOfIntent, lookUp, worst } from './reconcile.ts'
import { closeAsRepaired, type Outcome } from './repair.ts'

/** Somebody has looked, and nothing more is needed. */
export const dismissDifference: ActionVerb<'paymentDifference.dismiss'> = async ({ id, note }, ctx) => {
  const besides = { note, settledAt: ctx.clock.now() }
  await moveRow(ctx, { entity: 'paymentDifference', id, action: 'dismiss', to: 'dismissed', besides })
  return { id }
}

/** Asks the provider anew about one difference. */
export const checkDifference =
  (provider: PaymentProvider): ActionVerb<'paymentDifference.check'> =>
  async ({ id }, ctx) => {
    const found = await ctx.db.selectFrom('paymentDifferences').selectAll().where('id', '=', id).executeTakeFirst()
    if (!found) throw refuse('NOT_FOUND', { what: 'paymentDifference' }, 'id')
    if (found.state !== 'open')
      throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'paymentDifference', state: found.state, action: 'check' })
    const reference = await intentOf(ctx, found)
    const outcome = await ask(ctx, provider, reference)
    if (outcome !== 'open') await closeAsRepaired(ctx, id)
    return { id }
  }

/** The intent that a difference is about: that of its payment, or what it names itself. */
async function intentOf(ctx: Ctx, found: { paymentId: string | null; reference: string }): Promise<string> {
  if (!found.paymentId) return found.reference
  const payment = await ctx.db
    .selectFrom('payments')
    .select('reference')
    .where('id', '=', found.paymentId)
    .executeTakeFirst()
  return payment?.reference ?? found.reference
}

async function ask(ctx: Ctx, provider: PaymentProvider, reference: string): Promise<Outcome> {
  const payment = await paymentByReference(ctx, reference)
  if (payment) return askAfter(ctx, provider, { ...payment, reference })
  const entries = await entriesOfIntent(provider, reference)
  // where neither of us knows of it any more, nothing differs
  return entries ? worst(await lookUp(ctx, provider, entries)) : 'agrees'
}
