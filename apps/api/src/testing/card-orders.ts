import { Buyer } from './buyer.ts'
import { granted, type Caller } from './caller.ts'
import type { Clerk } from './clerk.ts'
import { skus } from './fixtures/furniture.ts'
import type { OpenShop } from './shop.ts'

/** An order that was paid by card, with the payment behind it. */
export interface CardOrder {
  id: string
  lineId: string
  paymentId: string
  intentId: string
  /** In cents. */
  total: number
  buyer: Buyer
}

/** An amount of money as cents. */
export const cents = (amount: unknown): number => Math.round(Number((amount as { amount: string }).amount) * 100)

/** Orders by card, as people bring them about: bought in the shop, packed and sent by the house. */
export class CardOrders {
  constructor(
    private readonly shop: OpenShop,
    private readonly clerk: Clerk,
  ) {}

  /** Pieces enough for all orders of a test. */
  async stock(): Promise<void> {
    const levels = this.shop.database.db.updateTable('inventoryLevels').set({ onHand: '500' })
    await levels.where('productId', '=', this.shop.furniture.drill).execute()
  }

  /** An order of so many drills, by one of Stripe's test cards. */
  async ordered(quantity = '2', card = 'pm_card_visa', caller?: Caller): Promise<CardOrder> {
    const buyer = new Buyer(this.shop, caller)
    const placement = await buyer.atTheTill({ sku: skus.drill, quantity })
    await buyer.pays(placement, card)
    return this.complete(buyer, placement.payment!.clientSecret.split('_secret_')[0]!)
  }

  /** The order of somebody who has paid. */
  async complete(buyer: Buyer, intentId: string): Promise<CardOrder> {
    const { order } = await granted(buyer.complete())
    await this.shop.drain()
    const row = await this.clerk.read('order', order!.id, 'lines.id', 'total')
    const { id: paymentId } = await this.shop.database.db
      .selectFrom('payments')
      .select('id')
      .where('reference', '=', intentId)
      .executeTakeFirstOrThrow()
    const { id: lineId } = (row['lines'] as { id: string }[])[0]!
    return { id: order!.id, lineId, paymentId, intentId, total: cents(row['total']), buyer }
  }

  /** A shipment that holds so many of the order's first line. */
  async packed({ id, lineId }: Pick<CardOrder, 'id' | 'lineId'>, quantity = '1'): Promise<string> {
    const shipmentId = await this.clerk.make('shipment', { orderId: id, carrier: 'dhl' })
    await this.clerk.make('shipmentLine', { shipmentId, orderLineId: lineId, quantity })
    return shipmentId
  }

  ship(id: string): Promise<Record<string, unknown>> {
    return this.clerk.act('shipment.ship', { id })
  }

  /** Does what waits for its time, as if that had come. */
  async later(): Promise<void> {
    await this.shop.database.db
      .updateTable('graphile_worker._private_jobs' as never)
      .set({ run_at: new Date(0) } as never)
      .execute()
    await this.shop.drain()
  }

  /** What Stripe has of it, in cents. */
  atStripe({ intentId }: Pick<CardOrder, 'intentId'>) {
    const {
      status,
      amount_received: received,
      amount_capturable: capturable,
    } = this.shop.stripe.state().intents[intentId]!
    return { status, received, capturable }
  }

  /** How it stands in our books; amounts in cents. */
  async standing({ id }: Pick<CardOrder, 'id'>) {
    const row = await this.clerk.read('order', id, 'state', 'paymentStatus', 'balance')
    return { state: row['state'], paymentStatus: row['paymentStatus'], balance: cents(row['balance']) }
  }
}
