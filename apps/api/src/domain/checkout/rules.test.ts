import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CheckoutAnswer, PaymentOption, Placement, ShippingOptions } from '../../kernel/contract.ts'
import { randomIds } from '../../kernel/ids.ts'
import { Buyer, checkoutFields, miami, munich, placementFields } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import type { ApiClient } from '../../testing/client.ts'
import { Clerk } from '../../testing/clerk.ts'
import { deliveries } from '../../testing/fixtures/furniture.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let erp: ApiClient
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  erp = await shop.client()
})
afterAll(() => shop.close())
afterEach(async () => {
  await shop.database.db.deleteFrom('shippingRules').execute()
  await shop.database.db.deleteFrom('paymentRules').execute()
})

const euros = (amount: string) => ({ amount, currency: 'EUR' })

/** A rule, as a clerk or an ERP writes it by JSON:API. */
async function rule(kind: 'shippingRules' | 'paymentRules', attributes: object, links: Record<string, string> = {}) {
  const relationships = Object.fromEntries(
    Object.entries({ website: `websites/${shop.website.id}`, ...links }).map(([name, link]) => {
      const [type, id] = link.split('/')
      return [name, { data: { type, id } }]
    }),
  )
  return send(erp, `/admin/api/${kind}`, { method: 'POST', body: { data: { type: kind, attributes, relationships } } })
}
async function written(...given: Parameters<typeof rule>): Promise<string> {
  const { status, errors, one } = await rule(...given)
  expect([status, errors]).toEqual([201, undefined])
  return one.id
}
const methodId = async (code: string) =>
  (await shop.database.db.selectFrom('shippingMethods').select('id').where('code', '=', code).executeTakeFirstOrThrow())
    .id

async function atOptions(address = munich, quantity = '1') {
  const buyer = new Buyer(shop)
  await granted(buyer.add(undefined, quantity))
  await buyer.start()
  await granted(buyer.step('SetContact', { email: 'ada@example.com' }))
  await granted(buyer.step('SetShippingAddress', { address }))
  return buyer
}
const optionsOf = (buyer: Buyer) =>
  granted(
    buyer.caller.ask<ShippingOptions>(
      'checkoutShippingOptions',
      { checkoutId: buyer.checkoutId },
      'options { id price { amount } surcharge { amount } }',
    ),
  )
const idsOf = async (buyer: Buyer) => (await optionsOf(buyer)).options.map(({ id }) => id)
const waysOf = async (buyer: Buyer) =>
  (
    await granted(
      buyer.caller.ask<PaymentOption[]>(
        'checkoutPaymentOptions',
        { checkoutId: buyer.checkoutId },
        'method paymentTerm { code netDays }',
      ),
    )
  ).map(({ method, paymentTerm }) => (paymentTerm ? `${method} ${String(paymentTerm.code)}` : method))

