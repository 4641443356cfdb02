import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let erp: ApiClient
beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
})
afterAll(() => shop.close())

const jsonapi = 'application/vnd.api+json'

const send = (query: string, body: string, type = 'application/jsonl') =>
  erp.fetch(`/admin/api/batches?${query}`, { method: 'POST', body, headers: { 'content-type': type } })

/** Sends a batch, lets the workers do it, and answers how it ended. */
async function done(query: string, body: string | readonly object[], type?: string) {
  const lines = typeof body === 'string' ? body : body.map((row) => JSON.stringify(row)).join('\n')
  const answer = await send(query, lines, type)
  const text = await answer.text()
  expect(answer.status, text).toBe(202)
  const { data } = JSON.parse(text) as { data: { id: string; attributes: { dryRun: boolean } } }
  await shop.drain()
  const job = (await (await erp.fetch(`/admin/api/jobs/${data.id}`)).json()) as { data: { attributes: object } }
  const problems = await (await erp.fetch(`/admin/api/batches/${data.id}/problems`)).text()
  return {
    accepted: data.attributes,
    job: job.data.attributes,
    problems: problems
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { record: number; code: string; source: string | null }),
  }
}

/** Everything that a batch could leave behind. */
const traces = [
  'brands',
  'categories',
  'prices',
  'tickets',
  'audit_entries',
  'external_references',
  'job_parts',
  'job_names',
]
const unmoved = <Result>(attempt: () => Promise<Result>) => still(shop.database, attempt, traces)

const brand = (code: string, slug = code) => ({ code, name: code, slug })
const category = (code: string, parent?: string) => ({
  code,
  name: { en: code },
  slug: code,
  ...(parent ? { parent: { code: parent } } : {}),
})

describe('the rehearsal of a batch', () => {
  it('counts what would be done, tells the problems, and leaves nothing', async () => {
    await done('type=brands', [brand('there'), brand('same')])
    const rows = [
      ...Array.from({ length: 700 }, (_, at) => brand(`r${at}`)),
      { ...brand('there'), name: 'Changed' },
      brand('same'),
      brand('wrong', 'No slug!'),
      brand('taken', 'there'),
    ]
    const { accepted, job, problems } = await unmoved(() => done('type=brands&mode=upsert&dryRun=true', rows))
    expect(accepted).toMatchObject({ dryRun: true, state: 'waiting' })
    const counts = { records: 704, done: 704, created: 700, changed: 1, deleted: 0, refused: 2 }
    expect(job).toMatchObject({ state: 'done', dryRun: true, ...counts })
    expect(problems).toMatchObject([
      { record: 703, code: 'FIELD_INVALID', source: 'slug' },
      { record: 704, code: 'ALREADY_EXISTS' },
    ])
    const real = await done('type=brands&mode=upsert', rows)
    expect(real.job).toMatchObject({ dryRun: false, ...counts })
    expect(real.problems).toEqual(problems)
  })

  it('knows rows that other parts of it would bring, and refuses what nobody brings', async () => {
    const filler = Array.from({ length: 600 }, (_, at) => category(`filler${at}`))
    const rows = [
      category('leaf', 'twig'),
      ...filler,
      category('twig', 'branch'),
      category('branch'),
      category('lost', 'nowhere'),
      category('branch'),
    ]
    const { job, problems } = await unmoved(() => done('type=categories&mode=upsert&dryRun=true', rows))
    expect(job).toMatchObject({ state: 'done', created: 603, refused: 1, done: 605 })
    expect(problems).toMatchObject([{ record: 604, code: 'REFERENCE_NOT_FOUND', source: 'parent' }])
    const real = await done('type=categories&mode=upsert', rows)
    expect(real.job).toMatchObject({ created: 603, refused: 1 })
    expect(real.problems).toEqual(problems)
  })

  it.each(['create', 'delete'])(
    'refuses what an earlier part has done already, as the batch would (%s)',
    async (mode) => {
      const many = Array.from({ length: 550 }, (_, at) => brand(`${mode}${at}`))
      if (mode === 'delete') await done('type=brands&mode=create', many)
      const keyed = mode === 'delete' ? many.map(({ code }) => ({ code })) : many
      const rows = [...keyed, keyed[0]!]
      const { job, problems } = await unmoved(() => done(`type=brands&mode=${mode}&dryRun=true`, rows))
      expect(job).toMatchObject({ [`${mode}d`]: 550, refused: 1 })
      const real = await done(`type=brands&mode=${mode}`, rows)
      expect(real.job).toMatchObject({ [`${mode}d`]: 550, refused: 1 })
      expect(problems.map(({ record, code }) => [record, code])).toEqual(
        real.problems.map(({ record, code }) => [record, code]),
      )
    },
  )

  it('asks guards, and of rows that are written one by one as well, and nobody is told', async () => {
    const list = await shop.database.db.selectFrom('priceLists').select('code').executeTakeFirstOrThrow()
    const price = {
      priceList: { code: list.code },
      product: { sku: 'nothing' },
      unit: { code: 'piece' },
      quantity: '1',
      currency: 'EUR',
      amount: '1',
    }
    const prices = await unmoved(() => done('type=prices&dryRun=true', [price]))
    expect(prices.problems).toMatchObject([{ record: 1, code: 'REFERENCE_NOT_FOUND', source: 'product' }])
    const { id: organizationId } = await shop.database.db
      .selectFrom('organizations')
      .select('id')
      .executeTakeFirstOrThrow()
    const ticket = { subject: 'Rehearsed', organizationId }
    const tickets = await unmoved(() =>
      done('type=tickets&mode=create&dryRun=true', [ticket, { ...ticket, subject: 7 }]),
    )
    expect(tickets.job).toMatchObject({ created: 1, refused: 1 })
    expect(tickets.problems).toMatchObject([{ record: 2, code: 'FIELD_INVALID', source: 'subject' }])
  })

  it('is refused to whom the deed is not allowed, and nothing is kept', async () => {
    const reader = await shop.client([{ entity: 'brand', deed: 'read', level: 'all' }])
    const answer = await unmoved(() =>
      reader.fetch('/admin/api/batches?type=brands&mode=create&dryRun=true', {
        method: 'POST',
        body: JSON.stringify(brand('no')),
        headers: { 'content-type': 'application/jsonl' },
      }),
    )
    expect(answer.status).toBe(403)
  })
})

