import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CheckoutAnswer } from '../../kernel/contract.ts'
import { booksOf } from '../../testing/books.ts'
import { Buyer, cartFields, checkoutFields } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { answered, atBank, cartOf, Debits, emptyAccount, inCart, refusedByBank } from '../../testing/debits.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let debits: Debits
beforeAll(async () => {
  shop = await openShop()
  debits = new Debits(shop)
  await shop.database.db.updateTable('inventoryLevels').set({ onHand: '100' }).execute()
})
afterAll(() => shop.close())

const books = ({ checkoutId }: Buyer) => booksOf(shop.database, checkoutId)
const current = ({ caller }: Buyer) => answered(caller.ask<CheckoutAnswer>('checkoutCurrent', {}, checkoutFields))
const register = ({ caller }: Buyer, name: string) =>
  granted(
    caller.act(
      'customerUserRegister',
      { email: `${name}@example.com`, password: 'a door of oak and brass', firstName: name, lastName: 'Tester' },
      'token',
    ),
  )

describe('while a bank is at work for days', () => {
  it('its shopper has an empty cart, finds the purchase, and buys something else, each of them one order', async () => {
    const { buyer, intent } = await debits.paid()
    const first = buyer.checkoutId
    expect(await cartOf(buyer)).toBeNull()
    expect(await current(buyer)).toBeNull()
    expect(await atBank(buyer)).toEqual([first])
    expect(await granted(buyer.checkout())).toMatchObject({
      state: 'paying',
      lines: [{ quantity: '1', product: { sku: skus.drill } }],
    })

    const second = await buyer.atTheTill({ quantity: '2' })
    expect(buyer.checkoutId).not.toBe(first)
    await buyer.pays(second)
    expect((await granted(buyer.complete())).status).toBe('completed')
    expect((await booksOf(shop.database, first)).cart.state).toBe('setAside')

    await debits.bankAnswers(intent)
    await shop.drain()
    const bought = await booksOf(shop.database, first)
    expect(bought).toMatchObject({ checkout: { state: 'completed' }, cart: { state: 'ordered' } })
    expect(bought.order?.id).not.toBe((await books(buyer)).order?.id)
    expect(await atBank(buyer)).toEqual([])
    expect(await inCart(buyer)).toEqual([])
  })

  it('nobody else sees the purchase, and a stranger is told of none', async () => {
    await debits.paid()
    const other = new Buyer(shop)
    await granted(other.add())
    expect(await atBank(other)).toEqual([])
    expect(await atBank(new Buyer(shop))).toEqual([])
  })

  it('a card that is declined at once leaves the cart as it is', async () => {
    const buyer = new Buyer(shop)
    await buyer.pays(await buyer.atTheTill(), 'pm_card_visa_chargeDeclined')
    await shop.stripe.webhooks.idle()
    expect((await books(buyer)).cart.state).toBe('open')
    expect(await inCart(buyer)).toEqual([`1 ${skus.drill}`])
    expect(await atBank(buyer)).toEqual([])
  })
})

describe('a cart that was set aside, when the bank says no', () => {
  it('is its owner’s again with its checkout as it was, and the goods are let go', async () => {
    const { buyer, intent } = await debits.paid(emptyAccount)
    await debits.nobodyPays(intent)
    expect(await inCart(buyer)).toEqual([`1 ${skus.drill}`])
    expect((await books(buyer)).reservations).toMatchObject([{ state: 'released' }])
    const again = await buyer.start()
    expect(again).toMatchObject({ state: 'open', ready: true, shippingAddress: { city: 'München' } })
    await buyer.pays(await granted(buyer.place(again.totals!.total)))
    expect((await granted(buyer.complete())).status).toBe('completed')
  })

  it('can be paid otherwise before its goods are let go, while its owner shops on', async () => {
    const { buyer, placement, intent } = await debits.paid(emptyAccount)
    await granted(buyer.add(skus.drill, '3'))
    await debits.bankAnswers(intent)
    await buyer.pays(placement)
    expect((await granted(buyer.complete())).status).toBe('completed')
    await shop.drain()
    expect((await books(buyer)).cart.state).toBe('ordered')
    expect(await inCart(buyer)).toEqual([`3 ${skus.drill}`])
  })

  it('is told as refused and no longer as at the bank, until it is paid, a bank is at work on it again, or it is let go', async () => {
    const { buyer, placement, intent } = await debits.paid(emptyAccount)
    const first = buyer.checkoutId
    expect([await atBank(buyer), await refusedByBank(buyer)]).toEqual([[first], []])
    await debits.bankAnswers(intent)
    expect([await atBank(buyer), await refusedByBank(buyer)]).toEqual([[], [first]])
    const other = new Buyer(shop)
    await granted(other.add())
    expect([await refusedByBank(other), await refusedByBank(new Buyer(shop))]).toEqual([[], []])

    await debits.confirm(buyer, placement, emptyAccount)
    await granted(buyer.complete())
    expect([await atBank(buyer), await refusedByBank(buyer)]).toEqual([[first], []])
    await debits.bankAnswers(intent)
    expect([await atBank(buyer), await refusedByBank(buyer)]).toEqual([[], [first]])

    await debits.refused(intent, first)
    await shop.drain()
    expect([await atBank(buyer), await refusedByBank(buyer)]).toEqual([[], []])
    expect(await inCart(buyer)).toEqual([`1 ${skus.drill}`])
  })

  it('goes into the cart that its owner has begun meanwhile', async () => {
    const { buyer, intent } = await debits.paid(emptyAccount)
    await granted(buyer.add(skus.drill, '3'))
    await debits.nobodyPays(intent)
    expect(await inCart(buyer)).toEqual([`4 ${skus.drill}`])
    expect((await books(buyer)).cart.state).toBe('merged')
    // who opens the old checkout goes on in the one of their cart
    expect((await granted(buyer.step('Reopen'))).id).not.toBe(buyer.checkoutId)
  })

  it('takes the place of a cart that was emptied', async () => {
    const { buyer, intent } = await debits.paid(emptyAccount)
    await granted(buyer.add())
    await granted(buyer.caller.act('cartClear', null, cartFields))
    await debits.nobodyPays(intent)
    expect((await books(buyer)).cart.state).toBe('open')
    expect(await inCart(buyer)).toEqual([`1 ${skus.drill}`])
  })

  it('waits while the other one is being paid for, and is the cart when that is an order', async () => {
    const { buyer, intent } = await debits.paid(emptyAccount)
    const first = buyer.checkoutId
    const second = await buyer.atTheTill({ quantity: '2' })
    await debits.refused(intent, first)
    await shop.drain()
    expect((await booksOf(shop.database, first)).cart.state).toBe('setAside')
    await buyer.pays(second)
    expect((await granted(buyer.complete())).order?.id).toBeTruthy()
    expect((await books(buyer)).order?.total).toBe((await books(buyer)).payments[0]?.amount)
    await shop.drain()
    expect((await booksOf(shop.database, first)).cart.state).toBe('open')
    expect(await inCart(buyer)).toEqual([`1 ${skus.drill}`])
  })

  it('is that of the person who signed in meanwhile, together with what they have', async () => {
    const { buyer, intent } = await debits.paid(emptyAccount)
    await granted(buyer.add(skus.drill, '2'))
    await register(buyer, 'debora')
    expect(await inCart(buyer)).toEqual([`2 ${skus.drill}`])
    expect(await atBank(buyer)).toEqual([buyer.checkoutId])
    await debits.nobodyPays(intent)
    expect(await inCart(buyer)).toEqual([`3 ${skus.drill}`])
  })
})
