import { afterAll, beforeAll, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

interface Billed {
  id: string
  payments: { method: string | null; methodType: string | null; methodDigits: string | null }[]
}

it('an invoice tells what it was paid with: as a code where that is a payment of the ledger, and as the books say where it is a transfer', async () => {
  const clerk = await Clerk.of(shop)
  const buyer = new Buyer(shop)
  const person = { email: 'ada@company.example', password: 'a fine password 1', firstName: 'Ada', lastName: 'Byron' }
  await granted(buyer.caller.act('customerUserRegister', { ...person, company: 'Company' }, 'token'))
  await buyer.pays(await buyer.atTheTill())
  const { order } = await granted(buyer.complete())
  await shop.drain()
  const drafted = await clerk.act('invoice.draft', { orderId: order!.id })
  const { id } = drafted as { id: string }
  await clerk.act('invoice.issue', { id })
  const transfer = { invoiceId: id, reference: 'T-1', currency: 'EUR', amount: '-10', paidOn: '2026-11-27' }
  await clerk.make('invoicePayment', { ...transfer, method: 'bank transfer' })

  const [billed] = await granted(
    buyer.caller.ask<Billed[]>(
      'invoiceOfOrder',
      { orderId: order!.id },
      'id payments { method methodType methodDigits }',
    ),
  )
  expect(billed?.payments).toHaveLength(2)
  expect(billed?.payments).toEqual(
    expect.arrayContaining([
      { method: 'Visa •••• 4242', methodType: 'card', methodDigits: '4242' },
      { method: 'bank transfer', methodType: null, methodDigits: null },
    ]),
  )
})
