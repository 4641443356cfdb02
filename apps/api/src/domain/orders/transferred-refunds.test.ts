import { afterAll, beforeAll, expect, it } from 'vitest'
import { CardOrders, cents } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
})
afterAll(() => shop.close())

const refunds = () => Object.values(shop.stripe.state().refunds)
const euros = (amount: number) => ({ amount: (amount / 100).toFixed(2), currency: 'EUR' })
const record = (id: string, amount: number, reference: string) =>
  clerk.act('payment.recordRefund', { id, amount: euros(amount), reference })
const mailsOf = (orderId: string) =>
  shop.mails().filter(({ subject, text }) => subject.startsWith('Your money goes back') && text.includes(orderId))

/** A cancelled order whose bank could not take the money back. */
async function failed() {
  const order = await orders.ordered('1', 'pm_card_refundFail')
  await clerk.act('order.cancel', { id: order.id })
  await shop.drain()
  await fetch(`${shop.stripe.url}/_sandbox/settle/${refunds().at(-1)!.id}`, { method: 'POST' })
  await shop.stripe.webhooks.idle()
  for (let turn = 0; turn < 3; turn += 1) await orders.later()
  return order
}

it('money that the house transfers after a refund failed is entered by an ERP, once, and nothing is owed any more', async () => {
  const order = await failed()
  const erp = await shop.client()
  const found = async (filter: string) => {
    const { body } = await send(erp, `/admin/api/${filter}`)
    return [body.data].flat().map((one) => one?.id)
  }
  expect(await found('payments?filter[refundProblem][exists]=true')).toEqual([order.paymentId])
  expect(await found('orders?filter[overpaid][gt]=0')).toEqual([order.id])
  const mailed = mailsOf(order.id).length
  const asked = refunds().length
  await record(order.paymentId, order.total, 'SEPA-4711')
  for (let turn = 0; turn < 2; turn += 1) await orders.later()
  expect(await found('payments?filter[refundProblem][exists]=true')).toEqual([])
  expect(await found('orders?filter[overpaid][gt]=0')).toEqual([])
  expect(await clerk.read('payment', order.paymentId, 'state', 'refunded')).toMatchObject({
    state: 'refunded',
    refunded: euros(order.total),
  })
  expect(refunds()).toHaveLength(asked)
  const mails = mailsOf(order.id)
  expect(mails).toHaveLength(mailed + 1)
  expect(mails.filter(({ text }) => text.includes('It goes to your account by transfer'))).toHaveLength(1)

  await still(
    shop.database,
    async () => {
      await record(order.paymentId, order.total, 'SEPA-4711')
      expect(await codeOf(record(order.paymentId, 100, 'SEPA-4711'))).toBe('FIELD_INVALID')
      expect(await codeOf(record(order.paymentId, 1, 'SEPA-4712'))).toBe('PAYMENT_REFUND_EXCEEDS')
      expect(await codeOf(clerk.act('payment.refund', { id: order.paymentId }))).toBe('PAYMENT_REFUND_EXCEEDS')
    },
    ['payments', 'payment_events'],
  )
})

it('what was transferred in part is not given back by the provider too, and books that are compared stay quiet', async () => {
  const order = await orders.ordered('1')
  await record(order.paymentId, 1000, 'SEPA-1')
  await clerk.act('order.cancel', { id: order.id })
  await shop.drain()
  const back = refunds().filter(({ payment_intent }) => payment_intent === order.intentId)
  expect(back.map(({ amount }) => amount)).toEqual([order.total - 1000])
  const { refunded } = await clerk.read('payment', order.paymentId, 'refunded')
  expect(cents(refunded as never)).toBe(order.total)
  const job = shop.built.jobs.find(({ name }) => name === 'payments.reconcile')!
  shop.clock.advance({ hours: 2 })
  await job.run({} as never, await shop.built.systemContext())
  const open = await shop.database.db
    .selectFrom('paymentDifferences')
    .select('kind')
    .where('state', '=', 'open')
    .execute()
  expect(open).toEqual([])
})

it('is no more than is left, of however many who tell of it at once, and nothing of a payment that brought nothing', async () => {
  const order = await orders.ordered('1')
  const half = Math.ceil(order.total / 2) + 1
  const told = await Promise.all(['A', 'B', 'C'].map((reference) => codeOf(record(order.paymentId, half, reference))))
  expect(told.filter((code) => code === 'PAYMENT_REFUND_EXCEEDS')).toHaveLength(2)
  const { refunded } = await clerk.read('payment', order.paymentId, 'refunded')
  expect(refunded).toEqual(euros(half))
})
