import { describe, expect, it } from 'vitest'
import { buildModel, model } from '../index.ts'
import { fieldOfKind, part, thing } from '../testing/every-kind.ts'
import { fileContract } from './file-contract.ts'
import { columnPlace, fileLayout } from './files.ts'

const pageInfo = model.shapes.get('PageInfo')
const small = buildModel([thing], pageInfo ? [part, pageInfo] : [part])
const of = (name: string) => model.entities.get(name)!
const place = (entity: string, column: string) => columnPlace(model, of(entity), column)
const columnsOf = (entity: string) => fileLayout(model, of(entity)).columns

describe.each(Object.keys(fieldOfKind).filter((kind) => kind !== 'id'))('a field of kind %s', (kind) => {
  const columns = fileLayout(small, small.entities.get('thing')!).columns.filter(({ name }) =>
    name.startsWith(`${kind}Field`),
  )

  it(kind === 'secret' ? 'is in no file' : 'has a column whose name is understood when it is read', () => {
    expect(columns.length > 0).toBe(kind !== 'secret')
    for (const { name } of columns) {
      const said = name.replace('<language>', 'de').replace('<member>', 'colour')
      expect(columnPlace(small, small.entities.get('thing')!, said)).toMatchObject({ role: 'value', name: said })
    }
  })
})

describe('the layout of an entity', () => {
  it('is understood by every name that it tells, whatever the entity', () => {
    for (const entity of model.entities.values()) {
      const { columns, children } = fileLayout(model, entity)
      const names = [...columns, ...Object.values(children)].map((one) => ('columns' in one ? one.example : one.name))
      for (const name of names) {
        const said = name.replace('<language>', 'de').replace('<member>', 'colour').replace('<system>', 'sap')
        expect([said, columnPlace(model, entity, said)?.name]).toEqual([said, said])
      }
    }
  })

  it('names links by the keys of the rows that they lead to, however deep these go', () => {
    expect(fileLayout(model, of('price')).key).toEqual([
      'priceList.code',
      'product.sku',
      'unit.code',
      'currency',
      'quantity',
    ])
    expect(fileLayout(model, of('shipmentLine')).key).toEqual(['shipment.number', 'orderLine.id'])
    expect(place('kitItemProduct', 'item.kit.sku')).toMatchObject({ path: ['item', 'kit', 'sku'] })
    expect(place('product', 'brand.external:sap')).toMatchObject({ path: ['brand'], system: 'sap' })
  })

  it('says what a new row needs, what stands from then on, and what goes out only', () => {
    const product = new Map(columnsOf('product').map((column) => [column.name, column]))
    expect(product.get('sku')).toMatchObject({ required: true, maxLength: 64 })
    expect(product.get('type')).toMatchObject({ immutable: true, values: ['simple', 'configurable', 'kit'] })
    expect(columnsOf('inventoryLevel').find(({ name }) => name === 'reserved')).toMatchObject({ readOnly: true })
    expect(columnsOf('stockMovement').every(({ readOnly, name }) => readOnly || /^(id$|external:)/.test(name))).toBe(
      true,
    )
    expect(fileContract(model, of('user'))).not.toContain('passwordHash')
  })

  it('has rows that belong to a row in the same line, named by the rest of their key', () => {
    expect(place('product', 'prices[web|piece|EUR|10].amount')).toMatchObject({
      path: ['amount'],
      child: { relation: 'prices', by: 'product', handle: 'web|piece|EUR|10' },
    })
    expect(
      place('product', 'prices[web|piece].amount')?.child?.key.map(({ path, value }) => [path.join('.'), value]),
    ).toEqual([
      ['priceList.code', 'web'],
      ['unit.code', 'piece'],
    ])
    expect(place('product', 'prices["a|b","c]d"].amount')?.child?.key.map(({ value }) => value)).toEqual(['a|b', 'c]d'])
    expect(place('product', 'prices[].priceList.code')).toMatchObject({ path: ['priceList', 'code'] })
    expect(place('product', 'categories')).toMatchObject({ child: { each: { path: ['category', 'code'] } } })
  })

  it.each([
    ['product', 'name'],
    ['product', 'name.german'],
    ['product', 'colour'],
    ['product', 'brand'],
    ['product', 'prices[web|piece|EUR|10|more].amount'],
    ['product', 'prices[web|piece].product.sku'],
    ['product', 'prices[web|piece].prices'],
    ['brand', 'products[A-1].slug'],
    ['user', 'passwordHash'],
  ])('of %s has no column %s', (entity, column) => {
    expect(place(entity, column)).toBeUndefined()
  })
})

describe('what is to go', () => {
  it('says so in layouts, with its day: a column, a field of rows in the same line, an entity', () => {
    const deprecated = { since: '2026-11-01', sunset: '2028-05-01', instead: 'use another' }
    const going = buildModel(
      [...model.entities.values()].map((entity) => {
        const field = { product: 'mpn', productUnit: 'weightKg' }[entity.name]
        if (entity.name === 'brand') return { ...entity, deprecated }
        return field
          ? { ...entity, fields: { ...entity.fields, [field]: { ...entity.fields[field]!, deprecated } } }
          : entity
      }),
      [...model.shapes.values()],
    )
    const layout = fileLayout(going, going.entities.get('product')!)
    expect(
      layout.columns.filter(({ doc }) => doc?.includes('may be gone from 2028-05-01 on')).map(({ name }) => name),
    ).toEqual(['mpn', 'brand.code', 'brand.id', 'brand.external:<system>'])
    expect(layout.children['units']?.sunsets).toEqual({ weightKg: '2028-05-01' })
    expect(fileLayout(going, going.entities.get('brand')!).doc).toContain('may be gone from 2028-05-01 on')
  })
})
