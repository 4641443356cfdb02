import { describe, expect, it } from 'vitest'
import { UnreadableFile } from '../../../domain/integrations/port.ts'
import { asked, bytes, fixture, gathered, records } from '../fixtures/asked.ts'
import { layouts } from './layout.ts'
import { readIdocs } from './read-idocs.ts'
import type { DraftSegment, Idoc, Segment } from './segment.ts'
import { segments } from './segments.data.ts'
import { writeFlat } from './write-flat.ts'

/** What a connector says of segments that we have no sure source for. */
const own = {
  E1KONP: 'KSCHL:4 STFKZ:1 KZBZG:1 KRECH:1 KBETR:16 KONWA:5 KPEIN:5 KMEIN:3 LOEVM_KO:1',
  E1KONM: 'KSTBM:19 KBETR:16',
  E1MDSTL: 'MATNR:18 WERKS:4 LABST:15 INSME:15 SPEME:15',
  E1PLSEL: 'PLSEL:2',
  E1MDPSL: 'DELKZ:2 MNG01:15',
  E1MBXYI: 'MATNR:18 WERKS:4 LGORT:4 BWART:3 ERFMG:15 ERFME:3',
  E1KNKKM: 'MSGFN:3 KKBER:4 KLIMK:18',
  E1KNVKM: 'MSGFN:3 PARNR:10 NAMEV:35 NAME1:35',
}
const known = layouts(own)
const read = (...pieces: readonly (string | Uint8Array)[]) =>
  gathered(readIdocs(bytes(...pieces), { layouts: known, encoding: 'utf-8' }))
const problemOf = async (...pieces: readonly (string | Uint8Array)[]) => {
  try {
    await read(...pieces)
  } catch (error) {
    if (error instanceof UnreadableFile)
      return `${error.code} ${error.at.line} ${(error.params['problem'] as string | undefined) ?? ''}`
    throw error
  }
  return 'nothing'
}

const control = '<EDI_DC40 SEGMENT="1"><MESTYP>MATMAS</MESTYP></EDI_DC40>'
const xml = (inside: string) => `<MATMAS05><IDOC BEGIN="1">${control}${inside}</IDOC></MATMAS05>`

/** An IDoc as it would be written, of what our table knows. */
const draftOf = ({ name, fields, children }: Segment): DraftSegment[] => {
  const layout = known.get(name)
  if (!layout) return []
  const own = layout.slots.map((slot) => slot.name)
  return [
    {
      name,
      fields: Object.fromEntries(Object.entries(fields).filter(([key]) => own.includes(key))),
      children: children.flatMap(draftOf),
    },
  ]
}
const flat = async (idocs: readonly Idoc[]) =>
  (
    await gathered(
      writeFlat(
        (async function* () {
          for (const { control, segments } of idocs)
            yield await Promise.resolve({ control, segments: segments.flatMap(draftOf) })
        })(),
        known,
      ),
    )
  ).join('')

const linesAside = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'line' ? undefined : inner)))

