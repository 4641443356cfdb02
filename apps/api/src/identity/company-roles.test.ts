import { afterAll, beforeAll, expect, it } from 'vitest'
import { Buyer } from '../testing/buyer.ts'
import { granted, type Caller } from '../testing/caller.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'
import { still } from '../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => void (shop = await openShop()))
afterAll(() => shop.close())

async function register(email: string): Promise<Buyer> {
  const buyer = new Buyer(shop)
  const account = { email, password: 'a fine password 1', firstName: 'Ada', lastName: 'Byron', company: email }
  await granted(buyer.caller.act('customerUserRegister', account, 'token'))
  return buyer
}

/** Puts somebody into the company of another one, with a role. */
async function join(email: string, company: string, role: 'administrator' | 'buyer' | 'approver'): Promise<void> {
  const { db } = shop.database
  const { customerId } = await db
    .selectFrom('customerUsers')
    .select('customerId')
    .where('email', '=', company)
    .executeTakeFirstOrThrow()
  await db.updateTable('customerUsers').set({ role, customerId }).where('email', '=', email).execute()
}

const orders = async (caller: Caller) =>
  (await granted(caller.ask<{ items: { id: string }[] }>('orders', null, 'items { id }'))).items.length

it('people of a company do and see what their role for it says', async () => {
  const buyer = await register('buyer@one.example')
  await buyer.pays(await buyer.atTheTill({ email: 'buyer@one.example' }))
  await granted(buyer.complete())
  const people = {
    administrator: await register('boss@one.example'),
    buyer: await register('colleague@one.example'),
    approver: await register('approver@one.example'),
  }
  await join('boss@one.example', 'buyer@one.example', 'administrator')
  await join('colleague@one.example', 'buyer@one.example', 'buyer')
  await join('approver@one.example', 'buyer@one.example', 'approver')
  const stranger = await register('else@two.example')
  expect(await orders(buyer.caller)).toBe(1)
  expect(await orders(people.administrator.caller)).toBe(1)
  expect(await orders(people.approver.caller)).toBe(1)
  expect(await orders(people.buyer.caller)).toBe(0)
  expect(await orders(stranger.caller)).toBe(0)

  await granted(people.approver.add())
  await still(shop.database, async () => {
    const refused = await people.approver.caller.act('checkoutStart', null, 'id')
    expect(refused.error).toMatchObject({ code: 'FORBIDDEN', status: 403 })
  })
  await granted(people.buyer.add())
  await people.buyer.start()
  await granted(people.administrator.add())
  await people.administrator.start()
})
