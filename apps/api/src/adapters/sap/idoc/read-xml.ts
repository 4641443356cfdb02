import { SaxesParser } from 'saxes'
import { UnreadableFile } from '../../../domain/integrations/port.ts'
import { XmlBounds } from '../../../kernel/xml-bounds.ts'
import type { Idoc, Segment } from './segment.ts'

/** The longest text that one IDoc may come to; a file may hold any number of them. */
export const longestIdoc = 32_000_000
/** What an element costs besides its text, in characters: empty ones are not for nothing. */
const elementCost = 32
/** Deeper than any basic type nests. */
const deepest = 32

interface Open {
  name: string
  text: string
  line: number
  fields: Record<string, string>
  children: Segment[]
  isSegment: boolean
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

/**
 * IDocs of an XML file, one after the other; no more of it is in memory than the one that is being read. An element with `SEGMENT`, or with elements in
 * it, is a segment; any other a field. DTDs are refused, and with them every entity but those of XML itself. Throws UnreadableFile with the line.
 */
export async function* readXml(texts: AsyncIterable<string>): AsyncGenerator<Idoc> {
  const parser = new SaxesParser({ position: true })
  const stack: Open[] = []
  let idoc: Open | undefined
  let found: Idoc[] = []
  let size = 0
  let root: string | undefined

  const fail = (problem: string): never => {
    throw new UnreadableFile('IDOC_UNREADABLE', { problem, line: parser.line }, { line: parser.line })
  }
  const bounds = new XmlBounds((text) => void parser.write(text), fail)
  parser.on('attribute', () => bounds.attribute())
  parser.on('doctype', () => {
    throw new UnreadableFile('XML_DTD_REFUSED', { line: parser.line }, { line: parser.line })
  })
  parser.on('error', ({ message }) => {
    // its messages begin with `line:column: `
    const problem = message.replace(/^\S*\d+:\d+: /, '')
    if (/^undefined entity/.test(problem))
      throw new UnreadableFile('XML_DTD_REFUSED', { line: parser.line }, { line: parser.line })
    fail(problem.replace(/\.$/, ''))
  })
  parser.on('opentag', ({ name: given, attributes }) => {
    bounds.heard()
    const name = local(given)
    root ??= name
    if (!idoc && name !== 'IDOC') return
    if (stack.length >= deepest) fail(`its segments are nested deeper than ${deepest}`)
    const outer = stack.at(-1)
    if (outer) outer.isSegment = true
    const opened: Open = {
      name,
      text: '',
      line: parser.line,
      fields: {},
      children: [],
      isSegment: !idoc || 'SEGMENT' in attributes,
    }
    if (!idoc) {
      idoc = opened
      size = 0
    }
    stack.push(opened)
  })
  const grow = (by: number) => {
    size += by
    if (size > longestIdoc) fail(`one IDoc is longer than ${longestIdoc} characters`)
  }
  const add = (text: string) => {
    bounds.heard()
    const here = stack.at(-1)
    if (!here) return
    grow(text.length)
    here.text += text
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    bounds.heard()
    const closed = stack.pop()
    if (!closed) return
    grow(closed.name.length + elementCost)
    const outer = stack.at(-1)
    if (!outer) {
      found.push(idocOf(closed))
      idoc = undefined
    } else if (closed.isSegment) outer.children.push(segmentOf(closed))
    else {
      const value = closed.text.trim()
      // empty elements are common, and say what a missing one says
      if (value !== '') outer.fields[closed.name] = value
    }
  })

  let count = 0
  for await (const text of texts) {
    for (const _ of bounds.parse(text)) {
      count += found.length
      const ready = found
      found = []
      yield* ready
    }
  }
  parser.close()
  if (count + found.length === 0) fail(root ? `there is no element IDOC below ${root}` : 'it is empty')
  yield* found
}

const segmentOf = ({ name, fields, children, line }: Open): Segment => ({ name, fields, children, line })

function idocOf({ children, line }: Open): Idoc {
  const control = children.find(({ name }) => name === 'EDI_DC40')
  if (!control) throw new UnreadableFile('IDOC_UNREADABLE', { problem: 'an IDOC has no EDI_DC40', line }, { line })
  return { control: control.fields, segments: children.filter((segment) => segment !== control), line }
}
