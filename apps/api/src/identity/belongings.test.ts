import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer, cartFields, munich } from '../testing/buyer.ts'
import { granted, type Caller } from '../testing/caller.ts'
import { skus } from '../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'
import { still } from '../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const password = 'a door of oak and brass'
const person = (name: string) => ({ email: `${name}@example.com`, password, firstName: name, lastName: 'Tester' })
const sessionFields = 'token expiresAt customerUser { id email customer { name } }'
const unknown = '01a20000-0000-7000-8000-000000000000'

async function registered(name: string): Promise<Caller> {
  const caller = shop.caller()
  await granted(caller.act('customerUserRegister', person(name), sessionFields))
  return caller
}
const signIn = (caller: Caller, email: string, secret = password) =>
  caller.act<{ token: string; customerUser: { id: string } }>(
    'customerUserSignIn',
    { email, password: secret },
    sessionFields,
  )
it('brings the visitor’s cart along at sign-in', async () => {
  const home = await registered('lea')
  await granted(home.act('cartAddLine', { sku: skus.drill, quantity: '1' }, 'id'))
  const buyer = new Buyer(shop)
  await granted(buyer.add(skus.drill, '2'))
  await granted(buyer.add(skus.cable, '3'))
  const visitorToken = buyer.caller.token
  await granted(signIn(buyer.caller, 'lea@example.com'))
  const cart = await granted(
    buyer.caller.send<{ lines: { quantity: string; product: { sku: string } }[] }>(`{ cartCurrent { ${cartFields} } }`),
  )
  expect(cart.lines.map(({ product, quantity }) => [product.sku, quantity]).sort()).toEqual([
    [skus.cable, '3'],
    [skus.drill, '3'],
  ])
  expect((await shop.caller(visitorToken).send('{ cartCurrent { id } }')).error?.code).toBe('SESSION_INVALID')
})

describe('the address book', () => {
  const fields = 'id label city own defaultShipping defaultBilling'
  type Entry = { id: string; city: string; own: boolean; defaultShipping: boolean }

  it('holds one’s own addresses and shows the company’s, which can be used and not changed', async () => {
    const caller = await registered('pia')
    const user = await shop.database.db
      .selectFrom('customerUsers')
      .selectAll()
      .where('email', '=', 'pia@example.com')
      .executeTakeFirstOrThrow()
    const companys = await shop.database.db
      .insertInto('customerAddresses')
      .values({
        ...munich,
        id: unknown.replace(/0000$/, '0001'),
        customerId: user.customerId,
        city: 'Passau',
        postalCode: '94032',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const first = await granted(
      caller.act<Entry>('customerAddressAdd', { address: munich, defaultShipping: true }, fields),
    )
    const second = await granted(
      caller.act<Entry>(
        'customerAddressAdd',
        { address: { ...munich, city: 'Ulm', postalCode: '89073' }, defaultShipping: true },
        fields,
      ),
    )
    const mine = await granted(caller.send<Entry[]>(`{ customerAddressMine { ${fields} } }`))
    expect(mine.map(({ city, own, defaultShipping }) => [city, own, defaultShipping])).toEqual([
      ['Ulm', true, true],
      ['München', true, false],
      ['Passau', false, false],
    ])
    for (const id of [companys.id, unknown])
      for (const attempt of [
        () => caller.act('customerAddressChange', { id, address: munich }, 'id'),
        () => caller.act('customerAddressRemove', { id }, 'done'),
      ])
        expect((await still(shop.database, attempt)).error).toMatchObject({
          code: 'NOT_FOUND',
          status: 404,
          path: 'id',
        })
    await granted(
      caller.act(
        'customerAddressChange',
        { id: first.id, address: { ...munich, city: 'Hof', postalCode: '95028' } },
        'id',
      ),
    )
    await granted(caller.act('customerAddressRemove', { id: second.id }, 'done'))
    const buyer = new Buyer(shop, caller)
    await granted(buyer.add())
    await buyer.start()
    const used = await granted(buyer.step('SetShippingAddress', { customerAddressId: companys.id }))
    expect(used.shippingAddress?.city).toBe('Passau')
  })

  it('of somebody else looks like none', async () => {
    const owner = await registered('rea')
    const { id } = await granted(owner.act<Entry>('customerAddressAdd', { address: munich }, fields))
    const eve = await registered('eve')
    const buyer = new Buyer(shop, eve)
    await granted(buyer.add())
    await buyer.start()
    for (const foreign of [id, unknown])
      for (const attempt of [
        () => eve.act('customerAddressChange', { id: foreign, address: munich }, 'id'),
        () => eve.act('customerAddressRemove', { id: foreign }, 'done'),
        () => buyer.step('SetShippingAddress', { customerAddressId: foreign }),
      ])
        expect((await still(shop.database, attempt)).error).toMatchObject({ code: 'NOT_FOUND', status: 404 })
    const visitor = new Buyer(shop)
    await granted(visitor.add())
    expect((await visitor.caller.send('{ customerAddressMine { id } }')).error).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
      status: 401,
    })
  })
})

it('shows orders to the person who placed them and who answers for the company, not to a colleague and not to a stranger', async () => {
  const buyer = new Buyer(shop, await registered('tom'))
  const placement = await buyer.atTheTill()
  await buyer.pays(placement)
  const { order } = await granted(buyer.complete())
  const colleague = await registered('ute')
  const { customerId } = await shop.database.db
    .selectFrom('customerUsers')
    .select('customerId')
    .where('email', '=', 'tom@example.com')
    .executeTakeFirstOrThrow()
  const become = (role: 'buyer' | 'administrator') =>
    shop.database.db
      .updateTable('customerUsers')
      .set({ customerId, role })
      .where('email', '=', 'ute@example.com')
      .execute()
  await become('buyer')
  const orders = (caller: Caller) =>
    granted(caller.send<{ total: number; items: { number: string }[] }>('{ orders { total items { number } } }'))
  expect((await orders(buyer.caller)).items).toEqual([{ number: order!.number }])
  expect(await orders(colleague)).toEqual({ total: 0, items: [] })
  await become('administrator')
  expect((await orders(colleague)).items).toEqual([{ number: order!.number }])
  expect(await orders(shop.caller())).toEqual({ total: 0, items: [] })
})
