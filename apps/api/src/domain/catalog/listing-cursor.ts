import { refuse } from '../../kernel/errors.ts'
import type { After, Sort } from './listing-query.ts'

/** A place in a listing that was sorted in one way; opaque to clients. */
export const writeCursor = (sort: Sort, { key, id }: After): string =>
  Buffer.from(JSON.stringify([sort, key, id])).toString('base64url')

const shapes: Record<Sort, RegExp> = {
  position: /^-?\d{1,10}$/,
  relevance: /^-?\d{1,10}$/,
  nameAscending: /^[^\0]{0,400}$/,
  nameDescending: /^[^\0]{0,400}$/,
  priceAscending: /^(-?\d{1,20}(\.\d{1,20})?|Infinity)$/,
  priceDescending: /^(-?\d{1,20}(\.\d{1,20})?|Infinity)$/,
  newest: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/,
}
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads a cursor back. Refuses with CURSOR_INVALID what was not written for this sort. */
export function readCursor(cursor: string, sort: Sort): After {
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw refuse('CURSOR_INVALID', {}, 'after')
  }
  if (!Array.isArray(parts) || parts.length !== 3) throw refuse('CURSOR_INVALID', {}, 'after')
  const [writtenFor, key, id] = parts as unknown[]
  if (
    writtenFor !== sort ||
    typeof key !== 'string' ||
    typeof id !== 'string' ||
    !shapes[sort].test(key) ||
    !uuid.test(id)
  )
    throw refuse('CURSOR_INVALID', {}, 'after')
  return { key, id }
}