describe('rules of shipping', () => {
  it('offer a way of delivery only where one of them fits, in their order, with what they add', async () => {
    const pickup = await methodId('berlin')
    const standard = await methodId('standard-de')
    expect((await idsOf(await atOptions()))[0]).toBe(deliveries.pickup)
    await written(
      'shippingRules',
      { code: 'pickup-last', name: 'Pickup', position: 9 },
      { method: `shippingMethods/${pickup}` },
    )
    await written(
      'shippingRules',
      {
        code: 'standard-small',
        name: 'Small orders',
        position: 1,
        countries: ['DE'],
        currency: 'EUR',
        subtotalUntil: euros('200.00'),
        surcharge: euros('2.50'),
      },
      { method: `shippingMethods/${standard}` },
    )
    await written('shippingRules', {
      code: 'no-fedex',
      name: 'FedEx at home only',
      carrier: 'fedex',
      countries: ['US'],
    })
    const small = await atOptions()
    const { options } = await optionsOf(small)
    expect(options).toEqual([
      { id: deliveries.standard, price: { amount: '9.40' }, surcharge: { amount: '2.50' } },
      { id: deliveries.pickup, price: { amount: '0.00' }, surcharge: null },
    ])
    expect(await idsOf(await atOptions(munich, '2'))).toEqual([deliveries.pickup])
    expect((await idsOf(await atOptions(miami))).some((id) => id.startsWith('fedex:'))).toBe(true)
    const chosen = await granted(small.step('SetShippingMethod', { optionId: deliveries.standard }))
    expect(chosen.totals?.shipping).toEqual(euros('9.40'))
  })

  it('are asked for the group of the customer, and again before anything is paid', async () => {
    const standard = await methodId('standard-de')
    const id = await written(
      'shippingRules',
      { code: 'free-choice', name: 'For all', surcharge: euros('1.00'), currency: 'EUR' },
      { method: `shippingMethods/${standard}` },
    )
    const buyer = new Buyer(shop)
    const checkout = await buyer.ready()
    expect(checkout.ready).toBe(true)
    await clerk.change('shippingRule', id, { customerGroupId: shop.groupId })
    await still(shop.database, async () => {
      expect((await buyer.place(checkout.totals!.total)).error).toMatchObject({
        code: 'CHECKOUT_INCOMPLETE',
        params: { missing: 'SHIPPING_METHOD_OUTDATED' },
      })
      expect((await buyer.step('SetShippingMethod', { optionId: deliveries.standard })).error?.code).toBe(
        'SHIPPING_METHOD_UNAVAILABLE',
      )
    })
    await clerk.change('shippingRule', id, { enabled: false })
    expect(await idsOf(buyer)).toContain(deliveries.standard)
  })

  it('look at postal codes, weight and an expression, and look again before anything is paid', async () => {
    const standard = { method: `shippingMethods/${await methodId('standard-de')}` }
    await written(
      'shippingRules',
      {
        ...{ code: 'munich', name: 'Small parcels to Munich', postalCodes: ['80000..81999'], weightUntil: '5' },
        expression: 'lines.all(l, l.sku != "CABLE-3") && subtotal < 1000',
      },
      standard,
    )
    const buyer = await atOptions()
    expect(await idsOf(buyer)).toContain(deliveries.standard)
    expect(await idsOf(await atOptions({ ...munich, city: 'Berlin', postalCode: '10115' }))).not.toContain(
      deliveries.standard,
    )
    expect(await idsOf(await atOptions(munich, '3'))).not.toContain(deliveries.standard)
    await granted(buyer.step('SetShippingMethod', { optionId: deliveries.standard }))
    await granted(buyer.step('SetBillingAddress', { sameAsShipping: true }))
    await granted(buyer.add('CABLE-3'))
    await still(shop.database, async () => {
      expect((await buyer.place(euros('1'))).error).toMatchObject({
        code: 'CHECKOUT_INCOMPLETE',
        params: { missing: 'SHIPPING_METHOD_OUTDATED' },
      })
    })
  })

  it('are refused where they contradict themselves', async () => {
    const standard = await methodId('standard-de')
    const wrong: [object, Record<string, string>, string, string][] = [
      [{ countries: ['Germany'] }, {}, 'FIELD_INVALID', '/data/attributes/countries'],
      [{ regions: ['CA'] }, {}, 'FIELD_INVALID', '/data/attributes/regions'],
      [{ services: ['FEDEX_GROUND'] }, {}, 'FIELD_REQUIRED', '/data/attributes/carrier'],
      [{ carrier: 'fedex' }, { method: `shippingMethods/${standard}` }, 'FIELD_INVALID', '/data/attributes/carrier'],
      [
        { currency: 'EUR', subtotalFrom: euros('10'), subtotalUntil: euros('10') },
        {},
        'FIELD_INVALID',
        '/data/attributes/subtotalUntil',
      ],
      [{ weightFrom: '10', weightUntil: '10' }, {}, 'FIELD_INVALID', '/data/attributes/weightUntil'],
      [{ postalCodes: ['81999..80000'] }, {}, 'FIELD_INVALID', '/data/attributes/postalCodes'],
      [{ expression: 'price > 5' }, {}, 'FIELD_INVALID', '/data/attributes/expression'],
    ]
    await still(
      shop.database,
      async () => {
        for (const [attributes, links, code, pointer] of wrong) {
          const { errors } = await rule('shippingRules', { code: 'wrong', name: 'Wrong', ...attributes }, links)
          expect([attributes, errors?.[0]?.code, errors?.[0]?.source?.pointer]).toEqual([attributes, code, pointer])
        }
      },
      ['shipping_rules'],
    )
  })
})

