import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { deliveries } from '../../testing/fixtures/furniture.ts'
import { setPrices, setStock } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
  await setStock(shop, shop.furniture.drill, '1000')
})
afterEach(() => drillCosts('119.00'))
afterAll(() => shop.close())

const drillCosts = (amount: string) => setPrices(shop, shop.priceListId, shop.furniture.drill, 'piece', { 1: amount })

/** Standard delivery costs 6.90, and nothing from 500.00 on. */
async function readyWith(quantity: string, shipping: string): Promise<Buyer> {
  const buyer = new Buyer(shop)
  const { totals } = await buyer.ready({ quantity })
  expect(totals?.shipping?.amount).toBe(shipping)
  return buyer
}

async function mustChooseAgain(buyer: Buyer, then: string): Promise<void> {
  const now = await granted(buyer.checkout())
  expect(now.ready).toBe(false)
  // the price that it was chosen for holds no more: it is in no total
  const { shipping, subtotal, tax, total } = now.totals!
  expect(shipping).toBeNull()
  expect(Number(total.amount)).toBeCloseTo(Number(subtotal.amount) + Number(tax.amount), 2)
  const refused = await still(shop.database, () => buyer.place(now.totals!.total))
  expect(refused.error).toMatchObject({
    code: 'CHECKOUT_INCOMPLETE',
    params: { missing: 'SHIPPING_METHOD_OUTDATED' },
  })
  const { totals, ready } = await granted(buyer.step('SetShippingMethod', { optionId: deliveries.standard }))
  expect({ ready, shipping: totals?.shipping?.amount }).toEqual({ ready: true, shipping: then })
  expect((await granted(buyer.place(totals!.total))).payment?.amount).toEqual(totals!.total)
}

describe('a way of delivery that was chosen', () => {
  it('is free no longer when prices fall below the value from which it is free', async () => {
    const buyer = await readyWith('5', '0.00')
    await drillCosts('99.00')
    await mustChooseAgain(buyer, '6.90')
  })

  it('costs nothing any more when prices rise to the value from which it is free', async () => {
    const buyer = await readyWith('4', '6.90')
    await drillCosts('130.00')
    await mustChooseAgain(buyer, '0.00')
  })

  it.each([
    ['5', '0.00', '109.00'],
    ['4', '6.90', '109.00'],
  ])('stands when %s pieces deliver for %s as before: only the new total is to be agreed to', async (...given) => {
    const [quantity, shipping, price] = given
    const buyer = await readyWith(quantity, shipping)
    const { totals } = await granted(buyer.checkout())
    await drillCosts(price)
    const refused = await still(shop.database, () => buyer.place(totals!.total))
    expect(refused.error?.code).toBe('PRICE_CHANGED')
    const now = await granted(buyer.checkout())
    expect(now.totals?.shipping?.amount).toBe(shipping)
    expect((await granted(buyer.place(now.totals!.total))).status).toBe('awaitingPayment')
  })

  it('is asked for again when the merchant changes its price or offers it no longer', async () => {
    const method = (changes: object) =>
      shop.database.db.updateTable('shippingMethods').set(changes).where('code', '=', 'standard-de').execute()
    const buyer = await readyWith('1', '6.90')
    await method({ price: '7.90' })
    await mustChooseAgain(buyer, '7.90')
    const other = await readyWith('1', '7.90')
    await method({ active: false })
    const { totals } = await granted(other.checkout())
    const refused = await still(shop.database, () => other.place(totals!.total))
    expect(refused.error?.params?.missing).toBe('SHIPPING_METHOD_OUTDATED')
    await method({ price: '6.90', active: true })
  })

  it('stands for a carrier, whose price depends on the goods and not on what they cost', async () => {
    const buyer = new Buyer(shop)
    await buyer.ready()
    const { options } = await granted(buyer.options())
    const carried = options.find(({ carrier }) => carrier === 'fedex')!
    await granted(buyer.step('SetShippingMethod', { optionId: carried.id }))
    await drillCosts('600.00')
    const now = await granted(buyer.checkout())
    expect(now).toMatchObject({ ready: true, totals: { shipping: { amount: carried.price.amount } } })
  })
})
