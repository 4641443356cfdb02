import type {
  ColumnMappingSaid,
  ConnectorSaid,
  Decoding,
  ExchangeRecord,
  FileFormat,
  FileProfileSaid,
} from '../domain/integrations/port.ts'

/** A profile that says nothing: files are as `contracts/files` lays them out. */
export const plainProfile: FileProfileSaid = {
  delimiter: ',',
  quote: '"',
  encoding: 'utf8',
  header: true,
  decimalSign: 'point',
  groupSign: 'none',
  dateFormat: 'yyyy-MM-dd',
  trueValues: ['true', '1', 'yes', 'X'],
  emptyMeans: 'unchanged',
  otherColumns: 'refuse',
  guardFormulas: false,
  columns: [],
}

/** What a format is told of a connector of this entity. */
export const asking = (
  entity: string,
  profile: Partial<FileProfileSaid> = {},
  connector: Partial<ConnectorSaid> = {},
): Decoding & { languages: string[] } => ({
  fileName: 'a-file',
  organizationId: '00000000-0000-7000-8000-00000000000a',
  settings: {},
  languages: ['en', 'de'],
  connector: {
    code: 'test',
    entity,
    messageType: null,
    format: 'csv',
    mode: 'upsert',
    settings: {},
    profile: { ...plainProfile, ...profile },
    ...connector,
  },
})

export const mapped = (field: string, column: string, more: Partial<ColumnMappingSaid> = {}): ColumnMappingSaid => ({
  field,
  column,
  ...more,
})

/** Bytes in pieces of a size, as a network brings them. */
export async function* inPieces(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size))
}

export async function recordsOf(
  format: FileFormat,
  file: string | Uint8Array,
  asked: Decoding,
  size?: number,
): Promise<ExchangeRecord[]> {
  const records: ExchangeRecord[] = []
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  for await (const record of format.decode(inPieces(bytes, size), asked)) records.push(record)
  return records
}

export async function fileOf(
  format: FileFormat,
  rows: readonly Readonly<Record<string, unknown>>[],
  asked: Decoding,
): Promise<Buffer> {
  const parts: Uint8Array[] = []
  async function* all() {
    for (const row of rows) yield await Promise.resolve(row)
  }
  for await (const part of format.encode(all(), asked)) parts.push(part)
  return Buffer.concat(parts)
}
