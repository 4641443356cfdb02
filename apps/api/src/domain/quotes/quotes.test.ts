import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { granted } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { addPromotion } from '../../testing/fixtures/promotions.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let clerk: Clerk
let unitId: string
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  unitId = (await shop.database.db.selectFrom('units').select('id').executeTakeFirstOrThrow()).id
})
afterAll(() => shop.close())

const draft = (given: Record<string, unknown> = {}) =>
  clerk.make('quote', { websiteId: shop.website.id, email: 'ada@example.com', locale: 'en', currency: 'EUR', ...given })
const offer = (lineId: string, position: number, unitPrice: string, currency = 'EUR') =>
  clerk.make('quoteOffer', { lineId, position, unitId, quantity: String(position * 10), currency, unitPrice })
async function lined(quoteId: string, offers = 1) {
  const lineId = await clerk.make('quoteLine', { quoteId, position: 1, sku: 'DRILL-18', name: 'Drill' })
  const offerIds: string[] = []
  for (let position = 1; position <= offers; position += 1)
    offerIds.push(await offer(lineId, position, String(100 - position)))
  return { lineId, offerIds }
}
const person = (name: string) => ({
  email: `${name}@example.com`,
  password: 'a door of oak and brass',
  firstName: name,
  lastName: 'Tester',
  company: `${name} Ltd`,
})
async function buyer(name: string) {
  const caller = shop.caller()
  const { customerUser } = await granted(
    caller.act<{ customerUser: { id: string; customer: { id: string } } }>(
      'customerUserRegister',
      person(name),
      'customerUser { id customer { id } }',
    ),
  )
  return { caller, customerUserId: customerUser.id, customerId: customerUser.customer.id }
}

describe('a quote', () => {
  it('is sent once every line offers something, and answers its request by it', async () => {
    const rfqId = await clerk.make('rfq', {
      websiteId: shop.website.id,
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: 'Byron',
    })
    const id = await draft({ rfqId })
    expect(await codeOf(clerk.act('quote.send', { id }))).toBe('QUOTE_INCOMPLETE')
    const { lineId } = await lined(id, 0)
    expect(await codeOf(clerk.act('quote.send', { id }))).toBe('QUOTE_INCOMPLETE')
    const strange = await offer(lineId, 1, '90', 'USD')
    expect(await codeOf(clerk.act('quote.send', { id }))).toBe('QUOTE_INCOMPLETE')
    await clerk.remove('quoteOffer', strange)
    await offer(lineId, 1, '90')
    expect(await clerk.read('quote', id, 'state', 'sentAt')).toMatchObject({ state: 'draft', sentAt: null })
    await clerk.act('quote.send', { id })
    expect(await clerk.read('quote', id, 'state', 'number', 'rfq.state')).toMatchObject({
      state: 'sent',
      number: expect.stringMatching(/^Q-/) as string,
      rfq: { state: 'quoted' },
    })
    for (const code of await Promise.all(
      [
        clerk.change('quote', id, { note: 'late' }),
        offer(lineId, 2, '1'),
        clerk.change('rfq', rfqId, { note: 'late' }),
        clerk.act('quote.send', { id }),
      ].map(codeOf),
    ))
      expect(code).toBe('TRANSITION_NOT_ALLOWED')
  })

  it('is accepted with one offer of each line, while it is good', async () => {
    const id = await draft({ validUntil: new Date(shop.clock.now().getTime() + 3_600_000) })
    const { offerIds } = await lined(id, 2)
    await clerk.act('quote.send', { id })
    expect(await codeOf(clerk.act('quote.accept', { id }))).toBe('FIELD_INVALID')
    expect(await clerk.read('quote', id, 'state')).toMatchObject({ state: 'sent' })
    await clerk.act('quote.accept', { id, offerIds: [offerIds[1]] })
    expect(await clerk.read('quote', id, 'state', 'lines.offers.chosen')).toMatchObject({
      state: 'accepted',
      lines: [{ offers: [{ chosen: false }, { chosen: true }] }],
    })
    expect(await codeOf(clerk.act('quote.decline', { id }))).toBe('TRANSITION_NOT_ALLOWED')
  })

  it('is good no more when its time is over', async () => {
    const id = await draft({ validUntil: new Date(shop.clock.now().getTime() + 3_600_000) })
    await lined(id)
    await clerk.act('quote.send', { id })
    shop.clock.advance({ hours: 1 })
    expect(await codeOf(clerk.act('quote.accept', { id }))).toBe('QUOTE_EXPIRED')
    await clerk.act('quote.expire', { id })
    expect(await clerk.read('quote', id, 'state')).toMatchObject({ state: 'expired' })
  })

  it('is read and accepted in the shop by its own customer only, and not before it is sent', async () => {
    const ada = await buyer('ada')
    const eve = await buyer('eve')
    const id = await draft({ customerId: ada.customerId, customerUserId: ada.customerUserId })
    await lined(id)
    const read = (who: typeof ada) =>
      who.caller.send<{ id: string; state: string }>(
        `{ quote(id: "${id}") { id state lines { offers { unitPrice { amount } } } } }`,
      )
    const accept = (who: typeof ada) => who.caller.act<{ state: string }>('quoteAccept', { id }, 'state')
    expect((await read(ada)).value).toBeNull()
    expect((await accept(ada)).error).toMatchObject({ code: 'NOT_FOUND' })
    await clerk.act('quote.send', { id })
    expect((await read(ada)).value).toMatchObject({ state: 'sent', lines: [{ offers: [{ unitPrice: {} }] }] })
    expect((await read(eve)).value).toBeNull()
    expect((await accept(eve)).error).toMatchObject({ code: 'NOT_FOUND' })
    expect(await granted(accept(ada))).toMatchObject({ state: 'accepted' })
  })
})

describe('what a quote comes to', () => {
  it('is known when it is sent, or once there is nothing left to choose, taxed as a cart is, without promotions', async () => {
    await addPromotion(shop, { code: 'ALL', kind: 'percentOff', percent: '50' })
    await addPromotion(shop, { code: 'SHIP', kind: 'freeShipping' })
    const euros = (amount: string) => ({ amount, currency: 'EUR' })
    const priced = async (offers: readonly string[]) => {
      const id = await draft({ shippingTotal: '10' })
      const lineId = await clerk.make('quoteLine', {
        quoteId: id,
        position: 1,
        sku: 'DRILL-18',
        name: 'Drill',
        productId: shop.furniture.drill,
      })
      const offerIds: string[] = []
      for (const [at, unitPrice] of offers.entries())
        offerIds.push(
          await clerk.make('quoteOffer', {
            ...{ lineId, position: at + 1, unitId: shop.unitIds.piece, quantity: '3', currency: 'EUR', unitPrice },
          }),
        )
      await clerk.act('quote.send', { id })
      return { id, offerIds }
    }
    const totals = async (id: string) => (await clerk.read('quote', id, 'totals'))['totals']
    const single = await priced(['99'])
    const comesTo = { subtotal: euros('297.00'), discount: euros('0.00'), shipping: euros('10.00') }
    expect(await totals(single.id)).toMatchObject({ ...comesTo, tax: euros('58.33'), total: euros('365.33') })
    const several = await priced(['99', '90'])
    expect(await totals(several.id)).toBeNull()
    await clerk.act('quote.accept', { id: several.id, offerIds: [several.offerIds[1]] })
    expect(await totals(several.id)).toMatchObject({ subtotal: euros('270.00'), total: euros('333.20') })
  })
})
