import { DateTime } from 'luxon'
import { noWorkbook } from './package-parts.ts'
import type { Cell } from '../rows.ts'
import { escaped } from './xml.ts'

/** Excel's own limits. */
const [mostRows, longestText] = [1_048_576, 32_767]

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Styles by what stands in a cell; their numbers are their places in `cellXfs`. */
const style = { text: 1, day: 2, moment: 3, header: 4 } as const

/** The parts besides the sheet (ECMA-376 part 1, 12.3): what a workbook needs at least. */
export const fixedParts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  '_rels/.rels': `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
}

/** xl/worksheets/sheet1.xml, as its rows come: the header stays when people scroll. */
export async function* sheetText(
  header: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string> {
  const names = header.map((name, at) => textCell(`${columnName(at)}1`, name, style.header))
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData><row r="1">${names.join('')}</row>`
  let number = 1
  let part = ''
  for await (const cells of rows) {
    number += 1
    if (number > mostRows) throw noWorkbook(`a sheet holds ${mostRows} rows, and these are more; write CSV instead`)
    part += `<row r="${number}">${cells.map((cell, at) => cellText(`${columnName(at)}${number}`, cell)).join('')}</row>`
    if (part.length < 60_000) continue
    yield part
    part = ''
  }
  yield `${part}</sheetData></worksheet>`
}

/** 54 → `BC` */
const columnName = (at: number): string =>
  (at < 26 ? '' : columnName(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))

/** A text is a text, whatever it begins with: no spreadsheet runs it as a formula. */
function textCell(at: string, text: string, number: number = style.text): string {
  if (text === '') return ''
  const shown = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text
  return `<c r="${at}" s="${number}" t="inlineStr"><is><t xml:space="preserve">${escaped(shown)}</t></is></c>`
}

function cellText(at: string, { text, field: { kind }, plain }: Cell): string {
  if (text === '' || plain === undefined) return textCell(at, text)
  if (kind === 'boolean') return `<c r="${at}" t="b"><v>${plain === 'true' ? 1 : 0}</v></c>`
  if (kind === 'date' || kind === 'instant') return momentCell(at, text, plain, kind)
  const isNumber = kind === 'integer' || kind === 'decimal' || kind === 'quantity' || kind === 'money'
  // a float holds 15 digits exactly
  return isNumber && plain.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15
    ? `<c r="${at}"><v>${plain}</v></c>`
    : textCell(at, text)
}

/** Excel counts a day too much before March 1900, and knows none before 1900: those are texts. */
function momentCell(at: string, text: string, plain: string, kind: 'date' | 'instant'): string {
  const moment = DateTime.fromISO(plain, { zone: 'utc' })
  const days = moment.diff(DateTime.utc(1899, 12, 30)).as('days')
  if (days < 61 || days >= 2_958_466) return textCell(at, text)
  return `<c r="${at}" s="${kind === 'date' ? style.day : style.moment}"><v>${days}</v></c>`
}
