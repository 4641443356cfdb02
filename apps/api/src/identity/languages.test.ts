import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { granted } from '../testing/caller.ts'
import { skus } from '../testing/fixtures/furniture.ts'
import { setPrices } from '../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
  const { db } = shop.database
  await setPrices(shop, shop.priceListId, shop.furniture.drill, 'piece', { 1: '129.00' }, 'USD')
  // The website sells in EUR (its own) and USD. Its German readers are to see dollars; francs it does not sell in.
  await db.updateTable('localizations').set({ currency: 'USD' }).where('code', '=', 'de').execute()
  await db.updateTable('localizations').set({ currency: 'CHF' }).where('code', '=', 'en').execute()
})
afterAll(() => shop.close())

const currencyFor = async (headers: Record<string, string>): Promise<string> => {
  const cart = await granted(
    shop
      .caller(undefined, headers)
      .act<{ lines: { unitPrice: { currency: string } }[]; totals: { total: { currency: string } } }>(
        'cartAddLine',
        { sku: skus.drill, quantity: '1' },
        'lines { unitPrice { currency } } totals { total { currency } }',
      ),
  )
  expect(cart.totals.total.currency).toBe(cart.lines[0]?.unitPrice.currency)
  return cart.totals.total.currency
}

describe('the currency of a request', () => {
  it('is the one of its header, else the one of its language, else the website’s', async () => {
    expect(await currencyFor({ 'accept-language': 'de-AT', 'portico-currency': 'EUR' })).toBe('EUR')
    expect(await currencyFor({ 'accept-language': 'de-AT' })).toBe('USD')
    expect(await currencyFor({})).toBe('EUR')
  })

  it('is not one in which the website does not sell, whatever the language says', async () => {
    expect(await currencyFor({ 'accept-language': 'en' })).toBe('EUR')
  })
})

describe('a website', () => {
  it('says how its languages write, pay and tell the time, in its own order', async () => {
    await shop.database.db
      .updateTable('localizations')
      .set({ timeZone: 'Europe/Berlin' })
      .where('code', '=', 'de')
      .execute()
    const { localizations } = await granted(
      shop.caller().send<{
        localizations: object[]
      }>('{ websiteCurrent { localizations { code name formatting currency timeZone } } }'),
    )
    expect(localizations).toEqual([
      { code: 'en', name: 'English', formatting: 'en-GB', currency: 'CHF', timeZone: 'UTC' },
      { code: 'de', name: 'Deutsch', formatting: 'de-DE', currency: 'USD', timeZone: 'Europe/Berlin' },
    ])
  })
})

describe('the notice of a website', () => {
  const noticed = async (notice: string, language: string) => {
    const open = await openShop({ env: { SHOP_NOTICE: notice } })
    try {
      const headers = { 'accept-language': language }
      const answer = await granted(
        open.caller(undefined, headers).send<{ notice: string }>('{ websiteCurrent { notice } }'),
      )
      return answer.notice
    } finally {
      await open.close()
    }
  }

  it('is told in the reader’s language where it was given in several', async () => {
    expect(await noticed('{"en":"Closed on Monday.","de":"Montag geschlossen."}', 'de')).toBe('Montag geschlossen.')
    expect(await noticed('Closed on Monday.', 'de')).toBe('Closed on Monday.')
  })
})
