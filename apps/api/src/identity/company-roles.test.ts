import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../testing/buyer.ts'
import { granted, type Caller } from '../testing/caller.ts'
import { Clerk } from '../testing/clerk.ts'
import { send } from '../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'
import { access, still } from '../testing/stillness.ts'

// A group: its holding, with a branch below it; each has people, and somebody of the branch has ordered. And a company that is nobody's.

const password = 'a fine password 1'
type Role = 'administrator' | 'buyer' | 'approver'

let shop: OpenShop
let clerk: Clerk
let companies: { holding: string; branch: string; other: string }
const people = new Map<string, { id: string; caller: Caller }>()
let orderId: string

/** Somebody who was entered by the house and signs in. */
async function person(name: string, customerId: string, role: Role): Promise<void> {
  const email = `${name}@example.com`
  const website = { websiteId: shop.website.id, firstName: name, lastName: 'Tester' }
  const id = await clerk.make('customerUser', { email, customerId, role, ...website })
  await clerk.act('customerUser.setPassword', { id, password })
  const caller = shop.caller()
  await granted(caller.act('customerUserSignIn', { email, password }, 'token'))
  people.set(name, { id, caller })
}

const callerOf = (name: string) => people.get(name)!.caller
const buyerOf = (name: string) => new Buyer(shop, callerOf(name))

beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  const company = (code: string, parentId?: string) =>
    clerk.make('customer', {
      code,
      name: code,
      organizationId: clerk.organizationId,
      ...(parentId ? { parentId } : {}),
    })
  const holding = await company('holding')
  companies = { holding, branch: await company('branch', holding), other: await company('other') }
  for (const [name, of, role] of [
    ['chief', 'holding', 'administrator'],
    ['auditor', 'holding', 'approver'],
    ['clerk', 'holding', 'buyer'],
    ['boss', 'branch', 'administrator'],
    ['signer', 'branch', 'approver'],
    ['buyer', 'branch', 'buyer'],
    ['colleague', 'branch', 'buyer'],
    ['outsider', 'other', 'administrator'],
  ] as const)
    await person(name, companies[of], role)
  const buyer = buyerOf('buyer')
  await buyer.pays(await buyer.atTheTill({ email: 'buyer@example.com' }))
  orderId = (await granted(buyer.complete())).order!.id
})
afterAll(() => shop.close())

const quiet = <Result>(attempt: () => Promise<Result>) => still(shop.database, attempt, [...access, 'quotes'])

const seen = async (name: string, field: string, selection: string) => {
  const page = await granted(
    callerOf(name).send<{ total: number; items: Record<string, unknown>[] }>(
      `{ ${field} { total items { id ${selection} } } }`,
    ),
  )
  expect(page.total).toBe(page.items.length)
  return page.items
}

describe('people of a company', () => {
  it.each([
    ['chief', 1, ['branch', 'holding'], 7],
    ['auditor', 1, ['branch', 'holding'], 7],
    ['clerk', 0, ['holding'], 1],
    ['boss', 1, ['branch'], 4],
    ['signer', 1, ['branch'], 4],
    ['buyer', 1, ['branch'], 1],
    ['colleague', 0, ['branch'], 1],
    ['outsider', 0, ['other'], 1],
  ] as const)('%s sees what their role reaches in the group, at both doors', async (name, orders, names, persons) => {
    expect(await seen(name, 'orders', 'number')).toHaveLength(orders)
    const customers = await seen(name, 'customers', 'name')
    expect(customers.map((one) => one['name']).sort()).toEqual(names)
    expect(await seen(name, 'customerUsers', 'email')).toHaveLength(persons)
    const client = { fetch: (path: string, init: RequestInit = {}) => fetchAs(name, path, init) }
    expect((await send(client, '/api/customers')).many.map(({ attributes }) => attributes?.['name']).sort()).toEqual(
      names,
    )
    expect((await send(client, `/api/orders/${orderId}`)).status).toBe(orders ? 200 : 404)
    for (const [company, id] of Object.entries(companies))
      expect((await send(client, `/api/customers/${id}`)).status).toBe(
        (names as readonly string[]).includes(company) ? 200 : 404,
      )
  })

  it('do what their role lets them: approvers buy nothing', async () => {
    for (const name of ['signer', 'auditor']) {
      await granted(buyerOf(name).add())
      await quiet(async () => {
        const refused = await callerOf(name).act('checkoutStart', null, 'id')
        expect(refused.error).toMatchObject({ code: 'FORBIDDEN', status: 403 })
      })
    }
    for (const name of ['colleague', 'boss']) {
      const buyer = buyerOf(name)
      await granted(buyer.add())
      await buyer.start()
    }
  })
})

