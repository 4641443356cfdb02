import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { Buyer } from '../../../testing/buyer.ts'
import { granted } from '../../../testing/caller.ts'
import { Clerk } from '../../../testing/clerk.ts'
import { send } from '../../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { still } from '../../../testing/stillness.ts'
import { subscriptionsIn, until } from '../../../testing/subscriptions.ts'

// Rows with what hangs on them: what is too much to be told must not take down what isn't, nor be done and then refused.

let shop: OpenShop
let clerk: Clerk
let hooks: ReturnType<typeof subscriptionsIn>
let crowded: string
let quiet: string
const promotion = (code: string) =>
  clerk.make('promotion', {
    ...{ code, name: { en: code }, kind: 'percentOff', percent: '10', websiteId: shop.website.id },
  })
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  hooks = subscriptionsIn(shop)
  crowded = await promotion('CROWDED')
  quiet = await promotion('QUIET')
  await sql`insert into coupons (id, code, promotion_id, updated_at)
    select gen_random_uuid(), 'C-' || n, ${crowded}::uuid, now() from generate_series(1, 501) n`.execute(
    shop.database.db,
  )
})
afterEach(() => hooks.clear())
afterAll(() => shop.close())

it('come with several lists below each other', async () => {
  const subscriber = await hooks.subscriber()
  await hooks.subscribe({
    url: subscriber.url,
    topics: ['order.placed'],
    payload: 'full',
    fields: ['number', 'lines.sku', 'addresses.city', 'payments.events.amount', 'shipments.lines.quantity'],
  })
  const worker = hooks.startWorker()
  try {
    const buyer = new Buyer(shop)
    await buyer.pays(await buyer.atTheTill())
    const { order } = await granted(buyer.complete())
    await until(() => subscriber.got.length > 0)
    expect(subscriber.got[0]!.body.data.row).toMatchObject({ number: order!.number, shipments: [] })
  } finally {
    await worker.stop()
  }
})

it('are told of a row beside one that has too many below it', async () => {
  const subscriber = await hooks.subscriber()
  const fields = ['code', 'coupons.code']
  await hooks.subscribe({ url: subscriber.url, topics: ['promotion.updated'], payload: 'full', fields })
  await clerk.change('promotion', crowded, { priority: 1 })
  await clerk.change('promotion', quiet, { priority: 1 })
  const worker = hooks.startWorker()
  try {
    await until(() => subscriber.got.length > 0)
    expect(subscriber.got.map(({ body }) => body.data.row)).toEqual([{ id: quiet, code: 'QUIET', coupons: [] }])
    const dead = () =>
      shop.database.db.selectFrom('webhookDeliveries').select('problem').where('state', '=', 'dead').execute()
    await vi.waitFor(async () => expect((await dead())[0]?.problem).toContain('coupons has more than 500 rows'))
  } finally {
    await worker.stop()
  }
})

it('are no reason to do what then cannot be answered', async () => {
  const client = await shop.client()
  const refused = (path: string, method: string, body: object) =>
    still(shop.database, async () => {
      const { status, errors } = await send(client, `/admin/api/promotions/${crowded}${path}?include=coupons`, {
        method,
        body,
      })
      return [status, errors?.[0]?.code]
    })
  const data = { type: 'promotions', id: crowded, attributes: { priority: 7 } }
  expect(await refused('', 'PATCH', { data })).toEqual([400, 'RELATED_TOO_MANY'])
  expect(await refused('/actions/activate', 'POST', {})).toEqual([400, 'RELATED_TOO_MANY'])
  const done = await send(client, `/admin/api/promotions/${crowded}/actions/activate`, { method: 'POST', body: {} })
  expect([done.status, done.one.attributes!.state]).toEqual([200, 'active'])
})
