import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { send, type TestResource } from '../../testing/jsonapi.ts'
import { createPartner, type Partner } from '../../testing/partner.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let partner: Partner
let erp: ApiClient
let profile: string

/** What the ERP writes, as it writes it: its names, its units, semicolons, decimal commas, ISO-8859-1. */
const header = 'MATNR;BEZEICHNUNG;ME;PREIS;BESTAND;GEWICHT_G;MARKE;STATUS;GUELTIG_AB;SACHBEARBEITER'
const lines = [
  '4711;"Bohrhammer ""Größe L"";\nmit Koffer";ST;1.234,50;12,000;1250;B-7;A;01.12.2026;Müller',
  '4712;Stichsäge;ST;89,9;3;980,5;B-7;G;;Müller',
  '4713;Fräse;ST;12,5x;1;1;B-7;A;;Müller',
  '4714;Feile;ST;5,00-;1;1;B-7;A;;Müller',
  '4715;Zange;KG;5,00;1;1;B-7;A;;Müller',
  '4716;Hammer;ST;5,00;1;1;B-99;A;;Müller',
  '4717;Säge;ST;5;1;1',
]
const columns = [
  { field: 'id', lookup: 'erp', column: 'MATNR' },
  { field: 'sku', column: 'MATNR' },
  { field: 'slug', column: 'MATNR' },
  { field: 'name.de', column: 'BEZEICHNUNG' },
  { field: 'primaryUnit.code', column: 'ME', values: { ST: 'piece', M: 'metre' }, otherValues: 'refuse' },
  { field: 'status', column: 'STATUS', values: { A: 'enabled', G: 'disabled' } },
  { field: 'brand', lookup: 'erp', column: 'MARKE' },
  { field: 'availableFrom', column: 'GUELTIG_AB' },
  { field: 'units[].unit.code', column: 'ME', values: { ST: 'piece', M: 'metre' } },
  { field: 'units[].weightKg', column: 'GEWICHT_G', factor: '0.001' },
  { field: 'prices[standard|piece|EUR].amount', column: 'PREIS' },
  { field: 'inventoryLevels[berlin].onHand', column: 'BESTAND' },
]

const file = (rows: readonly string[]) => Buffer.from([header, ...rows].join('\r\n'), 'latin1')
const found = async (path: string) => (await send(erp, `/admin/api/${path}`)).many

beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
  partner = await createPartner(shop, { module: 'files' })
  profile = await partner.profile({
    code: 'erp-de',
    delimiter: ';',
    encoding: 'latin1',
    decimalSign: 'comma',
    groupSign: 'point',
    dateFormat: 'dd.MM.yyyy',
    otherColumns: 'ignore',
    columns,
  })
  await partner.connector({ entity: 'brand', format: 'csv', fileMask: 'brands*.csv' })
  await partner.connector({ entity: 'priceList', format: 'csv', fileMask: 'lists*.csv' })
  await partner.put('inbound/lists.csv', 'code,name,currencies\nstandard,Standard,EUR|USD\n')
  await partner.put('inbound/brands.csv', 'code,name,slug,external:erp\nbosswerk,Bosswerk,bosswerk,B-7\n')
  await shop.drain()
})

afterAll(() => shop.close())

