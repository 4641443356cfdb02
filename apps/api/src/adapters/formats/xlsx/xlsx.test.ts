import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { model } from '@portico/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { asking, fileOf, inPieces, mapped, recordsOf } from '../../../testing/formats.ts'
import { xlsxFormat } from './index.ts'
import { fixedParts } from './write-sheet.ts'

const xlsx = xlsxFormat(model)

/** A workbook of these parts, as another program might have written it. */
async function workbook(parts: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries({ ...fixedParts, ...parts })) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream as Readable) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

const sheet = (rows: string) => ({
  'xl/worksheets/sheet1.xml':
    `<x:worksheet xmlns:x="urn:x"><x:sheetData>${rows}</x:sheetData></x:worksheet>`.replaceAll(
      /<(\/?)(?=[a-z]+[ >])/g,
      '<$1x:',
    ),
})

/** A folder for temporary files of this test alone. */
let own: string
const before = process.env.TMPDIR
beforeAll(() => {
  own = mkdtempSync(join(tmpdir(), 'workbooks-'))
  process.env.TMPDIR = own
})
afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  rmSync(own, { recursive: true })
})

describe('a workbook', () => {
  it('of Excel is read: shared and rich texts, numbers without their noise, days, yes and no, gaps, and a formula that failed', async () => {
    const file = await workbook({
      ...sheet(
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>weightKg</t></is></c><c r="C2" t="str"><v>sell</v></c><c r="D2" t="inlineStr"><is><t>gtin</t></is></c><c r="E2" t="s"><v>2</v></c></row>' +
          '<row r="3"/><row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5"><v>0.30000000000000004</v></c><c r="C5" t="b"><v>1</v></c><c r="D5"><v>4006381333931</v></c><c r="E5" t="s"><v>3</v></c></row>' +
          '<row r="6"><c r="A6" t="inlineStr"><is><t>B_x0007_</t></is></c><c r="E6" t="s"><v>3</v></c></row>' +
          '<row r="7"><c r="A7" t="s"><v>1</v></c><c r="B7" t="e"><v>#N/A</v></c></row><row r="8"><c r="A8" t="s"><v>1</v></c><c r="G8"><v>5</v></c></row>',
      ),
      'xl/sharedStrings.xml':
        '<sst><si><t>product.sku</t></si><si><r><t>A-</t></r><r><t>1</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si><si><t>unit.code</t></si><si><t>piece</t></si></sst>',
    })
    const records = await recordsOf(xlsx, file, asking('productUnit'), 100)
    expect(
      records.map(({ at, deeds: [deed], objections }) => [at.line, objections ?? (deed as { given: object }).given]),
    ).toEqual([
      [5, { product: { sku: 'A-1' }, unit: { code: 'piece' }, weightKg: '0.3', sell: true, gtin: '4006381333931' }],
      [6, { product: { sku: 'B\u0007' }, unit: { code: 'piece' } }],
      [
        7,
        [
          {
            line: 7,
            column: 'weightKg',
            value: '#N/A',
            code: 'FIELD_INVALID',
            params: { field: 'weightKg', problem: 'is a formula that failed' },
          },
        ],
      ],
      [8, [{ line: 8, value: '5', code: 'LINE_COLUMNS', params: { found: 7, expected: 5 } }]],
    ])
  })

  it.each([
    ['since 1900', '', '45000', '2023-03-15'],
    ['since 1904', '<workbookPr date1904="1"/>', '43538', '2023-03-15'],
  ])('counts days %s', async (_what, setting, days, day) => {
    const file = await workbook({
      ...sheet(
        `<row r="1"><c r="A1" t="str"><v>sku</v></c><c r="B1" t="str"><v>availableFrom</v></c></row><row r="2"><c r="A2" t="str"><v>A</v></c><c r="B2" s="2"><v>${days}</v></c></row>`,
      ),
      'xl/workbook.xml': fixedParts['xl/workbook.xml']!.replace('<sheets>', `${setting}<sheets>`),
    })
    const [record] = await recordsOf(xlsx, file, asking('product'))
    expect(record!.deeds[0]).toMatchObject({ given: { sku: 'A', availableFrom: day } })
  })

  it('that goes out holds texts that no spreadsheet runs, and numbers that one can add up', async () => {
    const profile = {
      columns: [mapped('code', 'Code'), mapped('name', 'Name'), mapped('priority', 'Vorrang')],
      decimalSign: 'comma' as const,
    }
    const rows = [{ code: '007', name: '=HYPERLINK("http://x")', priority: 3 }]
    const file = await fileOf(xlsx, rows, asking('warehouse', profile))
    const [record] = await recordsOf(xlsx, file, asking('warehouse', profile))
    expect(record!.deeds[0]).toMatchObject({ given: rows[0] })
    const { withParts } = await import('./package-parts.ts')
    const text = withParts(inPieces(file), async function* (parts) {
      for await (const piece of await parts.read('xl/worksheets/sheet1.xml')) yield String(piece)
    })
    let whole = ''
    for await (const piece of text) whole += piece
    expect(whole).toContain('t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;http://x&quot;)</t>')
    expect(whole).toContain('<c r="C2"><v>3</v></c>')
    expect(whole).not.toContain('<f>')
  })

  it('leaves nothing lying about, read to its end or not', async () => {
    const file = await fileOf(
      xlsx,
      [{ code: 'a' }, { code: 'b' }],
      asking('brand', { columns: [mapped('code', 'code')] }),
    )
    for await (const record of xlsx.decode(inPieces(file), asking('brand'))) {
      expect(record.at.line).toBe(2)
      break
    }
    expect(readdirSync(own)).toEqual([])
  })

  it.each<[string, () => Buffer | Promise<Buffer>, object]>([
    ['holds no byte', () => Buffer.alloc(0), { code: 'FILE_EMPTY' }],
    ['is CSV', () => Buffer.from('code,name\na,b\n'), { code: 'WORKBOOK_UNREADABLE' }],
    [
      'was cut',
      async () => (await workbook(sheet('<row r="1"><c t="str"><v>code</v></c></row>'))).subarray(0, -40),
      { code: 'WORKBOOK_UNREADABLE' },
    ],
    [
      'is another ZIP archive',
      () => workbook({ 'xl/workbook.xml': '<workbook/>' }),
      { code: 'WORKBOOK_UNREADABLE', params: { problem: 'it has no sheet' } },
    ],
    ['has no row', () => workbook(sheet('')), { code: 'FILE_EMPTY' }],
    [
      'brings a document type with entities',
      () =>
        workbook({
          'xl/worksheets/sheet1.xml':
            '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData/></worksheet>',
        }),
      { code: 'WORKBOOK_UNREADABLE', params: { problem: 'it has a document type' } },
    ],
    [
      'has a row without an end',
      () => workbook(sheet(`<row r="1"><c t="str"><v>${'x'.repeat(1_100_000)}</v></c></row>`)),
      { code: 'WORKBOOK_UNREADABLE', params: { problem: 'row 1 is longer than 1000000 characters' } },
    ],
    [
      'is damaged where its sheet is',
      async () => {
        const file = await workbook(sheet(`<row r="1"><c t="str"><v>${'code '.repeat(2_000)}</v></c></row>`))
        const at = file.indexOf('xl/worksheets/sheet1.xml') + 40
        return file.fill(0x5a, at, at + 20)
      },
      { code: 'WORKBOOK_UNREADABLE' },
    ],
    [
      'unpacks to thousands of times its size',
      () => workbook(sheet(`<row r="1"><c t="str"><v>code</v></c></row>${' '.repeat(20_000_000)}`)),
      {
        code: 'WORKBOOK_UNREADABLE',
        params: { problem: expect.stringMatching(/^xl\/worksheets\/sheet1\.xml comes to 20\d{6} bytes/) as string },
      },
    ],
    [
      'has a comment without an end',
      () => workbook(sheet(`<!--${randomBytes(4_500_000).toString('base64')}--><row r="1"/>`)),
      {
        code: 'WORKBOOK_UNREADABLE',
        params: { problem: expect.stringMatching(/longer than 4194304 characters/) as string },
      },
    ],
    [
      'has an element with attributes without end',
      () => workbook(sheet(`<row ${Array.from({ length: 300 }, (_, at) => `a${at}="1"`).join(' ')}/>`)),
      { code: 'WORKBOOK_UNREADABLE', params: { problem: 'an element has more than 256 attributes' } },
    ],
    [
      'names one cell again and again',
      () => workbook(sheet(`<row r="1">${'<c r="A1" t="e"/>'.repeat(16_385)}</row>`)),
      { code: 'WORKBOOK_UNREADABLE', params: { problem: 'row 1 has more than 16384 columns' } },
    ],
    [
      'has more styles than any program makes',
      () =>
        workbook({
          ...sheet(''),
          'xl/styles.xml': `<styleSheet><cellXfs>${'<xf/>'.repeat(100_001)}</cellXfs></styleSheet>`,
        }),
      { code: 'WORKBOOK_UNREADABLE', params: { problem: 'it has more than 100000 styles' } },
    ],
    [
      'has columns that mean nothing',
      () => workbook(sheet('<row r="1"><c t="str"><v>code</v></c><c t="str"><v>colour</v></c></row>')),
      { code: 'FILE_COLUMN_UNKNOWN' },
    ],
  ])('that %s is refused whole, and leaves nothing lying about', async (_what, file, refusal) => {
    await expect(recordsOf(xlsx, await file(), asking('brand'))).rejects.toMatchObject(refusal)
    expect(readdirSync(own)).toEqual([])
  })
})
