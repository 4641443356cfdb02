import type { Decoding, ExchangeRecord, FileFormat } from '../../domain/integrations/port.ts'
import { layouts } from './idoc/layout.ts'
import { readIdocs } from './idoc/read-idocs.ts'
import type { DraftIdoc } from './idoc/segment.ts'
import { writeFlat } from './idoc/write-flat.ts'
import { writeXml } from './idoc/write-xml.ts'
import { outbound } from './out/messages.ts'
import { readRecord } from './read-record.ts'
import { connectorOf, settingsOf } from './settings.ts'

/** IDocs as text, as the connector has it. */
export async function* written(
  idocs: AsyncIterable<DraftIdoc>,
  connector: Decoding['connector'],
): AsyncGenerator<Uint8Array> {
  const { layout, segments } = connectorOf(connector.settings)
  const known = layouts(segments)
  const texts = layout === 'flat' ? writeFlat(idocs, known) : writeXml(idocs, known)
  for await (const text of texts) if (text !== '') yield Buffer.from(text, 'utf8')
}

/** Encodings of a profile, as the platform calls them. */
const encodings: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  latin1: 'iso-8859-1',
  windows1252: 'windows-1252',
  utf16le: 'utf-16le',
}

async function* decode(bytes: AsyncIterable<Uint8Array>, asked: Decoding): AsyncGenerator<ExchangeRecord> {
  const settings = settingsOf(asked.settings)
  const { segments } = connectorOf(asked.connector.settings)
  const encoding = encodings[asked.connector.profile.encoding] ?? asked.connector.profile.encoding
  for await (const idoc of readIdocs(bytes, { layouts: layouts(segments), encoding }))
    yield readRecord(idoc, settings, asked)
}

async function* drafts(
  rows: AsyncIterable<Readonly<Record<string, unknown>>>,
  asked: Decoding,
): AsyncGenerator<DraftIdoc> {
  const message = outbound.find(({ type }) => type === asked.connector.messageType)
  if (!message) throw new Error(`nothing is written as ${asked.connector.messageType ?? 'no message'}`)
  const settings = settingsOf(asked.settings)
  for await (const row of rows) yield message.write(row, settings)
}

/** IDocs: XML and flat are told apart by looking; any number of them in a file. */
export const idocs: FileFormat = {
  code: 'idoc',
  ending: 'xml',
  decode,
  encode: (rows, asked) => written(drafts(rows, asked), asked.connector),
}
