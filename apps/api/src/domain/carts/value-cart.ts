import { calendarDay } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Bill, TaxPlace } from '../pricing/index.ts'
import type { CartFacts } from './facts.ts'
import { problemsOf, type Problem } from './judge-lines.ts'
import { billOfLines, priceLines, type Besides, type PricedLine } from './price-lines.ts'
import { readFacts } from './read-facts.ts'

/** A cart with all prices, taxes and problems of this moment; amounts exact. */
export interface ValuedCart {
  facts: CartFacts
  lines: PricedLine[]
  bill: Bill
  problems: Problem[]
}

export interface ValueOptions extends Besides {
  /** Where it goes; default: the website's country. */
  place?: TaxPlace | null
  /** Default: the cart's own. */
  currency?: string | null
  /** Of a guest who buys. */
  email?: string | null
}

/** Reads a cart and prices it for its owner, in one statement. Undefined when there is no such cart.  */
export async function valueCart(ctx: Ctx, cartId: string, options: ValueOptions = {}): Promise<ValuedCart | undefined> {
  const facts = await readFacts(ctx, cartId, options)
  return facts && valueFacts(facts, ctx.clock.now(), options)
}

/** Prices what was read. No I/O. */
export function valueFacts(facts: CartFacts, now: Date, besides: Besides = {}): ValuedCart {
  const lines = priceLines(facts)
  return { facts, lines, bill: billOfLines(facts, lines, besides), problems: problemsOf(lines, calendarDay(now)) }
}
