import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { booksOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { Caller, granted } from '../../testing/caller.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** The schedule by which the house goes on with what nobody goes on with. */
async function resume(): Promise<void> {
  const job = shop.built.jobs.find(({ name }) => name === 'checkouts.resume')!
  await job.run({} as never, await shop.built.systemContext())
}

const clerk = async (): Promise<Caller> => new Caller(`${shop.url}/admin/graphql`, (await shop.client()).token)

interface Progress {
  state: string
  placingStep: string | null
  placingProblem: string | null
  placingTries: number
  resumeAt: string | null
}
const fields = 'state placingStep placingProblem placingTries resumeAt'
const progressOf = async (id: string): Promise<Progress> =>
  granted((await clerk()).send<Progress>(`query ($id: ID!) { checkout(id: $id) { ${fields} } }`, { id }))
const act = async (name: 'Check' | 'Release', id: string, by?: Caller) =>
  (by ?? (await clerk())).send<Progress>(`mutation ($id: ID!) { checkout${name}(input: { id: $id }) { ${fields} } }`, {
    id,
  })

/** Somebody pays and closes the browser, and no message of Stripe’s arrives. */
async function paidInSilence(): Promise<Buyer> {
  const buyer = new Buyer(shop)
  const placement = await buyer.atTheTill()
  shop.stripe.webhooks.faults.add({ kind: 'withheld', times: 99 })
  await buyer.pays(placement)
  shop.stripe.webhooks.faults.clear()
  return buyer
}

describe('a checkout that nobody goes on with', () => {
  it('is gone on with by the house after two minutes: who has paid has their order', async () => {
    const { checkoutId } = await paidInSilence()
    expect(await progressOf(checkoutId)).toMatchObject({ state: 'paying', placingStep: 'asked', placingTries: 0 })
    shop.clock.advance({ seconds: 119 })
    await still(shop.database, resume)
    shop.clock.advance({ seconds: 1 })
    await resume()
    expect(await booksOf(shop.database, checkoutId)).toMatchObject({
      checkout: { state: 'completed' },
      kinds: ['created', 'captured'],
    })
    expect(await progressOf(checkoutId)).toEqual({
      state: 'completed',
      placingStep: null,
      placingProblem: null,
      placingTries: 0,
      resumeAt: null,
    })
    await still(shop.database, resume)
  })

  it('and has not been paid, is asked about at longer and longer intervals', async () => {
    const buyer = new Buyer(shop)
    await buyer.atTheTill()
    const begun = shop.clock.now().getTime()
    const waits: number[] = []
    for (let tries = 1; tries <= 7; tries += 1) {
      const { resumeAt } = await progressOf(buyer.checkoutId)
      shop.clock.advance({ seconds: (new Date(resumeAt!).getTime() - shop.clock.now().getTime()) / 1_000 })
      waits.push((shop.clock.now().getTime() - begun) / 60_000)
      await resume()
      expect(await progressOf(buyer.checkoutId)).toMatchObject({ placingStep: 'asked', placingTries: tries })
    }
    expect(waits).toEqual([2, 6, 14, 29, 59, 119, 179])
    await granted(buyer.step('Reopen'))
  })

  it('whose provider did not answer shows what stood in the way, and goes on where it was', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    shop.stripe.faults.add({ kind: 'status', status: 503, times: 9, path: '/v1/payment_intents' })
    expect((await buyer.place(totals!.total)).error?.code).toBe('PAYMENT_PROVIDER_UNAVAILABLE')
    shop.stripe.faults.clear()
    expect(await progressOf(buyer.checkoutId)).toMatchObject({
      state: 'paying',
      placingStep: 'held',
      placingProblem: 'PAYMENT_PROVIDER_UNAVAILABLE',
    })
    shop.clock.advance({ minutes: 2 })
    await resume()
    expect(await progressOf(buyer.checkoutId)).toMatchObject({ placingStep: 'asked', placingProblem: null })
    await buyer.pays(await granted(buyer.place(totals!.total)))
    expect((await granted(buyer.complete())).status).toBe('completed')
    expect((await booksOf(shop.database, buyer.checkoutId)).payments).toHaveLength(1)
  })
})

describe('somebody of the house', () => {
  it('has a checkout go on at once, and it is an order when it is paid', async () => {
    const { checkoutId } = await paidInSilence()
    expect(await granted(act('Check', checkoutId))).toMatchObject({ state: 'completed', placingStep: null })
    expect((await booksOf(shop.database, checkoutId)).kinds).toEqual(['created', 'captured'])
  })

  it('releases one: the provider cancels it, and the goods are let go', async () => {
    const buyer = new Buyer(shop)
    await buyer.atTheTill()
    expect(await granted(act('Release', buyer.checkoutId))).toMatchObject({ state: 'open', placingStep: null })
    const books = await booksOf(shop.database, buyer.checkoutId)
    expect(books).toMatchObject({ kinds: ['created', 'cancelled'], reservations: [{ state: 'released' }] })
  })

  it('cannot release what has been paid: it becomes the order instead', async () => {
    const { checkoutId } = await paidInSilence()
    expect(await granted(act('Release', checkoutId))).toMatchObject({ state: 'completed' })
  })

  it('is refused both where nothing is being paid, and nothing moves', async () => {
    const buyer = new Buyer(shop)
    await buyer.ready()
    await still(shop.database, async () => {
      for (const name of ['Check', 'Release'] as const)
        expect((await act(name, buyer.checkoutId)).error?.code).toBe('TRANSITION_NOT_ALLOWED')
    })
  })

  it('needs the right to it; a buyer sees nothing of it', async () => {
    const buyer = new Buyer(shop)
    await buyer.atTheTill()
    const { token } = await shop.client([{ entity: 'checkout', deed: 'read', level: 'all' }])
    await still(shop.database, async () => {
      const reader = new Caller(`${shop.url}/admin/graphql`, token)
      expect((await act('Release', buyer.checkoutId, reader)).error?.code).toBe('FORBIDDEN')
    })
    const asked = await buyer.caller.send(`{ checkoutCurrent { placingStep } }`)
    expect(asked.error?.code).toBe('QUERY_INVALID')
    await granted(buyer.step('Reopen'))
  })
})
