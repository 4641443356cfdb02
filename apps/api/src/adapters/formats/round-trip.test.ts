import { buildModel, model, type FieldKind } from '@portico/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { part, thing } from '../../../../../packages/schema/src/testing/every-kind.ts'
import type { ExchangeRecord, FileProfileSaid } from '../../domain/integrations/port.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { asking, fileOf, mapped, recordsOf } from '../../testing/formats.ts'
import { createFormats } from './index.ts'

type Row = Record<string, unknown>

const pageInfo = model.shapes.get('PageInfo')!
const formats = createFormats(buildModel([thing], [part, pageInfo]))

/** What people, programs and attackers put into texts. */
const nasty = [
  '"',
  '""',
  ',',
  ';',
  '|',
  '\t',
  "'",
  '\n',
  '\r\n',
  '\r',
  'a\nb',
  '"\n"',
  '=1+1',
  "'=x",
  '-5',
  '+',
  '@',
  '[',
  '["a"]',
  '{}',
  ' spaced ',
  'null',
  'true',
  '0',
  '007',
  '1e5',
  '1,5',
  '1.5',
  '\ufeff',
  'ü€Ω',
  '日本語',
  '🛠️',
  'e\u0301',
  '\u200b',
  '\u0001\u001f',
  '_x0041_',
  '<b>&amp;</b>',
  ']]>',
  '\\',
  '\\t',
  'a\\"b',
  '#N/A',
  '﷽',
]
const text = fc
  .oneof(
    fc.constantFrom(...nasty),
    fc.string({ unit: 'grapheme' }),
    fc.array(fc.constantFrom(...nasty)).map((all) => all.join('')),
  )
  .filter((one) => !one.includes('\u0000') && Buffer.from(one).toString() === one && one.trim() !== '')
const number = (places: number, whole: number) =>
  fc
    .tuple(fc.bigInt({ min: -(10n ** BigInt(whole)), max: 10n ** BigInt(whole) }), fc.integer({ min: 0, max: places }))
    .map(([digits, scale]) => new Decimal(digits.toString()).dividedBy(new Decimal(10).pow(scale)).toFixed())
const moment = fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })

/** Values as the back office reads them. */
const valueOf = {
  id: fc.uuid(),
  text,
  longText: text,
  localized: fc.record({ en: text, de: text }, { requiredKeys: [] }).filter((texts) => Object.keys(texts).length > 0),
  textList: fc.array(fc.oneof(text, fc.constant(''))),
  choice: fc.constantFrom('red', 'green'),
  boolean: fc.boolean(),
  integer: fc.integer(),
  decimal: number(4, 15),
  quantity: number(6, 15),
  money: number(4, 15).map((amount) => ({ amount, currency: 'EUR' })),
  date: moment.map((at) => at.toISOString().slice(0, 10)),
  instant: moment,
  json: fc
    .jsonValue()
    .map((value) => JSON.parse(JSON.stringify(value)) as unknown)
    .filter((value) => value !== null),
  secret: fc.constant(null),
} satisfies Record<FieldKind, fc.Arbitrary<unknown>>

/** What a value is when it comes in again. */
const returned = {
  money: (value) => (value as { amount: string }).amount,
  instant: (value) => (value as Date).toISOString(),
} as Partial<Record<FieldKind, (value: unknown) => unknown>>

const profiles: [string, Partial<FileProfileSaid>][] = [
  ['as it is laid out', {}],
  ['of a German ERP', { delimiter: ';', decimalSign: 'comma', dateFormat: 'dd.MM.yyyy', trueValues: ['ja'] }],
  [
    'with tabs, single quotes and guarded formulas',
    { delimiter: '\\t', quote: "'", guardFormulas: true, encoding: 'utf16le' },
  ],
]
const kinds = (Object.keys(valueOf) as FieldKind[]).filter((kind) => kind !== 'id' && kind !== 'secret')

