import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { randomIds } from '../../kernel/ids.ts'
import { openTestDatabase, type OpenTestDatabase } from '../../testing/context.ts'
import { addBuyer, addCustomer } from '../../testing/fixtures/customers.ts'
import { addProduct, setPrices } from '../../testing/fixtures/products.ts'
import { addPriceList, createShop, type Shop } from '../../testing/fixtures/shop.ts'
import type { Ctx } from '../../kernel/context.ts'
import { createCatalog, rebuildReadModel } from './index.ts'

const day = 86_400_000
/** Whom a list can be given to, from the nearest to the widest, as a buyer of the company sees it. */
const receivers = ['company', 'parent', 'group', 'everybody'] as const
type Receiver = (typeof receivers)[number]

interface List {
  to: Receiver
  priority: number
  active: boolean
  /** Days from now: when it begins to hold, and when it ends. */
  from: number | null
  until: number | null
  /** What the product costs in it; null: it does not say. */
  amount: string | null
}

const days = fc.option(fc.integer({ min: -3, max: 3 }).filter((number) => number !== 0))
const list: fc.Arbitrary<List> = fc.record({
  to: fc.constantFrom(...receivers),
  priority: fc.integer({ min: 0, max: 2 }),
  active: fc.boolean(),
  from: days,
  until: days,
  amount: fc.option(fc.integer({ min: 1, max: 9_999 }).map((cents) => (cents / 100).toFixed(2))),
})

const codeOf = (place: number) => `list-${place}`

/** The rule of docs/decisions/005, said a second time: the first list in the order of nearness, priority and code that holds now and has a price. */
function priceFor(lists: readonly List[], known: readonly Receiver[]): string | null {
  const holds = ({ active, from, until }: List) => active && (from ?? -1) < 0 && (until ?? 1) > 0
  const [first] = lists
    .map((one, place) => ({ ...one, code: codeOf(place) }))
    .filter((one) => holds(one) && known.includes(one.to) && one.amount !== null)
    .sort(
      (a, b) =>
        receivers.indexOf(a.to) - receivers.indexOf(b.to) || b.priority - a.priority || (a.code < b.code ? -1 : 1),
    )
  return first?.amount ?? null
}

let database: OpenTestDatabase
let shop: Shop
let productId: string
let given: Record<Receiver, { customerId?: string; customerGroupId?: string }>
let shoppers: { ctx: Ctx; customerId: string | null; known: readonly Receiver[] }[]

beforeAll(async () => {
  database = await openTestDatabase()
  shop = await createShop(database)
  productId = await addProduct(shop, { sku: 'ONE', prices: {} })
  const parent = await addCustomer(shop, { groupId: shop.groupId })
  const company = await addCustomer(shop, { parentId: parent })
  given = {
    company: { customerId: company },
    parent: { customerId: parent },
    // the company has no group of its own: that of its parent holds
    group: { customerGroupId: shop.groupId },
    everybody: {},
  }
  shoppers = [
    { ctx: shop.stranger(), customerId: null, known: ['everybody'] },
    { ctx: await addBuyer(shop, company), customerId: company, known: receivers },
    { ctx: await addBuyer(shop, parent), customerId: parent, known: ['parent', 'group', 'everybody'] },
  ]
})
afterAll(() => database.close())

async function putLists(lists: readonly List[]): Promise<void> {
  await database.db.deleteFrom('priceLists').execute()
  const now = shop.clock.now().getTime()
  for (const [place, { to, priority, active, from, until, amount }] of lists.entries()) {
    const id = await addPriceList(
      shop,
      codeOf(place),
      { ...given[to], priority },
      {
        active,
        ...(from === null ? {} : { validFrom: new Date(now + from * day) }),
        ...(until === null ? {} : { validUntil: new Date(now + until * day) }),
      },
    )
    if (amount !== null) await setPrices(shop, id, productId, 'piece', { 1: amount })
  }
  await rebuildReadModel(database, () => undefined, shop.clock.now())
}

/** What carts reckon by, and what pages show. */
async function prices(ctx: Ctx, customerId: string | null): Promise<(string | null)[]> {
  const { rows } = await sql<{ amount: string }>`
    select to_char(amount, 'FM990.00') as amount from prices_in_chain(
      price_list_chain(${shop.website.id}, ${customerId}, ${shop.clock.now()}), array[${productId}]::uuid[], 'EUR')`.execute(
    database.db,
  )
  const shown = await createCatalog().questions!['product.find']!(
    { sku: 'ONE' },
    { ...ctx, requestId: randomIds.next() },
    {},
  )
  return [rows[0]?.amount ?? null, shown?.price?.amount ?? null]
}

it('is the same in the rule, in carts and on pages, whatever lists there are and whoever asks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(list, { maxLength: 7 }), async (lists) => {
      await putLists(lists)
      for (const { ctx, customerId, known } of shoppers) {
        const expected = priceFor(lists, known)
        expect(await prices(ctx, customerId)).toEqual([expected, expected])
      }
    }),
    { numRuns: 60, endOnFailure: true },
  )
}, 120_000)
