import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CartAnswer, CheckoutAnswer } from '../../kernel/contract.ts'
import { booksOf, shelvesOf } from '../../testing/books.ts'
import { Buyer, cartFields, checkoutFields } from '../../testing/buyer.ts'
import { granted, type Answer } from '../../testing/caller.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const password = 'a door of oak and brass'
const personOf = (name: string) => ({
  email: `${name}@example.com`,
  password,
  firstName: name,
  lastName: 'Tester',
})
const register = (buyer: Buyer, name: string) =>
  granted(buyer.caller.act('customerUserRegister', personOf(name), 'token'))
const signIn = (buyer: Buyer, name: string) =>
  granted(buyer.caller.act('customerUserSignIn', { email: `${name}@example.com`, password }, 'token'))
/** What a question answers, nothing included. */
async function answered<Value>(asked: Promise<Answer<Value>>): Promise<Value | null> {
  const { value, errors } = await asked
  expect(errors).toEqual([])
  return value
}
const quantities = async ({ caller }: Buyer) =>
  ((await answered(caller.ask<CartAnswer>('cartCurrent', null, cartFields)))?.lines ?? []).map(
    ({ product, quantity }) => `${quantity} ${product?.sku}`,
  )
const currentCheckout = ({ caller }: Buyer) =>
  answered(caller.ask<CheckoutAnswer>('checkoutCurrent', {}, checkoutFields))
const ordersOf = async ({ caller }: Buyer) =>
  (await granted(caller.send<{ items: { id: string }[] }>('{ orders { items { id } } }'))).items.map(({ id }) => id)
const reserved = async () => Number((await shelvesOf(shop.database, shop.furniture.drill))!.reserved)

/** Runs the schedule that ends checkouts whose time is over. */
async function expire(): Promise<void> {
  const job = shop.built.jobs.find(({ name }) => name === 'checkouts.expire')!
  await job.run({} as never, await shop.built.systemContext())
}

/** Somebody who signs in while Stripe cannot be asked: the payment stays under way. */
async function signedInWhilePaying(name: string): Promise<Buyer> {
  await register(new Buyer(shop), name)
  const buyer = new Buyer(shop)
  await buyer.atTheTill()
  shop.stripe.faults.add({ kind: 'status', status: 503, times: 9, path: '/v1/payment_intents' })
  await signIn(buyer, name)
  shop.stripe.faults.clear()
  return buyer
}

describe('who signs in while a payment is under way', () => {
  it('has the cart as before, the stock is let go, and pays anew after a declined card', async () => {
    const before = await reserved()
    const buyer = new Buyer(shop)
    const placement = await buyer.atTheTill()
    await buyer.pays(placement, 'pm_card_visa_chargeDeclined')
    await register(buyer, 'ann')
    expect(await quantities(buyer)).toEqual([`1 ${skus.drill}`])
    expect(await reserved()).toBe(before)
    const first = await booksOf(shop.database, buyer.checkoutId)
    expect(first.checkout.state).toBe('open')
    expect(first.kinds).toContain('cancelled')

    const checkout = await buyer.start()
    expect(checkout).toMatchObject({ state: 'open', ready: true, shippingAddress: { city: 'München' } })
    const second = await granted(buyer.place(checkout.totals!.total))
    await buyer.pays(second)
    const { status, order } = await granted(buyer.complete())
    expect(status).toBe('completed')
    expect(await ordersOf(buyer)).toEqual([order!.id])
    expect(await quantities(buyer)).toEqual([])
  })

  it('finds both carts together where there was something in their own', async () => {
    const home = new Buyer(shop)
    await register(home, 'bob')
    await granted(home.add(skus.cable, '2'))
    const buyer = new Buyer(shop)
    await buyer.atTheTill()
    await signIn(buyer, 'bob')
    expect(await quantities(buyer)).toEqual([`2 ${skus.cable}`, `1 ${skus.drill}`])
  })

  it('keeps the payment, and everything else, where the sign-in is refused', async () => {
    await register(new Buyer(shop), 'cat')
    const buyer = new Buyer(shop)
    await buyer.atTheTill()
    await still(shop.database, async () => {
      const wrong = { email: 'cat@example.com', password: 'a door of ash and steel' }
      expect((await buyer.caller.act('customerUserSignIn', wrong, 'token')).error?.code).toBe('CREDENTIALS_WRONG')
      expect((await buyer.caller.act('customerUserRegister', personOf('cat'), 'token')).error?.code).toBe('EMAIL_TAKEN')
    })
    expect(await quantities(buyer)).toEqual([`1 ${skus.drill}`])
  })

  it('has the order in the account where it was paid at that moment, and no cart to buy a second time', async () => {
    const buyer = new Buyer(shop)
    const placement = await buyer.atTheTill()
    shop.stripe.webhooks.faults.add({ kind: 'withheld', times: 9 })
    await buyer.pays(placement)
    await register(buyer, 'dora')
    shop.stripe.webhooks.faults.clear()
    shop.stripe.webhooks.release()
    await shop.drain()
    const { checkout, order, topics } = await booksOf(shop.database, buyer.checkoutId)
    expect(checkout.state).toBe('completed')
    expect(topics).toEqual(['order.placed', 'payment.changed'])
    expect(await ordersOf(buyer)).toEqual([order!.id])
    expect(await quantities(buyer)).toEqual([])
  })
})

