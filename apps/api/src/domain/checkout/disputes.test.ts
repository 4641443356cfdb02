import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { booksOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { CardOrders } from '../../testing/card-orders.ts'
import { Clerk } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
  await new CardOrders(shop, await Clerk.of(shop)).stock()
})
afterAll(() => shop.close())

type Word = OpenShop['stripe']['webhooks'] extends { resend(event: infer Event): void } ? Event : never

/** A paid order whose payment the card's holder disputes; what Stripe says of the dispute is still on its way. */
async function disputed() {
  const buyer = new Buyer(shop)
  const placement = await buyer.atTheTill()
  shop.stripe.webhooks.faults.add({
    kind: 'withheld',
    times: 2,
    types: ['charge.dispute.created', 'charge.dispute.funds_withdrawn'],
  })
  await buyer.pays(placement, 'pm_card_createDispute')
  const { order } = await granted(buyer.complete())
  await shop.stripe.webhooks.idle()
  const created = Object.values(shop.stripe.state().events).find(
    ({ type, data }) =>
      type === 'charge.dispute.created' &&
      placement.payment!.clientSecret.startsWith(String((data.object as { payment_intent: string }).payment_intent)),
  )!
  return { buyer, orderId: order!.id, created }
}

/** What Stripe says when a dispute has ended. */
const ended = (created: Word, status: string, besides: object = {}): Word => ({
  ...created,
  id: `${created.id}_${status}`,
  type: 'charge.dispute.closed',
  data: { object: { ...(created.data.object as object), status, ...besides } },
})

async function tell(...words: Word[]): Promise<void> {
  for (const word of words) {
    shop.stripe.webhooks.resend(word)
    await shop.stripe.webhooks.idle()
  }
}

async function standingOf(buyer: Buyer, orderId: string) {
  const { kinds } = await booksOf(shop.database, buyer.checkoutId)
  const order = await granted(
    buyer.caller.send<{ paymentStatus: string; payments: { state: string; refunded: { amount: string } }[] }>(
      'query ($id: ID!) { order(id: $id) { paymentStatus payments { state refunded { amount } } } }',
      { id: orderId },
    ),
  )
  const [payment] = order.payments
  return { kinds: kinds.slice(2).sort(), status: order.paymentStatus, refunded: payment?.refunded.amount }
}

describe('a dispute', () => {
  it.each(['first', 'last'] as const)('that is lost is money that went back, when its end is told %s', async (when) => {
    const { buyer, orderId, created } = await disputed()
    expect(await standingOf(buyer, orderId)).toEqual({ kinds: [], status: 'paid', refunded: '0.00' })
    const lost = ended(created, 'lost')
    await tell(...(when === 'first' ? [lost, created] : [created, lost]))
    expect(await standingOf(buyer, orderId)).toEqual({
      kinds: ['disputeLost', 'disputed'],
      status: 'refunded',
      refunded: '149.82',
    })
    const { ledger } = await booksOf(shop.database, buyer.checkoutId)
    const entries = ledger.filter(({ kind }) => kind.startsWith('dispute'))
    expect(new Set(entries.map(({ reference }) => reference)).size).toBe(1)
    expect(entries.find(({ kind }) => kind === 'disputeLost')?.code).toBe('lost')
  })

  it.each(['won', 'warning_closed'])('that is %s leaves the money with us', async (status) => {
    const { buyer, orderId, created } = await disputed()
    await tell(ended(created, status), created)
    expect(await standingOf(buyer, orderId)).toEqual({
      kinds: ['disputeWon', 'disputed'],
      status: 'paid',
      refunded: '0.00',
    })
  })

  const stays = { kind: 'disputeWon', status: 'paid', refunded: '0.00' }
  it.each([
    { how: 'without any booking leaves the money with us', bookings: [], ...stays },
    {
      how: 'and whose money was reinstated leaves it with us',
      bookings: [{ amount: -14_982 }, { amount: 14_982 }],
      ...stays,
    },
    {
      how: 'by giving the money back is money that went back',
      bookings: [{ amount: -14_982 }],
      ...{ kind: 'disputeLost', status: 'refunded', refunded: '149.82' },
    },
  ])('that was prevented, $how', async ({ bookings, kind, status, refunded }) => {
    const { buyer, orderId, created } = await disputed()
    await tell(created, ended(created, 'prevented', { balance_transactions: bookings }))
    expect(await standingOf(buyer, orderId)).toEqual({ kinds: [kind, 'disputed'], status, refunded })
    const clerk = await Clerk.of(shop)
    expect(await clerk.read('order', orderId, 'disputed')).toMatchObject({ disputed: { amount: '0.00' } })
  })

  it('is seen by the house on order and payment until a bank has decided, and by no shopper', async () => {
    const clerk = await Clerk.of(shop)
    const { buyer, orderId, created } = await disputed()
    const seen = async () => {
      await shop.drain()
      const row = await clerk.read('order', orderId, 'disputed', 'payments.disputed')
      const [payment] = row['payments'] as { disputed: { amount: string } }[]
      return [(row['disputed'] as { amount: string }).amount, payment!.disputed.amount]
    }
    expect(await seen()).toEqual(['0.00', '0.00'])
    await tell(created)
    expect(await seen()).toEqual(['149.82', '149.82'])
    expect(
      (await buyer.caller.send('query ($id: ID!) { order(id: $id) { disputed { amount } } }', { id: orderId })).error
        ?.code,
    ).toBe('QUERY_INVALID')
    await tell(ended(created, 'lost'))
    expect(await seen()).toEqual(['0.00', '0.00'])
  })

  it('that a bank decided for us after all is won, whichever of the two decisions is told first', async () => {
    const { buyer, orderId, created } = await disputed()
    await tell(ended(created, 'won'), ended(created, 'lost'), created)
    expect(await standingOf(buyer, orderId)).toMatchObject({ status: 'paid', refunded: '0.00' })
  })

  it('is entered once, however often it is told', async () => {
    const { buyer, created } = await disputed()
    const word = ended(created, 'lost')
    await tell(created, word)
    await still(shop.database, () => tell(created, word, created, word))
    expect((await booksOf(shop.database, buyer.checkoutId)).kinds).toEqual([
      'created',
      'captured',
      'disputed',
      'disputeLost',
    ])
  })

  it('whose end nobody told of is found by the comparison of books, however long ago it began', async () => {
    const { buyer, created } = await disputed()
    await tell(created)
    shop.clock.advance({ days: 50 })
    const { id } = created.data.object as { id: string }
    Object.assign(shop.stripe.state().disputes[id]!, { status: 'lost' })
    const job = shop.built.jobs.find(({ name }) => name === 'payments.reconcile')!
    await job.run({} as never, await shop.built.systemContext())
    expect((await booksOf(shop.database, buyer.checkoutId)).kinds.at(-1)).toBe('disputeLost')
  })
})

it('a refund of which only charge.refunded is told is in the ledger', async () => {
  const buyer = new Buyer(shop)
  const placement = await buyer.atTheTill()
  const { intent } = await buyer.pays(placement)
  await granted(buyer.complete())
  const types = ['refund.created', 'refund.updated', 'charge.refund.updated']
  shop.stripe.webhooks.faults.add({ kind: 'withheld', times: 9, types })
  await fetch(`${shop.stripe.url}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
    body: new URLSearchParams({ payment_intent: intent!.id, amount: '1000' }),
  })
  await shop.stripe.webhooks.idle()
  expect((await booksOf(shop.database, buyer.checkoutId)).kinds).toEqual(['created', 'captured', 'refunded'])
})
