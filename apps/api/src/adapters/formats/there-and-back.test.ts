import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../../testing/jsonapi.ts'
import { createPartner, type Partner } from '../../testing/partner.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let partner: Partner

beforeAll(async () => {
  shop = await openShop()
  partner = await createPartner(shop, { module: 'files' })
})

afterAll(() => shop.close())

const nasty =
  'code,name,slug,description.en,description.de\na-1,"=1+1; ""so"", ü",a-1,"Two\nlines",Zwei\na-2,Plain,a-2,,\n'

describe('a CSV file', () => {
  it('comes in, is read at the door, goes out, and changes nothing when it comes in again', async () => {
    const erp = await shop.client()
    const inwards = { entity: 'brand', format: 'csv', sameContent: 'read' }
    const first = await partner.connector({ ...inwards, fileMask: 'first*.csv' })
    await partner.put('inbound/first.csv', nasty)
    await shop.drain()
    expect(await partner.runs(first)).toMatchObject([{ state: 'done', created: 2, refused: 0 }])
    const brands = async () => (await send(erp, '/admin/api/brands?sort=code')).many
    const before = await brands()
    expect(before.find(({ attributes }) => attributes!.code === 'a-1')?.attributes).toMatchObject({
      name: '=1+1; "so", ü',
      description: { en: 'Two\nlines', de: 'Zwei' },
    })

    const out = await partner.connector({
      direction: 'out',
      entity: 'brand',
      format: 'csv',
      filter: { path: 'code', op: 'starts', value: 'a-' },
      fileName: 'brands_{now}.csv',
    })
    expect((await partner.act('connectors', out, 'run')).errors).toBeUndefined()
    await shop.drain()
    const [written] = await partner.list('outbound')
    const file = await partner.text(written!)
    expect(file).toContain('"=1+1; ""so"", ü"')

    const again = await partner.connector({ ...inwards, fileMask: 'again*.csv' })
    await partner.put('inbound/again.csv', file)
    await shop.drain()
    expect(await partner.runs(again)).toMatchObject([
      { state: 'done', read: 2, same: 2, created: 0, changed: 0, refused: 0 },
    ])
    expect(await brands()).toEqual(before)
  })

  it('is promised to no connector whose profile means nothing of its entity', async () => {
    const profile = await partner.profile({ code: 'of-products', columns: [{ field: 'sku', column: 'MATNR' }] })
    const errors = await partner.refused({ entity: 'brand', format: 'csv', profile })
    expect(errors).toMatchObject([{ code: 'FIELD_INVALID', detail: expect.stringContaining('"sku"') as string }])
  })
})
