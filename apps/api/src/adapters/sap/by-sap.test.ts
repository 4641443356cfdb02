import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Clerk } from '../../testing/clerk.ts'
import { createPartner, type Partner } from '../../testing/partner.ts'
import { arrivals, connectSap } from '../../testing/sap.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { belongings } from '../../testing/stillness.ts'
import { fixture } from './fixtures/asked.ts'

let shop: OpenShop
let clerk: Clerk
let sap: Partner
let comes: ReturnType<typeof arrivals>
beforeAll(async () => {
  shop = await openShop()
  const { clerk: ours, settings } = await connectSap(shop)
  clerk = ours
  const theirs = {
    salesAreas: [{ salesOrganization: 'FR10', channel: '04', division: '00' }],
    units: { A12: 'piece', CS: 'box', H87: 'metre' },
    materialGroups: { ABC123: 'tools' },
    plants: { FR20: 'berlin' },
  }
  sap = await createPartner(shop, { module: 'sap', integration: { settings: { ...settings, ...theirs } } })
  comes = arrivals(shop, sap)
})
afterAll(() => shop.close())

const written = (name: string) => fixture(`by-sap/${name}.xml`)

describe('a material as SAP itself wrote it', () => {
  const fields = 'name status gtin minimumQuantity primaryUnit.code categories.category.code units.unit.code'.split(' ')
  const measures = 'conversion gtin weightKg lengthCm widthCm heightCm'.split(' ').map((field) => `units.${field}`)
  const read = async () => {
    const filter = { path: 'sku', op: 'eq' as const, value: '000000000123456789' }
    const { rows } = await shop.built.engine.records.list(
      'product',
      { page: { size: 1 }, wanted: {}, filter },
      clerk.ctx,
    )
    return clerk.read('product', rows[0]!.id, ...fields, ...measures)
  }

  it('becomes a product with its texts, units, codes, weights and sizes', async () => {
    expect(await comes('MATMAS05', await written('MATMAS05-1'))).toMatchObject({ state: 'done', read: 1, problems: [] })
    const product = await read()
    expect(product).toMatchObject({
      name: { en: 'DUMMY PRODUCT', de: 'DUMMY PRODUCT' },
      status: 'enabled',
      gtin: '1234567891011',
      primaryUnit: { code: 'piece' },
      categories: [{ category: { code: 'tools' } }],
    })
    const units = (product['units'] as { unit: { code: string } }[]).sort((one, other) =>
      one.unit.code < other.unit.code ? -1 : 1,
    )
    expect(units).toMatchObject([
      // a carton's code has fourteen digits (category IC)
      { unit: { code: 'box' }, conversion: '1', gtin: '11223344556677', weightKg: '7.407', lengthCm: '61.5' },
      { unit: { code: 'metre' }, conversion: '1', gtin: '7766554433221', weightKg: '5.94' },
      {
        unit: { code: 'piece' },
        conversion: '1',
        gtin: '1234567891011',
        weightKg: '5.555',
        lengthCm: '55',
        widthCm: '22',
        heightCm: '33',
      },
    ])
  })

  it('says nothing by its reduced fields: what people have said stays', async () => {
    const { id } = (await read()) as { id: string }
    await clerk.change('product', id, { minimumQuantity: '3' })
    expect(await comes('MATMAS05', await written('MATMAS05-1'))).toMatchObject({ state: 'done', problems: [] })
    expect(await read()).toMatchObject({ minimumQuantity: '3', status: 'enabled' })
  })
})

describe('a purchase order of SAP’s own', () => {
  it('is refused by the name of its message, told as not posted, and moves nothing', async () => {
    const kept = async () =>
      Object.entries(await belongings(shop.database, ['products', 'shipments', 'invoices'])).filter(
        ([table]) => !['outbox_events', '_private_jobs'].includes(table),
      )
    const before = await kept()
    const run = await comes('ORDRSP', await written('ORDERS05-ORDERS-purchase-order-out'))
    expect(run.problems).toMatchObject([{ code: 'IDOC_NOT_READ', column: 'EDI_DC40/MESTYP', value: 'ORDERS' }])
    expect(await kept()).toEqual(before)
    const [told] = (await sap.list('outbound')).filter((path) => path.endsWith(`_${String(run['fileName'])}`))
    expect(await sap.text(told!)).toMatch(/<STATUS>51<[^]*IDOC_NOT_READ/)
  })
})
