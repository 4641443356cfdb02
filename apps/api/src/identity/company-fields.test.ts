import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer, munich } from '../testing/buyer.ts'
import { granted, type Caller } from '../testing/caller.ts'
import { Clerk } from '../testing/clerk.ts'
import { clientAt, send } from '../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'
import { access, still } from '../testing/stillness.ts'

// Somebody who buys for a company and is not shown what it costs, nor may move the company's goods elsewhere.

const password = 'a fine password 1'

let shop: OpenShop
let clerk: Clerk
let caller: Caller
let personId: string
let orderId: string
let addressId: string

beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  const { organizationId } = clerk
  const customerId = await clerk.make('customer', { code: 'quiet', name: 'Quiet', organizationId })
  const person = { email: 'quiet@example.com', firstName: 'Q', lastName: 'T', customerId, websiteId: shop.website.id }
  personId = await clerk.make('customerUser', person)
  await clerk.act('customerUser.setPassword', { id: personId, password })
  caller = shop.caller()
  await granted(caller.act('customerUserSignIn', { email: person.email, password }, 'token'))
  const buyer = new Buyer(shop, caller)
  await buyer.pays(await buyer.atTheTill({ email: person.email }))
  orderId = (await granted(buyer.complete())).order!.id
  const added = caller.act<{ id: string }>('customerAddressAdd', { address: munich, label: 'Works' }, 'id')
  addressId = (await granted(added)).id
})
afterAll(() => shop.close())

const everything = { entity: '*', deed: '*', level: 'own' }
const told = ({ status, errors }: { status: number; errors: { code: string }[] | undefined }) => [
  status,
  errors?.[0]?.code,
]

/** Gives the person a role of these rights for as long as something is done. */
async function having<Result>(grants: object[], work: () => Promise<Result>): Promise<Result> {
  const { organizationId } = clerk
  const code = `role-${crypto.randomUUID()}`
  const customerRoleId = await clerk.make('customerRole', { code, name: 'A role', grants, organizationId })
  await clerk.change('customerUser', personId, { customerRoleId })
  try {
    return await work()
  } finally {
    await clerk.change('customerUser', personId, { customerRoleId: null })
  }
}

const refused = async (query: string, code: string) => {
  const answer = await caller.send(query)
  expect([query, answer.error?.code, answer.value]).toEqual([query, code, null])
  return answer
}

describe('what a role of people of customers hides', () => {
  const rights = [
    { entity: 'order', deed: '*', level: 'own', hidden: ['total', 'subtotal', 'balance', 'payments'] },
    { entity: 'orderLine', deed: 'read', level: 'own', hidden: ['rowTotal', 'unitPrice'] },
    { entity: 'checkout', deed: '*', level: 'own' },
    { entity: 'cart', deed: '*', level: 'own' },
  ]

  it('is as if it were not there in GraphQL: in answers, in those of actions too, filters and orders', () =>
    having(rights, async () => {
      expect(await granted(caller.send(`{ order(id: "${orderId}") { number taxTotal { amount } } }`))).toHaveProperty(
        'number',
      )
      await still(shop.database, async () => {
        for (const wanted of [
          'total { amount }',
          'balance { amount }',
          'payments { id }',
          'lines { rowTotal { amount } }',
        ])
          await refused(`{ order(id: "${orderId}") { number ${wanted} } }`, 'FIELD_UNKNOWN')
        await refused('{ orders { items { number total { amount } } } }', 'FIELD_UNKNOWN')
        await refused('{ orders(filter: { total: { gt: "1" } }) { total } }', 'FIELD_UNKNOWN')
        await refused('{ orders(sort: [{ total: asc }]) { total } }', 'FIELD_UNKNOWN')
        await refused('{ orders(filter: { lines: { rowTotal: { gt: "1" } } }) { total } }', 'FIELD_UNKNOWN')
        await refused('{ checkoutCurrent { id order { total { amount } } } }', 'FIELD_UNKNOWN')
        await refused('mutation { checkoutStart { id order { total { amount } } } }', 'FIELD_UNKNOWN')
      })
      expect(await granted(caller.send('{ orders { total items { number lines { position } } } }'))).toMatchObject({
        total: 1,
      })
    }))

  it('is left out of JSON:API by itself, and unknown where it is named', () =>
    having(rights, async () => {
      const client = clientAt(shop.url, caller.token)
      const one = await send(client, `/api/orders/${orderId}?include=lines`)
      expect(one.status).toBe(200)
      expect(one.one.attributes).toHaveProperty('taxTotal')
      for (const hidden of ['total', 'subtotal', 'balance']) expect(one.one.attributes).not.toHaveProperty(hidden)
      expect(one.one.relationships).not.toHaveProperty('payments')
      const [line] = one.body.included!
      expect(Object.keys(line!.attributes!)).toContain('position')
      expect(Object.keys(line!.attributes!)).not.toContain('rowTotal')
      const listed = await send(client, '/api/orders')
      expect(listed.many.map(({ id }) => id)).toEqual([orderId])
      expect(JSON.stringify(listed.body)).not.toContain('"total":')
      for (const query of [
        'fields[orders]=total',
        'filter[total][gt]=1',
        'filter[lines.rowTotal][gt]=1',
        'sort=-total',
        'include=payments',
      ])
        expect([query, ...told(await send(client, `/api/orders?${query}`))]).toEqual([query, 400, 'FIELD_UNKNOWN'])
      expect(told(await send(client, `/api/orders/${orderId}/payments`))).toEqual([404, 'NOT_FOUND'])
    }))

  it('is shown where another right shows it, and never hides what everybody reads', () =>
    having([...rights, everything], async () => {
      await granted(caller.send(`{ order(id: "${orderId}") { total { amount } } }`))
      await having([{ ...everything, hidden: ['name', 'total'] }], async () => {
        await granted(caller.ask('productSearch', { first: 1 }, 'items { name }'))
        await refused(`{ order(id: "${orderId}") { total { amount } } }`, 'FIELD_UNKNOWN')
      })
    }))
})

