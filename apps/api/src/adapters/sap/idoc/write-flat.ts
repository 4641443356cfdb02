import { controlRecord, dataRecord } from './control.data.ts'
import { slotsOf, type Layouts, type Slot } from './layout.ts'
import type { DraftIdoc, DraftSegment } from './segment.ts'

const control = slotsOf(controlRecord)
const header = slotsOf(dataRecord)

/** A value in its place; what is longer than its field would move all that follows, and is cut as SAP does. */
const fixed = (slots: readonly Slot[], fields: DraftSegment['fields']) =>
  slots
    .map(({ name, length }) =>
      (fields[name] ?? '')
        .replace(/[\r\n\t]/g, ' ')
        .slice(0, length)
        .padEnd(length),
    )
    .join('')

/** IDocs as lines of fixed width: the control record of 524 characters, then 63 characters of header and 1000 of data for each segment. */
export async function* writeFlat(idocs: AsyncIterable<DraftIdoc>, known: Layouts): AsyncGenerator<string> {
  for await (const idoc of idocs) {
    const lines = [fixed(control, { ...idoc.control, TABNAM: 'EDI_DC40' })]
    const add = ({ name, fields, children = [] }: DraftSegment, parent: number, level: number) => {
      const layout = known.get(name)
      if (!layout) throw new Error(`segments.data.ts has no segment ${name}`)
      const own = lines.length
      const said = {
        SEGNAM: layout.flat,
        MANDT: idoc.control['MANDT'],
        DOCNUM: idoc.control['DOCNUM'],
        SEGNUM: String(own).padStart(6, '0'),
        PSGNUM: String(parent).padStart(6, '0'),
        HLEVEL: String(level).padStart(2, '0'),
      }
      lines.push(fixed(header, said) + fixed(layout.slots, fields).padEnd(1000))
      for (const child of children) add(child, own, level + 1)
    }
    for (const segment of idoc.segments) add(segment, 0, 1)
    yield lines.map((line) => `${line}\n`).join('')
  }
}
