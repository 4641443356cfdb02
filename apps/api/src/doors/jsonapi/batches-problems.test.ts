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

const send = (query: string, body: string, headers: Record<string, string> = {}) =>
  erp.fetch(`/admin/api/batches?${query}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/jsonl', ...headers },
  })

interface Problem {
  record: number
  line: number | null
  key: Record<string, unknown> | null
  code: string
  source: string | null
}

async function problemsOf(answer: Response): Promise<Problem[]> {
  const text = await answer.text()
  expect(answer.status, text).toBe(202)
  await shop.drain()
  const { data } = JSON.parse(text) as { data: { id: string } }
  const problems = await (await erp.fetch(`/admin/api/batches/${data.id}/problems`)).text()
  return problems
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Problem)
}

describe('what a batch refused', () => {
  const told = async (answer: Response) =>
    (await problemsOf(answer)).map(({ record, line, key, code, source }) => [record, line, key, code, source])
  const brand = (code: string, more = '') => `{"code":"${code}","name":"${code}","slug":"${code}"${more}}`

  it('is named by its line, empty ones counted, and by what it calls its row', async () => {
    const body = [
      ...[brand('lined-1'), '', '   ', brand('lined-2', ',"colour":"red"'), '', '{broken'],
      ...[
        '{"id":"7","name":"x"}',
        '{"external":{"system":"sap","id":"4711"},"colour":1,"code":"l4","name":"x","slug":"l4"}',
      ],
      brand('lined-3', ',"__proto__":{"name":"y"}'),
    ].join('\n')
    expect(await told(await send('type=brands&mode=upsert', body))).toEqual([
      [2, 4, { code: 'lined-2' }, 'FIELD_UNKNOWN', 'colour'],
      [3, 6, null, 'BODY_INVALID', null],
      [4, 7, { id: '7' }, expect.any(String), expect.anything()],
      ...[
        [5, 8, { external: { system: 'sap', id: '4711' }, code: 'l4' }, 'FIELD_UNKNOWN', 'colour'],
        [6, 9, null, 'FIELD_UNKNOWN', '__proto__'],
      ],
    ])
  })

  it('has what a stream would drop: a prototype in the place of a member, however deep', async () => {
    const object = (attributes: string) => `{"type":"brands","attributes":${attributes}}`
    const rows = [
      brand('proto-1'),
      brand('proto-2', ',"__proto__":{"colour":"red"}'),
      brand('proto-3', ',"description":{"__proto__":"x"}'),
      brand('proto-4'),
    ]
    const document = { 'content-type': 'application/vnd.api+json' }
    const sent = await send('type=brands&mode=create', `{"data":[${rows.map(object).join(',')}]}`, document)
    const problems = await told(sent)
    expect(problems.map(([record, line, , code, source]) => [record, line, code, source])).toEqual([
      [2, null, 'FIELD_UNKNOWN', '/attributes/__proto__'],
      [3, null, 'FIELD_UNKNOWN', '/attributes/description/__proto__'],
    ])
    const codes = await shop.database.db.selectFrom('brands').select('code').where('code', 'like', 'proto-%').execute()
    expect(codes.map(({ code }) => code).sort()).toEqual(['proto-1', 'proto-4'])
    // what is not read is nobody's fault, least of all that of the record behind it
    const beside = `{"jsonapi":{"__proto__":{"version":"1.1"}},"data":[${object(brand('proto-7'))}]}`
    expect(await told(await send('type=brands&mode=create', beside, document))).toEqual([])
    for (const [body, pointer] of [
      [`{"data":[${object(brand('proto-5'))}],"meta":{"__proto__":{"dryRun":true}}}`, '/meta/__proto__'],
      [`{"__proto__":{"meta":{"dryRun":true}},"data":[${object(brand('proto-6'))}]}`, '/__proto__'],
    ]) {
      const refused = await send('type=brands&mode=create', body!, document)
      const { errors } = (await refused.json()) as { errors: { code: string; source: { pointer: string } }[] }
      expect([refused.status, errors[0]!.code, errors[0]!.source.pointer]).toEqual([400, 'FIELD_UNKNOWN', pointer])
    }
  })

  it('is not asked for by whoever takes no JSON:API: nothing is received', async () => {
    const refused = await send('type=brands&mode=create', brand('unaccepted'), { accept: 'text/html' })
    const { errors } = (await refused.json()) as { errors: { code: string }[] }
    expect([refused.status, errors[0]!.code]).toEqual([406, 'NOT_ACCEPTABLE'])
    const { rows } = await shop.built.database.pool.query<{ count: number }>(
      `select count(*) from jobs where state = 'receiving'`,
    )
    expect(rows[0]!.count).toBe(0)
  })
})
