import { isAbsolute, posix } from 'node:path'
import { hear, unescaped } from './xml.ts'
import { noWorkbook, type Parts } from './package-parts.ts'

/** What must be known of a workbook before its first sheet can be read. */
export interface Workbook {
  /** The part that holds the first sheet that is not hidden. */
  sheet: string
  /** Texts that cells name by their number. */
  texts: readonly string[]
  /** Whether a number in this style is a day or a moment. */
  isDate(style: number): boolean
  /** Days are counted from 1904 (old Macs). */
  since1904: boolean
}

/** Texts that cells share are kept in memory: at most so many characters, and texts. */
const [mostText, mostTexts] = [64 * 1024 * 1024, 2 * 1024 * 1024]
/** Excel takes 65,490 styles of cells; relationships are as many as there are parts. */
const mostNamed = 100_000

export async function workbookOf(parts: Parts): Promise<Workbook> {
  const book = await mainPart(parts)
  const links = await linksOf(parts, book)
  let [sheetLink, since1904] = ['', false]
  await hear(await parts.read(book), {
    open: ({ name, attributes }) => {
      if (name === 'workbookPr') since1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      const hidden = /hidden/i.test(attributes['state'] ?? '')
      const link = Object.entries(attributes).find(([key]) => key.endsWith(':id') || key === 'id')?.[1]
      if (name === 'sheet' && !hidden && sheetLink === '') sheetLink = link ?? ''
    },
  })
  const sheet = links.get(sheetLink)
  if (!sheet) throw noWorkbook('it has no sheet')
  const beside = (name: string) => posix.join(posix.dirname(book), name)
  return {
    sheet,
    since1904,
    texts: await sharedTexts(parts, beside('sharedStrings.xml')),
    isDate: await dateStyles(parts, beside('styles.xml')),
  }
}

async function mainPart(parts: Parts): Promise<string> {
  if (parts.has('xl/workbook.xml')) return 'xl/workbook.xml'
  const [book] = [...(await linksOf(parts, ''))].map(([, target]) => target).filter((one) => /workbook\.xml$/.test(one))
  if (!book) throw noWorkbook('it is a ZIP archive, and no workbook')
  return book
}

/** Targets of a part's relationships by their ids (ECMA-376 part 2, 9.3). */
async function linksOf(parts: Parts, of: string): Promise<Map<string, string>> {
  const folder = posix.dirname(of)
  const name = posix.join(folder, '_rels', `${posix.basename(of)}.rels`)
  const found = new Map<string, string>()
  if (!parts.has(name)) return found
  await hear(await parts.read(name), {
    open: ({ name: tag, attributes: { Id, Target } }) => {
      if (tag === 'Relationship' && Id && Target) notTooMany(found.size, 'relationships')
      if (tag === 'Relationship' && Id && Target)
        found.set(Id, isAbsolute(Target) ? Target.slice(1) : posix.join(folder, Target))
    },
  })
  return found
}

function notTooMany(count: number, what: string): void {
  if (count >= mostNamed) throw noWorkbook(`it has more than ${mostNamed} ${what}`)
}

/** Texts with their runs put together; how they are to be pronounced is left out. */
async function sharedTexts(parts: Parts, name: string): Promise<string[]> {
  if (!parts.has(name)) return []
  const texts: string[] = []
  let [text, inText, spoken, length] = ['', false, false, 0]
  await hear(await parts.read(name), {
    open: ({ name: tag }) => {
      if (tag === 'si') text = ''
      if (texts.length >= mostTexts) throw noWorkbook('its texts are too many to be kept at once; send CSV instead')
      if (tag === 'rPh') spoken = true
      if (tag === 't') inText = !spoken
    },
    text: (piece) => {
      if (!inText) return
      text += piece
      length += piece.length
      if (length > mostText) throw noWorkbook('its texts are too many to be kept at once; send CSV instead')
    },
    close: (tag) => {
      if (tag === 't') inText = false
      if (tag === 'rPh') spoken = false
      if (tag === 'si') texts.push(unescaped(text))
    },
  })
  return texts
}

/** Formats of days and moments that every workbook has (ECMA-376 part 1, 18.8.30). */
const builtIn = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47])

async function dateStyles(parts: Parts, name: string): Promise<(style: number) => boolean> {
  if (!parts.has(name)) return () => false
  const own = new Map<number, string>()
  const styles: number[] = []
  let inCells = false
  await hear(await parts.read(name), {
    open: ({ name: tag, attributes }) => {
      notTooMany(styles.length + own.size, 'styles')
      if (tag === 'numFmt') own.set(Number(attributes['numFmtId']), (attributes['formatCode'] ?? '').slice(0, 1_000))
      if (tag === 'cellXfs') inCells = true
      if (tag === 'xf' && inCells) styles.push(Number(attributes['numFmtId'] ?? 0))
    },
    close: (tag) => {
      if (tag === 'cellXfs') inCells = false
    },
  })
  const isDate = (format: number) => builtIn.has(format) || /[dmyhs]/i.test(bareFormat(own.get(format) ?? ''))
  return (style) => isDate(styles[style] ?? 0)
}

/** A format without its literal texts, colours and currencies. */
const bareFormat = (format: string) => format.replace(/"[^"]*"|\\.|_.|\[(?![hms]+\])[^\]]*\]|General/gi, '')