describe('a file of IDocs', () => {
  it.each(['matmas', 'debmas', 'cond_a', 'loistd', 'wmmbid', 'ordrsp', 'delvry', 'invoic'])(
    'says the same in XML and flat: %s',
    async (name) => {
      const text = await fixture(`${name}.xml`)
      const lines = await flat(await read(text))
      const [first, second] = lines.split('\n')
      expect(first).toHaveLength(524)
      expect(second).toHaveLength(1063)
      const said = asked(null, { connector: { segments: own } })
      expect(linesAside(await records(lines, said))).toEqual(linesAside(await records(text)))
      expect(linesAside(await records(lines.replaceAll('\n', '\r\n'), said))).toEqual(linesAside(await records(text)))
    },
  )

  it('knows every segment by an offset table that fits into its record', () => {
    for (const [name, { slots }] of layouts())
      expect(
        slots.reduce((sum, { length }) => sum + length, 0),
        name,
      ).toBeLessThanOrEqual(1000)
    expect(Object.keys(segments)).toContain('E1EDK01')
  })

  it('skips segments and fields that nobody here knows, also in front of others', async () => {
    const [idoc] = await read(
      xml(
        '<Z1X SEGMENT="1"><A>1</A><Z1Y SEGMENT="1"/></Z1X><E1MARAM SEGMENT="1"><MATNR>1</MATNR><ZZNEW>x</ZZNEW></E1MARAM>',
      ),
    )
    expect(idoc!.segments.map(({ name }) => name)).toEqual(['Z1X', 'E1MARAM'])
    const text = `${'EDI_DC40'.padEnd(524)}\n${'ZUNKNOWN'.padEnd(61)}01whatever\n`
    expect((await read(text))[0]!.segments).toMatchObject([{ name: 'ZUNKNOWN', fields: {} }])
  })

  it('may begin with blank lines, and not with a file of them', async () => {
    // XML allows none before its declaration
    const text = (await fixture('matmas.xml')).replace(/^<\?xml.*\?>\s*/, '')
    expect(await read('\n'.repeat(1_000), ' \n'.repeat(1_000), text)).toHaveLength((await read(text)).length)
    const blanks = Array.from({ length: 40 }, () => ' '.repeat(65_536))
    expect(await problemOf(...blanks, text)).toBe('IDOC_UNREADABLE 1 it begins with more than 1000000 blanks')
  })

  it('comes in pieces of any size, one IDoc after the other', async () => {
    const whole = Buffer.from(await fixture('matmas.xml'))
    const pieces = Array.from({ length: Math.ceil(whole.length / 7) }, (_, at) => whole.subarray(at * 7, at * 7 + 7))
    expect(await read(...pieces)).toEqual(await read(whole))
  })

  it('is read in what it is written in: UTF-8 with a mark, UTF-16, ISO-8859-1 by declaration or by profile', async () => {
    const text = xml('<E1KNA1M SEGMENT="1"><NAME1>Krämer</NAME1></E1KNA1M>')
    const latin = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${text}`, 'latin1')
    for (const given of [`\ufeff${text}`, Buffer.from(`\ufeff${text}`, 'utf16le'), latin]) {
      const [idoc] = await read(given)
      expect(idoc!.segments[0]!.fields['NAME1']).toBe('Krämer')
    }
    const lines = Buffer.from(await flat(await read(text)), 'latin1')
    expect(await problemOf(lines)).toMatch(/^IDOC_UNREADABLE 1 its bytes are not UTF-8/)
    const found = await gathered(readIdocs(bytes(lines), { layouts: known, encoding: 'iso-8859-1' }))
    expect(found[0]!.segments[0]!.fields['NAME1']).toBe('Krämer')
  })

  it.each([
    [
      'a DTD',
      `<?xml version="1.0"?>\n<!DOCTYPE M [\n<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<M/>`,
      /^XML_DTD_REFUSED [234] /,
    ],
    ['entities of its own', xml('\n<A SEGMENT="1"><B>&x;</B></A>'), /^XML_DTD_REFUSED 2 /],
    ['half a file', '<MATMAS05>\n<IDOC BEGIN="1">', /^IDOC_UNREADABLE 2 unclosed tag: IDOC/],
    ['tags that do not close', '<M>\n</N></M>', /^IDOC_UNREADABLE 2 unexpected close tag/],
    ['no IDoc', '<M></M>', /^IDOC_UNREADABLE 1 there is no element IDOC below M/],
    ['an IDoc without a control record', '<M>\n<IDOC/></M>', /^IDOC_UNREADABLE 2 an IDOC has no EDI_DC40/],
    ['nothing', '', /^IDOC_UNREADABLE 1 it is empty/],
    ['blanks', ' \n ', /^IDOC_UNREADABLE 2 there is no control record/],
    ['a table', 'sku;name\n1;x\n', /^IDOC_UNREADABLE 1 it does not begin with a control record/],
    ['a data record that is none', `${'EDI_DC40'.padEnd(524)}\nshort\n`, /^IDOC_UNREADABLE 2 this is no data record/],
    [
      'a value without an end',
      `<M><IDOC>${control}<A SEGMENT="1"><B>${'x'.repeat(4_300_000)}`,
      /^IDOC_UNREADABLE \d a name, a value or a text is longer than 4194304/,
    ],
    [
      'empty elements without end',
      `<M><IDOC>${control}<A SEGMENT="1">${'<B/>'.repeat(1_000_000)}`,
      /^IDOC_UNREADABLE \d one IDoc is longer than 32000000/,
    ],
    [
      'attributes without end',
      `<M ${Array.from({ length: 300 }, (_, at) => `a${at}="1"`).join(' ')}></M>`,
      /^IDOC_UNREADABLE 1 an element has more than 256 attributes/,
    ],
    ['a line without an end', 'EDI_DC40'.padEnd(5000, 'x'), /^IDOC_UNREADABLE \d a line is longer than 1063/],
  ])('is refused with its line where it is %s', async (_what, text, problem) => {
    expect(await problemOf(text)).toMatch(problem)
  })

  it('holds one IDoc in memory, however many there are', async () => {
    const one = `<IDOC>${control}<E1MARAM SEGMENT="1"><MATNR>1</MATNR>${'<ZZ SEGMENT="1"><F>0123456789</F></ZZ>'.repeat(2000)}</E1MARAM></IDOC>`
    async function* many() {
      yield Buffer.from('<M>')
      for (let at = 0; at < 400; at++) yield await Promise.resolve(Buffer.from(one))
      yield Buffer.from('</M>')
    }
    const before = process.memoryUsage().heapUsed
    let [count, most] = [0, 0]
    for await (const idoc of readIdocs(many(), { layouts: known, encoding: 'utf-8' })) {
      count += idoc.segments.length
      most = Math.max(most, process.memoryUsage().heapUsed - before)
    }
    expect(count).toBe(400)
    // the file has some 32 MB of text
    expect(most).toBeLessThan(150_000_000)
  })

  it('tells where a record begins', async () => {
    const [first, second] = await records(await fixture('matmas.xml'), asked(null))
    expect([first!.at.line, second!.at.line]).toEqual([3, expect.any(Number)])
    expect(second!.at.line).toBeGreaterThan(100)
  })
})
