import type { Decoding, ExchangeRecord } from '../../domain/integrations/port.ts'
import { all, top, type Idoc, type Segment } from './idoc/segment.ts'
import type { InboundMessage } from './in/message.ts'
import { inbound } from './messages.ts'
import { Reading } from './reading.ts'
import type { SapSettings } from './settings.ts'
import { flagOf } from './values.ts'

/** The objects of an IDoc: each segment that its root names, or the document as a whole. */
const objectsOf = (idoc: Idoc, { root }: InboundMessage): Segment[] =>
  root === ''
    ? [{ name: idoc.control['IDOCTYP'] ?? 'IDOC', fields: {}, children: idoc.segments, line: idoc.line }]
    : all(top(idoc), root)

/** Who sent it and its number: the same IDoc is done once, whatever file it comes in. */
export const keyOf = ({ control }: Idoc): string | undefined => {
  const number = control['DOCNUM']
  if (!number || /^0*$/.test(number)) return undefined
  return [control['SNDPRN'] ?? '', control['MANDT'] ?? '', number].join('/')
}

/** What an IDoc asks for; of the message that its connector is for, or where that names none, of any that we read. */
export function readRecord(
  idoc: Idoc,
  settings: SapSettings,
  { organizationId, connector: { messageType: expected } }: Pick<Decoding, 'organizationId' | 'connector'>,
): ExchangeRecord {
  const { control, line } = idoc
  const type = control['MESTYP'] ?? ''
  const at = { line, column: 'EDI_DC40/MESTYP', value: type }
  const wanted = inbound.filter((message) => expected === null || message.type === expected)
  const message = wanted.find(({ messages }) => messages.includes(type))
  const key = keyOf(idoc)
  const acknowledge = {
    docnum: control['DOCNUM'] ?? '',
    messageType: type,
    messageCode: control['MESCOD'] ?? '',
    messageFunction: control['MESFCT'] ?? '',
    client: control['MANDT'] ?? '',
  }
  const common = { at: { line }, acknowledge, ...(key === undefined ? {} : { key }) }
  if (!message) {
    const known = wanted.flatMap(({ messages }) => messages).join(', ')
    return {
      ...common,
      deeds: [],
      objections: [{ ...at, code: 'IDOC_NOT_READ', params: { given: type || '(none)', known } }],
    }
  }
  if (flagOf(control['TEST'])) {
    const mark = { line, column: 'EDI_DC40/TEST', value: control['TEST'] ?? '' }
    return { ...common, deeds: [], objections: [{ ...mark, code: 'IDOC_FOR_TEST', params: {} }] }
  }
  const { SNDPRN: sender = '', MANDT: client = '' } = control
  const { senders } = settings
  if (senders.length > 0 && ![sender, `${sender}/${client}`].some((one) => senders.includes(one))) {
    const params = { sender: `${sender}/${client}`, known: senders.join(', ') }
    return {
      ...common,
      deeds: [],
      objections: [{ line, column: 'EDI_DC40/SNDPRN', value: sender, code: 'IDOC_SENDER_UNKNOWN', params }],
    }
  }
  const unread = (idoc.unread ?? []).map(({ name, line }) => ({
    line,
    column: name,
    code: 'IDOC_LAYOUT_UNKNOWN',
    params: { segment: name, message: message.type },
  }))
  if (unread.length > 0) return { ...common, deeds: [], objections: unread }
  const objects = objectsOf(idoc, message)
  // each client of each sender counts for itself
  const said = `${sender}/${client} ${message.type}`
  const reading = new Reading(settings, organizationId, said)
  for (const object of objects) {
    reading.isAbout(message.object?.(object))
    message.read(object, reading, control)
  }
  if (objects.length === 0)
    reading.objections.push({ line, column: message.root, code: 'FIELD_REQUIRED', params: { field: message.root } })
  return {
    ...common,
    ...(control['SERIAL'] ? { serial: control['SERIAL'] } : {}),
    deeds: reading.objections.length > 0 ? [] : reading.deeds,
    ...(reading.objections.length > 0 ? { objections: reading.objections } : {}),
  }
}
