import { SaxesParser } from 'saxes'

/** A segment of an IDoc: its fields as text, and the segments below it. */
export interface Segment {
  name: string
  fields: Readonly<Record<string, string>>
  children: readonly Segment[]
}

export const segment = (name: string, fields: Record<string, string> = {}, ...children: Segment[]): Segment => ({
  name,
  fields,
  children,
})

/** What an IDoc is: its type, its message, and what makes it this one. */
export interface Control {
  /** IDOCTYP: `MATMAS05` */
  type: string
  /** MESTYP: `MATMAS` */
  message: string
  docnum: string
  /** Of two IDocs about one object, the one of the lower serial is stale. */
  serial: string
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function lines({ name, fields, children }: Segment, indent: string): string[] {
  return [
    `${indent}<${name} SEGMENT="1">`,
    ...Object.entries(fields).map(([field, value]) => `${indent}  <${field}>${escaped(value)}</${field}>`),
    ...children.flatMap((child) => lines(child, `${indent}  `)),
    `${indent}</${name}>`,
  ]
}

/** An IDoc as SAP's XML port writes it. */
export function writeIdoc({ type, message, docnum, serial }: Control, segments: readonly Segment[]): string {
  const control = segment('EDI_DC40', {
    TABNAM: 'EDI_DC40',
    MANDT: '100',
    DOCNUM: docnum,
    DIRECT: '1',
    IDOCTYP: type,
    MESTYP: message,
    SNDPOR: 'SAPWM1',
    SNDPRT: 'LS',
    SNDPRN: 'WM1CLNT100',
    RCVPOR: 'PORTICO',
    RCVPRT: 'LS',
    RCVPRN: 'PORTICO',
    CREDAT: serial.slice(0, 8),
    CRETIM: serial.slice(8, 14),
    SERIAL: serial,
  })
  const body = [control, ...segments].flatMap((one) => lines(one, '    '))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${type}>`,
    '  <IDOC BEGIN="1">',
    ...body,
    '  </IDOC>',
    `</${type}>`,
    '',
  ].join('\n')
}

interface Open {
  name: string
  fields: Record<string, string>
  children: Segment[]
  text: string
}

/** The IDocs of a file, each as its segments (EDI_DC40 first). */
export function readIdocs(text: string): Segment[][] {
  const idocs: Segment[][] = []
  const open: Open[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => void open.push({ name, fields: {}, children: [], text: '' }))
  parser.on('text', (more) => {
    const inner = open.at(-1)
    if (inner) inner.text += more
  })
  parser.on('closetag', () => {
    const done = open.pop()
    const around = open.at(-1)
    if (!done) return
    // what has no segments and no fields in it is a field
    const isField = done.children.length === 0 && Object.keys(done.fields).length === 0
    if (done.name === 'IDOC') idocs.push(done.children)
    else if (around && isField) around.fields[done.name] = done.text.trim()
    else around?.children.push(done)
  })
  parser.on('error', (problem) => {
    throw problem
  })
  parser.write(text).close()
  return idocs
}

export const all = (segments: readonly Segment[], name: string): Segment[] =>
  segments.filter((one) => one.name === name)

/** The value of a field in the first segment of this name, and with this qualifier where one is given: `['QUALF', '001']`. */
export function valueOf(
  segments: readonly Segment[],
  name: string,
  field: string,
  qualifier?: readonly [field: string, value: string],
): string | undefined {
  const found = all(segments, name).find(({ fields }) => !qualifier || fields[qualifier[0]] === qualifier[1])
  return found?.fields[field] || undefined
}
