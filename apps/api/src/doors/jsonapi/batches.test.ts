import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import type { ApiClient } from '../../testing/client.ts'

let shop: OpenShop
let erp: ApiClient

beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
})

afterAll(async () => {
  await shop.close()
})

interface Job {
  state: string
  records: number
  done: number
  created: number
  changed: number
  deleted: number
  refused: number
  problem: string | null
}

const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n')

async function send(
  query: string,
  body: string | ReadableStream<Uint8Array>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return erp.fetch(`/admin/api/batches?${query}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/jsonl', ...headers },
    duplex: 'half',
  })
}

async function idOf(answer: Response): Promise<string> {
  const text = await answer.text()
  expect(answer.status, text).toBe(202)
  return (JSON.parse(text) as { data: { id: string } }).data.id
}

async function jobOf(id: string): Promise<Job> {
  const answer = await erp.fetch(`/admin/api/jobs/${id}`)
  return ((await answer.json()) as { data: { attributes: Job } }).data.attributes
}

async function problemsOf(id: string): Promise<{ record: number; code: string; source: string | null }[]> {
  const answer = await erp.fetch(`/admin/api/batches/${id}/problems`)
  expect(answer.headers.get('content-type')).toBe('application/jsonl')
  const text = await answer.text()
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { record: number; code: string; source: string | null })
}

async function apply(query: string, rows: readonly object[]): Promise<{ id: string; job: Job }> {
  const id = await idOf(await send(query, lines(rows)))
  await shop.drain()
  return { id, job: await jobOf(id) }
}

const count = async (table: 'brands' | 'prices' | 'categories') =>
  Number(
    (
      await shop.built.database.db
        .selectFrom(table)
        .select((of) => of.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  )

const brands = (from: number, many: number, mark = '') =>
  Array.from({ length: many }, (_, at) => ({
    code: `b${from + at}`,
    name: `Brand ${from + at}${mark}`,
    slug: `b${from + at}`,
  }))

describe('an asynchronous batch', () => {
  it('applies every record but the one in ten thousand that is wrong, and says which one and why', async () => {
    const rows = brands(0, 10_000)
    rows[6_543] = { ...rows[6_543]!, slug: 'No slug!' }
    const before = await count('brands')
    const { id, job } = await apply('type=brands&mode=upsert', rows)
    expect(job).toMatchObject({ state: 'done', records: 10_000, done: 10_000, created: 9_999, refused: 1 })
    expect(await problemsOf(id)).toMatchObject([{ record: 6_544, code: 'FIELD_INVALID', source: 'slug' }])
    expect(await count('brands')).toBe(before + 9_999)
  })

  it('finds the one that only the database refuses, and applies its neighbours', async () => {
    const rows = brands(20_000, 1_200)
    rows[700] = { ...rows[700]!, slug: 'b20001' }
    const { id, job } = await apply('type=brands&mode=create', rows)
    expect(job).toMatchObject({ state: 'done', created: 1_199, refused: 1 })
    expect(await problemsOf(id)).toMatchObject([{ record: 701, code: 'ALREADY_EXISTS' }])
  })

  it('changes what differs, leaves what is so already, and tells the audit log of what it did', async () => {
    const { job } = await apply('type=brands&mode=upsert', [...brands(0, 3, ' new'), ...brands(10, 2)])
    expect(job).toMatchObject({ state: 'done', created: 0, changed: 3, done: 5 })
    const told = await shop.built.database.db
      .selectFrom('auditEntries')
      .select(['before', 'after', 'principalId'])
      .where('entity', '=', 'brand')
      .where('deed', '=', 'update')
      .execute()
    expect(told).toHaveLength(3)
    expect(told[0]).toMatchObject({ principalId: erp.id, before: { name: 'Brand 0' }, after: { name: 'Brand 0 new' } })
  })

  it('asks the guards of prices about many at once, and writes the others', async () => {
    const { db } = shop.built.database
    const list = await db.selectFrom('priceLists').select(['code', 'currencies']).executeTakeFirstOrThrow()
    const unit = await db
      .selectFrom('productUnits')
      .innerJoin('products', 'products.id', 'productUnits.productId')
      .innerJoin('units', 'units.id', 'productUnits.unitId')
      .select(['products.sku', 'units.code'])
      .where('productUnits.precision', '=', 0)
      .executeTakeFirstOrThrow()
    const price = (quantity: string, currency = list.currencies[0]!) => ({
      priceList: { code: list.code },
      product: { sku: unit.sku },
      unit: { code: unit.code },
      quantity,
      currency,
      amount: '9.95',
    })
    const { id, job } = await apply('type=prices&mode=upsert', [
      price('1000'),
      price('1000.5'),
      price('2000', 'XXX'),
      price('1000.0'),
    ])
    expect(job).toMatchObject({ created: 1, refused: 2, done: 4 })
    expect(await problemsOf(id)).toMatchObject([
      { record: 2, code: 'QUANTITY_PRECISION', source: 'quantity' },
      { record: 3, code: 'FIELD_INVALID', source: 'currency' },
    ])
  })

  it('takes two records about the same row one after the other', async () => {
    const { job } = await apply('type=brands&mode=upsert', [...brands(30_000, 1), ...brands(30_000, 1, ' again')])
    expect(job).toMatchObject({ created: 1, changed: 1 })
    const row = await shop.built.database.db
      .selectFrom('brands')
      .select('name')
      .where('code', '=', 'b30000')
      .executeTakeFirst()
    expect(row?.name).toBe('Brand 30000 again')
  })

  it('lets records name others that come later, and refuses the rest of a circle', async () => {
    const child = (code: string, parent?: string) => ({
      code,
      name: { en: code },
      slug: code,
      ...(parent ? { parent: { code: parent } } : {}),
    })
    const { id, job } = await apply('type=categories&mode=upsert', [
      child('leaf', 'twig'),
      child('twig', 'branch'),
      child('branch'),
      child('lost', 'nowhere'),
    ])
    expect(job).toMatchObject({ state: 'done', created: 3, refused: 1, done: 4 })
    expect(await problemsOf(id)).toMatchObject([{ record: 4, code: 'REFERENCE_NOT_FOUND', source: 'parent' }])
  })

  it('knows rows by what they are called outside, and gives them that name with the first batch', async () => {
    const named = (name: string) => ({
      external: { system: 'sap', id: '4711' },
      code: 'sap-brand',
      name,
      slug: 'sap-brand',
    })
    expect((await apply('type=brands&mode=upsert', [named('One')])).job).toMatchObject({ created: 1 })
    expect((await apply('type=brands&mode=upsert', [named('Two')])).job).toMatchObject({ created: 0, changed: 1 })
    expect((await apply('type=brands&mode=delete', [{ external: { system: 'sap', id: '4711' } }])).job).toMatchObject({
      deleted: 1,
      refused: 0,
    })
    const left = await shop.built.database.db.selectFrom('externalReferences').select('id').execute()
    expect(left).toEqual([])
  })

  it('reads resource objects of a JSON:API document as they stream', async () => {
    const data = brands(40_000, 700).map((attributes) => ({ type: 'brands', attributes }))
    data[3] = { type: 'units', attributes: data[3]!.attributes }
    const body = new ReadableStream<Uint8Array>({
      start(to) {
        const bytes = new TextEncoder().encode(JSON.stringify({ data }))
        for (let at = 0; at < bytes.length; at += 1_000) to.enqueue(bytes.slice(at, at + 1_000))
        to.close()
      },
    })
    const id = await idOf(await send('type=brands&mode=create', body, { 'content-type': 'application/vnd.api+json' }))
    await shop.drain()
    expect(await jobOf(id)).toMatchObject({ created: 699, refused: 1 })
    expect(await problemsOf(id)).toMatchObject([{ record: 4, code: 'TYPE_CONFLICT', source: '/type' }])
  })

  it('refuses broken JSON of a document, and keeps nothing of it', async () => {
    const answer = await send('type=brands&mode=create', '{"data":[{"type":"brands"', {
      'content-type': 'application/vnd.api+json',
    })
    expect(answer.status).toBe(400)
    const parts = await shop.built.database.db.selectFrom('jobParts').selectAll().execute()
    expect(parts).toEqual([])
  })

  it('can be cancelled before it is applied, and resumed', async () => {
    const before = await count('brands')
    const id = await idOf(await send('type=brands&mode=create', lines(brands(50_000, 600))))
    const cancelled = await erp.fetch(`/admin/api/jobs/${id}/actions/cancel`, { method: 'POST' })
    expect(cancelled.status, await cancelled.text()).toBe(200)
    await shop.drain()
    expect(await jobOf(id)).toMatchObject({ state: 'cancelled', done: 0 })
    expect(await count('brands')).toBe(before)
    const resumed = await erp.fetch(`/admin/api/jobs/${id}/actions/resume`, { method: 'POST' })
    expect(resumed.status, await resumed.text()).toBe(200)
    await shop.drain()
    expect(await jobOf(id)).toMatchObject({ state: 'done', created: 600 })
  })

  it('is taken once under an idempotency key, however often it is sent, and 409 is said to another one', async () => {
    const key = { 'idempotency-key': 'night-1' }
    const body = lines(brands(60_000, 10))
    const first = await idOf(await send('type=brands&mode=create', body, key))
    const again = await send('type=brands&mode=create', body, key)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await idOf(again)).toBe(first)
    const other = await send('type=brands&mode=create', `${body}\n{}`, key)
    expect(other.status).toBe(409)
    expect(await other.text()).toContain('IDEMPOTENCY_KEY_REUSED')
  })

  it('is refused to whom the deed is not allowed, before anything is read', async () => {
    const clerk = await shop.client([{ entity: 'brand', deed: 'read', level: 'all' }])
    const answer = await clerk.fetch('/admin/api/batches?type=brands&mode=create', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/jsonl' },
    })
    expect(answer.status).toBe(403)
  })

  it('is refused where it has more than a million records, and nothing of it is left', async () => {
    const { db } = shop.built.database
    const kept = () =>
      Promise.all(
        (['jobs', 'jobParts', 'brands'] as const).map((table) =>
          db
            .selectFrom(table)
            .select((of) => of.fn.countAll().as('count'))
            .executeTakeFirstOrThrow(),
        ),
      )
    const before = await kept()
    const many = '{}\n'.repeat(1_000)
    let thousands = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        thousands += 1
        controller.enqueue(Buffer.from(thousands > 1_000 ? '{}\n' : many))
        if (thousands > 1_000) controller.close()
      },
    })
    const answer = await send('type=brands&mode=create', body)
    const { errors } = (await answer.json()) as { errors: { code: string; meta: { advice: string } }[] }
    expect([answer.status, errors[0]?.code]).toEqual([413, 'BATCH_TOO_LARGE'])
    expect(await kept()).toEqual(before)
  }, 240_000)

  it('takes what is larger than any other address takes', async () => {
    const filler = 'x'.repeat(100)
    const million = `${lines(Array.from({ length: 400 }, () => ({ code: filler })))}\n`.repeat(60)
    const elsewhere = await erp.fetch('/admin/api/brands', {
      method: 'POST',
      body: million,
      headers: { 'content-type': 'application/vnd.api+json' },
    })
    expect(elsewhere.status).toBe(413)
    const id = await idOf(await send('type=brands&mode=update', million))
    expect(await jobOf(id)).toMatchObject({ records: 24_000 })
    await erp.fetch(`/admin/api/jobs/${id}/actions/cancel`, { method: 'POST' })
  })
})
