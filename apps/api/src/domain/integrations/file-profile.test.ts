import { model } from '@portico/schema'
import { describe, expect, it } from 'vitest'
import { dateFormatProblem, mappingRefusals } from './file-profile.ts'

describe('a pattern of days', () => {
  it.each(['yyyy-MM-dd', 'dd.MM.yyyy', 'yyyyMMdd', 'd/M/yy', "yyyy-MM-dd'T'HH:mm:ss.SSS"])('may be %s', (format) => {
    expect(dateFormatProblem(format)).toBeUndefined()
  })

  it.each([
    ['YYYY-MM-DD', 'holds "YYYY"'],
    ['dd.MM', 'needs a year'],
    ['dd.MM.yyyy MM', 'needs a year'],
    ['yyyy-mm-dd', 'needs a year'],
    ['MMM dd yyyy', 'holds "MMM"'],
  ])('cannot be %s', (format, problem) => {
    expect(dateFormatProblem(format)).toContain(problem)
  })
})

describe('a mapping of columns', () => {
  const product = model.entities.get('product')!
  it('is told all that is wrong with it, and where', () => {
    const columns = [
      { field: 'sku', column: 'MATNR' },
      { field: 'brand', column: 'MARKE', lookup: 'sap' },
      { field: 'colour', column: 'FARBE' },
      { field: 'sku' },
      { field: 'position', column: 'POS', factor: '0.000' },
      { field: 'status', column: 'ST', values: ['a'] as never },
      { field: 'brand', column: 'MARKE', lookup: 'a b' },
      { field: 'sku', column: '__proto__.level' },
    ]
    expect(mappingRefusals(columns, [{ model, entity: product }]).map(({ path, message }) => [path, message])).toEqual([
      ['columns.2.field', 'columns.2.field: "colour" is no column of product; see contracts/files/product.json.'],
      ['columns.3.column', 'columns.3.column: is missing, and there is no constant.'],
      ['columns.4.factor', 'columns.4.factor: is 0.'],
      ['columns.5.values', 'columns.5.values: is no object of words: {"ST": "piece"}.'],
      ['columns.6.field', expect.stringContaining('is no column of product')],
      ['columns.6.lookup', 'columns.6.lookup: is no code of a system.'],
      ['columns.7.column', 'columns.7.column: names what every object has by itself: choose another name.'],
    ])
  })

  it('is judged by itself as long as no connector says what it is about', () => {
    expect(mappingRefusals([{ field: 'colour', column: 'FARBE' }], [])).toEqual([])
  })
})
