import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ProviderNews } from '../../domain/payments/port.ts'
import { money } from '../../kernel/money.ts'
import { frozenClock } from '../../testing/clock.ts'
import {
  openLetterBox,
  Shopper,
  startStripeStandIn,
  type Letter,
  type LetterBox,
  type StripeStandIn,
} from '../../testing/stripe-stand-in.ts'

const SECRET = 'whsec_portico_test'
let standIn: StripeStandIn
let box: LetterBox
beforeAll(async () => {
  box = await openLetterBox()
  standIn = await startStripeStandIn({ webhook: { url: box.url, secret: SECRET }, webhookRetryAfterMs: [50, 50] })
})
beforeEach(async () => {
  await standIn.sandbox.webhooks.idle()
  standIn.sandbox.reset()
  box.letters.length = 0
  box.answer(200)
})
afterAll(async () => {
  await standIn.sandbox.close()
  await box.close()
})

const read = (letter: Letter | undefined): ProviderNews =>
  standIn.provider.parseWebhook(letter?.body ?? Buffer.alloc(0), letter?.signature)

async function created(): Promise<{ reference: string; shopper: Shopper }> {
  const intent = await standIn.provider.createIntent({
    paymentId: randomUUID(),
    amount: money('19.99', 'EUR'),
    description: 'Order P-1001',
    metadata: { paymentId: 'p-1' },
    capture: 'automatic',
  })
  return { reference: intent.reference, shopper: new Shopper(standIn.sandbox, intent.clientSecret) }
}

async function news(): Promise<ProviderNews[]> {
  await standIn.sandbox.webhooks.idle()
  return box.letters.map(read)
}

function signed(payload: string, secret = SECRET, at = new Date()): Letter {
  const seconds = Math.floor(at.getTime() / 1000)
  const v1 = createHmac('sha256', secret).update(`${seconds}.${payload}`).digest('hex')
  return { body: Buffer.from(payload), signature: `t=${seconds},v1=${v1}` }
}
const event = (object: unknown, type = 'payment_intent.succeeded'): string =>
  JSON.stringify({ id: 'evt_1', object: 'event', created: 1_780_000_000, type, data: { object } })

describe('news from Stripe', () => {
  it('tells of a payment, its intent and its metadata', async () => {
    const { reference, shopper } = await created()
    await shopper.pays('pm_card_visa')
    const all = await news()
    expect(all.map(({ type }) => type)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
    ])
    expect(all.map(({ intentReference }) => intentReference)).toEqual([reference, reference, reference])
    expect(all[2]?.intent).toMatchObject({ status: 'succeeded', metadata: { paymentId: 'p-1' } })
    expect(all[2]?.intent?.amountReceived).toEqual(money('19.99', 'EUR'))
    expect(Math.abs((all[2]?.occurredAt.getTime() ?? 0) - Date.now())).toBeLessThan(5_000)
  })

  it('tells why a card was declined', async () => {
    const { shopper } = await created()
    await shopper.pays('pm_card_chargeDeclinedInsufficientFunds')
    const failed = (await news()).find(({ type }) => type === 'payment_intent.payment_failed')
    expect(failed?.intent).toMatchObject({
      status: 'requiresPaymentMethod',
      lastError: { code: 'card_declined', declineCode: 'insufficient_funds' },
    })
  })

  it('tells of refunds and disputes', async () => {
    const { reference, shopper } = await created()
    await shopper.pays('pm_card_visa')
    await standIn.provider.refund(reference, money('5', 'EUR'), null, 'r-1')
    const refunded = (await news()).find(({ type }) => type === 'refund.created')
    expect(refunded).toMatchObject({ intentReference: reference, intent: null, ofRefunds: true })
    expect((await news()).find(({ type }) => type === 'charge.refunded')).toMatchObject({ ofRefunds: true })

    const other = await created()
    await other.shopper.pays('pm_card_createDispute')
    const disputed = (await news()).find(({ type }) => type === 'charge.dispute.created')
    expect(disputed).toMatchObject({
      intentReference: other.reference,
      dispute: { status: 'needs_response', outcome: null, amount: money('19.99', 'EUR') },
    })
  })

  it('tells nothing of things it does not know', () => {
    const told = read(signed(event({ id: 'cus_1', object: 'customer' }, 'customer.created')))
    expect(told).toMatchObject({ eventId: 'evt_1', type: 'customer.created', intentReference: null, intent: null })
  })
})

