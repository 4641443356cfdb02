import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomIds } from '../../kernel/ids.ts'
import { Buyer } from '../../testing/buyer.ts'
import { Caller, granted } from '../../testing/caller.ts'
import type { ApiClient } from '../../testing/client.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let erp: ApiClient

beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
})
afterAll(() => shop.close())

/** A payment by card of which everything can be given back. */
async function paid(): Promise<string> {
  const buyer = new Buyer(shop)
  await buyer.pays(await buyer.atTheTill())
  await granted(buyer.complete())
  await shop.drain()
  const payment = await shop.database.db
    .selectFrom('payments')
    .select('id')
    .where('checkoutId', '=', buyer.checkoutId)
    .executeTakeFirstOrThrow()
  return payment.id
}

/** Until it is ended, no audit entry of a refund can be written: what comes after the money has moved fails. */
async function withoutBooks<Result>(work: () => Promise<Result>): Promise<Result> {
  const { db } = shop.database
  await sql`create function no_books() returns trigger language plpgsql as $$ begin
    if new.deed = 'refund' then raise exception 'the books are closed'; end if; return new; end $$`.execute(db)
  await sql`create trigger no_books before insert on audit_entries for each row execute function no_books()`.execute(db)
  try {
    return await work()
  } finally {
    await sql`drop trigger no_books on audit_entries`.execute(db)
    await sql`drop function no_books()`.execute(db)
  }
}

const refundsAtStripe = () => Object.keys(shop.stripe.state().refunds).length
const refunded = async (id: string) =>
  (await send(erp, `/admin/api/payments/${id}?fields[payments]=refunded`)).one.attributes!.refunded

const byJsonapi = (id: string, key: string, amount = '10.00') =>
  send(erp, `/admin/api/payments/${id}/actions/refund`, {
    method: 'POST',
    body: { data: { type: 'paymentRefund', attributes: { amount: { amount, currency: 'EUR' } } } },
    headers: { 'idempotency-key': key },
  })
const byGraphql = async (id: string, key: string, amount = '10.00') => {
  const { status, error, headers } = await new Caller(`${shop.url}/admin/graphql`, erp.token).post(
    JSON.stringify({
      query: 'mutation ($input: PaymentRefundInput!) { paymentRefund(input: $input) { id } }',
      variables: { input: { id, amount: { amount, currency: 'EUR' } } },
    }),
    { 'idempotency-key': key },
  )
  return { status, errors: error && [error], headers }
}

interface Asked {
  status: number
  errors: readonly { code?: unknown }[] | undefined
  headers: Headers
}
type Ask = (id: string, key: string, amount?: string) => Promise<Asked>

describe.each<[string, Ask]>([
  ['JSON:API', byJsonapi],
  ['GraphQL', byGraphql],
])('a refund with an idempotency key, by %s', (door, ask) => {
  const refund = (id: string, key: string, amount?: string) => ask(id, `${door}-${key}`, amount)

  it('moves the money once, also when it broke after the money had moved', async () => {
    const [id, before] = [await paid(), refundsAtStripe()]
    const broken = await withoutBooks(() => refund(id, 'r-1'))
    expect(broken.errors?.[0]).toMatchObject({ code: 'INTERNAL' })
    expect(refundsAtStripe()).toBe(before + 1)
    // the provider's word of it came in the meantime: the ledger is longer than it was
    await shop.drain()
    const again = await refund(id, 'r-1')
    expect([again.errors, again.status]).toEqual([undefined, 200])
    await shop.drain()
    expect([refundsAtStripe(), await refunded(id)]).toEqual([before + 1, { amount: '10.00', currency: 'EUR' }])
    const replayed = await refund(id, 'r-1')
    expect(replayed.headers.get('idempotent-replayed')).toBe('true')
    // another key is another wish
    expect((await refund(id, 'r-2')).errors).toBeUndefined()
    expect(refundsAtStripe()).toBe(before + 2)
  })

  it('that broke on the way keeps its key for the same request, and one that was refused beforehand does not', async () => {
    const [id, before] = [await paid(), refundsAtStripe()]
    await withoutBooks(() => refund(id, 'r-3'))
    const other = await still(shop.database, () => refund(id, 'r-3', '20.00'))
    expect(other.errors?.[0]).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
    expect(refundsAtStripe()).toBe(before + 1)
    expect((await refund(id, 'r-4', 'ten')).errors?.[0]?.code).toMatch(/^(FIELD|QUERY)_INVALID$/)
    expect((await refund(id, 'r-4')).errors).toBeUndefined()
  })
})

describe('a claim of an idempotency key', () => {
  it('that was taken for dead has no say about the one that followed', async () => {
    const { db } = shop.database
    await sql`create function wait_here() returns trigger language plpgsql as $$ begin
      if new.code = 'slow' then perform pg_advisory_xact_lock_shared(4711); end if; return new; end $$`.execute(db)
    await sql`create trigger wait_here before insert on brands for each row execute function wait_here()`.execute(db)
    const post = () =>
      send(erp, '/admin/api/brands', {
        method: 'POST',
        body: { data: { type: 'brands', attributes: { code: 'slow', name: 'Slow', slug: 'slow' } } },
        headers: { 'idempotency-key': 'slow-1' },
      })
    const client = await shop.built.database.pool.connect()
    let first: ReturnType<typeof post>
    try {
      await client.query('select pg_advisory_lock(4711)')
      first = post()
      const waits = async () =>
        (await client.query("select 1 from pg_locks where locktype = 'advisory' and not granted")).rowCount
      while (!(await waits())) await new Promise((resolve) => setTimeout(resolve, 20))
      // somebody else has taken the key since
      await db.updateTable('idempotencyKeys').set({ id: randomIds.next() }).where('key', '=', 'slow-1').execute()
    } finally {
      await client.query('select pg_advisory_unlock(4711)')
      client.release()
    }
    const late = await first
    expect([late.status, late.errors?.[0]?.code]).toEqual([409, 'IDEMPOTENCY_KEY_IN_USE'])
    expect(await db.selectFrom('brands').select('id').where('code', '=', 'slow').execute()).toEqual([])
    await sql`drop trigger wait_here on brands`.execute(db)
    const [kept] = await db.selectFrom('idempotencyKeys').select('response').where('key', '=', 'slow-1').execute()
    expect(kept).toEqual({ response: null })
  })
})
