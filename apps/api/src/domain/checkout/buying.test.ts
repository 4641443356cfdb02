import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomIds } from '../../kernel/ids.ts'
import { booksOf } from '../../testing/books.ts'
import { Buyer, munich } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { deliveries, skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const orderFields = `id number state email locale currency paymentStatus placedAt
  subtotal { amount currency } shippingTotal { amount } taxTotal { amount } total { amount currency } taxes { name rate amount { amount } }
  lines { position sku name quantity unitCode unitPrice { amount } rowTotal { amount } taxAmount { amount } product { slug url } }
  addresses { kind lastName city countryCode } shippingOption { id label price { amount } }
  payments { provider method state amount { amount } captured { amount } refunded { amount } events { kind amount { amount } } }`

interface ReadOrder {
  id: string
  number: string
  state: string
  placedAt: string
  lines: { name: string }[]
  subtotal: { amount: string; currency: string }
  shippingTotal: { amount: string }
  taxTotal: { amount: string }
  taxes: unknown[]
  total: { amount: string; currency: string }
}

const trackedFields = `number state paymentStatus placedAt lines { sku name quantity rowTotal { amount } } shipments { state trackingNumber }
  totals { subtotal { amount currency } shipping { amount } tax { amount } taxes { name rate amount { amount } } total { amount } }`

it('brings a guest from an empty cart to a paid order, and tells each step what it lacks', async () => {
  const buyer = new Buyer(shop)
  await granted(buyer.add(skus.drill, '2'))
  const started = await buyer.start()
  expect(started.steps?.map(({ step, lacks }) => [step, lacks.map(({ code }) => code)])).toEqual([
    ['contact', ['EMAIL_MISSING']],
    ['shippingAddress', ['SHIPPING_ADDRESS_MISSING']],
    ['shippingMethod', ['SHIPPING_METHOD_MISSING']],
    ['billingAddress', ['BILLING_ADDRESS_MISSING']],
    ['payment', ['PAYMENT_MISSING']],
  ])
  expect(started).toMatchObject({
    state: 'open',
    ready: false,
    totals: { total: { amount: '283.22', currency: 'EUR' } },
  })
  await granted(
    buyer.step('SetContact', { email: 'ada@example.com', phone: '+49 89 1', note: 'Ring twice', poNumber: 'PO-7' }),
  )
  const addressed = await granted(buyer.step('SetShippingAddress', { address: munich }))
  expect(addressed.steps?.find(({ done }) => !done)?.step).toBe('shippingMethod')
  const { options, notices } = await granted(buyer.options())
  expect(notices).toEqual([])
  expect(options.map(({ carrier }) => carrier)).toEqual(expect.arrayContaining(['fedex', 'flatRate', 'pickup']))
  const byFedex = options.find(({ carrier }) => carrier === 'fedex')!
  const chosen = await granted(buyer.step('SetShippingMethod', { optionId: byFedex.id }))
  expect(chosen).toMatchObject({ ready: true, shippingOption: { id: byFedex.id, price: byFedex.price } })
  await granted(buyer.step('SetBillingAddress', { address: { ...munich, city: 'Augsburg', postalCode: '86150' } }))
  const ready = await granted(buyer.checkout())
  const { total } = ready.totals!
  const placement = await granted(buyer.place(total))
  expect(placement).toMatchObject({
    status: 'awaitingPayment',
    order: null,
    payment: { provider: 'stripe', publishableKey: shop.stripe.publishableKey, amount: total },
    checkout: { state: 'paying', totals: { total } },
  })
  expect((await booksOf(shop.database, buyer.checkoutId)).reservations).toMatchObject([
    { state: 'held', quantity: '2.000000' },
  ])

  expect((await buyer.pays(placement)).intent?.status).toBe('succeeded')
  await shop.drain()
  const done = await granted(buyer.complete())
  expect(done).toMatchObject({ status: 'completed', payment: null, checkout: { state: 'completed' } })

  const books = await booksOf(shop.database, buyer.checkoutId)
  expect(books.order).toMatchObject({
    id: done.order!.id,
    total: `${total.amount}00`,
    note: 'Ring twice',
    poNumber: 'PO-7',
  })
  expect(books.kinds).toEqual(['created', 'captured'])
  expect(books.ledger.map(({ amount }) => amount)).toEqual([`${total.amount}00`, `${total.amount}00`])
  expect(books.reservations).toMatchObject([{ state: 'committed', orderId: done.order!.id }])
  expect(books.cart.state).toBe('ordered')
  expect(books.topics).toEqual(['order.placed', 'payment.changed'])
  expect(books.told[0]?.payload).toMatchObject({
    orderId: done.order!.id,
    total: total.amount,
    lines: [{ sku: skus.drill, quantity: '2' }],
  })

  const read = await granted(
    buyer.caller.send<ReadOrder>(`query ($id: ID!) { order(id: $id) { ${orderFields} } }`, { id: done.order!.id }),
  )
  expect(read).toMatchObject({
    number: books.order!.number,
    email: 'ada@example.com',
    paymentStatus: 'paid',
    total,
    lines: [
      { position: 1, sku: skus.drill, quantity: '2', unitPrice: { amount: '119.00' }, product: { slug: 'drill-18' } },
    ],
    shippingOption: { id: byFedex.id },
    payments: [
      {
        provider: 'stripe',
        method: 'Visa •••• 4242',
        state: 'captured',
        captured: { amount: total.amount },
        refunded: { amount: '0.00' },
      },
    ],
  })
  const cities = (read as unknown as { addresses: { kind: string; city: string }[] }).addresses
  expect(Object.fromEntries(cities.map(({ kind, city }) => [kind, city]))).toEqual({
    shipping: 'München',
    billing: 'Augsburg',
  })
  const listed = await granted(
    buyer.caller.send<{ items: ReadOrder[]; total: number }>(`{ orders { total items { ${orderFields} } } }`),
  )
  expect(listed).toMatchObject({ total: 1, items: [read] })
  const parcel = { number: 'S-1', state: 'shipped' as const, carrier: 'fedex', trackingNumber: '794600000001' }
  await shop.database.db
    .insertInto('shipments')
    .values({ ...parcel, id: randomIds.next(), orderId: read.id })
    .execute()
  const tracked = await shop
    .caller()
    .ask('orderTrack', { number: read.number.toLowerCase(), email: 'ADA@example.com' }, trackedFields)
  expect(tracked.value).toEqual({
    number: read.number,
    state: 'placed',
    paymentStatus: 'paid',
    placedAt: read.placedAt,
    lines: [{ sku: skus.drill, name: read.lines[0]!.name, quantity: '2', rowTotal: { amount: '238.00' } }],
    totals: {
      subtotal: read.subtotal,
      shipping: read.shippingTotal,
      tax: read.taxTotal,
      taxes: read.taxes,
      total: { amount: read.total.amount },
    },
    shipments: [{ state: 'shipped', trackingNumber: '794600000001' }],
  })
  const guessed = await shop.caller().ask('orderTrack', { number: read.number, email: 'eve@example.com' }, 'number')
  expect(guessed.error).toMatchObject({ code: 'ORDER_NOT_FOUND', status: 404 })
  const stranger = await shop.caller().send(`query ($id: ID!) { order(id: $id) { id } }`, { id: read.id })
  expect(stranger).toMatchObject({ value: null, errors: [] })
})

it.each([
  'id',
  'email',
  'phone',
  'poNumber',
  'note',
  'addresses { street }',
  'payments { state }',
  'customer { vatNumber }',
  'customerUser { email }',
  'shippingOption { id }',
])('tells nobody who tracks an order its %s: the contract has no such field', async (field) => {
  const asked = await shop.caller().ask('orderTrack', { number: 'P-0000-0000', email: 'eve@example.com' }, field)
  expect(asked.error).toMatchObject({ code: 'QUERY_INVALID', status: 400 })
})

it('mails the confirmation once, in the language of the order, with lines, totals and the way to it', async () => {
  const buyer = new Buyer(shop, shop.caller(undefined, { 'accept-language': 'de-DE,de;q=0.9' }))
  const placement = await buyer.atTheTill({ quantity: '1', email: 'grete@example.com' })
  await buyer.pays(placement)
  await shop.drain()
  await shop.drain()
  const { order } = await granted(buyer.complete())
  const mails = shop.mails().filter(({ to }) => to === 'grete@example.com')
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({ to: 'grete@example.com', subject: `Ihre Bestellung ${order!.number}` })
  const text = mails[0]!.text.replaceAll('\u00a0', ' ')
  expect(text).toContain('1 piece  Produkt DRILL-18 (DRILL-18)  119,00 €')
  expect(text).toContain('Versand (Standardversand): 6,90 €')
  expect(text).toMatch(/Gesamt: 149,82 €/)
  expect(text).toContain(`https://shop.test/de/order/${order!.id}`)
})

it('takes at most 85 statements for a whole order, webhook included, and 10 for a line in the cart', async () => {
  const buyer = new Buyer(shop)
  const before = shop.statements()
  await granted(buyer.add())
  const added = shop.statements() - before
  await buyer.start()
  await granted(buyer.step('SetContact', { email: 'ada@example.com' }))
  await granted(buyer.step('SetShippingAddress', { address: munich }))
  await granted(buyer.options())
  await granted(buyer.step('SetShippingMethod', { optionId: deliveries.standard }))
  const { totals } = await granted(buyer.step('SetBillingAddress', { sameAsShipping: true }))
  const placement = await granted(buyer.place(totals!.total))
  await buyer.pays(placement)
  await granted(buyer.complete())
  await shop.stripe.webhooks.idle()
  expect(added).toBeLessThanOrEqual(10)
  expect(shop.statements() - before).toBeLessThanOrEqual(85)
})

it('begins with what the shop knows of a person who signed in, and orders under their name', async () => {
  const buyer = new Buyer(shop)
  const session = {
    email: 'sam@keller.example',
    password: 'a door of oak',
    firstName: 'Sam',
    lastName: 'Keller',
    company: 'Keller GmbH',
  }
  await granted(buyer.caller.act('customerUserRegister', session, 'token'))
  await granted(
    buyer.caller.act(
      'customerAddressAdd',
      { address: { ...munich, company: 'Keller GmbH' }, defaultShipping: true },
      'id',
    ),
  )
  await granted(buyer.add())
  const started = await buyer.start()
  expect(started).toMatchObject({ email: 'sam@keller.example', shippingAddress: { city: 'München' } })
  const ready = await granted(buyer.step('SetShippingMethod', { optionId: deliveries.pickup }))
  const placement = await granted(buyer.place(ready.totals!.total))
  await buyer.pays(placement)
  const done = await granted(buyer.complete())
  const { order } = await booksOf(shop.database, buyer.checkoutId)
  expect(order).toMatchObject({ id: done.order!.id, visitorId: null })
  expect(order?.customerUserId).not.toBeNull()
  const elsewhere = shop.caller()
  await granted(elsewhere.act('customerUserSignIn', { email: session.email, password: session.password }, 'token'))
  const mine = await granted(elsewhere.send<{ items: ReadOrder[] }>('{ orders { items { number } } }'))
  expect(mine.items).toEqual([{ number: done.order!.number }])
})

describe('when FedEx is away', () => {
  it('offers the shop’s own ways with a notice, and the order goes through', async () => {
    shop.fedex.faults.add({ kind: 'status', status: 503, times: 50 })
    shop.clock.advance({ minutes: 10 })
    const buyer = new Buyer(shop)
    const ready = await buyer.ready({ quantity: '3' })
    const { options, notices } = await granted(buyer.options())
    expect(notices.map(({ code }) => code)).toEqual(['CARRIER_UNAVAILABLE'])
    expect(options.map(({ id }) => id)).toEqual([deliveries.pickup, deliveries.standard])
    shop.fedex.faults.clear()
    const placement = await granted(buyer.place(ready.totals!.total))
    await buyer.pays(placement)
    expect((await granted(buyer.complete())).status).toBe('completed')
  })
})