describe('the CSV of a foreign ERP', () => {
  it('is read as it is: products with price, stock and weight in one line, and what is wrong by line and column', async () => {
    const connector = await partner.connector({
      entity: 'product',
      format: 'csv',
      fileMask: 'MATERIAL*',
      sameContent: 'read',
      profile,
    })
    await partner.put('inbound/MATERIAL_1.CSV', file(lines))
    await shop.drain()
    const [run] = await partner.runs(connector)
    expect(run).toMatchObject({ state: 'done', read: 7, refused: 5 })

    const [hammer] = (await found('products?filter[sku]=4711&include=brand,prices,inventoryLevels,units')) as [
      TestResource,
    ]
    expect(hammer.attributes).toMatchObject({
      name: { de: 'Bohrhammer "Größe L";\nmit Koffer' },
      status: 'enabled',
      availableFrom: '2026-12-01',
    })
    const [price] = await found(`prices?filter[product.sku]=4711`)
    expect(price!.attributes).toMatchObject({ amount: { amount: '1234.50', currency: 'EUR' }, quantity: '1' })
    const [level] = await found(`inventoryLevels?filter[product.sku]=4711`)
    expect(level!.attributes).toMatchObject({ onHand: '12' })
    const [unit] = await found(`productUnits?filter[product.sku]=4712`)
    expect(unit!.attributes).toMatchObject({ weightKg: '0.9805' })
    expect((await found('externalReferences?filter[externalId]=4711'))[0]?.attributes).toMatchObject({
      system: 'erp',
      entity: 'product',
      rowId: hammer.id,
    })

    expect(await partner.problems(run!.id)).toMatchObject([
      { record: 3, line: 5, column: 'PREIS', value: '12,5x', code: 'FIELD_INVALID' },
      { record: 4, line: 6, column: 'PREIS', value: '5,00-', code: 'FIELD_INVALID' },
      { record: 5, line: 7, column: 'ME', value: 'KG', code: 'FIELD_INVALID' },
      { record: 6, line: 8, column: 'MARKE', value: 'B-99', code: 'REFERENCE_NOT_FOUND' },
      { record: 7, line: 9, code: 'LINE_COLUMNS', value: '4717;Säge;ST;5;1;1' },
    ])
    for (const sku of ['4713', '4714', '4715', '4716', '4717'])
      expect([sku, await found(`products?filter[sku]=${sku}`)]).toEqual([sku, []])
  })

  it('changes nothing when it comes again, and only what it says when it says something else', async () => {
    const before = await found('auditEntries?filter[entity]=product&page[size]=1')
    const connector = (await found('connectors?filter[fileMask]=MATERIAL*'))[0]!.id
    await partner.put('inbound/MATERIAL_2.CSV', file(lines.slice(0, 2)))
    await shop.drain()
    expect((await partner.runs(connector)).at(-1)).toMatchObject({ state: 'done', created: 0, changed: 0, refused: 0 })
    expect(await found('auditEntries?filter[entity]=product&page[size]=1')).toEqual(before)

    await send(erp, `/admin/api/products/${(await found('products?filter[sku]=4711'))[0]!.id}`, {
      method: 'PATCH',
      body: {
        data: {
          type: 'products',
          id: (await found('products?filter[sku]=4711'))[0]!.id,
          attributes: { name: { de: 'Bohrhammer', en: 'Rotary hammer' } },
        },
      },
    })
    await partner.put('inbound/MATERIAL_3.CSV', file(['4711;Schlagbohrer;ST;99,00;12;1250;;A;;']))
    await shop.drain()
    const [hammer] = await found('products?filter[sku]=4711&include=brand')
    expect(hammer!.attributes).toMatchObject({ name: { de: 'Schlagbohrer', en: 'Rotary hammer' } })
    expect(hammer!.relationships!.brand!.data).not.toBeNull()
    expect((await found('prices?filter[product.sku]=4711'))[0]!.attributes).toMatchObject({
      amount: { amount: '99.00', currency: 'EUR' },
    })
  })

  it('in UTF-8 after all is refused whole, and nothing moves', async () => {
    const connector = (await found('connectors?filter[fileMask]=MATERIAL*'))[0]!.id
    const before = await found('products?sort=sku')
    await partner.put('inbound/MATERIAL_4.CSV', [header, '4720;Bohrhammer Größe S;ST;1;1;1;B-7;A;;'].join('\n'))
    await shop.drain()
    const run = (await partner.runs(connector)).at(-1)!
    expect(run).toMatchObject({
      state: 'refused',
      problem: expect.stringContaining('ISO-8859-1: it is UTF-8') as string,
    })
    expect(run.place).toMatch(/^error\//)
    expect(await found('products?sort=sku')).toEqual(before)
  })

  it('is refused a profile that means nothing of its entity', async () => {
    const sent = await send(erp, `/admin/api/fileProfiles/${profile}`, {
      method: 'PATCH',
      body: {
        data: {
          type: 'fileProfiles',
          id: profile,
          attributes: { dateFormat: 'DD.MM.YYYY', groupSign: 'comma', columns: [{ field: 'colour', column: 'FARBE' }] },
        },
      },
    })
    expect(sent.status).toBe(400)
    expect(sent.errors!.map(({ source }) => source!.pointer)).toEqual([
      '/data/attributes/dateFormat',
      '/data/attributes/groupSign',
      '/data/attributes/columns/0/field',
    ])
    expect((await send(erp, `/admin/api/fileProfiles/${profile}`)).one.attributes).toMatchObject({
      dateFormat: 'dd.MM.yyyy',
    })
  })
})
