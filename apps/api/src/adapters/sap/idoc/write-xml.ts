import { controlRecord } from './control.data.ts'
import { slotsOf, type Layouts } from './layout.ts'
import type { DraftIdoc, DraftSegment } from './segment.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// what XML 1.0 cannot hold is left out
const escaped = (text: string) =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (sign) => entities[sign]!)

const element = (name: string, value: string, indent: string) => `${indent}<${name}>${escaped(value)}</${name}>\n`

/** Fields in the order of their table; one that is not in it is our mistake. */
function fieldsOf(name: string, fields: DraftSegment['fields'], order: readonly string[], indent: string): string {
  const stranger = Object.keys(fields).find((key) => !order.includes(key))
  if (stranger) throw new Error(`segments.data.ts has no field ${stranger} in ${name}`)
  return order
    .flatMap((key) => (fields[key] === undefined || fields[key] === '' ? [] : [element(key, fields[key], indent)]))
    .join('')
}

function segmentOf({ name, fields, children = [] }: DraftSegment, known: Layouts, indent: string): string {
  const layout = known.get(name)
  if (!layout) throw new Error(`segments.data.ts has no segment ${name}`)
  const order = layout.slots.map((slot) => slot.name)
  return (
    `${indent}<${name} SEGMENT="1">\n` +
    fieldsOf(name, fields, order, `${indent}  `) +
    children.map((child) => segmentOf(child, known, `${indent}  `)).join('') +
    `${indent}</${name}>\n`
  )
}

const controlOrder = slotsOf(controlRecord).map(({ name }) => name)

/** IDocs as XML, the root named for their basic type. */
export async function* writeXml(idocs: AsyncIterable<DraftIdoc>, known: Layouts): AsyncGenerator<string> {
  let root: string | undefined
  for await (const { control, segments } of idocs) {
    if (root === undefined) {
      root = control['CIMTYP'] || control['IDOCTYP'] || 'IDOCS'
      yield `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>\n`
    }
    yield (
      '  <IDOC BEGIN="1">\n    <EDI_DC40 SEGMENT="1">\n' +
      fieldsOf('EDI_DC40', control, controlOrder, '      ') +
      '    </EDI_DC40>\n' +
      segments.map((segment) => segmentOf(segment, known, '    ')).join('') +
      '  </IDOC>\n'
    )
  }
  yield root === undefined ? '' : `</${root}>\n`
}
