import type { CartAnswer, CheckoutAnswer } from '../kernel/contract.ts'
import { booksOf } from './books.ts'
import { Buyer, cartFields, checkoutFields } from './buyer.ts'
import { granted, type Answer } from './caller.ts'
import type { OpenShop } from './shop.ts'
import { filledIn } from './stripe-stand-in.ts'

/** An IBAN whose bank says no in the end. */
export const emptyAccount = 'DE62370400440532013001'

/** What a question answers, nothing included. */
export async function answered<Value>(asked: Promise<Answer<Value>>): Promise<Value | null> {
  const { value, errors } = await asked
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  return value
}

export const cartOf = ({ caller }: Buyer) => answered(caller.ask<CartAnswer>('cartCurrent', null, cartFields))

/** What is in the cart: `['1 DRILL-18V']`. */
export const inCart = async (buyer: Buyer) =>
  ((await cartOf(buyer))?.lines ?? []).map(({ product, quantity }) => `${quantity} ${product?.sku}`)

/** The checkouts that the shop says a bank is at work on. */
export const atBank = async ({ caller }: Buyer) =>
  (await granted(caller.ask<CheckoutAnswer[]>('checkoutAtBank', null, checkoutFields))).map(({ id }) => id)

/** The checkouts that the shop says a bank has said no to. */
export const refusedByBank = async ({ caller }: Buyer) =>
  (await granted(caller.ask<CheckoutAnswer[]>('checkoutRefusedByBank', null, checkoutFields))).map(({ id }) => id)

/** Purchases that are paid from a bank account, which takes days. */
export class Debits {
  constructor(private readonly shop: OpenShop) {}

  /** Runs a job that has a schedule. */
  async run(name: string): Promise<void> {
    const job = this.shop.built.jobs.find((one) => one.name === name)!
    await job.run({} as never, await this.shop.built.systemContext())
  }

  /** Somebody whose bank is at work on a drill. */
  async paid(iban?: string, buyer = new Buyer(this.shop)) {
    const placement = await buyer.atTheTill()
    return { buyer, placement, intent: await this.confirm(buyer, placement, iban) }
  }

  /** Pays what is at the till; answers the intent's id. */
  async confirm(buyer: Buyer, placement: Parameters<Buyer['browser']>[0], iban?: string): Promise<string> {
    const { intent } = await buyer.browser(placement).confirms(filledIn.sepa(iban))
    await this.shop.stripe.webhooks.idle()
    return intent!.id
  }

  async bankAnswers(intent: string): Promise<void> {
    await fetch(`${this.shop.stripe.url}/_sandbox/settle/${intent}`, { method: 'POST' })
    await this.shop.stripe.webhooks.idle()
  }

  /** The bank says no, and nobody pays otherwise in time. */
  async nobodyPays(intent: string): Promise<void> {
    await this.bankAnswers(intent)
    this.shop.clock.advance({ minutes: 31 })
    await this.run('checkouts.expire')
    await this.shop.drain()
  }

  /** The bank says no, and the time to pay this one otherwise is over, but that of no other one. What follows from that waits for `drain`. */
  async refused(intent: string, checkoutId: string): Promise<void> {
    await this.bankAnswers(intent)
    await this.shop.database.db
      .updateTable('checkouts')
      .set({ expiresAt: new Date(this.shop.clock.now().getTime() - 1) })
      .where('id', '=', checkoutId)
      .execute()
    await this.run('checkouts.expire')
  }

  /** How the cart of a checkout stands. */
  async cartState(checkoutId: string): Promise<string> {
    return (await booksOf(this.shop.database, checkoutId)).cart.state
  }
}
