import { afterAll, beforeAll, expect, it } from 'vitest'
import { Buyer, miami, munich } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import type { ApiClient } from '../../testing/client.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

// Taxes that an ERP brings by JSON:API, as a buyer sees them in the cart and at the till.

let shop: OpenShop
let erp: ApiClient
beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
})
afterAll(() => shop.close())

const to = (type: string, id: string) => ({ data: { type, id } })
async function add(type: string, attributes: object, relationships: object = {}): Promise<string> {
  const made = await send(erp, `/admin/api/${type}`, {
    method: 'POST',
    body: { data: { type, attributes, relationships } },
  })
  expect(made.status, JSON.stringify(made.errors)).toBe(201)
  return made.one.id
}
const standard = () => ({ productTaxCode: to('productTaxCodes', shop.taxCodeIds.standard) })

/** Somebody who has registered for a company of their own. */
async function buyerOf(email: string, company: string) {
  const buyer = new Buyer(shop)
  const account = { email, password: 'a fine password 1', firstName: 'Ada', lastName: 'Byron', company }
  await granted(buyer.caller.act('customerUserRegister', account, 'token'))
  const [person] = (await send(erp, `/admin/api/customerUsers?filter[email]=${email}`)).many
  return { buyer, customerId: person!.relationships!.customer!.data as { id: string } }
}

const taxesOf = ({ totals }: { totals: unknown }) =>
  (totals as { taxes: { name: string; amount: { amount: string } }[] }).taxes.map(({ name, amount }) => [
    name,
    amount.amount,
  ])
const cartOf = async (buyer: Buyer) =>
  taxesOf(
    await granted(
      buyer.caller.ask<{ totals: unknown }>('cartCurrent', null, 'totals { taxes { name amount { amount } } }'),
    ),
  )

it('a rule for customers of a code is in their carts, and in nobody else’s', async () => {
  const codeId = await add('customerTaxCodes', { code: 'public', name: 'Public bodies' })
  const [one, other] = [await buyerOf('city@public.example', 'City'), await buyerOf('shop@trade.example', 'Trade')]
  for (const { buyer } of [one, other]) await granted(buyer.add())
  expect([await cartOf(one.buyer), await cartOf(other.buyer)]).toEqual([
    [['VAT 19 %', '22.61']],
    [['VAT 19 %', '22.61']],
  ])

  const { id } = one.customerId
  const changed = await send(erp, `/admin/api/customers/${id}`, {
    method: 'PATCH',
    body: { data: { type: 'customers', id, relationships: { taxCode: to('customerTaxCodes', codeId) } } },
  })
  expect(changed.status, JSON.stringify(changed.errors)).toBe(200)
  // of rules of one place that do not stack, one for customers of a code goes before one for all, whatever they are called
  await add(
    'taxRules',
    { code: 'z-public', name: 'VAT 5 %, public', countryCode: 'DE', rate: '0.05' },
    { ...standard(), customerTaxCode: to('customerTaxCodes', codeId) },
  )
  expect(await cartOf(one.buyer)).toEqual([['VAT 5 %, public', '5.95']])
  expect(await cartOf(other.buyer)).toEqual([['VAT 19 %', '22.61']])
  const again = { ...standard(), customerTaxCode: to('customerTaxCodes', codeId) }
  await add('taxRules', { code: 'y-public', name: 'VAT 3 %, public', countryCode: 'DE', rate: '0.03' }, again)
  expect(await cartOf(one.buyer)).toEqual([['VAT 3 %, public', '3.57']])
})

it('a rule of a jurisdiction holds for its postal codes, stacked onto that of the region', async () => {
  const place = await add('taxJurisdictions', {
    code: 'us-fl-dade',
    name: 'Miami-Dade',
    countryCode: 'US',
    region: 'FL',
  })
  await add(
    'taxPostalRanges',
    { postalFrom: '33101', postalUntil: '33199' },
    { jurisdiction: to('taxJurisdictions', place) },
  )
  await add(
    'taxRules',
    { code: 'us-fl', name: 'Florida 6 %', countryCode: 'US', region: 'FL', rate: '0.06' },
    standard(),
  )
  await add(
    'taxRules',
    { code: 'us-fl-dade', name: 'Miami-Dade 1 %', countryCode: 'US', rate: '0.01', stacks: true },
    { ...standard(), jurisdiction: to('taxJurisdictions', place) },
  )
  const buyer = new Buyer(shop)
  await granted(buyer.add())
  await buyer.start()
  await granted(buyer.step('SetContact', { email: 'ada@example.com' }))
  const at = async (address: typeof munich) => {
    const { totals } = await granted(buyer.step('SetShippingAddress', { address }))
    return taxesOf({ totals }).map(([name]) => name)
  }
  expect((await at(miami)).sort()).toEqual(['Florida 6 %', 'Miami-Dade 1 %'])
  expect(await at({ ...miami, city: 'Orlando', postalCode: '32801' })).toEqual(['Florida 6 %'])
  expect(await at(munich)).toEqual(['VAT 19 %'])
  // the place is taken away, and the rule goes nowhere any more than before
  const refused = await send(erp, `/admin/api/taxJurisdictions/${place}`, { method: 'DELETE' })
  expect([refused.status, refused.errors?.[0]?.code]).toEqual([409, 'STILL_REFERENCED'])
  expect((await at(miami)).sort()).toEqual(['Florida 6 %', 'Miami-Dade 1 %'])
})
