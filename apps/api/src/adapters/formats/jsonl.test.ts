import { model } from '@portico/schema'
import { describe, expect, it } from 'vitest'
import { asking, fileOf, inPieces, mapped, recordsOf } from '../../testing/formats.ts'
import { jsonlFormat } from './jsonl.ts'

const jsonl = jsonlFormat(model)
const read = (entity: string, lines: readonly unknown[], profile = {}, size?: number, connector = {}) =>
  recordsOf(
    jsonl,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    asking(entity, profile, connector),
    size,
  )

describe('a file of JSON lines', () => {
  it('holds rows as the back office’s doors have them, with what belongs to them in lists', async () => {
    const product = {
      sku: 'A-1',
      name: { en: 'Drill' },
      brand: { code: 'acme' },
      createdAt: 'x',
      prices: [{ priceList: { code: 'web' }, unit: { code: 'piece' }, amount: { amount: '1.50', currency: 'EUR' } }],
      categories: [
        { category: { code: 'tools' }, main: true },
        { ':deed': 'delete', category: { code: 'saws' } },
      ],
    }
    const lines = [product, { external: { system: 'sap', id: '1' }, ':deed': 'delete' }]
    const [first, second] = await read('product', lines, {}, undefined, { deletes: true })
    const name = { sku: 'A-1' }
    expect(first!.deeds).toMatchObject([
      { entity: 'product', mode: 'upsert', given: { sku: 'A-1', name: { en: 'Drill' }, brand: { code: 'acme' } } },
      { entity: 'productCategory', given: { product: name, category: { code: 'tools' }, main: true } },
      { entity: 'productCategory', mode: 'delete', given: { product: name, category: { code: 'saws' } } },
      { entity: 'price', mode: 'upsert', given: { product: name, priceList: { code: 'web' } } },
    ])
    expect(first!.deeds[0]).not.toHaveProperty('given.createdAt')
    expect(first!.deeds[0]!.from).toMatchObject({ 'brand.code': { line: 1, column: 'brand.code', value: 'acme' } })
    expect(second!.deeds).toEqual([
      expect.objectContaining({ mode: 'delete', external: { system: 'sap', id: '1' }, given: {} }),
    ])
  })

  it('tells what is wrong with a line by its number, and reads the next one, wherever it is cut', async () => {
    const long = `{"code":"${'x'.repeat(1_100_000)}"}`
    const lines = [
      '{"code":"a"}',
      '',
      '{"code":',
      '[1]',
      long,
      '{"code":"b","id":7}',
      '{"code":"c",":deed":"drop"}',
      '{"code":"d"}',
    ]
    for (const size of [5, 65_536]) {
      const records = await read('brand', size === 5 ? lines.filter((line) => line !== long) : lines, {}, size)
      expect(records.map(({ objections }) => objections?.[0]!.code ?? 'fine')).toEqual([
        'fine',
        'LINE_UNREADABLE',
        'LINE_UNREADABLE',
        ...(size === 5 ? [] : ['LINE_UNREADABLE']),
        'FIELD_INVALID',
        'FIELD_INVALID',
        'fine',
      ])
      expect(records.at(-1)!.at).toEqual({ line: size === 5 ? 7 : 8 })
    }
  })

  it.each(['__proto__.level', 'constructor.prototype.level', 'code.prototype'])(
    'refuses to write a column to %s, and leaves all other objects as they were',
    async (column) => {
      const asked = asking('brand', { columns: [mapped('code', 'code'), mapped('name', column)] })
      await expect(fileOf(jsonl, [{ code: 'acme', name: 'ACME' }], asked)).rejects.toThrow(column)
      expect('level' in {}).toBe(false)
    },
  )

  it('reads a column from a document’s own members only', async () => {
    const columns = [mapped('code', 'code'), mapped('name', 'constructor.name')]
    const [record] = await read('brand', ['{"code":"acme"}'], { columns })
    expect(record!.deeds).toMatchObject([{ given: { code: 'acme' } }])
    expect(record!.deeds[0]).not.toHaveProperty('given.name')
  })

  it('does not keep a line that never ends', async () => {
    async function* endless() {
      const piece = Buffer.alloc(1_000_000, 'x')
      yield Buffer.from('{"code":"a"}\n')
      for (let at = 0; at < 200; at += 1) yield await Promise.resolve(piece)
      yield Buffer.from('\n{"code":"b"}')
    }
    const before = process.memoryUsage().arrayBuffers
    const found: unknown[] = []
    for await (const { at, objections } of jsonl.decode(endless(), asking('brand')))
      found.push([at.line, objections?.[0]!.params])
    expect(found).toEqual([
      [1, undefined],
      [2, { problem: 'it is longer than 1000000 bytes' }],
      [3, undefined],
    ])
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60 * 2 ** 20)
  })

  it('of another system is read by paths, values and units, without code', async () => {
    const columns = [
      mapped('sku', 'article.number'),
      mapped('name.de', 'article.title'),
      mapped('units[piece].weightKg', 'grams', { factor: '0.001' }),
      mapped('status', 'active', { values: { true: 'enabled', false: 'disabled' } }),
    ]
    const documents = [{ article: { number: 4711, title: 'Bohrer' }, grams: 1250.5, active: false, whatever: 1 }]
    const [record] = await read('product', documents, { columns, otherColumns: 'ignore' })
    expect(record!.deeds).toMatchObject([
      { given: { sku: '4711', name: { de: 'Bohrer' }, status: 'disabled' }, merge: ['name'] },
      { entity: 'productUnit', given: { product: { sku: '4711' }, weightKg: '1.2505' } },
    ])
    const back = {
      sku: '4711',
      name: { de: 'Bohrer' },
      status: 'disabled',
      units: [{ unit: { code: 'piece' }, weightKg: '1.2505' }],
    }
    const file = await fileOf(jsonl, [back], asking('product', { columns }))
    expect(JSON.parse(file.toString())).toEqual({
      article: { number: '4711', title: 'Bohrer' },
      grams: '1250.5',
      active: 'false',
    })
  })

  it('goes out with whole texts, amounts with their currency, and links by key', async () => {
    const price = {
      quantity: '1',
      currency: 'EUR',
      amount: { amount: '19.99', currency: 'EUR' },
      priceList: { id: 'x', code: 'web' },
      product: { id: 'y', sku: 'A-1' },
      unit: { id: 'z', code: 'piece' },
    }
    expect(JSON.parse((await fileOf(jsonl, [price], asking('price'))).toString())).toEqual({
      quantity: '1',
      currency: 'EUR',
      amount: { amount: '19.99', currency: 'EUR' },
      priceList: { code: 'web' },
      product: { sku: 'A-1' },
      unit: { code: 'piece' },
    })
  })

  it('that is empty or in another encoding is refused whole', async () => {
    const all = (bytes: Buffer) => async () => {
      for await (const record of jsonl.decode(inPieces(bytes), asking('brand'))) expect(record).toBeDefined()
    }
    await expect(all(Buffer.alloc(0))()).rejects.toMatchObject({ code: 'FILE_EMPTY' })
    await expect(all(Buffer.from('{"code":"ü"}', 'latin1'))()).rejects.toMatchObject({ code: 'FILE_NOT_IN_ENCODING' })
  })
})
