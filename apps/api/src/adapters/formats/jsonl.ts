import { childrenOf } from '@portico/schema/projections/files'
import type { Entity, Model } from '@portico/schema'
import type { Decoding, ExchangeDeed, ExchangeRecord, FileFormat, Whereabouts } from '../../domain/integrations/port.ts'
import { isUuid } from '../../kernel/ids.ts'
import { valueAt } from '../../kernel/object-paths.ts'
import { entityOf } from './entity.ts'
import { jsonLinesOf, type JsonObject } from './json-lines.ts'
import { modeOf, ruleOfChildren, ruleOfRows, type DeedRule, type Mode } from './deeds.ts'
import { keyOf, lineReader, nameOf, type LineReader } from './lines.ts'
import { outgoing, readFor } from './rows.ts'
import { documentWriter } from './documents.ts'
import { sourcesOf } from './sources.ts'
import { encoder, type Seen } from './utf8.ts'

type Bytes = AsyncIterable<Uint8Array>
type Rows = AsyncIterable<Readonly<Record<string, unknown>>>

/** JSON lines (https://jsonlines.org): a row a line, with members as the back office's doors have them. */
export const jsonlFormat = (model: Model): FileFormat => ({
  code: 'jsonl',
  ending: 'jsonl',
  decode: (bytes, asked) => decode(model, bytes, asked),
  encode: (rows, asked) => encode(model, rows, asked),
  reads: (asked) => readFor(model, entityOf(model, asked.connector), asked),
})

async function* decode(model: Model, bytes: Bytes, asked: Decoding): AsyncGenerator<ExchangeRecord> {
  const { connector } = asked
  const entity = entityOf(model, connector)
  const seen: Seen = { nul: false }
  const mapped = mappedReader(model, entity, asked, seen)
  const read = documentReader(model, entity, asked)
  for await (const one of jsonLinesOf(bytes, connector.profile.encoding, seen)) {
    const { line } = one
    if ('problem' in one) {
      const objection = { line, value: one.value, code: 'LINE_UNREADABLE', params: { problem: one.problem } }
      yield { at: { line }, deeds: [], objections: [objection] }
    } else yield mapped ? mapped(one.value, line, read) : read(one.value, line)
  }
}

type DocumentReader = (document: JsonObject, line: number, mapped?: ExchangeDeed) => ExchangeRecord

/** Members that say how a row is named and what is done with it; all others are its own, or lists of rows that belong to it. */
function documentReader(model: Model, entity: Entity, { connector }: Decoding): DocumentReader {
  const children = childrenOf(model, entity)
  const standard = modeOf(connector)
  const parentKey = keyOf(entity)
  const takes = memberFilter(entity, connector.profile.otherColumns)
  const [ofRows, ofChildren] = [ruleOfRows(connector), ruleOfChildren(connector)]
  return (document, line, mapped) => {
    const said = mapped && 'entity' in mapped ? mapped : undefined
    const { ':deed': deed = said?.mode ?? standard, id = said?.id, external = said?.external, ...members } = document
    const given = { ...Object.fromEntries(Object.entries(members).filter(([key]) => takes(key))), ...said?.given }
    const row = { given, ...(id === undefined ? {} : { id }), ...(external === undefined ? {} : { external }) } as Named
    const belonging: ExchangeDeed[] = []
    const problems = problemsOf(ofRows, deed, row)
    for (const [key, { by }, child] of children) {
      const list = given[key]
      if (list === undefined) continue
      delete given[key]
      for (const one of Array.isArray(list) ? (list as unknown[]) : [list]) {
        const { ':deed': mode = 'upsert', ...rest } = Object(one) as JsonObject
        problems.push(...problemsOf(ofChildren, mode, { given: rest }, isObject(one) ? undefined : key))
        belonging.push(deedOf(child.name, mode, { given: { [by]: nameOf(row, parentKey), ...rest } }, line))
      }
    }
    const [problem] = problems
    if (problem) return { at: { line }, deeds: [], objections: [{ line, code: 'FIELD_INVALID', ...problem }] }
    const own = deedOf(entity.name, deed, { ...row, ...(said?.merge ? { merge: said.merge } : {}) }, line)
    return { at: { line }, deeds: deed === 'delete' ? [own] : [own, ...belonging] }
  }
}

