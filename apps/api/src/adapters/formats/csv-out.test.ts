import { model } from '@portico/schema'
import { describe, expect, it } from 'vitest'
import { asking, fileOf, mapped, recordsOf } from '../../testing/formats.ts'
import { csvFormat } from './csv.ts'

const csv = csvFormat(model)

describe('a CSV file that goes out', () => {
  const rows = [
    { code: 'acme', slug: 'acme', name: '=1+1', description: { en: 'Said "so"\nTwice', fr: 'Non' }, logoKey: null },
    { code: 'łódź', slug: 'x', name: 'Ω, déjà', description: null, logoKey: ' spaced ' },
  ]

  it('has the stored columns of its entity in the languages of the house, quoted where that is needed', async () => {
    expect((await fileOf(csv, rows, asking('brand'))).toString()).toBe(
      'code,slug,name,description.en,description.de,logoKey\r\nacme,acme,=1+1,"Said ""so""\nTwice",,\r\nłódź,x,"Ω, déjà",,," spaced "\r\n',
    )
  })

  it('guards what a spreadsheet would run as a formula where its profile says so, and reads it as it was', async () => {
    const profile = { guardFormulas: true, columns: [mapped('code', 'code'), mapped('name', 'name')] }
    const names = ['=1+1', '@SUM(A1)', "'=x", '-5 °C', "'n Haus", 'plain']
    const file = await fileOf(
      csv,
      names.map((name, at) => ({ code: `c${at}`, name })),
      asking('brand', profile),
    )
    expect(file.toString()).toContain(",'=1+1\r\n")
    expect(file.toString()).toContain(",'n Haus\r\n")
    const back = await recordsOf(csv, file, asking('brand', profile))
    expect(back.map(({ deeds: [deed] }) => deed)).toMatchObject(names.map((name) => ({ given: { name } })))
  })

  it('writes what an encoding does not have as the nearest letter, and holds nobody up', async () => {
    const file = await fileOf(
      csv,
      rows,
      asking('brand', { encoding: 'latin1', columns: [mapped('name', 'n'), mapped('code', 'c')] }),
    )
    expect(file.toString('latin1')).toBe('n,c\r\n=1+1,acme\r\n"?, déjà",?ódz\r\n')
  })

  it('writes the file’s words for ours, its units and its decimal sign', async () => {
    const columns = [
      mapped('product.sku', 'MATNR'),
      mapped('weightKg', 'GRAMM', { factor: '0.001' }),
      mapped('unit.code', 'ME', { values: { ST: 'piece', KAR: 'box' } }),
      mapped('sell', 'VK', { values: { X: 'true', '': 'false' } }),
      { field: 'precision', column: 'MANDT', constant: '100' },
    ]
    const units = [
      { product: { sku: 'A' }, unit: { code: 'piece' }, weightKg: '1.2345', sell: true },
      { product: { sku: 'B' }, unit: { code: 'pallet' }, weightKg: null, sell: false },
    ]
    const asked = asking('productUnit', { delimiter: ';', decimalSign: 'comma', columns })
    expect((await fileOf(csv, units, asked)).toString()).toBe(
      'MATNR;GRAMM;ME;VK;MANDT\r\nA;1234,5;ST;X;100\r\nB;;pallet;;100\r\n',
    )
  })

  it('says what its rows must be read with', () => {
    const columns = [
      mapped('sku', 'a'),
      mapped('name.de', 'b'),
      mapped('prices[web|piece|EUR].amount', 'c'),
      mapped('categories', 'd'),
      mapped('brand', 'e', { lookup: 'sap' }),
      mapped('id', 'f', { lookup: 'sap' }),
    ]
    expect(csv.reads!(asking('product', { columns }))).toEqual({
      wanted: {
        sku: {},
        name: {},
        prices: { priceList: { code: {} }, unit: { code: {} }, currency: {}, quantity: {}, amount: {} },
        categories: { category: { code: {} } },
        brand: {},
      },
      outside: [
        { path: ['brand'], entity: 'brand', system: 'sap' },
        { path: [], entity: 'product', system: 'sap' },
      ],
    })
  })

  it('takes what belongs to a row by its key, and names from outside', async () => {
    const columns = [
      mapped('id', 'MATNR', { lookup: 'sap' }),
      mapped('prices[web|piece|EUR].amount', 'PREIS'),
      mapped('prices[web|piece|EUR|10].amount', 'AB10'),
      mapped('categories', 'GRUPPEN'),
    ]
    const price = (quantity: string, amount: string) => ({
      priceList: { code: 'web' },
      unit: { code: 'piece' },
      currency: 'EUR',
      quantity,
      amount: { amount, currency: 'EUR' },
    })
    const row = {
      ':external': { sap: '000047' },
      prices: [price('10', '17.50'), price('1', '19.99')],
      categories: [{ category: { code: 'tools' } }, { category: { code: 'drills' } }],
    }
    expect((await fileOf(csv, [row], asking('product', { columns }))).toString()).toBe(
      'MATNR,PREIS,AB10,GRUPPEN\r\n000047,19.99,17.50,tools|drills\r\n',
    )
  })
})
