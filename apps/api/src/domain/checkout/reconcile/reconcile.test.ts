import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { booksOf } from '../../../testing/books.ts'
import { Buyer } from '../../../testing/buyer.ts'
import { Caller, granted } from '../../../testing/caller.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { still } from '../../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** Somebody of the house, with a token of this hour. */
const clerk = async (): Promise<Caller> => new Caller(`${shop.url}/admin/graphql`, (await shop.client()).token)

/** Does something at Stripe as another program of the house, or somebody in Stripe's own office. */
async function atStripe(path: string, form: Record<string, string>): Promise<{ id: string }> {
  const answer = await fetch(shop.stripe.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
    body: new URLSearchParams(form),
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { id: string }
}

/** Runs the hourly comparison, a quarter of an hour after whatever happened. */
async function compare(): Promise<void> {
  shop.clock.advance({ minutes: 16 })
  const job = shop.built.jobs.find(({ name }) => name === 'payments.reconcile')!
  await job.run({} as never, await shop.built.systemContext())
}

/** Somebody pays, and no message of Stripe's ever arrives; nor does the browser come back. */
async function paidInSilence(card?: string): Promise<{ buyer: Buyer; intent: string }> {
  const buyer = new Buyer(shop)
  const placement = await buyer.atTheTill()
  shop.stripe.webhooks.faults.add({ kind: 'withheld', times: 99 })
  const { intent } = await buyer.pays(placement, card)
  return { buyer, intent: intent!.id }
}

interface Difference {
  id: string
  kind: string
  state: string
  reference: string
  detail: string
  ours: { amount: string } | null
  theirs: { amount: string } | null
  note: string | null
}
const fields = 'id kind state reference detail note ours { amount } theirs { amount }'

async function differences(): Promise<Difference[]> {
  const question = `{ paymentDifferences(first: 100) { nodes { ${fields} } } }`
  return (await granted((await clerk()).send<{ nodes: Difference[] }>(question))).nodes
}
const about = async (reference: string) => (await differences()).filter((found) => found.reference === reference)

describe('a message that never comes', () => {
  it('costs nobody an order: the hourly comparison makes it, and says what was missing', async () => {
    const { buyer, intent } = await paidInSilence()
    expect((await booksOf(shop.database, buyer.checkoutId)).checkout.state).toBe('paying')
    await compare()
    const books = await booksOf(shop.database, buyer.checkoutId)
    expect(books).toMatchObject({ checkout: { state: 'completed' }, kinds: ['created', 'captured'] })
    expect(await about(intent)).toMatchObject([{ kind: 'missed', state: 'repaired', theirs: { amount: '149.82' } }])
    await still(shop.database, compare)
  })

  it('and an answer that was lost before it make no order twice: the payment is known by what Stripe was told of it', async () => {
    const { buyer, intent } = await paidInSilence()
    const [payment] = (await booksOf(shop.database, buyer.checkoutId)).payments
    await shop.database.db.updateTable('payments').set({ reference: null }).where('id', '=', payment!.id).execute()
    await compare()
    expect(await booksOf(shop.database, buyer.checkoutId)).toMatchObject({
      checkout: { state: 'completed' },
      kinds: ['created', 'captured'],
      payments: [{ reference: intent }],
    })
  })

  it('about a refund made in Stripe’s own office is made up for, too', async () => {
    const { buyer, intent } = await paidInSilence()
    const { order } = await granted(buyer.complete())
    const refund = await atStripe('/v1/refunds', { payment_intent: intent, amount: '2000' })
    await compare()
    const { kinds, ledger } = await booksOf(shop.database, buyer.checkoutId)
    expect(kinds).toEqual(['created', 'captured', 'refunded'])
    expect(ledger.at(-1)).toMatchObject({ amount: '20.0000', reference: refund.id })
    const seen = await granted(
      buyer.caller.send<{ paymentStatus: string }>('query ($id: ID!) { order(id: $id) { paymentStatus } }', {
        id: order!.id,
      }),
    )
    expect(seen.paymentStatus).toBe('partiallyRefunded')
  })
})

describe('what our ledger and Stripe’s books cannot agree on', () => {
  /** Money that came by no payment that is in our books. */
  const stranger = (metadata: Record<string, string>) =>
    atStripe('/v1/payment_intents', {
      ...{ amount: '990', currency: 'eur', confirm: 'true', payment_method: 'pm_card_visa' },
      'automatic_payment_methods[enabled]': 'true',
      'automatic_payment_methods[allow_redirects]': 'never',
      ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`metadata[${name}]`, value])),
    })

  it('what another program took on the same account, also where it gave some of it back, is none of ours', async () => {
    const others = [await stranger({}), await stranger({ orderNumber: '4711' })]
    await atStripe('/v1/refunds', { payment_intent: others[0]!.id, amount: '100' })
    await still(shop.database, compare, ['payment_differences'])
    for (const { id } of others) expect(await about(id)).toEqual([])
  })

  it('money that says it is ours and that no payment here tells of is shown to somebody, who may dismiss it with a word', async () => {
    const lost = await stranger({ paymentId: '018f4e9c-7b1a-7c3e-9d2b-5a6f7e8d9c0b' })
    await compare()
    const [found] = await about(lost.id)
    expect(found).toMatchObject({ kind: 'unknownPayment', state: 'open', ours: null, theirs: { amount: '9.90' } })
    await still(shop.database, compare)
    const act = async (name: string, input = '') =>
      (await clerk()).send<Difference>(
        `mutation { paymentDifference${name}(input: { id: "${found!.id}" ${input} }) { ${fields} } }`,
      )
    expect(await granted(act('Check'))).toMatchObject({ state: 'open' })
    expect(await granted(act('Dismiss', 'note: "the market stall"'))).toMatchObject({
      state: 'dismissed',
      note: 'the market stall',
    })
    await still(shop.database, async () => {
      expect((await act('Check')).error?.code).toBe('TRANSITION_NOT_ALLOWED')
      expect((await act('Dismiss', 'note: "again"')).error?.code).toBe('TRANSITION_NOT_ALLOWED')
    })
    await compare()
    expect(await about(lost.id)).toMatchObject([{ state: 'dismissed' }])
  })

  it('a payment that Stripe does not know is shown, and closes when it is known again', async () => {
    const { buyer, intent } = await paidInSilence()
    await granted(buyer.complete())
    const { intents } = shop.stripe.state()
    const taken = intents[intent]!
    delete intents[intent]
    await compare()
    const [found] = await about(intent)
    expect(found).toMatchObject({ kind: 'notFound', state: 'open', ours: { amount: '149.82' }, theirs: null })
    expect((await booksOf(shop.database, buyer.checkoutId)).kinds).toEqual(['created', 'captured'])
    intents[intent] = taken
    await granted((await clerk()).send(`mutation { paymentDifferenceCheck(input: { id: "${found!.id}" }) { id } }`))
    expect(await about(intent)).toMatchObject([{ state: 'repaired' }])
  })

  it('a refund that Stripe does not know is shown, and closes when it is known again', async () => {
    const { buyer, intent } = await paidInSilence()
    await granted(buyer.complete())
    const refund = await atStripe('/v1/refunds', { payment_intent: intent, amount: '1000' })
    await compare()
    const { refunds } = shop.stripe.state()
    const made = refunds[refund.id]!
    delete refunds[refund.id]
    await compare()
    const found = (await about(refund.id)).find(({ kind }) => kind === 'notFound')
    expect(found).toMatchObject({ state: 'open', ours: { amount: '10.00' }, theirs: null })
    await still(shop.database, compare)
    refunds[refund.id] = made
    await granted((await clerk()).send(`mutation { paymentDifferenceCheck(input: { id: "${found!.id}" }) { id } }`))
    expect((await about(refund.id)).map(({ state }) => state)).toEqual(['repaired', 'repaired'])
  })

  it('other sums are shown, and nothing is moved by them', async () => {
    const { buyer, intent } = await paidInSilence()
    await granted(buyer.complete())
    shop.stripe.state().intents[intent]!.amount_received = 14_981
    await compare()
    expect(await about(intent)).toMatchObject([
      { kind: 'amountDiffers', state: 'open', ours: { amount: '149.82' }, theirs: { amount: '149.81' } },
    ])
    expect((await booksOf(shop.database, buyer.checkoutId)).kinds).toEqual(['created', 'captured'])
  })
})

it('is tried again the next hour when Stripe does not answer, and has changed nothing', async () => {
  const { buyer } = await paidInSilence()
  shop.stripe.faults.add({ kind: 'status', status: 503, times: 9, path: '/v1/refunds' })
  await expect(compare()).rejects.toMatchObject({ code: 'PAYMENT_PROVIDER_UNAVAILABLE' })
  shop.stripe.faults.clear()
  await compare()
  expect((await booksOf(shop.database, buyer.checkoutId)).checkout.state).toBe('completed')
})