describe('rules of payment', () => {
  /** Somebody of a company with a payment term and credit. */
  async function trusted(creditLimit = '1000.00') {
    const buyer = new Buyer(shop)
    const email = `${randomIds.next()}@company.example`
    const account = { email, password: 'a fine password 1', firstName: 'Ada', lastName: 'Byron', company: 'Company' }
    await granted(buyer.caller.act('customerUserRegister', account, 'token'))
    const { customerId } = await shop.database.db
      .selectFrom('customerUsers')
      .select('customerId')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    const term = await shop.database.db.selectFrom('paymentTerms').select('id').executeTakeFirst()
    const paymentTermId =
      term?.id ?? (await clerk.make('paymentTerm', { code: 'NET30', label: { en: '30 days' }, netDays: 30 }))
    await clerk.change('customer', customerId, {
      paymentTermId,
      creditLimit: euros(creditLimit),
      creditCurrency: 'EUR',
      groupId: shop.groupId,
    })
    return buyer
  }

  it('let who has a payment term pay on account: the order is made at once, unpaid, and by its term', async () => {
    await written(
      'paymentRules',
      { code: 'trade', name: 'Trade on account', method: 'onAccount', position: -1 },
      { customerGroup: `customerGroups/${shop.groupId}` },
    )
    const buyer = await trusted()
    const checkout = await buyer.ready()
    expect(await waysOf(buyer)).toEqual(['onAccount NET30', 'card'])
    await granted(
      buyer.step<CheckoutAnswer>('SetPaymentMethod', { method: 'onAccount' }, `${checkoutFields} paymentMethod`),
    )
    const placed = await granted(
      buyer.step<Placement>(
        'Place',
        { expectedTotal: checkout.totals!.total },
        `${placementFields} order { id number paymentMethod paymentStatus balance { amount } paymentTerm { code } }`,
      ),
    )
    expect(placed).toMatchObject({
      status: 'completed',
      payment: null,
      order: {
        paymentMethod: 'onAccount',
        paymentStatus: 'unpaid',
        balance: { amount: checkout.totals!.total.amount },
        paymentTerm: { code: 'NET30' },
      },
    })
    await shop.drain()
    await shop.drain()
    const [mail, ...more] = shop.mails().filter(({ subject }) => subject.includes(placed.order!.number!))
    expect(more).toEqual([])
    expect(mail!.text).toContain('you pay by our invoice')
    expect(mail!.text).not.toContain('received your payment')
  })

  it('keep a way to pay from those whom no rule names, and what is owed within the credit', async () => {
    await written('paymentRules', {
      ...{ code: 'account', name: 'On account', method: 'onAccount' },
      expression: 'customer != "" && lines.exists(l, l.sku == "DRILL-18")',
    })
    await written('paymentRules', { code: 'card-abroad', name: 'Card', method: 'card', countries: ['US'] })
    const guest = new Buyer(shop)
    const theirs = await guest.ready()
    expect(await waysOf(guest)).toEqual([])
    expect(theirs.ready).toBe(false)
    await still(shop.database, async () => {
      expect((await guest.step('SetPaymentMethod', { method: 'onAccount' })).error?.code).toBe(
        'PAYMENT_METHOD_UNAVAILABLE',
      )
      expect((await guest.place(theirs.totals!.total)).error).toMatchObject({
        code: 'CHECKOUT_INCOMPLETE',
        params: { missing: 'PAYMENT_METHOD_MISSING' },
      })
    })
    const poor = await trusted('50.00')
    const checkout = await poor.ready()
    await granted(poor.step('SetPaymentMethod', { method: 'onAccount' }))
    await still(shop.database, async () => {
      expect((await poor.place(checkout.totals!.total)).error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
    })
  })
})
