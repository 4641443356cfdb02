import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { breaksOfFiles, type FileContract } from './file-breaks.ts'
import { breaksOfGraphql } from './graphql-breaks.ts'
import { breaksOfOpenapi, type OpenapiDocument } from './openapi-breaks.ts'

const read = () =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../contracts/openapi/back-office.json'), 'utf8'),
  ) as OpenapiDocument

type Change = (document: OpenapiDocument) => void

/** The breaks after somebody has changed the document. */
const breaksAfter = (change: Change) => {
  const document = read()
  change(document)
  return breaksOfOpenapi(read(), document)
}
const properties = (document: OpenapiDocument, name: string, ...path: string[]) =>
  path.reduce<Record<string, unknown>>(
    (here, key) => here[key] as Record<string, unknown>,
    document.components.schemas[name]!,
  )
const attributes = ['properties', 'data', 'properties', 'attributes']

describe('a change of the OpenAPI document', () => {
  it.each<[string, Change, string[]]>([
    ['nothing', () => undefined, []],
    [
      'an address and an optional attribute more',
      (document) => {
        document.paths['/new'] = { get: {} }
        properties(document, 'BrandCreate', ...attributes, 'properties').colour = { type: 'string' }
      },
      [],
    ],
    ['a method that is gone', (document) => delete document.paths['/brands']!.post, ['POST /brands: is gone']],
    [
      'an attribute that must be given now',
      (document) => void (properties(document, 'BrandCreate', ...attributes).required as string[]).push('color'),
      ['BrandCreate.data.attributes.color: is required now'],
    ],
    [
      'an attribute that is told no more',
      (document) => delete properties(document, 'Brand', 'properties', 'attributes', 'properties').name,
      ['Brand.attributes.name: is gone'],
    ],
    [
      'a parameter that is gone',
      (document) => {
        document.paths['/brands']!.get!.parameters = []
      },
      read().paths['/brands']!.get!.parameters as never[],
    ],
  ])('with %s', (_what, change, expected) => {
    const breaks = breaksAfter(change)
    if (_what === 'a parameter that is gone') expect(breaks.length).toBe(expected.length)
    else expect(breaks).toEqual(expected)
  })
})

describe('a change of a GraphQL schema', () => {
  it('breaks clients where something is taken away, and not where it is added', () => {
    expect(breaksOfGraphql('type Query { a: Int b: Int }', 'type Query { a: Int c: Int }')).toEqual(['Query.b was removed.'])
    expect(breaksOfGraphql('type Query { a: Int }', 'type Query { a: Int b: Int }')).toEqual([])
  })
})

describe('a change of the layout of files', () => {
  const layout = (): FileContract =>
    JSON.parse(readFileSync(join(import.meta.dirname, '../../contracts/files/product.json'), 'utf8')) as FileContract
  const after = (change: (now: { -readonly [K in keyof FileContract]: FileContract[K] }) => void) => {
    const now = layout()
    change(now)
    return breaksOfFiles(layout(), now)
  }
  const changed = (now: FileContract, name: string, more: object) =>
    now.columns.map((column) => (column.name === name ? { ...column, ...more } : column))

  it('breaks nobody where columns are added', () => {
    expect(after((now) => (now.columns = [...now.columns, { name: 'colour', kind: 'text' }]))).toEqual([])
  })

  it('breaks those who write or read files where something is taken away, asked for, or narrower', () => {
    expect(after((now) => (now.columns = now.columns.filter(({ name }) => name !== 'mpn')))).toEqual(['mpn: is gone'])
    expect(after((now) => (now.columns = changed(now, 'mpn', { required: true, maxLength: 10 })))).toEqual([
      'mpn: takes less',
      'mpn: is required now',
    ])
    expect(after((now) => (now.columns = changed(now, 'status', { values: ['enabled'], readOnly: true })))).toEqual([
      'status: cannot be written any more',
      'status: disabled is no value any more',
    ])
    expect(after((now) => (now.key = ['slug']))).toEqual(['its key was sku and is slug'])
    expect(after((now) => (now.children = {}))).toContain('prices[…]: is gone')
  })
})
