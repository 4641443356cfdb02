import { Refusals, refuse, type Refusal } from '../../kernel/errors.ts'
import { isObject, malformed, readDocument } from './given.ts'

/** What a document, or an operation, says of its own write. */
export interface WriteMeta {
  upsert: boolean
  dryRun: boolean
  ifVersion: string | undefined
}

/**
 * Reads what is said of a write, of which it may say `known`. What would be ignored is refused with FIELD_UNKNOWN: who asks for a rehearsal must not get the
 * deed.
 */
export function readMeta(meta: unknown, known: readonly (keyof WriteMeta)[], at = '/meta'): WriteMeta {
  if (meta !== undefined && !isObject(meta)) throw malformed('meta is an object', at)
  checkMeta(meta, known, at)
  const flag = (name: 'upsert' | 'dryRun') => {
    const value = meta?.[name]
    if (value !== undefined && typeof value !== 'boolean') throw malformed(`${name} is true or false`, `${at}/${name}`)
    return value ?? false
  }
  const ifVersion = meta?.ifVersion
  if (ifVersion !== undefined && typeof ifVersion !== 'string')
    throw malformed('ifVersion is a text', `${at}/ifVersion`)
  return { upsert: flag('upsert'), dryRun: flag('dryRun'), ifVersion }
}

/** Refuses members of a meta that mean nothing where they stand. */
function checkMeta(meta: Record<string, unknown> | undefined, known: readonly string[], at: string): void {
  const unknown = Object.keys(meta ?? {}).filter((key) => !known.includes(key) && !key.startsWith('@'))
  if (unknown.length > 0)
    throw new Refusals(
      unknown.map((key) => refuse('FIELD_UNKNOWN', { field: key }, `${at}/${key}`)) as [Refusal, ...Refusal[]],
    )
}

/** Whether the body of a request that needs none asks for a rehearsal. */
export function rehearsedByBody(body: unknown): boolean {
  if (body === undefined || body === null) return false
  const { data, meta } = readDocument(body)
  if (data !== undefined) throw malformed('this request takes no data', '/data')
  return readMeta(meta, ['dryRun']).dryRun
}
