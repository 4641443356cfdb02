import { model } from '@portico/schema'
import { describe, expect, it } from 'vitest'
import type { FileProfileSaid } from '../../domain/integrations/port.ts'
import { asking, mapped, recordsOf } from '../../testing/formats.ts'
import { csvFormat } from './csv.ts'

const csv = csvFormat(model)
const read = (
  entity: string,
  file: string | Uint8Array,
  profile: Partial<FileProfileSaid> = {},
  size?: number,
  connector = {},
) => recordsOf(csv, file, asking(entity, profile, connector), size)
/** What the deeds of each record give. */
const givenIn = async (...asked: Parameters<typeof read>) =>
  (await read(...asked)).map(({ deeds }) => deeds.map((deed) => ('entity' in deed ? deed.given : deed)))

describe('a CSV file', () => {
  it('is read by the names of the layout: fields, languages, links by key, rows that belong to it', async () => {
    const file = [
      'sku,name.en,name.de,brand.code,manageInventory,position,variantAttributes,attributeValues.power,attributeValues.colour,prices[web|piece|EUR].amount,prices[web|piece|EUR|10].amount,inventoryLevels[main].onHand,units[piece].weightKg,categories',
      'A-1,Drill,Bohrer,acme,yes,3,size|colour,18,red,19.99,17.50,120,1.25,tools|drills',
      'A-2,Saw,,,,,,,,,,,,',
    ].join('\n')
    const [first, second] = await read('product', file)
    expect(first!.deeds).toMatchObject([
      {
        entity: 'product',
        mode: 'upsert',
        merge: ['name', 'attributeValues'],
        given: {
          sku: 'A-1',
          name: { en: 'Drill', de: 'Bohrer' },
          brand: { code: 'acme' },
          manageInventory: true,
          position: 3,
          variantAttributes: ['size', 'colour'],
          attributeValues: { power: 18, colour: 'red' },
        },
      },
      {
        entity: 'price',
        given: {
          product: { sku: 'A-1' },
          priceList: { code: 'web' },
          unit: { code: 'piece' },
          currency: 'EUR',
          amount: '19.99',
        },
      },
      { entity: 'price', given: { quantity: '10', amount: '17.50' } },
      { entity: 'inventoryLevel', given: { product: { sku: 'A-1' }, warehouse: { code: 'main' }, onHand: '120' } },
      { entity: 'productUnit', given: { product: { sku: 'A-1' }, unit: { code: 'piece' }, weightKg: '1.25' } },
      { entity: 'productCategory', given: { product: { sku: 'A-1' }, category: { code: 'tools' } } },
      { entity: 'productCategory', given: { product: { sku: 'A-1' }, category: { code: 'drills' } } },
    ])
    const column = 'prices[web|piece|EUR|10].amount'
    expect(first!.deeds[2]!.from).toMatchObject({
      'priceList.code': { line: 2, column, value: 'web' },
      amount: { line: 2, column, value: '17.50' },
    })
    expect(first!.deeds[6]!.from).toEqual({ 'category.code': { line: 2, column: 'categories', value: 'tools|drills' } })
    expect(second!.deeds).toEqual([
      expect.objectContaining({ entity: 'product', given: { sku: 'A-2', name: { en: 'Saw' } }, merge: ['name'] }),
    ])
  })

  it('names rows by id or by what a system outside calls them, and those that belong to them likewise', async () => {
    const file = 'external:sap,brand.external:sap,inventoryLevels[main].onHand,:deed\n4711,B7,5,\n4712,,,delete\n'
    expect((await read('product', file, {}, undefined, { deletes: true })).map(({ deeds }) => deeds)).toMatchObject([
      [
        { external: { system: 'sap', id: '4711' }, given: { brand: { external: { system: 'sap', id: 'B7' } } } },
        { entity: 'inventoryLevel', given: { product: { external: { system: 'sap', id: '4711' } }, onHand: '5' } },
      ],
      [{ external: { system: 'sap', id: '4712' }, mode: 'delete' }],
    ])
  })

  it('takes keys of what belongs to a row from columns, and constants for what the file does not say', async () => {
    const columns = [
      mapped('prices[].priceList.code', 'list'),
      mapped('prices[].amount', 'price'),
      { field: 'prices[].unit.code', constant: 'piece' },
      { field: 'prices[].currency', constant: 'EUR' },
    ]
    const [[, price], alone] = (await givenIn('product', 'sku,list,price\nA-1,web,5.10\nA-2,,\n', { columns })) as [
      object[],
      object[],
    ]
    expect(price).toEqual({
      product: { sku: 'A-1' },
      priceList: { code: 'web' },
      unit: { code: 'piece' },
      currency: 'EUR',
      amount: '5.10',
    })
    expect(alone).toEqual([{ sku: 'A-2' }])
  })

  it('says where every value came from', async () => {
    const [record] = await read('brand', 'code,name\n\n"a\nb",Acme\nc,Bolt\n')
    expect(record!.at).toEqual({ line: 3 })
    expect(record!.deeds[0]!.from).toEqual({
      code: { line: 3, column: 'code', value: 'a\nb' },
      name: { line: 3, column: 'name', value: 'Acme' },
    })
    // also when it was kept for later
    expect(JSON.parse(JSON.stringify(record))).toMatchObject({
      deeds: [
        { entity: 'brand', mode: 'upsert', given: { name: 'Acme' }, from: { name: { line: 3, column: 'name' } } },
      ],
    })
  })

  it.each([
    ['line feeds', '\n'],
    ['carriage returns and line feeds', '\r\n'],
    ['carriage returns', '\r'],
  ])('ends its lines with %s, wherever the network cuts it', async (_what, end) => {
    const lines = ['code,name', `"a","Ac""me, Inc.${end}Second line"`, '', 'c,Bölt €', ',,', 'd,x,']
    for (const size of [1, 7, 4096]) {
      const records = await read('brand', ['\ufeff', lines.join(end)].join(''), {}, size)
      expect(records.map(({ at }) => at.line)).toEqual([2, 5, 7])
      expect(records[0]!.deeds[0]).toMatchObject({ given: { code: 'a', name: `Ac"me, Inc.${end}Second line` } })
      expect(records[1]!.deeds[0]).toMatchObject({ given: { code: 'c', name: 'Bölt €' } })
      expect(records[2]!.objections).toMatchObject([{ code: 'LINE_COLUMNS', line: 7 }])
    }
  })

  it('refuses one line with too many or too few values, with a wrong value or a NUL, and reads the others', async () => {
    const file =
      'product.sku,warehouse.code,onHand\nA-1,main,5\nA-2,main\nA-3,main,1,2\nA-4,main,five\nA-5,ma\u0000in,6\nA-6,main,7'
    const records = await read('inventoryLevel', file)
    expect(records.map(({ objections }) => objections ?? 'fine')).toEqual([
      'fine',
      [{ line: 3, value: 'A-2,main', code: 'LINE_COLUMNS', params: { found: 2, expected: 3 } }],
      [{ line: 4, value: 'A-3,main,1,2', code: 'LINE_COLUMNS', params: { found: 4, expected: 3 } }],
      [expect.objectContaining({ line: 5, column: 'onHand', value: 'five', code: 'FIELD_INVALID' })],
      [
        expect.objectContaining({
          line: 6,
          column: 'warehouse.code',
          params: { field: 'warehouse.code', problem: 'holds a NUL character' },
        }),
      ],
      'fine',
    ])
    expect(records.filter(({ objections }) => objections).flatMap(({ deeds }) => deeds)).toEqual([])
  })

  it('without a header has columns that are called by their numbers', async () => {
    const columns = [mapped('code', '1'), mapped('name', '3')]
    const profile = { header: false, columns, otherColumns: 'ignore' as const }
    expect(await givenIn('brand', 'acme,x,Acme\nbolt,y,Bolt', profile)).toEqual([
      [{ code: 'acme', name: 'Acme' }],
      [{ code: 'bolt', name: 'Bolt' }],
    ])
  })

  it('without quotes takes them as they are', async () => {
    const profile = { quote: 'none', delimiter: '\\t' }
    expect(await givenIn('brand', 'code\tname\npipe\t"3/4" pipe\n', profile)).toEqual([
      [{ code: 'pipe', name: '"3/4" pipe' }],
    ])
  })

  it('leaves a field as it is where its cell is empty, or empties it, as the profile says', async () => {
    const file = 'sku,brand.code,name.de,mpn,position\nA-1,,,,\n'
    expect(await givenIn('product', file)).toEqual([[{ sku: 'A-1' }]])
    expect(await givenIn('product', file, { emptyMeans: 'cleared' })).toEqual([
      [{ sku: 'A-1', brand: null, name: { de: null }, mpn: null, position: 0 }],
    ])
  })

  it('that went out can come in again: columns that are never written are left out', async () => {
    expect(await givenIn('inventoryLevel', 'product.sku,warehouse.code,onHand,reserved,createdAt\nA,m,1,9,x')).toEqual([
      [{ product: { sku: 'A' }, warehouse: { code: 'm' }, onHand: '1' }],
    ])
  })
})