describe('where the payment could not be withdrawn at that moment', () => {
  it('the person is signed in, sees the payment under way, and can pay it', async () => {
    const buyer = await signedInWhilePaying('emma')
    const checkout = await currentCheckout(buyer)
    expect(checkout).toMatchObject({ id: buyer.checkoutId, state: 'paying' })
    await buyer.pays(await granted(buyer.place(checkout!.totals!.total)))
    expect((await granted(buyer.complete())).status).toBe('completed')
    await shop.drain()
    expect(await currentCheckout(buyer)).toBeNull()
    expect(await quantities(buyer)).toEqual([])
  })

  it('going back from it brings the carts together at once, and goes on in the checkout of the person’s own', async () => {
    const buyer = await signedInWhilePaying('finn')
    const opened = await granted(buyer.step('Reopen'))
    expect(opened).toMatchObject({ state: 'open', ready: true, shippingAddress: { city: 'München' } })
    expect(opened.id).not.toBe(buyer.checkoutId)
    expect(await quantities(buyer)).toEqual([`1 ${skus.drill}`])
    await shop.drain()
    expect(await quantities(buyer)).toEqual([`1 ${skus.drill}`])
    expect(await currentCheckout(buyer)).toMatchObject({ id: opened.id })
  })

  it('the carts come together when the time to pay is over', async () => {
    const buyer = await signedInWhilePaying('gus')
    expect(await quantities(buyer)).toEqual([])
    shop.clock.advance({ minutes: 31 })
    await expire()
    await shop.drain()
    expect(await quantities(buyer)).toEqual([`1 ${skus.drill}`])
    expect(await buyer.start()).toMatchObject({ ready: true })
  })
})

it('merges what a visitor brings along when the payment of the person’s own cart has ended, paid or not', async () => {
  for (const paid of [true, false]) {
    const name = paid ? 'hal' : 'ivy'
    const phone = new Buyer(shop)
    await register(phone, name)
    const placement = await phone.atTheTill()
    const desk = new Buyer(shop)
    await granted(desk.add(skus.cable, '2'))
    await signIn(desk, name)
    expect(await quantities(desk)).toEqual([`1 ${skus.drill}`])
    if (paid) await phone.pays(placement)
    else await granted(phone.step('Reopen'))
    await shop.drain()
    expect(await quantities(desk)).toEqual([...(paid ? [] : [`1 ${skus.drill}`]), `2 ${skus.cable}`])
  }
})
