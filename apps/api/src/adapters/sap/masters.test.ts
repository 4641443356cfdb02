import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { munich } from '../../testing/buyer.ts'
import type { Clerk } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { createPartner, type Partner } from '../../testing/partner.ts'
import { arrivals, connectSap } from '../../testing/sap.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { belongings } from '../../testing/stillness.ts'
import { bytes, fixture, gathered } from './fixtures/asked.ts'
import { layouts } from './idoc/layout.ts'
import { readIdocs } from './idoc/read-idocs.ts'
import { all, top } from './idoc/segment.ts'

let shop: OpenShop
let sap: Partner
let clerk: Clerk
let settings: Readonly<Record<string, unknown>>
let comes: ReturnType<typeof arrivals>
beforeAll(async () => {
  shop = await openShop()
  const taxes = await shop.database.db.selectFrom('productTaxCodes').select('code').orderBy('code').execute()
  const [one, other] = taxes.map(({ code }) => code)
  ;({ sap, clerk, settings } = await connectSap(shop, {
    materialTaxes: { '1': one, '2': other },
    customerTaxes: { '1': 'at-home', '2': 'abroad' },
  }))
  for (const code of ['at-home', 'abroad']) await clerk.make('customerTaxCode', { code, name: code })
  comes = arrivals(shop, sap)
})
afterAll(() => shop.close())

const done = { state: 'done', refused: 0, problems: [] }
/** Another SAP, of which the settings say more. */
const elsewhere = async (more: object) =>
  arrivals(shop, await createPartner(shop, { module: 'sap', integration: { settings: { ...settings, ...more } } }))
const idOf = async (entity: string, path: string, value: string): Promise<string> => {
  const asked = { page: { size: 1 }, wanted: {}, filter: { path, op: 'eq' as const, value } }
  return (await shop.built.engine.records.list(entity, asked, clerk.ctx)).rows[0]!.id
}
/** Master data and stock. */
const kept = async () => {
  const all = await belongings(shop.database, ['products', 'product_units', 'customer_groups', 'stock_movements'])
  return Object.entries(all).filter(([table]) => !['outbox_events', '_private_jobs'].includes(table))
}

describe('a tax class that differs by country', () => {
  it('of a material is refused until the settings say which country counts, and then read by it', async () => {
    const home = /<E1MLANM[^]*?<\/E1MLANM>/
    const text = (await fixture('matmas.xml')).replace(
      home,
      (found) => found.replace('>DE<', '>AT<').replace('<TAXM1>1', '<TAXM1>2') + found,
    )
    const before = await kept()
    const first = text.slice(0, text.indexOf('</IDOC>')) + '</IDOC></ZMATMAS05>'
    const { problems } = await comes('MATMAS05', first)
    expect(problems).toMatchObject([{ code: 'FIELD_INVALID', column: 'E1MLANM/TAXM1', value: '1' }])
    expect(problems[0]!['detail']).toContain('taxCountry')
    expect(await kept()).toEqual(before)
    const { materialTaxes } = settings as { materialTaxes: Record<string, string> }
    for (const [taxCountry, theirs] of [
      ['DE', '1'],
      ['AT', '2'],
    ] as const) {
      expect(await (await elsewhere({ taxCountry }))('MATMAS05', first)).toMatchObject(done)
      const id = await idOf('product', 'sku', '000000000000047110')
      expect(await clerk.read('product', id, 'taxCode.code')).toMatchObject({
        taxCode: { code: materialTaxes[theirs] },
      })
    }
  })

  it('of a customer too, as is a credit limit that differs by area', async () => {
    const twice = (text: string, name: string, change: (found: string) => string) =>
      text.replace(new RegExp(`<${name}[^]*?</${name}>`), (found) => change(found) + found)
    const plain = (await fixture('debmas.xml')).replace(/<E1KNVPM [^]*<\/E1KNVPM>/, '')
    const taxed = twice(plain, 'E1KNVIM', (found) => found.replace('>DE<', '>AT<').replace('<TAXKD>1', '<TAXKD>2'))
    const text = twice(taxed, 'E1KNKKM', (found) => found.replace('>1000<', '>2000<').replace('25000', '99'))
    const before = await kept()
    const { problems } = await comes('DEBMAS07', text)
    expect(problems).toMatchObject([
      { code: 'FIELD_INVALID', column: 'E1KNVIM/TAXKD' },
      { code: 'FIELD_INVALID', column: 'E1KNKKM/KLIMK' },
    ])
    expect(await kept()).toEqual(before)
    const theirs = await elsewhere({ taxCountry: 'DE', creditControlArea: '1000' })
    expect(await theirs('DEBMAS07', text)).toMatchObject(done)
    const id = await idOf('customer', 'code', '0000010020')
    expect(await clerk.read('customer', id, 'taxCode.code', 'creditLimit')).toMatchObject({
      taxCode: { code: 'at-home' },
      creditLimit: { amount: '25000.00' },
    })
  })
})