describe('what is not from Stripe, or too old', () => {
  it('is refused when it is forged', async () => {
    standIn.sandbox.webhooks.faults.add({ kind: 'forged' })
    await created()
    await standIn.sandbox.webhooks.idle()
    expect(() => read(box.letters[0])).toThrow(expect.objectContaining({ code: 'WEBHOOK_SIGNATURE_INVALID' }))
  })

  it('is refused when a byte was changed on the way', async () => {
    await created()
    await standIn.sandbox.webhooks.idle()
    const letter = box.letters[0]
    const changed = Buffer.from(letter?.body.toString().replace('1999', '1998') ?? '')
    expect(() => read({ body: changed, signature: letter?.signature })).toThrow(
      expect.objectContaining({ code: 'WEBHOOK_SIGNATURE_INVALID' }),
    )
  })

  it('is refused when it was signed more than 300 seconds ago', async () => {
    standIn.sandbox.webhooks.faults.add({ kind: 'stale', ageSeconds: 301 })
    await created()
    await standIn.sandbox.webhooks.idle()
    expect(() => read(box.letters[0])).toThrow(expect.objectContaining({ code: 'WEBHOOK_SIGNATURE_INVALID' }))
  })

  it('is measured by the clock that it was given', () => {
    const clock = frozenClock()
    const provider = standIn.providerWith({ clock, webhookSecret: SECRET })
    const letter = signed(event({ id: 'cus_1', object: 'customer' }), SECRET, clock.now())
    clock.advance({ seconds: 299 })
    expect(provider.parseWebhook(letter.body, letter.signature).eventId).toBe('evt_1')
    clock.advance({ seconds: 2 })
    expect(() => provider.parseWebhook(letter.body, letter.signature)).toThrow(
      expect.objectContaining({ code: 'WEBHOOK_SIGNATURE_INVALID' }),
    )
  })

  it.each([undefined, '', 'nonsense', 't=1', 'v1=00', 't=x,v1=00'])('is refused with the signature %j', (signature) => {
    expect(() => read({ body: Buffer.from(event({})), signature })).toThrow(
      expect.objectContaining({ code: 'WEBHOOK_SIGNATURE_INVALID' }),
    )
  })

  it.each(['not json', 'null', '[]', '"text"', '{"id":"evt_1"}', event(null), '{"object":"v2.core.event"}'])(
    'is refused as malformed when it is signed but reads %j',
    (payload) => {
      expect(() => read(signed(payload))).toThrow(expect.objectContaining({ code: 'WEBHOOK_MALFORMED' }))
    },
  )

  it('is accepted under either secret while one is rotated out', () => {
    const provider = standIn.providerWith({ webhookSecret: `whsec_new, ${SECRET}` })
    for (const secret of ['whsec_new', SECRET]) {
      const letter = signed(event({ id: 'cus_1', object: 'customer' }), secret)
      expect(provider.parseWebhook(letter.body, letter.signature).eventId).toBe('evt_1')
    }
  })
})

describe('deliveries that go wrong', () => {
  it('come twice under the same event id', async () => {
    standIn.sandbox.webhooks.faults.add({ kind: 'twice', types: ['payment_intent.succeeded'] })
    const { shopper } = await created()
    await shopper.pays('pm_card_visa')
    const ids = (await news()).filter(({ type }) => type === 'payment_intent.succeeded').map(({ eventId }) => eventId)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  it('come out of order', async () => {
    standIn.sandbox.webhooks.faults.add({ kind: 'outOfOrder', types: ['payment_intent.created'] })
    const { shopper } = await created()
    await shopper.pays('pm_card_visa')
    expect((await news()).map(({ type }) => type)).toEqual([
      'charge.succeeded',
      'payment_intent.created',
      'payment_intent.succeeded',
    ])
  })

  it('are held back until they are released', async () => {
    standIn.sandbox.webhooks.faults.add({ kind: 'withheld', times: 9 })
    const { shopper } = await created()
    await shopper.pays('pm_card_visa')
    expect(await news()).toEqual([])
    standIn.sandbox.webhooks.release()
    expect(await news()).toHaveLength(3)
  })

  it('come again until they are accepted, with a fresh signature', async () => {
    box.answer(500)
    await created()
    await standIn.sandbox.webhooks.idle()
    expect(box.letters).toHaveLength(1)
    box.answer(200)
    await expect.poll(() => box.letters.length).toBe(2)
    expect(read(box.letters[1]).eventId).toBe(read(box.letters[0]).eventId)
    await expect.poll(() => standIn.sandbox.state().undelivered).toEqual([])
  })
})
