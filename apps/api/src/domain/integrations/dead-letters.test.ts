import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { drainOutbox } from '../../kernel/relay.ts'
import type { ApiClient } from '../../testing/client.ts'
import { silentLog } from '../../testing/context.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'
import { subscriptionsIn } from '../../testing/subscriptions.ts'

let shop: OpenShop
let erp: ApiClient
let hooks: ReturnType<typeof subscriptionsIn>
beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
  hooks = subscriptionsIn(shop)
})
afterEach(() => hooks.clear())
afterAll(() => shop.close())

interface Letter {
  id: string
  attributes: { consumer: string; topic: string; rowId: string; state: string; problem: string; attempts: number }
}

const letters = async (): Promise<Letter[]> => {
  const answer = await erp.fetch('/admin/api/deadLetters?sort=-deadAt')
  return ((await answer.json()) as { data: Letter[] }).data
}

const replay = async (client: ApiClient, id: string) => {
  const answer = await client.fetch(`/admin/api/deadLetters/${id}/actions/replay`, { method: 'POST' })
  const body = (await answer.json()) as { errors?: { code: string }[]; data?: Letter }
  return { status: answer.status, code: body.errors?.[0]?.code, state: body.data?.attributes.state }
}

/** What waits is told until nothing does; nothing is sent. */
const hear = (maxAttempts?: number) =>
  drainOutbox({
    database: shop.built.database,
    consumers: shop.built.consumers,
    context: shop.built.systemContext,
    log: silentLog,
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
  })

it('news that nobody could write messages for is seen at the doors, and replayed there', async () => {
  const subscriber = await hooks.subscriber()
  await hooks.subscribe({ url: subscriber.url, topics: ['shippingMethod.created'] })
  const { db } = shop.database
  await sql`alter table webhook_deliveries rename to elsewhere`.execute(db)
  let id: string
  try {
    id = await hooks.addMethod()
    await hear(1)
  } finally {
    await sql`alter table elsewhere rename to webhook_deliveries`.execute(db)
  }
  await shop.drain()
  expect(subscriber.got).toEqual([])
  const [letter] = await letters()
  expect(letter?.attributes).toMatchObject({
    consumer: 'webhooks',
    topic: 'shippingMethod.created',
    rowId: id,
    state: 'dead',
    attempts: 1,
  })
  expect(letter?.attributes.problem).toContain('webhook_deliveries')

  const reader = await shop.client([{ entity: 'deadLetter', deed: 'read', level: 'all' }])
  const stranger = await shop.client([{ entity: 'brand', deed: '*', level: 'all' }])
  await still(
    shop.database,
    async () => {
      expect(await replay(reader, letter!.id)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
      expect((await replay(stranger, letter!.id)).code).toMatch(/FORBIDDEN|NOT_FOUND/)
      expect((await replay(erp, id)).code).toBe('NOT_FOUND')
    },
    ['dead_letters', 'outbox_deliveries'],
  )

  expect(await replay(erp, letter!.id)).toMatchObject({ status: 200, state: 'waiting' })
  await shop.drain()
  expect(subscriber.got.map(({ body }) => [body.type, body.data.id])).toEqual([['shippingMethod.created', id]])
  expect((await letters())[0]?.attributes.state).toBe('heard')
  await still(shop.database, async () => expect((await replay(erp, letter!.id)).code).toBe('TRANSITION_NOT_ALLOWED'), [
    'dead_letters',
    'outbox_deliveries',
  ])
})

it('a full message whose row is gone by the time it is sent says so, and is no dead letter', async () => {
  const subscriber = await hooks.subscriber()
  const { id: subscription } = await hooks.subscribe({
    url: subscriber.url,
    topics: ['shippingMethod.created', 'shippingMethod.deleted'],
    payload: 'full',
  })
  const id = await hooks.addMethod()
  await hear()
  await shop.database.db.deleteFrom('shippingMethods').where('id', '=', id).execute()
  await shop.drain()
  expect(subscriber.got.map(({ body: { type, data } }) => [type, data.id, data.gone, data.row])).toEqual([
    ['shippingMethod.created', id, true, null],
    ['shippingMethod.deleted', id, true, null],
  ])
  expect((await hooks.deliveries(subscription)).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
})