describe('a goods movement', () => {
  const onHand = async () => {
    const id = await idOf('product', 'sku', '000000000000047110')
    const { inventoryLevels } = (await clerk.read('product', id, 'inventoryLevels.onHand')) as {
      inventoryLevels: { onHand: string }[]
    }
    return inventoryLevels.map((level) => level.onHand)
  }
  it.each([
    ['into quality inspection', '<INSMK>2</INSMK>'],
    ['into blocked stock', '<INSMK>S</INSMK>'],
    ['of a vendor’s consignment', '<SOBKZ>K</SOBKZ>'],
  ])('%s adds nothing to what can be sold', async (_, mark) => {
    const [item = ''] = /<E1MBXYI[^]*?<\/E1MBXYI>/.exec(await fixture('wmmbid.xml')) ?? []
    const text = (await fixture('wmmbid.xml')).replace(/<E1MBXYI[^]*<\/E1MBXYI>/, item)
    // two boxes of four into what can be sold
    await comes('WMMBID02', text)
    const before = await onHand()
    expect(await comes('WMMBID02', text.replace('<BWART>', `${mark}<BWART>`))).toMatchObject(done)
    expect(await onHand()).toEqual(before)
    expect(await comes('WMMBID02', text.replace('<BWART>', '<INSMK></INSMK><BWART>'))).toMatchObject(done)
    expect(await onHand()).toEqual([String(Number(before[0]) + 8)])
  })
})

describe('a unit on the way out', () => {
  const unitsOf = async (partner: Partner, number: string) => {
    const text = await partner.text(`outbound/ORDERS_${number}.xml`)
    const [idoc] = await gathered(readIdocs(bytes(text), { layouts: layouts(), encoding: 'utf-8' }))
    return all(top(idoc!), 'E1EDP01').map(({ fields }) => fields['MENEE'])
  }
  async function ordered(sku: string) {
    const input = { websiteId: shop.website.id, email: 'ada@example.com', shippingAddress: munich }
    const lines = [{ sku, quantity: '1' }]
    const { id } = await clerk.act('order.enter', { ...input, paymentMethod: 'elsewhere', lines })
    await shop.drain()
    return (await clerk.read('order', id as string, 'number'))['number'] as string
  }

  it('is the ISO one of several, and an order in a unit that has none waits until it is said', async () => {
    const units = { ST: 'piece', PCE: 'piece' }
    const open = { ...settings, units, unitsOut: {} }
    const partner = await createPartner(shop, { module: 'sap', integration: { settings: open } })
    const connector = await partner.connector({
      direction: 'out',
      format: 'idoc',
      entity: 'order',
      messageType: 'ORDERS05',
      topic: 'order.placed',
      fileName: 'ORDERS_{number}.xml',
    })
    expect(await unitsOf(partner, await ordered(skus.drill))).toEqual(['PCE'])
    const { body } = await partner.act('integrations', partner.integrationId, 'check')
    expect(JSON.stringify(body)).toContain('piece (PCE or ST)')

    const number = await ordered(skus.cable)
    const run = (await partner.runs(connector)).at(-1)!
    expect(run.state).not.toBe('done')
    expect(run.problem).toContain('metre')
    expect(await partner.list('outbound')).not.toContain(`outbound/ORDERS_${number}.xml`)
    await clerk.change('integration', partner.integrationId, { settings: { ...open, unitsOut: { metre: 'MTR' } } })
    shop.clock.advance({ minutes: 20 })
    await shop.drain()
    expect(await unitsOf(partner, number)).toEqual(['MTR'])
  })
})
