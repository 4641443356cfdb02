import { refuse, Refusal, type RefusalCode } from '../../../kernel/errors.ts'
import type { Given } from '../write-values.ts'
import type { External } from '../external.ts'

/** What a batch does with its records. */
export const modes = ['create', 'update', 'upsert', 'delete'] as const
export type Mode = (typeof modes)[number]

/** A record of a batch: a row as writers give it, and what names the row where that is not its natural key. */
export interface BatchRecord {
  id?: string | undefined
  external?: External | undefined
  given: Given
  /** Members of which `given` holds a part that is added to what the row has. */
  merge?: readonly string[] | undefined
  /** Fields that are said of a row that is new, and of no other: what somebody else may change afterwards. */
  initially?: Given | undefined
}

/** A record as it came: readable, or refused already. */
export type Arrived = (BatchRecord | { refusals: readonly Refusal[] }) & {
  /** In what was sent line by line, counted from 1, empty ones included. */
  line?: number | undefined
}

/** A record with its number in the batch, from 0. */
export interface Numbered {
  number: number
  record: Arrived
}

/**
 * What became of a record. `missing`: it names a row that is not there yet. `row`: the row that it is about; null: there is none; left out: that could not
 * be told.
 */
export type Outcome =
  | { done: 'created' | 'changed' | 'deleted' | 'same'; row?: string }
  | { refusals: readonly Refusal[]; missing?: boolean; row?: string | null }

const plain = (refusals: readonly Refusal[]) => refusals.map(({ code, params, path }) => ({ code, params, path }))

/** A record as a line of a part. */
export const toLine = (record: Arrived): string =>
  JSON.stringify('refusals' in record ? { ...record, refusals: plain(record.refusals) } : record)

export function fromLine(line: string): Arrived {
  const read = JSON.parse(line) as
    BatchRecord | { line?: number; refusals: { code: RefusalCode; params: Record<string, unknown>; path?: string }[] }
  if (!('refusals' in read)) return read
  return { line: read.line, refusals: read.refusals.map(({ code, params, path }) => new Refusal(code, params, path)) }
}

/** The lines of a part, numbered. A postponed one says its number itself. */
export function readPart(body: string, first: number): Numbered[] {
  return body.split('\n').map((line, at) => {
    const [, number, rest] = /^(\d+) (.*)$/s.exec(line) ?? []
    return number === undefined
      ? { number: first + at, record: fromLine(line) }
      : { number: Number(number), record: fromLine(rest!) }
  })
}

/** What a record may at most come to as JSON, in characters. */
export const longestRecord = 1_000_000

export const recordTooLong = (): Refusal => refuse('REQUEST_TOO_LARGE', { maximum: longestRecord })
