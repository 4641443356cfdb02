import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPartner, linesModule, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'

let shop: OpenShop
let partner: Partner

beforeAll(async () => {
  shop = await openShop({ modules: [linesModule] })
  partner = await createPartner(shop)
})

afterAll(async () => {
  await shop.close()
})

const brands = (from: number, many: number, mark = '') =>
  Array.from({ length: many }, (_, at) => ({
    code: `b${from + at}`,
    name: `Brand ${from + at}${mark}`,
    slug: `b${from + at}`,
  }))

describe('a file in inbound/', () => {
  it('is read as soon as it is complete, applied and archived, and its run says what it did', async () => {
    const connector = await partner.connector({ entity: 'brand', fileMask: 'brands*.jsonl' })
    await partner.put('inbound/brands.jsonl', brands(0, 1_203))
    await shop.drain()
    const [run] = await partner.runs(connector)
    expect(run).toMatchObject({
      state: 'done',
      read: 1_203,
      created: 1_203,
      refused: 0,
      trigger: 'arrival',
      secondsLeft: 0,
    })
    expect(run!.place).toMatch(/^archive\/\d{4}\/\d\d\/\d{8}-\d{6}-\w{6}_brands\.jsonl$/)
    expect(await partner.list('inbound')).toEqual([])
    expect((await partner.text(run!.place!)).split('\n')).toHaveLength(1_204)
  })
})