interface Named {
  given: JsonObject
  id?: string
  external?: { system: string; id: string }
}

/** Members that are never written are left out; those that mean nothing are refused with the others, or ignored, as the profile says. */
function memberFilter({ fields, relations, computed }: Entity, others: 'refuse' | 'ignore'): (key: string) => boolean {
  const out = new Set([
    ...Object.keys(computed),
    ...Object.keys(fields).filter((key) => fields[key]!.readOnly),
    'createdAt',
    'updatedAt',
  ])
  const known = new Set([...Object.keys(fields), ...Object.keys(relations).flatMap((key) => [key, `${key}Id`])])
  return (key) => !out.has(key) && (others === 'refuse' || known.has(key))
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What would name no row, or do nothing that can be done. */
function problemsOf(rule: DeedRule, deed: unknown, { id, external }: Named, notObject?: string) {
  const found = (field: string, problem: string, value: unknown) => [
    { column: field, value: (JSON.stringify(value) ?? '').slice(0, 500), params: { field, problem } },
  ]
  if (notObject) return found(notObject, 'is no list of objects', null)
  const problem = rule(deed)
  if (problem !== undefined) return found(':deed', problem, deed)
  if (id !== undefined && !(typeof id === 'string' && isUuid(id))) return found('id', 'is no id', id)
  const whole = isObject(external) && typeof external.system === 'string' && typeof external.id === 'string'
  if (external !== undefined && !whole) return found('external', 'is not { system, id }', external)
  return []
}

const deedOf = (
  entity: string,
  mode: unknown,
  row: { given: JsonObject; id?: string; external?: { system: string; id: string }; merge?: readonly string[] },
  line: number,
): ExchangeDeed => ({
  entity,
  mode: mode as Mode,
  ...row,
  // asked for only where something is refused
  get from() {
    return whereabouts(row.given, line)
  },
})

/** Members of members too: `brand.code`. */
function whereabouts(given: JsonObject, line: number, before = ''): Record<string, Whereabouts> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]): [string, Whereabouts][] => {
      const column = before + key
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      const inner =
        before === '' && typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.entries(whereabouts(value as JsonObject, line, `${column}.`))
          : []
      return [[column, { line, column, value: (text ?? '').slice(0, 500) }], ...inner]
    }),
  )
}

/** Where a profile maps columns, these are dotted paths in the document: `article.number`. What it maps is taken out of the document. */
function mappedReader(model: Model, entity: Entity, asked: Decoding, seen: Seen) {
  const { connector } = asked
  const header = connector.profile.columns.flatMap(({ column }) => column ?? [])
  if (connector.profile.columns.length === 0) return undefined
  const columns = [...new Set(header)]
  const sources = sourcesOf(model, entity, columns, { ...connector, mode: 'create' })
  const read: LineReader = lineReader(entity, sources, connector, seen)
  const heads = new Set(columns.map((column) => column.split('.')[0]!))
  return (document: JsonObject, line: number, plain: DocumentReader): ExchangeRecord => {
    const values = columns.map((column) => valueAt(document, column.split('.')))
    const typed = new Set(values.flatMap((value, index) => (typeof value === 'string' ? [] : [index])))
    const record = read({ line, cells: values.map(textOf), typed })
    if (record.objections) return record
    const [own, ...belonging] = record.deeds
    const rest = Object.fromEntries(Object.entries(document).filter(([key]) => !heads.has(key)))
    const whole = plain(rest, line, own)
    return whole.objections ? whole : { ...whole, deeds: [...whole.deeds, ...belonging] }
  }
}

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

async function* encode(model: Model, rows: Rows, asked: Decoding): AsyncGenerator<Buffer> {
  const entity = entityOf(model, asked.connector)
  const bytesOf = encoder(asked.connector.profile.encoding)
  const document = documentWriter(model, outgoing(model, entity, asked), asked)
  let part: string[] = []
  for await (const row of rows) {
    part.push(`${JSON.stringify(document(row))}\n`)
    if (part.length < 200) continue
    yield bytesOf(part.join(''))
    part = []
  }
  if (part.length > 0) yield bytesOf(part.join(''))
}
