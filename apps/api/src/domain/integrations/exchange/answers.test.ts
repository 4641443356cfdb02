import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPartner, linesModule, type Partner, type Run } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import type { ExchangeModule } from '../port.ts'

// Whoever sends records that want an answer gets one for each, however the file ends.

const [lines] = linesModule.formats!
const answeringModule: ExchangeModule = {
  ...linesModule,
  code: 'answers',
  formats: [
    {
      ...lines!,
      async *decode(bytes, asked) {
        for await (const record of lines!.decode(bytes, asked))
          yield record.key === undefined ? record : { ...record, acknowledge: { key: record.key } }
      },
    },
  ],
  acknowledge: (outcomes, { fileName }) =>
    Promise.resolve({
      fileName: `ANSWER_20261130000000_${fileName}`,
      bytes: Buffer.from(
        outcomes
          .map(
            ({ acknowledge, refusals }) => `${String(acknowledge['key'])} ${refusals.map(({ code }) => code).join()}`,
          )
          .join('\n'),
      ),
    }),
}

let shop: OpenShop
let partner: Partner
beforeAll(async () => {
  shop = await openShop({ modules: [answeringModule] })
  partner = await createPartner(shop, { module: 'answers' })
})
afterAll(() => shop.close())

async function bring(connector: string, name: string, rows: readonly object[]): Promise<Run> {
  await partner.put(`inbound/${name}`, rows)
  await shop.drain()
  return (await partner.runs(connector)).at(-1)!
}
/** What was answered to the files whose names contain this; taken away. */
async function answered(name: string): Promise<string[]> {
  const found: string[] = []
  for (const path of (await partner.list('outbound')).filter((one) => one.includes(name))) {
    found.push(...(await partner.text(path)).split('\n'))
    await shop.built.files.remove(partner.username, path)
  }
  return found.map((line) => line.trim()).sort()
}
const brand = ($key: string, code: string, more: object = {}) => ({ $key, code, name: code, slug: code, ...more })

describe('the answers to a file', () => {
  it('of which too much would be refused say of each record that it was not done, but of one that was done before', async () => {
    const connector = await partner.connector({ entity: 'brand', fileMask: 'too-*', maxRefusedPercent: '10' })
    expect(await bring(connector, 'too-1', [brand('k1', 'too-a')])).toMatchObject({ state: 'done' })
    expect(await answered('too-1')).toEqual(['k1'])
    const rows = [brand('k1', 'too-a'), brand('k2', 'too-b'), brand('k3', 'too-c', { slug: 'No slug!' })]
    const refused = await bring(connector, 'too-2', rows)
    expect(refused).toMatchObject({ state: 'refused' })
    const { rows: there } = await shop.built.database.pool.query(`select code from brands where code like 'too-%'`)
    expect(there).toEqual([{ code: 'too-a' }])
    expect(await answered('too-2')).toEqual(['k1', 'k2 EXCHANGE_TOO_MANY_REFUSED', 'k3 FIELD_INVALID'])
    // tried out first, and then applied: each is answered once
    rows[2] = brand('k3', 'too-c')
    expect(await bring(connector, 'too-3', rows)).toMatchObject({ state: 'done', created: 2 })
    expect(await answered('too-3')).toEqual(['k1', 'k2', 'k3'])
  })

  it('say of a record that waited until others had said all of it that it is done; it is not done once more', async () => {
    const connector = await partner.connector({ entity: 'category', fileMask: 'late-*', waitMinutes: 10 })
    const late = (name: string, more: object = {}) => ({ code: 'late', name: { en: name }, slug: 'late', ...more })
    await bring(connector, 'late-0', [{ $key: 'c0', ...late('First') }])
    const old = { $key: 'c1', ...late('Old', { parent: { code: 'never' } }) }
    const waits = await bring(connector, 'late-1', [old])
    expect(waits).toMatchObject({ state: 'waiting', postponed: 1 })
    await bring(connector, 'late-2', [{ $key: 'c2', ...late('New', { parent: null }) }])
    shop.clock.advance({ minutes: 2 })
    await shop.drain()
    expect(await partner.run(waits.id)).toMatchObject({ state: 'done', same: 1 })
    expect(await answered('late-1')).toEqual(['c1'])
    await bring(connector, 'late-3', [{ ...old, parent: null }])
    const { rows } = await shop.built.database.pool.query(
      `select name ->> 'en' as name from categories where code = 'late'`,
    )
    expect(rows).toEqual([{ name: 'New' }])
  })

  it('come though the name of the file leaves no room before it', async () => {
    const connector = await partner.connector({ entity: 'brand', fileMask: 'long-*' })
    const name = `long-${'ü'.repeat(118)}`
    expect(await bring(connector, name, [brand('n1', 'long-a')])).toMatchObject({ state: 'done', created: 1 })
    expect(await answered('ANSWER_20261130000000_long-')).toEqual(['n1'])
  })
})
