import { actionRows, ofDocument, type ActionRows } from '@portico/schema/projections/files'
import type { Model } from '@portico/schema'
import {
  UnreadableFile,
  type Decoding,
  type ExchangeDeed,
  type ExchangeObjection,
  type ExchangeRecord,
  type FileFormat,
  type Whereabouts,
} from '../../domain/integrations/port.ts'
import { entityOf } from './entity.ts'
import type { BrokenLine } from './lines.ts'

type Given = Readonly<Record<string, unknown>>
type RowDeed = Extract<ExchangeDeed, { entity: string }>
type Items = Record<string, { given: Given; from: RowDeed['from'] }[]>

/** So many lines make one document at most, and so much text. */
const mostItems = 10_000
const mostBytes = 8_000_000

/** A document as it is gathered: lines that follow each other and say the same but for their lists are one. */
interface Gathered {
  record: ExchangeRecord
  own: RowDeed
  /** What its lines say besides their lists. */
  words: string
  items: Items
  count: number
  bytes: number
  /** Why it is not done: half of a document is none. */
  problem?: string
}

/** The same format for connectors that name an action as well: its input is laid out as rows are, and each record has it done. */
export const withActions = (model: Model, formatOf: (model: Model) => FileFormat): FileFormat => {
  const plain = formatOf(model)
  const formats = new Map<string, { format: FileFormat; rows: ActionRows; name: string }>()
  const known = (connector: Decoding['connector'], action: string) => {
    const entity = entityOf(model, connector)
    const name = `${entity.name}.${action}`
    const rows = formats.has(name) ? undefined : actionRows(model, entity, action)
    if (rows) formats.set(name, { format: formatOf(rows.model), rows, name })
    const found = formats.get(name)
    if (!found) throw new UnreadableFile('FILE_PROFILE_INVALID', { field: name, entity: entity.name })
    return found
  }
  return {
    ...plain,
    decode: (bytes, asked) => {
      const { connector } = asked
      const { action } = connector.settings
      if (typeof action !== 'string') return plain.decode(bytes, asked)
      const { format, rows, name } = known(connector, action)
      const mode = rows.key ? 'update' : 'create'
      const decoded = format.decode(bytes, {
        ...asked,
        connector: { ...connector, entity: rows.entity.name, mode, deletes: false },
      })
      return acting(decoded, rows, name)
    },
  }
}

async function* acting(
  records: AsyncIterable<ExchangeRecord>,
  rows: ActionRows,
  action: string,
): AsyncGenerator<ExchangeRecord> {
  let gathered: Gathered | undefined
  let broken: ExchangeRecord | undefined
  for await (const record of records) {
    if (record.objections?.length) {
      if (gathered && mayBelong(record, gathered)) gathered.problem ??= unread(record)
      else if (gathered) {
        yield recordOf(gathered, rows, action)
        gathered = undefined
      }
      broken = record
      yield record
      continue
    }
    const next = gatheredOf(record, rows)
    if (gathered && continues(gathered, next)) add(gathered, next)
    else {
      if (gathered) yield recordOf(gathered, rows, action)
      gathered = next
      if (broken && mayBelong(broken, next)) next.problem = unread(broken)
    }
    broken = undefined
  }
  if (gathered) yield recordOf(gathered, rows, action)
}

const unread = ({ at }: ExchangeRecord): string => `line ${at.line ?? '?'}, which may be one of it, cannot be read`

/** Whether a line that was objected to may be one of a document's: it says nothing else, as far as it can be read. */
function mayBelong(record: ExchangeRecord | BrokenLine, { own, count }: Gathered): boolean {
  if (!('own' in record) || count === 0) return false
  const { id, external, given } = record.own
  const same = (said: unknown, of: unknown) => said === undefined || JSON.stringify(said) === JSON.stringify(of)
  return (
    same(id, own.id) &&
    same(external, own.external) &&
    Object.entries(given).every(([member, value]) => same(value, own.given[member]))
  )
}

const continues = (one: Gathered, next: Gathered): boolean =>
  next.count > 0 && one.count > 0 && one.words === next.words

function add(one: Gathered, next: Gathered): void {
  one.count += next.count
  one.bytes += next.bytes
  if (one.count > mostItems || one.bytes > mostBytes)
    one.problem ??= `it has more than ${mostItems} lines, or ${mostBytes} bytes`
  // it is not done: what it says need not be kept
  if (one.problem) one.items = {}
  else for (const [list, items] of Object.entries(next.items)) (one.items[list] ??= []).push(...items)
}

function gatheredOf(record: ExchangeRecord, { lists }: ActionRows): Gathered {
  const [own, ...others] = record.deeds as readonly RowDeed[]
  const items: Items = {}
  for (const { entity, given, from } of others) {
    const list = entity.slice(own!.entity.length + 1)
    const { [ofDocument]: _, ...said } = given
    if (lists.has(list)) (items[list] ??= []).push({ given: said, from })
  }
  const { id, external, given } = own!
  const words = JSON.stringify([id, external, given])
  const bytes = others.length === 0 ? 0 : JSON.stringify(others.map((other) => other.given)).length
  return { record, own: own!, words, items, count: others.length, bytes }
}

/** The members of a row as the input calls them. */
const called = (given: Given, { members }: ActionRows, within = ''): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).map(([member, value]) => [members.get(within + member) ?? member, value]))

function recordOf({ record, own, items, problem }: Gathered, rows: ActionRows, action: string): ExchangeRecord {
  const { id, external, given } = own
  const { at } = record
  if (problem) return { at, deeds: [], objections: [{ ...at, code: 'DOCUMENT_INCOMPLETE', params: { problem } }] }
  const { key } = rows
  const names = new Set(key)
  const said = Object.fromEntries(Object.entries(given).filter(([member]) => !names.has(member)))
  const input = called(said, rows)
  if (key) {
    const byKey = Object.fromEntries(Object.entries(given).filter(([member]) => names.has(member)))
    const about = id ?? (external ? { external } : Object.keys(byKey).length > 0 ? byKey : undefined)
    if (about !== undefined) input['id'] = about
  } else if (id !== undefined || external) return { at, deeds: [], objections: [named(at, id ? 'id' : 'external')] }
  for (const [list, all] of Object.entries(items)) input[list] = all.map((item) => called(item.given, rows, `${list}.`))
  return {
    at,
    deeds: [
      {
        action,
        input,
        // asked for only where something is refused, or it is kept for later
        get from() {
          return whereabouts(own, items, rows)
        },
      },
    ],
  }
}

const named = (at: Whereabouts, column: string): ExchangeObjection => ({
  ...at,
  column,
  code: 'FIELD_INVALID',
  params: { field: column, problem: 'names a row, and this is about none that is there' },
})

function whereabouts(own: RowDeed, items: Items, { key, members }: ActionRows): Record<string, Whereabouts> {
  const from: Record<string, Whereabouts> = {}
  for (const [path, where] of Object.entries(own.from ?? {})) {
    const [head = ''] = path.split('.')
    from[path] = where
    if (key && (key.includes(head) || path === 'id' || path === 'external')) from['id'] ??= where
    const member = members.get(head)
    if (member !== undefined) from[member] ??= where
  }
  for (const [list, all] of Object.entries(items))
    for (const [at, { from: of }] of all.entries())
      for (const [path, where] of Object.entries(of ?? {})) from[`${list}.${at}.${path}`] = where
  return from
}
