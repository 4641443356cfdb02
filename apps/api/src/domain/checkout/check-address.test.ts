import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AddressCheck, CheckoutAnswer } from '../../kernel/contract.ts'
import { Buyer, miami, munich } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())
afterEach(() => shop.fedex.faults.clear())

async function to(address: typeof munich): Promise<Buyer> {
  const buyer = new Buyer(shop)
  await granted(buyer.add())
  await buyer.start()
  await granted(buyer.step('SetContact', { email: 'ada@example.com' }))
  await granted(buyer.step('SetShippingAddress', { address }))
  return buyer
}
const checked = (buyer: Buyer) =>
  granted(
    buyer.caller.ask<AddressCheck>(
      'checkoutAddressCheck',
      { checkoutId: buyer.checkoutId },
      'verdict suggestion { firstName street city region postalCode countryCode }',
    ),
  )

describe('an address that the carrier knows', () => {
  it('is confirmed, however its street is abbreviated', async () => {
    expect(await checked(await to({ ...miami, street: '12 Palm Ln', city: 'miami' }))).toEqual({
      verdict: 'confirmed',
      suggestion: null,
    })
  })

  it('is confirmed with a ZIP+4 of the same five digits, which stays where something else is suggested', async () => {
    const zip4 = { ...miami, postalCode: '33101-1234' }
    expect(await checked(await to(zip4))).toEqual({ verdict: 'confirmed', suggestion: null })
    const { suggestion } = await checked(await to({ ...zip4, city: 'Miamee' }))
    expect(suggestion).toMatchObject({ city: 'Miami', postalCode: '33101-1234' })
  })

  it('is suggested in the state of its postal code where another one was written', async () => {
    const place = { ...miami, street: '1 Market Court', city: 'San Francisco', postalCode: '94105' }
    const { verdict, suggestion } = await checked(await to({ ...place, region: 'OR' }))
    expect(verdict).toBe('suggested')
    expect(suggestion).toMatchObject({ city: 'San Francisco', region: 'CA', postalCode: '94105' })
    expect((await checked(await to({ ...place, region: 'CA' }))).verdict).toBe('confirmed')
  })

  it('otherwise is suggested, and taken or left', async () => {
    const buyer = await to({ ...munich, city: 'Munchn' })
    const { verdict, suggestion } = await checked(buyer)
    expect([verdict, suggestion]).toEqual([
      'suggested',
      {
        ...{ firstName: 'Ada', street: 'Gewerbering 3', city: 'München', region: null },
        ...{ postalCode: '80331', countryCode: 'DE' },
      },
    ])
    // left: it is as it was written
    expect((await granted(buyer.checkout())).shippingAddress?.city).toBe('Munchn')
    const taken = await granted(
      buyer.step<CheckoutAnswer>('SetShippingAddress', { address: { ...munich, ...suggestion } }),
    )
    expect(taken.shippingAddress?.city).toBe('München')
    expect((await checked(buyer)).verdict).toBe('confirmed')
  })
})

describe('an address that nobody can look up', () => {
  it('is unknown, and stops nobody', async () => {
    expect(await checked(await to({ ...munich, postalCode: '05123' }))).toEqual({
      verdict: 'unknown',
      suggestion: null,
    })
    shop.fedex.faults.add({ kind: 'status', status: 503, path: '/address', times: 50 })
    const buyer = await to({ ...munich, street: 'Fernweg 1' })
    await still(shop.database, async () => {
      expect((await checked(buyer)).verdict).toBe('unknown')
    })
    expect((await granted(buyer.options())).options.length).toBeGreaterThan(0)
  })
})
