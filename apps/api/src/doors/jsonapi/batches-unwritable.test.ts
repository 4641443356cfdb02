import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let erp: ApiClient

beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
})
afterAll(() => shop.close())

interface Job {
  state: string
  created: number
  refused: number
  problem: string | null
}

/** Sends lines as they are, and lets the workers do what they can. */
async function apply(lines: readonly string[], type = 'application/jsonl', body = lines.join('\n')) {
  const answer = await erp.fetch('/admin/api/batches?type=brands&mode=create', {
    method: 'POST',
    body,
    headers: { 'content-type': type },
  })
  const text = await answer.text()
  expect([answer.status, text]).toEqual([202, text])
  const { id } = (JSON.parse(text) as { data: { id: string } }).data
  await shop.drain()
  const job = await erp.fetch(`/admin/api/jobs/${id}`)
  const problems = await (await erp.fetch(`/admin/api/batches/${id}/problems`)).text()
  return {
    id,
    job: ((await job.json()) as { data: { attributes: Job } }).data.attributes,
    problems: problems
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { record: number; code: string; detail: string; source: string | null }),
  }
}

const brand = (code: string, more = '') => `{"code":"${code}","name":"${code}","slug":"${code}"${more}}`

describe('a batch with what no database keeps', () => {
  it.each([
    ['NUL', 'a\\u0000b', 'ab'],
    ['half of a surrogate pair', 'a\\ud83db', 'a\ufffdb'],
    ['pairs where what is told is cut', `${'x'.repeat(499)}😀`, `${'x'.repeat(499)}😀`],
    ['more pairs than are told', '😀'.repeat(600), '😀'.repeat(500)],
  ])('in the name of a member (%s) is done, and that record told', async (what, name, told) => {
    const code = what.replaceAll(' ', '-').toLowerCase()
    const { job, problems } = await apply([brand(code), brand(`${code}-x`, `,"${name}":1`), brand(`${code}-y`)])
    expect(job).toMatchObject({ state: 'done', created: 2, refused: 1 })
    expect(problems).toMatchObject([{ record: 2, code: 'FIELD_UNKNOWN', source: told }])
  })

  it('in a value refuses that record, and no other one', async () => {
    const { job, problems } = await apply([brand('v1'), '{"code":"v2","name":"v2\\u0000","slug":"v2"}', brand('v3')])
    expect(job).toMatchObject({ state: 'done', created: 2, refused: 1 })
    expect(problems).toMatchObject([{ record: 2, code: 'FIELD_INVALID', source: 'name' }])
  })

  it.each([
    ['NUL in what the record calls itself', '{"code":"k-a\\u0000b","name":"k","slug":"k-a"}'],
    ['half of a pair in what the record calls itself', '{"code":"k-a\\ud83db","name":"k","slug":"k-b"}'],
    ['NUL in what it is called outside', brand('k-c', ',"external":{"system":"sap","id":"a\\u0000"}')],
    ['half of a pair in what it is called outside', brand('k-d', ',"external":{"system":"sap","id":"a\\ud83d"}')],
  ])('(%s) refuses that record, and no other one', async (what, line) => {
    const code = what.replaceAll(' ', '-').toLowerCase()
    const { job, problems } = await apply([brand(code), line, brand(`${code}-y`)])
    expect(job).toMatchObject({ state: 'done', problem: null, created: 2, refused: 1 })
    expect(problems).toMatchObject([{ record: 2 }])
  })

  it('nested without an end is one problem, not the end of the upload', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    const { job, problems } = await apply([brand('d1'), brand('d2', `,"description":${deep}`), brand('d3')])
    expect(job).toMatchObject({ state: 'done', created: 2, refused: 1 })
    expect(problems).toMatchObject([{ record: 2, code: 'BODY_TOO_DEEP' }])
    const object = (code: string, more = '') => `{"type":"brands","attributes":${brand(code, more)}}`
    const document = `{"data":[${object('d4')},${object('d5', `,"description":${deep}`)},${object('d6')}]}`
    const other = await apply([], 'application/vnd.api+json', document)
    expect(other.job).toMatchObject({ state: 'done', created: 2, refused: 1 })
    expect(other.problems).toMatchObject([{ record: 2, code: 'BODY_TOO_DEEP' }])
  })
})

describe('a batch that cannot be worked at', () => {
  const breaking = async (how: string, work: () => Promise<unknown>) => {
    const { db } = shop.database
    await sql`create function breaks() returns trigger language plpgsql as ${sql.lit(`begin raise exception 'broken' using errcode = '${how}'; end`)}`.execute(
      db,
    )
    await sql`create trigger breaks before delete on job_parts execute function breaks()`.execute(db)
    try {
      await work()
    } finally {
      await sql`drop trigger breaks on job_parts`.execute(db)
      await sql`drop function breaks()`.execute(db)
    }
  }

  it('has failed, its first part too, and says so', async () => {
    await breaking('raise_exception', async () => {
      const { job } = await apply([brand('f1')])
      expect(job).toMatchObject({ state: 'failed', created: 0 })
      expect(job.problem).not.toBeNull()
    })
  })

  it('while the database goes away is tried again, and has not failed', async () => {
    let id = ''
    await breaking('admin_shutdown', async () => {
      const waiting = await apply([brand('g1')])
      expect(waiting.job).toMatchObject({ state: 'waiting', problem: null })
      id = waiting.id
    })
    await sql`update graphile_worker._private_jobs set run_at = now()`.execute(shop.database.db)
    await shop.drain()
    const job = await erp.fetch(`/admin/api/jobs/${id}`)
    expect(((await job.json()) as { data: { attributes: Job } }).data.attributes).toMatchObject({
      state: 'done',
      created: 1,
    })
  })
})
