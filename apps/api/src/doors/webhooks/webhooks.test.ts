import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { booksOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

type Sent = { status: number; code: string | undefined }

/** Posts to the webhook as somebody who may know the secret. */
async function post(
  body: string,
  given: { secret?: string; ageSeconds?: number; signature?: string } = {},
): Promise<Sent> {
  const seconds = Math.floor(shop.clock.now().getTime() / 1000) - (given.ageSeconds ?? 0)
  const signature = createHmac('sha256', given.secret ?? shop.webhookSecret)
    .update(`${seconds}.${body}`)
    .digest('hex')
  const answer = await fetch(`${shop.url}/webhooks/stripe`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'stripe-signature': given.signature ?? `t=${seconds},v1=${signature}`,
    },
    body,
  })
  return { status: answer.status, code: ((await answer.json()) as { code?: string }).code }
}

const eventsOf = (intentId: string) =>
  Object.values(shop.stripe.state().events).filter((event) => JSON.stringify(event.data).includes(intentId))

/** A paid intent of which nobody has told us yet, with the message that would. */
async function paidInSecret() {
  const buyer = new Buyer(shop)
  shop.stripe.webhooks.faults.add({ kind: 'withheld', times: 20 })
  const placement = await buyer.atTheTill()
  const { intent } = await buyer.pays(placement)
  const event = eventsOf(intent!.id).find(({ type }) => type === 'payment_intent.succeeded')!
  shop.stripe.webhooks.clear()
  return { buyer, intentId: intent!.id, body: JSON.stringify(event) }
}

describe('refused, and nothing moves:', () => {
  it('a forged, a stale and an unsigned message, and one that was changed on the way', async () => {
    const { buyer, body } = await paidInSecret()
    await still(shop.database, async () => {
      const refused = { status: 400, code: 'WEBHOOK_SIGNATURE_INVALID' }
      expect(await post(body, { secret: 'whsec_of_somebody_else' })).toEqual(refused)
      expect(await post(body, { ageSeconds: 400 })).toEqual(refused)
      expect(await post(body, { signature: '' })).toEqual(refused)
      expect(await post(body, { signature: 't=1,v1=abc' })).toEqual(refused)
    })
    expect((await booksOf(shop.database, buyer.checkoutId)).order).toBeUndefined()
    expect(await post(body)).toEqual({ status: 200, code: undefined })
    expect((await booksOf(shop.database, buyer.checkoutId)).order).toBeDefined()
  })

  it('a message that is signed and makes no sense', async () => {
    await still(shop.database, async () => {
      expect(await post('{"half":')).toEqual({ status: 400, code: 'WEBHOOK_MALFORMED' })
      expect(await post('[]')).toEqual({ status: 400, code: 'WEBHOOK_MALFORMED' })
      expect(await post('{"id":"evt_1","type":"x"}')).toEqual({ status: 400, code: 'WEBHOOK_MALFORMED' })
    })
  })

  it('a message of a payment that says it is ours and that we do not have, so that it comes again', async () => {
    const { intentId, body } = await paidInSecret()
    const foreign = body
      .replaceAll(intentId, 'pi_of_another_shop')
      .replaceAll(/"(paymentId|checkoutId)": ?"[^"]+"/g, '"$1":"x"')
    const answer = await still(shop.database, () => post(foreign))
    expect(answer).toEqual({ status: 404, code: 'PAYMENT_NOT_FOUND' })
  })
})

it('passes over what another program on the same account has paid, without having Stripe tell of it again', async () => {
  const { intentId, body } = await paidInSecret()
  const foreign = body
    .replaceAll(intentId, 'pi_of_another_program')
    .replaceAll(/"(paymentId|checkoutId)": ?"[^"]+"/g, '"cart":"7"')
  expect(await still(shop.database, () => post(foreign))).toEqual({ status: 200, code: undefined })
})

it('makes one order of a message that comes twice, and again later', async () => {
  const { buyer, body } = await paidInSecret()
  expect((await Promise.all([post(body), post(body), post(body)])).map(({ status }) => status)).toEqual([200, 200, 200])
  await still(shop.database, async () => {
    expect((await post(body)).status).toBe(200)
  })
  const books = await booksOf(shop.database, buyer.checkoutId)
  expect(books.kinds).toEqual(['created', 'captured'])
  expect(books.topics).toEqual(['order.placed', 'payment.changed'])
})

it('is not led astray by messages that come late and out of order', async () => {
  const buyer = new Buyer(shop)
  shop.stripe.webhooks.faults.add({ kind: 'withheld', types: ['payment_intent.payment_failed'] })
  const placement = await buyer.atTheTill()
  await buyer.pays(placement, 'pm_card_visa_chargeDeclined')
  await buyer.pays(placement, 'pm_card_visa')
  await shop.stripe.webhooks.idle()
  expect((await granted(buyer.complete())).status).toBe('completed')
  shop.stripe.webhooks.release()
  await shop.stripe.webhooks.idle()
  const { kinds, payments } = await booksOf(shop.database, buyer.checkoutId)
  expect(kinds).toEqual(['created', 'captured', 'failed'])
  const read = await granted(
    buyer.caller.send<{ items: { paymentStatus: string; payments: { state: string }[] }[] }>(
      '{ orders { items { paymentStatus payments { state } } } }',
    ),
  )
  expect(read.items).toEqual([{ paymentStatus: 'paid', payments: [{ state: 'captured' }] }])
  expect(payments).toHaveLength(1)
})

it('enters a refund that was made at the provider, and tells it', async () => {
  const { buyer, intentId, body } = await paidInSecret()
  await post(body)
  const refunded = await fetch(`${shop.stripe.url}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
    body: new URLSearchParams({ payment_intent: intentId, amount: '1000' }),
  })
  expect(refunded.status).toBe(200)
  await shop.stripe.webhooks.idle()
  const books = await booksOf(shop.database, buyer.checkoutId)
  expect(books.kinds).toEqual(['created', 'captured', 'refunded'])
  expect(books.topics).toEqual(['order.placed', 'payment.changed', 'payment.refunded', 'payment.changed'])
  const { items } = await granted(
    buyer.caller.send<{ items: { paymentStatus: string }[] }>('{ orders { items { paymentStatus } } }'),
  )
  expect(items).toEqual([{ paymentStatus: 'partiallyRefunded' }])
})

it('asks for the message again when our database or the provider could not be asked', async () => {
  const { buyer, body } = await paidInSecret()
  shop.stripe.faults.add({ kind: 'status', status: 500, times: 5, path: '/v1/payment_intents' })
  const refused = await still(shop.database, () => post(body))
  expect(refused).toEqual({ status: 503, code: 'PAYMENT_PROVIDER_UNAVAILABLE' })
  shop.stripe.faults.clear()
  expect((await post(body)).status).toBe(200)
  expect((await booksOf(shop.database, buyer.checkoutId)).checkout.state).toBe('completed')
})