const fetchAs = (name: string, path: string, init: RequestInit) =>
  fetch(`${shop.url}${path}`, {
    ...init,
    headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${callerOf(name).token}` },
  })

describe('a role that the house makes for people of customers', () => {
  const role = (grants: object[], more: object = {}) =>
    clerk.make('customerRole', {
      code: `role-${(made += 1)}`,
      name: 'A role',
      grants,
      organizationId: clerk.organizationId,
      ...more,
    })
  let made = 0
  const give = (name: string, customerRoleId: string | null) =>
    clerk.change('customerUser', people.get(name)!.id, { customerRoleId })

  it('counts in place of the standard one, at once', async () => {
    const reads = { entity: 'order', deed: 'read', level: 'unit' }
    await give('colleague', await role([reads]))
    expect(await seen('colleague', 'orders', 'number')).toHaveLength(1)
    await quiet(async () => {
      for (const refused of [
        await callerOf('colleague').send('{ customers { items { id } } }'),
        await callerOf('colleague').act('cartAddLine', { sku: 'DRILL-18', quantity: '1' }, 'id'),
      ])
        expect(refused.error).toMatchObject({ code: 'FORBIDDEN', status: 403 })
    })
    // what everybody reads stays, and one's own account does
    await granted(callerOf('colleague').ask('productSearch', { first: 1 }, 'total'))
    expect(
      await granted(callerOf('colleague').send<{ email: string }>('{ customerUserCurrent { email } }')),
    ).toMatchObject({
      email: 'colleague@example.com',
    })
    await give('colleague', null)
    expect(await seen('colleague', 'orders', 'number')).toHaveLength(0)
  })

  it('names what people of customers can have, and no more', async () => {
    await quiet(async () => {
      for (const grant of [
        { entity: 'product', deed: 'read', level: 'unit' },
        { entity: 'user', deed: 'read', level: 'own' },
        { entity: 'order', deed: 'cancel', level: 'own' },
        { entity: 'order', deed: 'read', level: 'organization' },
        { entity: 'order', deed: 'read', level: 'all' },
        { entity: 'order', deed: 'read', level: 'own', hidden: ['internalNote'] },
      ])
        await expect(role([grant])).rejects.toMatchObject({ code: 'FIELD_INVALID' })
    })
  })

  it('is not given to people of another company than it was made for', async () => {
    const ours = await role([{ entity: 'order', deed: 'read', level: 'own' }], { customerId: companies.holding })
    await quiet(async () => {
      await expect(give('buyer', ours)).rejects.toMatchObject({ code: 'FIELD_INVALID', path: 'customerRole' })
    })
    await give('clerk', ours)
    await quiet(async () => {
      await expect(
        clerk.change('customerUser', people.get('clerk')!.id, { customerId: companies.branch }),
      ).rejects.toMatchObject({ code: 'FIELD_INVALID' })
    })
    await give('clerk', null)
  })
})

it('a quote is answered within the reach of the right to it', async () => {
  const quote = async (code: keyof typeof companies) => {
    const id = await clerk.make('quote', {
      email: 'q@example.com',
      locale: 'en',
      currency: 'EUR',
      websiteId: shop.website.id,
      customerId: companies[code],
    })
    await shop.database.db.updateTable('quotes').set({ state: 'sent' }).where('id', '=', id).execute()
    return id
  }
  const [ofBranch, ofHolding] = [await quote('branch'), await quote('holding')]
  const decline = (name: string, id: string) => callerOf(name).act('quoteDecline', { id }, 'state')
  await quiet(async () => {
    for (const [name, id] of [
      ['clerk', ofBranch],
      ['buyer', ofHolding],
      ['boss', ofHolding],
      ['outsider', ofBranch],
      ['auditor', ofBranch],
    ] as const)
      expect([name, (await decline(name, id)).error?.code]).toEqual([name, 'NOT_FOUND'])
  })
  await granted(decline('chief', ofBranch))
  await granted(decline('clerk', ofHolding))
})
