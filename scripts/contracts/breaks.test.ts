import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { breaksOfFiles, type FileContract } from './file-breaks.ts'
import { breaksOfGraphql } from './graphql-breaks.ts'
import { breaksOfMessages, type MessageContract } from './message-breaks.ts'
import { breaksOfOpenapi, type OpenapiDocument } from './openapi-breaks.ts'
import { stillPromisedFiles, stillPromisedGraphql, stillPromisedOpenapi } from './still-promised.ts'
import { hurriedSunsets } from './sunsets.ts'

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
    [
      'one scope more that is needed',
      (document) => {
        const { get } = document.paths['/brands']!
        get!.security = [{ oauth: ['brand:read', 'unit:read'] }, ...(get!.security as object[]).slice(1)] as never
      },
      ['GET /brands: oauth brand:read is not enough any more'],
    ],
    [
      'a media type that is taken no more',
      (document) => {
        const { content } = document.paths['/batches']!.post!.requestBody as { content: Record<string, unknown> }
        delete content['application/x-ndjson']
      },
      ['POST /batches body: application/x-ndjson is gone'],
    ],
    [
      'a parameter that takes less',
      (document) => {
        Object.assign(document.components.parameters!['PageSize']!.schema as object, { minimum: 5, maximum: 10 })
      },
      ['the parameter PageSize: takes less (maximum)', 'the parameter PageSize: takes less (minimum)'],
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

describe('what was said to go', () => {
  const schema = (field: string, more = '') =>
    `type Query { a: A ${field} b(new: Int${more}): Int } type A { x: Int } ${field.includes('Old') ? 'type Old { x: Int }' : ''}`
  const until = (day: string) => `@deprecated(reason: "Deprecated since 2026-01-01, may be gone from ${day} on: use a.")`
  const old = schema(`old: Old ${until('2027-02-01')}`, `, old: Int ${until('2027-02-01')}`)
  const breaksOn = (today: string) => breaksOfGraphql(stillPromisedGraphql(old, today), schema(''))

  it('may be gone from GraphQL from its day on, with what only it led to, and not before', () => {
    expect(breaksOn('2027-01-31').sort()).toEqual(['Old was removed.', 'Query.b arg old was removed.', 'Query.old was removed.'])
    expect(breaksOn('2027-02-01')).toEqual([])
    expect(breaksOfGraphql(stillPromisedGraphql(old, '2027-02-01'), 'type Query { a: A }  type A { x: Int }')).toEqual([
      'Query.b was removed.',
    ])
    const forever = schema('old: Int @deprecated(reason: "Nobody knows until when.")')
    expect(breaksOfGraphql(stillPromisedGraphql(forever, '2099-01-01'), schema(''))).toEqual(['Query.old was removed.'])
  })

  it('may be gone from OpenAPI from its day on, and not before: a member, an operation, a parameter', () => {
    const going = { deprecated: true, 'x-sunset': '2027-02-01' }
    const ofBrands = () => {
      const { paths, components } = read()
      const schemas = Object.entries(components.schemas).filter(([name]) => /^(Brand|Links|Meta|AnyResource)/.test(name))
      return { paths: { '/brands': paths['/brands']! }, components: { schemas: Object.fromEntries(schemas) } }
    }
    const before: OpenapiDocument = ofBrands()
    Object.assign(properties(before, 'Brand', 'properties', 'attributes', 'properties').name as object, going)
    Object.assign(before.paths['/brands']!.post!, going)
    const parameter = { name: 'old', in: 'query', schema: { type: 'string' }, ...going }
    ;(before.paths['/brands']!.get!.parameters as object[]).push(parameter)
    const now: OpenapiDocument = ofBrands()
    delete properties(now, 'Brand', 'properties', 'attributes', 'properties').name
    delete now.paths['/brands']!.post
    const breaksOn = (today: string) => breaksOfOpenapi(stillPromisedOpenapi(before, today), now)
    expect(breaksOn('2027-01-31').sort()).toEqual([
      'Brand.attributes.name: is gone',
      'GET /brands: the parameter old is gone',
      'POST /brands: is gone',
    ])
    expect(breaksOn('2027-02-01')).toEqual([])
  })

  it('may be gone from layouts of files from its day on, and not before: a column, a relation, a field of one, all of it', () => {
    const words = 'Deprecated since 2026-01-01, may be gone from 2027-02-01 on: use another.'
    const file = (name: string) =>
      JSON.parse(readFileSync(join(import.meta.dirname, `../../contracts/files/${name}.json`), 'utf8')) as FileContract
    const now = file('product')
    const { prices, categories, ...children } = now.children
    const before: FileContract = {
      ...now,
      columns: now.columns.map((column) => (column.name === 'mpn' ? { ...column, doc: words } : column)),
      children: {
        ...children,
        categories: { ...categories!, doc: words },
        prices: { ...prices!, sunsets: { amount: '2027-02-01' } },
      },
    }
    const after: FileContract = {
      ...now,
      columns: now.columns.filter(({ name }) => name !== 'mpn'),
      children: { ...children, prices: { ...prices!, fields: prices!.fields.filter((field) => field !== 'amount') } },
    }
    const breaksOn = (today: string) => breaksOfFiles(stillPromisedFiles(before, today)!, after)
    expect(breaksOn('2027-01-31').sort()).toEqual(['categories[…]: is gone', 'mpn: is gone', 'prices[…].amount: is gone'])
    expect(breaksOn('2027-02-01')).toEqual([])
    expect(stillPromisedFiles({ ...now, doc: words }, '2027-01-31')).toBeDefined()
    expect(stillPromisedFiles({ ...now, doc: words }, '2027-02-01')).toBeUndefined()
  })

  it('leaves clients the time that was promised', () => {
    const now = (day: string) => schema(`old: Int ${until(day)}`)
    const hurried = (before: string, day: string) => hurriedSunsets(before, now(day), '2026-01-15')
    expect(hurried(schema('old: Int'), '2027-01-15')).toEqual([])
    expect(hurried(schema('old: Int'), '2026-11-01')).toEqual([
      'Query.old: it is said to go, and may be gone from 2026-11-01 on; clients have until 2026-12-15 at least',
    ])
    expect(hurried(now('2027-06-01'), '2027-01-15')).toEqual([
      'Query.old: it was promised until 2027-06-01, and now until 2027-01-15',
    ])
    expect(hurried(now('2026-03-01'), '2026-03-01')).toEqual([])
  })
})

describe('a change of the messages of webhooks', () => {
  const events = () =>
    JSON.parse(
      readFileSync(join(import.meta.dirname, '../../contracts/webhooks/events.json'), 'utf8'),
    ) as MessageContract
  const after = (change: (contract: MessageContract) => void) => {
    const now = events()
    change(now)
    return breaksOfMessages(events(), now)
  }

  it('is told where a topic is gone, or a member of the rows in them', () => {
    expect(after(() => undefined)).toEqual([])
    expect(after(({ topics }) => delete topics['order.placed'])).toEqual(['the topic order.placed is gone'])
    expect(after(({ $defs }) => delete ($defs['Money']!['properties'] as Record<string, unknown>)['currency'])).toEqual([
      'Money.currency: is gone',
    ])
  })
})
