import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer, munich } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { deliveries, skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const password = 'a door of oak and brass'
const register = async (name: string) => {
  const home = shop.caller()
  const person = { email: `${name}@example.com`, password, firstName: name, lastName: 'Tester' }
  await granted(home.act('customerUserRegister', person, 'token'))
  return home
}
const signIn = (buyer: Buyer, name: string) =>
  granted(buyer.caller.act('customerUserSignIn', { email: `${name}@example.com`, password }, 'token'))

/** A guest who has said everything but how to pay. */
async function guest(): Promise<Buyer> {
  const buyer = new Buyer(shop)
  await buyer.ready({ email: 'work@example.com' })
  return buyer
}

describe('a guest who signs in during the checkout', () => {
  it('goes on where they were: contact, addresses and delivery stand, and the order is theirs', async () => {
    await register('ada')
    const buyer = await guest()
    const before = buyer.checkoutId
    await signIn(buyer, 'ada')
    const checkout = await buyer.start()
    expect(checkout).toMatchObject({
      state: 'open',
      ready: true,
      email: 'work@example.com',
      shippingAddress: { city: 'München' },
      billingSameAsShipping: true,
      shippingOption: { id: deliveries.standard },
    })
    expect(checkout.id).not.toBe(before)
    const left = await shop.database.db
      .selectFrom('checkouts')
      .select('state')
      .where('id', '=', before)
      .executeTakeFirstOrThrow()
    expect(left.state).toBe('expired')
    // asked once more, nothing is carried twice
    expect(await buyer.start()).toMatchObject({ id: checkout.id, ready: true })
  })

  it('chooses the delivery again where their own cart brought more goods along', async () => {
    const home = await register('bea')
    await granted(home.act('cartAddLine', { sku: skus.cable, quantity: '2' }, 'id'))
    const buyer = await guest()
    await signIn(buyer, 'bea')
    const checkout = await buyer.start()
    expect(checkout).toMatchObject({ email: 'work@example.com', shippingAddress: { city: 'München' }, ready: false })
    const lacking = checkout.steps!.flatMap(({ lacks }) => lacks.map(({ code }) => code))
    expect(lacking).toContain('SHIPPING_METHOD_OUTDATED')
  })

  it('finds what they said last also where a checkout of their own was open', async () => {
    const home = await register('cem')
    await granted(home.act('cartAddLine', { sku: skus.cable, quantity: '2' }, 'id'))
    const old = new Buyer(shop, home)
    await old.start()
    await granted(old.step('SetContact', { email: 'old@example.com' }))
    await granted(old.step('SetShippingAddress', { address: { ...munich, city: 'Ulm', postalCode: '89073' } }))
    const buyer = await guest()
    await signIn(buyer, 'cem')
    const checkout = await buyer.start()
    expect(checkout).toMatchObject({
      id: old.checkoutId,
      email: 'work@example.com',
      shippingAddress: { city: 'München' },
    })
  })

  it('is not handed what another visitor said', async () => {
    await register('dan')
    const other = await guest()
    const buyer = new Buyer(shop)
    await granted(buyer.add())
    await signIn(buyer, 'dan')
    const checkout = await buyer.start()
    expect(checkout).toMatchObject({ email: 'dan@example.com', shippingAddress: null })
    expect((await granted(other.checkout())).state).toBe('open')
  })
})
