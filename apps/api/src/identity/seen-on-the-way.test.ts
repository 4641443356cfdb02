import { model, type Entity } from '@portico/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFrontend } from '../testing/app-sign-in.ts'
import { Buyer } from '../testing/buyer.ts'
import { granted, type Caller } from '../testing/caller.ts'
import { Clerk } from '../testing/clerk.ts'
import { send } from '../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'

// What somebody owns is not shown to others because something that they may read leads there.

const password = 'a fine password 1'
const roles = ['administrator', 'approver', 'buyer', 'invoicesOnly'] as const

let shop: OpenShop
let clerk: Clerk
let companyId: string
let orderId: string
let colleagueOrderId: string
const people = new Map<string, Caller>()

async function person(name: string, role: string, customerRoleId?: string): Promise<Caller> {
  const email = `${name.toLowerCase()}@example.com`
  const id = await clerk.make('customerUser', {
    ...{ email, role, customerId: companyId, websiteId: shop.website.id, firstName: name, lastName: 'Tester' },
    ...(customerRoleId ? { customerRoleId } : {}),
  })
  await clerk.act('customerUser.setPassword', { id, password })
  const caller = shop.caller()
  await granted(caller.act('customerUserSignIn', { email, password }, 'token'))
  people.set(name, caller)
  return caller
}

async function ordered(caller: Caller, email: string): Promise<string> {
  const buyer = new Buyer(shop, caller)
  await buyer.pays(await buyer.atTheTill({ email }))
  return (await granted(buyer.complete())).order!.id
}

async function invoiced(order: string, customerId: string): Promise<string> {
  const amounts = { currency: 'EUR', subtotal: '100.00', taxTotal: '19.00', total: '119.00' }
  const { organizationId } = clerk
  const invoiceId = await clerk.make('invoice', { organizationId, customerId, orderId: order, ...amounts })
  await clerk.make('invoiceLine', {
    ...{ invoiceId, position: 1, sku: 'DRILL-18', name: 'Drill', unitCode: 'piece', quantity: '1', currency: 'EUR' },
    ...{ unitPrice: '100', rowTotal: '100.00', taxRate: '0.19', taxAmount: '19' },
  })
  await clerk.act('invoice.issue', { id: invoiceId })
  return invoiceId
}

beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  const { organizationId } = clerk
  companyId = await clerk.make('customer', { code: 'company', name: 'Company', organizationId })
  const invoicesOnly = await clerk.make('customerRole', {
    ...{ code: 'invoices-only', name: 'Reads invoices', organizationId },
    grants: [{ entity: 'invoice', deed: 'read', level: 'unit' }],
  })
  for (const role of roles.slice(0, 3)) await person(role, role)
  await person('invoicesOnly', 'buyer', invoicesOnly)
  orderId = await ordered(people.get('buyer')!, 'buyer@example.com')
  colleagueOrderId = await ordered(await person('colleague', 'buyer'), 'colleague@example.com')
  for (const order of [orderId, colleagueOrderId]) await invoiced(order, companyId)
  const said = { email: 'q@example.com', locale: 'en', currency: 'EUR', websiteId: shop.website.id }
  await clerk.make('quote', { ...said, customerId: companyId })
  await shop.database.db.updateTable('quotes').set({ state: 'sent' }).execute()
})
afterAll(() => shop.close())

const owned = (name: string) => model.entities.get(name)!.access.storefront === 'owner'
const listed = (entity: Entity) => owned(entity.name) && (entity.storefront as readonly string[]).includes('list')
/** Every way from what somebody owns to what somebody owns, of which both are listed at the shop. */
const ways = [...model.entities.values()]
  .filter(listed)
  .flatMap((from) =>
    Object.entries(from.relations).flatMap(([key, { show, to, relation }]) =>
      show?.includes('storefront') && listed(model.entities.get(to)!)
        ? [{ from, key, to: model.entities.get(to)!, relation }]
        : [],
    ),
  )

