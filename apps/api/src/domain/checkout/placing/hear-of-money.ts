import type { Ctx } from '../../../kernel/context.ts'
import { paymentOf } from './ask-provider.ts'
import { keepProgress } from './keep-progress.ts'
import { settle } from './settle.ts'
import type { PaymentSettings, Standing } from './standing.ts'

/** The third step: what the provider says of the payment enters the ledger, and where all that is due is there, the order is made. */
export async function hearOfMoney(ctx: Ctx, { provider }: PaymentSettings, standing: Standing): Promise<Standing> {
  const payment = paymentOf(standing)
  if (!payment.reference) throw new Error(`the provider does not know payment ${payment.id} yet`)
  const intent = standing.intent ?? (await provider.readIntent(payment.reference))
  // nobody has paid yet: there is nothing to enter
  if (intent.status === 'requiresPaymentMethod' && standing.row.state === 'paying') return { ...standing, intent }
  const settled = await settle(ctx, provider, payment, intent)
  const { row } = settled
  // what is cancelled while the checkout is paying was withdrawn for another payment, which has its own progress
  if (row.state === 'paying' && row.placingStep !== 'heard' && intent.status !== 'cancelled')
    await keepProgress(ctx, { row }, { step: 'heard' })
  return { ...standing, row, intent, settled }
}