describe('what a document says besides its records', () => {
  const data = [{ type: 'brands', attributes: brand('document') }]
  const jobs = async () => (await sql`select from jobs`.execute(shop.database.db)).rows.length

  it.each([
    ['before', JSON.stringify({ jsonapi: { version: '1.1' }, meta: { dryRun: true }, data })],
    ['behind', JSON.stringify({ data, meta: { dryRun: true }, '@note': { data: 1 } })],
  ])('is heeded where it says that it is a rehearsal, %s them', async (_where, body) => {
    const { accepted, job } = await unmoved(() => done('type=brands&mode=create', body, jsonapi))
    expect(accepted).toMatchObject({ dryRun: true })
    expect(job).toMatchObject({ state: 'done', dryRun: true, created: 1 })
  })

  it.each([
    ['another spelling', { data, meta: { dryrun: true } }, 'FIELD_UNKNOWN', '/meta/dryrun'],
    ['no flag', { data, meta: { dryRun: 'yes' } }, 'DOCUMENT_INVALID', '/meta/dryRun'],
    ['no meta', { meta: 7, data }, 'DOCUMENT_INVALID', '/meta'],
    ['an unknown member', { data, mode: 'delete' }, 'FIELD_UNKNOWN', '/mode'],
    ['an unknown member before', { dryRun: true, data }, 'FIELD_UNKNOWN', '/dryRun'],
    ['included', { data, included: [] }, 'DOCUMENT_INVALID', '/included'],
    ['one resource', { data: data[0] }, 'DOCUMENT_INVALID', '/data'],
  ])('is refused where it would be ignored (%s), and nothing is kept', async (_what, body, code, pointer) => {
    const before = await jobs()
    const answer = await unmoved(() => send('type=brands&mode=create', JSON.stringify(body), jsonapi))
    const { errors } = (await answer.json()) as { errors: { code: string; source?: { pointer?: string } }[] }
    expect([answer.status, errors[0]?.code, errors[0]?.source?.pointer]).toEqual([400, code, pointer])
    expect(await jobs()).toBe(before)
  })

  it('is refused in the address too, where it is no flag', async () => {
    const answer = await unmoved(() => send('type=brands&dryRun=maybe', JSON.stringify(brand('no'))))
    expect(await answer.text()).toContain('FIELD_INVALID')
  })
})
