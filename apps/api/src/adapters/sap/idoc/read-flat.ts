import { UnreadableFile } from '../../../domain/integrations/port.ts'
import { controlRecord, dataRecord } from './control.data.ts'
import { nameOfFlat, slotsOf, type Layouts, type Slot } from './layout.ts'
import { longestIdoc } from './read-xml.ts'
import type { Idoc, Segment } from './segment.ts'

const control = slotsOf(controlRecord)
const header = slotsOf(dataRecord)
const headerLength = header.reduce((sum, { length }) => sum + length, 0)
/** The longest line that there is: a data record. */
const longestLine = headerLength + 1000

const fieldsOf = (line: string, slots: readonly Slot[], offset = 0): Record<string, string> =>
  Object.fromEntries(
    slots.flatMap(({ name, start, length }) => {
      const value = line.slice(offset + start, offset + start + length).trim()
      return value === '' ? [] : [[name, value] as const]
    }),
  )

interface Growing extends Segment {
  fields: Record<string, string>
  children: Growing[]
}

/**
 * IDocs of a flat file: a line of 524 characters says what an IDoc is, each line after it is a segment, with the level at which it stands. Lines end with LF
 * or CR LF; blanks at their ends may be missing. Segments whose offsets are not known come without fields; those that matter are named in `unread`.
 * Throws UnreadableFile with the line.
 */
export async function* readFlat(texts: AsyncIterable<string>, known: Layouts): AsyncGenerator<Idoc> {
  let number = 0
  let size = 0
  let open:
    | { control: Record<string, string>; segments: Growing[]; line: number; unread?: Pick<Segment, 'name' | 'line'>[] }
    | undefined
  let path: Growing[] = []
  const fail = (problem: string): never => {
    throw new UnreadableFile('IDOC_UNREADABLE', { problem, line: number }, { line: number })
  }
  for await (const line of linesOf(texts, () => fail(`a line is longer than ${longestLine} characters`))) {
    number++
    if (line.trim() === '') continue
    if (line.startsWith('EDI_DC40')) {
      if (open) yield open
      if (line.length > 524 && line.slice(524).trim() !== '')
        fail('a control record (EDI_DC40) has more than 524 characters')
      open = { control: fieldsOf(line, control), segments: [], line: number }
      path = []
      size = 0
      continue
    }
    if (!open) return fail('it does not begin with a control record (EDI_DC40)')
    const said = fieldsOf(line, header)
    const level = Number(said['HLEVEL'] ?? '1')
    if (!/^[A-Z/][A-Z0-9_/]+$/.test(said['SEGNAM'] ?? '') || !Number.isInteger(level))
      fail('this is no data record: 63 characters of header (segment, client, number …) come first')
    size += line.length
    if (size > longestIdoc) fail(`one IDoc is longer than ${longestIdoc} characters`)
    const name = nameOfFlat(said['SEGNAM']!, known)
    const segment: Growing = {
      name,
      fields: fieldsOf(line, known.get(name)?.slots ?? [], headerLength),
      children: [],
      line: number,
    }
    if (known.get(name)?.unread) {
      open.unread ??= []
      if (!open.unread.some((one) => one.name === name)) open.unread.push({ name, line: number })
    }
    // HLEVEL counts from 1 or from 2, as the release will have it: what matters is whether a segment stands deeper than the one before
    while (path.length > 0 && levels.get(path.at(-1)!)! >= level) path.pop()
    levels.set(segment, level)
    const above = path.at(-1)
    if (above) above.children.push(segment)
    else open.segments.push(segment)
    path.push(segment)
  }
  if (!open) return fail('there is no control record (EDI_DC40) in it')
  yield open
}

const levels = new WeakMap<Segment, number>()

/** Lines without their ends; the last one needs none. */
async function* linesOf(texts: AsyncIterable<string>, tooLong: () => never): AsyncGenerator<string> {
  let rest = ''
  for await (const text of texts) {
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      const bare = line.endsWith('\r') ? line.slice(0, -1) : line
      if (bare.length > longestLine) tooLong()
      yield bare
    }
    if (rest.length > longestLine + 1) tooLong()
  }
  if (rest !== '') yield rest.endsWith('\r') ? rest.slice(0, -1) : rest
}
