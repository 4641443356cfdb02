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

type Given = Readonly<Record<string, unknown>>
type RowDeed = Extract<ExchangeDeed, { entity: string }>
type Items = Record<string, { given: Given; from: RowDeed['from'] }[]>

/** So many lines make one document at most. */
const mostItems = 10_000

/** A document as it is gathered: lines that follow each other and say the same but for their lists are one. */
interface Gathered {
  record: ExchangeRecord
  own: RowDeed
  /** What its lines say besides their lists. */
  words: string
  items: Items
  count: number
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
  for await (const record of records) {
    const next = record.objections?.length ? undefined : gatheredOf(record, rows)
    if (gathered && next && continues(gathered, next)) {
      for (const [list, items] of Object.entries(next.items)) (gathered.items[list] ??= []).push(...items)
      gathered.count += next.count
      continue
    }
    if (gathered) yield recordOf(gathered, rows, action)
    gathered = next
    if (!next) yield record
  }
  if (gathered) yield recordOf(gathered, rows, action)
}

const continues = (one: Gathered, next: Gathered): boolean =>
  next.count > 0 && one.count > 0 && one.words === next.words && one.count + next.count <= mostItems

function gatheredOf(record: ExchangeRecord, { lists }: ActionRows): Gathered {
  const [own, ...others] = record.deeds as readonly RowDeed[]
  const items: Items = {}
  for (const { entity, given, from } of others) {
    const list = entity.slice(own!.entity.length + 1)
    const { [ofDocument]: _, ...said } = given
    if (lists.has(list)) (items[list] ??= []).push({ given: said, from })
  }
  const { id, external, given } = own!
  return { record, own: own!, words: JSON.stringify([id, external, given]), items, count: others.length }
}

/** The members of a row as the input calls them. */
const called = (given: Given, { members }: ActionRows, within = ''): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).map(([member, value]) => [members.get(within + member) ?? member, value]))

function recordOf({ record, own, items }: Gathered, rows: ActionRows, action: string): ExchangeRecord {
  const { id, external, given } = own
  const { at } = record
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
