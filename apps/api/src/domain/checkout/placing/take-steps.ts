import type { Ctx } from '../../../kernel/context.ts'
import type { PlacingStep } from '../../../kernel/contract.ts'
import { refusalsOf } from '../../../kernel/errors.ts'
import { askProvider } from './ask-provider.ts'
import { hearOfMoney } from './hear-of-money.ts'
import { holdGoods } from './hold-goods.ts'
import { keepProgress } from './keep-progress.ts'
import type { PaymentSettings, Standing } from './standing.ts'

/** A step on the way from a checkout that lacks nothing to its order. */
interface Step {
  /** Kept with the checkout when the step is taken, as long as it is paying. */
  name: PlacingStep
  /** Whether what the step leads to stands in our books. */
  taken(standing: Standing): boolean
  /** Takes it. Taken again, by whichever process, it changes nothing more. */
  take(ctx: Ctx, settings: PaymentSettings, standing: Standing): Promise<Standing>
}

/**
 * Place-order, in its order. Whoever goes on with a checkout (the shopper's click, their return from the bank, the provider's news, the clock, somebody of the
 * house) begins at the first step that is not taken.
 */
const steps: readonly Step[] = [
  // everything is checked anew, the goods are held, the totals are frozen, the payment stands in our books
  { name: 'held', taken: ({ row }) => row.state !== 'open', take: holdGoods },
  // the provider knows the payment: now it can be paid
  { name: 'asked', taken: ({ payment }) => Boolean(payment?.reference), take: askProvider },
  // what the provider says is in the ledger; where it is all that is due, the order is made
  { name: 'heard', taken: () => false, take: hearOfMoney },
]

/** Takes the steps that are left, as far as they go. What stands in the way is kept with the checkout, and thrown on. */
export async function takeSteps(ctx: Ctx, settings: PaymentSettings, from: Standing): Promise<Standing> {
  let standing = from
  for (const step of steps) {
    if (step.taken(standing)) continue
    try {
      standing = await step.take(ctx, settings, standing)
    } catch (error) {
      if (standing.row.state === 'paying')
        await keepProgress(ctx, standing, { problem: refusalsOf(error)[0]?.code ?? 'INTERNAL' })
      throw error
    }
    // it is the cart's again, it is an order, or nothing is left to pay
    if (standing.row.state !== 'paying') return standing
  }
  return standing
}