interface Listed {
  items: { id: string }[]
}
/** The ids that a caller finds in a list; none where they may not list them. */
async function found(caller: Caller, { plural }: Entity): Promise<string[]> {
  const { value, error } = await caller.send<Listed>(`{ ${plural} { items { id } } }`)
  if (error && error.code !== 'FORBIDDEN') throw new Error(JSON.stringify(error))
  return (value?.items ?? []).map(({ id }) => id)
}

/** Where links lead to, and what a caller is shown in their place. */
async function shown(caller: Caller, { from, key }: (typeof ways)[number]) {
  const { items } = await granted(
    caller.send<{ items: Record<string, { id: string } | { id: string }[] | null>[] }>(
      `{ ${from.plural} { items { id ${key} { id } } } }`,
    ),
  )
  return items.map((item) => ({
    id: item['id'] as unknown as string,
    links: [item[key] ?? []].flat().map((link) => link.id),
  }))
}

/** Where the tables say that it leads to. */
async function realLinks({ from, key, to, relation }: (typeof ways)[number], id: string): Promise<string[]> {
  const link = from.relations[key]!
  const [table, column] =
    relation === 'one' ? [from.table, 'id'] : [to.table, `${snake('by' in link ? link.by : '')}_id`]
  const wanted = relation === 'one' ? `${snake(key)}_id` : 'id'
  const { rows } = await shop.database.pool.query<{ link: string | null }>(
    `select ${wanted} as link from ${table} where ${column} = $1`,
    [id],
  )
  return rows.flatMap((row) => row.link ?? [])
}
const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

describe.each(roles)('to a person with the role %s', (role) => {
  it.each(ways.map((way) => [`${way.from.name}.${way.key}`, way] as const))(
    '%s leads to what they may read by itself, and to nothing else',
    async (_name, way) => {
      const caller = people.get(role)!
      if ((await found(caller, way.from)).length === 0) return
      const mine = await found(caller, way.to)
      for (const { id, links } of await shown(caller, way)) {
        const real = await realLinks(way, id)
        expect([way.key, id, links.sort()]).toEqual([way.key, id, real.filter((link) => mine.includes(link)).sort()])
      }
    },
  )
})

it('a buyer reads the company’s invoices, and of their orders the own one, at both doors', async () => {
  const caller = people.get('buyer')!
  const links = await shown(
    caller,
    ways.find(({ from, key }) => from.name === 'invoice' && key === 'order')!,
  )
  expect(links.map((row) => row.links).sort()).toEqual([[], [orderId]])
  const client = {
    fetch: (path: string, init: RequestInit = {}) =>
      fetch(`${shop.url}${path}`, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${caller.token}` },
      }),
  }
  const list = await send(client, '/api/invoices?include=order')
  expect(list.many).toHaveLength(2)
  expect(list.body.included?.map(({ id }) => id)).toEqual([orderId])
  expect(JSON.stringify(list.body)).not.toContain(colleagueOrderId)
})

it('an app reads of a person what its token is for: with invoices neither orders nor customers', async () => {
  const frontend = await createFrontend(shop)
  const lea = shop.caller()
  await granted(
    lea.act('customerUserSignIn', { email: frontend.person.email, password: frontend.person.password }, 'token'),
  )
  const order = await ordered(lea, frontend.person.email)
  const { customer } = await clerk.read('customerUser', frontend.person.id, 'customer')
  await invoiced(order, (customer as { id: string }).id)
  const selection =
    '{ invoices { items { order { id number addresses { city } payments { id } } customer { name } } } }'
  const read = async (scope: string) => {
    const { access_token: token } = await frontend.tokens({ scope: `openid ${scope}` })
    return (await granted(shop.caller(token).send<Listed>(selection))).items
  }
  expect(await read('invoice:read')).toEqual([{ order: null, customer: null }])
  expect(await read('invoice:read order:read')).toEqual([
    { order: expect.objectContaining({ id: order }) as unknown, customer: null },
  ])
})
