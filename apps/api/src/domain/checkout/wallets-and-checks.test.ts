import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { booksOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { Caller, granted } from '../../testing/caller.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const clerk = async (): Promise<Caller> => new Caller(`${shop.url}/admin/graphql`, (await shop.client()).token)

/** What stands with the payment of a checkout, for somebody of the house. */
async function paymentOf(buyer: Buyer) {
  const { payments } = await booksOf(shop.database, buyer.checkoutId)
  const query = `query ($id: ID!) { payment(id: $id) { method addressCheck postalCodeCheck securityCodeCheck } }`
  return granted((await clerk()).send<Record<string, string | null>>(query, { id: payments[0]!.id }))
}

const card = (number: string): Record<string, string> => ({
  'payment_method_data[type]': 'card',
  'payment_method_data[card][number]': number,
  'payment_method_data[card][exp_month]': '12',
  'payment_method_data[card][exp_year]': '34',
  'payment_method_data[card][cvc]': '123',
  'payment_method_data[billing_details][address][line1]': 'Gewerbering 3',
  'payment_method_data[billing_details][address][postal_code]': '80331',
})

describe('a card out of a wallet', () => {
  it.each([
    ['google_pay', 'Visa •••• 4242 (Google Pay)'],
    ['apple_pay', 'Visa •••• 4242 (Apple Pay)'],
  ] as const)('pays, and the order says that it was %s', async (wallet, method) => {
    const buyer = new Buyer(shop)
    const browser = buyer.browser(await buyer.atTheTill())
    await browser.confirms(await browser.walletCard(wallet))
    const { order } = await granted(buyer.complete())
    const shown = await granted(
      buyer.caller.send<{ payments: { method: string }[] }>(
        `query ($id: ID!) { order(id: $id) { payments { method } } }`,
        {
          id: order!.id,
        },
      ),
    )
    expect(shown.payments).toEqual([{ method }])
  })

  it('may be declined as any other, and another way pays', async () => {
    const buyer = new Buyer(shop)
    const browser = buyer.browser(await buyer.atTheTill())
    const said = await browser.confirms(
      await browser.walletCard('google_pay', 'pm_card_chargeDeclinedInsufficientFunds'),
    )
    expect(said).toMatchObject({ status: 402, error: { decline_code: 'insufficient_funds' } })
    await browser.confirms({
      'payment_method_data[type]': 'link',
      'payment_method_data[billing_details][email]': 'ada@example.com',
    })
    expect((await granted(buyer.complete())).status).toBe('completed')
    expect((await paymentOf(buyer)).method).toBe('Link')
  })
})

describe('what the issuer of a card checks', () => {
  it.each([
    ['4242424242424242', { addressCheck: 'pass', postalCodeCheck: 'pass', securityCodeCheck: 'pass' }],
    ['4000000000000028', { addressCheck: 'fail', postalCodeCheck: 'pass', securityCodeCheck: 'pass' }],
    ['4000000000000044', { addressCheck: 'unavailable', postalCodeCheck: 'unavailable', securityCodeCheck: 'pass' }],
  ])('of %s stands with the payment, for the house', async (number, checks) => {
    const buyer = new Buyer(shop)
    await buyer.browser(await buyer.atTheTill()).confirms(card(number))
    await granted(buyer.complete())
    expect(await paymentOf(buyer)).toMatchObject(checks)
  })

  it('finds the payments of which an address did not hold', async () => {
    const found = await send(await shop.client(), '/admin/api/payments?filter[addressCheck]=fail')
    expect(found.many.map(({ attributes }) => attributes?.method)).toEqual(['Visa •••• 0028'])
  })

  it.each([
    ['4000000000000036', 'incorrect_zip'],
    ['4000000000000101', 'incorrect_cvc'],
  ])('%s is declined with %s where it fails, the ledger says why, and nothing is ordered', async (number, code) => {
    const buyer = new Buyer(shop)
    const placement = await buyer.atTheTill()
    expect(await buyer.browser(placement).confirms(card(number))).toMatchObject({ status: 402, error: { code } })
    await shop.stripe.webhooks.idle()
    expect(await granted(buyer.complete())).toMatchObject({ status: 'awaitingPayment', failure: { code }, order: null })
    const { ledger, order } = await booksOf(shop.database, buyer.checkoutId)
    expect(ledger.at(-1)).toMatchObject({ kind: 'failed', code })
    expect(order).toBeUndefined()
  })

  it('is nothing for the shopper to read', async () => {
    const query = '{ __type(name: "Payment") { fields { name } } }'
    const { fields } = await granted(shop.caller().send<{ fields: { name: string }[] }>(query))
    expect(fields.map(({ name }) => name).filter((name) => /check/i.test(name))).toEqual([])
  })
})