const givenOf = (records: readonly ExchangeRecord[]) =>
  records.map(({ deeds: [deed], objections }) => objections ?? (deed as { given: Row }).given)

/** Writes rows, reads them again in pieces of some size, and answers what they give. */
async function there(code: string, rows: Row[], profile: Partial<FileProfileSaid>, size = 4096) {
  const format = formats.find((one) => one.code === code)!
  const asked = asking('thing', profile)
  return givenOf(await recordsOf(format, await fileOf(format, rows, asked), asked, size))
}

describe.each(['csv', 'jsonl', 'xlsx'])('a file of %s', (code) => {
  describe.each(code === 'csv' ? profiles : profiles.slice(0, 1))('%s', (_what, profile) => {
    it.each(kinds)('brings back what was written of kind %s', async (kind) => {
      const key = `${kind}Field`
      const columns = [mapped('id', 'id'), mapped('currency', 'currency'), mapped(key, key)]
      const parts = ['en', 'de'].map((language) => mapped(`${key}.${language}`, `${key}.${language}`))
      const own = kind === 'localized' ? [...columns.slice(0, 2), ...parts] : columns
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ id: fc.uuid(), [key]: valueOf[kind] }), { minLength: 1, maxLength: 20 }),
          fc.constantFrom(1, 3, 4096),
          async (rows, size) => {
            const full = rows.map((row) => ({ ...row, currency: 'EUR' }))
            const asked = code === 'jsonl' ? profile : { ...profile, columns: own }
            const found = (await there(code, full, asked, size)) as Row[]
            const back = code === 'jsonl' ? undefined : returned[kind]
            const expected = full.map((row) => {
              const value = (row as Row)[key]
              return back ? back(value) : value instanceof Date ? value.toISOString() : value
            })
            expect(found.map((given) => given[key])).toEqual(expected)
          },
        ),
        { numRuns: code === 'xlsx' ? 4 : 12 },
      )
    })
  })

  it('brings back a whole row of every kind, by the layout alone, and nothing where nothing is', async () => {
    const [everything] = fc.sample(
      fc.record(Object.fromEntries(kinds.map((kind) => [`${kind}Field`, valueOf[kind]]))),
      { numRuns: 1, seed: 7 },
    )
    const nothing = Object.fromEntries(kinds.map((kind) => [`${kind}Field`, null]))
    const rows = [everything!, nothing].map((row, at) => ({
      ...row,
      id: `018f4e9c-7b1a-7c3e-9d2b-5a6f7e8d9c0${at}`,
      currency: 'EUR',
      cost: null,
      parent: at === 0 ? { id: '018f4e9c-7b1a-7c3e-9d2b-5a6f7e8d9c01' } : null,
    }))
    const [first, second] = (await there(code, rows, {})) as Row[]
    for (const kind of kinds) {
      const value = (everything as Row)[`${kind}Field`]
      const back = code === 'jsonl' ? undefined : returned[kind]
      expect([kind, first![`${kind}Field`]]).toEqual([
        kind,
        back ? back(value) : value instanceof Date ? value.toISOString() : value,
      ])
    }
    expect(Object.values(second!).filter((value) => value !== null)).toEqual(['EUR'])
  })
})

it.each(['csv', 'xlsx'])('members of an open document come back as what they are, by %s', async (code) => {
  const member = fc.oneof(
    text,
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => (one === 0 ? 0 : one)),
    fc.array(text),
    fc.constantFrom('1.5', 'true', '{"a":1}', '"x"'),
  )
  const columns = [mapped('id', 'id'), mapped('jsonField.colour', 'colour')]
  for (const decimalSign of ['point', 'comma'] as const)
    await fc.assert(
      fc.asyncProperty(fc.uuid(), member, async (id, colour) => {
        const [given] = (await there(code, [{ id, jsonField: { colour } }], { columns, decimalSign })) as Row[]
        expect(given!.jsonField).toEqual({ colour })
      }),
      { numRuns: code === 'xlsx' ? 6 : 40 },
    )
})