describe('what a role of people of customers freezes', () => {
  const frozen = [
    { entity: 'customerAddress', deed: '*', level: 'own', frozen: ['city', 'postalCode'], hidden: ['label'] },
  ]
  const change = (address: object, more: object = {}) =>
    caller.act<{ city: string; street: string }>(
      'customerAddressChange',
      { id: addressId, address, ...more },
      'city street',
    )

  it('no action changes, however its input names it; the rest can be changed', () =>
    having(frozen, async () => {
      const label = await shop.database.db
        .selectFrom('customerAddresses')
        .select('label')
        .where('id', '=', addressId)
        .executeTakeFirstOrThrow()
      await still(shop.database, async () => {
        const moved = await change({ ...munich, city: 'Ulm' }, { label: 'Works' })
        expect(moved.error).toMatchObject({ code: 'FIELD_READ_ONLY', path: 'address.city' })
        const coded = await change({ ...munich, postalCode: '89073' }, { label: 'Works' })
        expect(coded.error).toMatchObject({ code: 'FIELD_READ_ONLY', path: 'address.postalCode' })
        const named = await change(munich, { label: 'Mine' })
        expect(named.error).toMatchObject({ code: 'FIELD_UNKNOWN', path: 'label' })
        const added = await caller.act('customerAddressAdd', { address: munich }, 'id')
        expect(added.error).toMatchObject({ code: 'FIELD_READ_ONLY', path: 'address.city' })
      })
      expect(label).toEqual({ label: 'Works' })
      expect(await granted(change({ ...munich, street: 'Weg 9' }, { label: 'Works' }))).toEqual({
        city: 'München',
        street: 'Weg 9',
      })
    }))

  it('is frozen at JSON:API as well', () =>
    having(frozen, async () => {
      const client = clientAt(shop.url, caller.token)
      const path = `/api/customerAddresses/${addressId}/actions/change`
      const body = (address: object) => ({
        data: { type: 'customerAddressChange', attributes: { address, label: 'Works' } },
      })
      await still(shop.database, async () => {
        const sent = await send(client, path, { method: 'POST', body: body({ ...munich, city: 'Ulm' }) })
        expect(told(sent)).toEqual([400, 'FIELD_READ_ONLY'])
      })
      const sent = await send(client, path, { method: 'POST', body: body({ ...munich, street: 'Weg 10' }) })
      expect(told(sent)).toEqual([200, undefined])
      expect(JSON.stringify(sent.body)).not.toContain('Works')
    }))
})

it('a rule about a field that the shop does not show, or that would do nothing, is refused with the role', async () => {
  const make = (grant: object) => having([grant], () => Promise.resolve())
  await still(
    shop.database,
    async () => {
      for (const grant of [
        { entity: 'order', deed: 'read', level: 'own', hidden: ['internalNote'] },
        { entity: 'order', deed: 'read', level: 'own', hidden: ['totale'] },
        { entity: 'order', deed: 'read', level: 'own', hidden: ['id'] },
        { entity: 'orderLine', deed: 'read', level: 'own' },
        { entity: 'orderLine', deed: 'read', level: 'own', frozen: ['quantity'], hidden: ['quantity'] },
        { entity: 'product', deed: 'read', level: 'own', hidden: ['name'] },
        { entity: 'customerUser', deed: 'read', level: 'unit', hidden: ['email'] },
      ])
        await expect(make(grant)).rejects.toMatchObject({ code: 'FIELD_INVALID' })
    },
    [...access],
  )
})
