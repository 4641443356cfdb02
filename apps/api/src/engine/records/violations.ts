import type { Entity, Model } from '@portico/schema'
import { refuse } from '../../kernel/errors.ts'
import { leadsNowhere } from './references.ts'

interface DatabaseError {
  code: string
  detail?: string
  message: string
  table?: string
  column?: string
  constraint?: string
}

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && 'severity' in error

const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
/** `Key (website_id, email)=(…) …` → websiteId, email; `Key (upper(code::text))=(…) …` → code */
const keysOf = (detail: string | undefined): string[] =>
  (/^Key \((.+?)\)=\(/.exec(detail ?? '')?.[1] ?? '')
    .split(/, /)
    .filter(Boolean)
    .map((column) => /^\w+\((\w+)/.exec(column)?.[1] ?? column.replaceAll('"', ''))
    .map(camel)

/**
 * A value that the database cannot take where it was given (22xxx: data exception), as FIELD_INVALID; what it gave up because it took too long (57014), as TOOK_TOO_LONG.
 * Anything else as it was.
 */
export function unfit(error: unknown, field: string): unknown {
  if (!isDatabaseError(error)) return error
  if (error.code === '57014') return refuse('TOOK_TOO_LONG')
  if (!error.code.startsWith('22')) return error
  return refuse('FIELD_INVALID', { field, problem: 'holds what does not fit' })
}

/**
 * What the database's constraints refuse, in the business's words: ALREADY_EXISTS (23505), REFERENCE_NOT_FOUND and STILL_REFERENCED (23503, 23001),
 * TRANSITION_NOT_ALLOWED and FIELD_INVALID (23514), FIELD_INVALID for what does not fit its column (22xxx), TOOK_TOO_LONG (57014). Anything else as it was.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function inWords(error: unknown, model: Model, entity: Entity): unknown {
  if (!isDatabaseError(error)) return error
  const keys = keysOf(error.detail)
  const field = keys[0] ?? entity.name
  if (error.code === '23505') return refuse('ALREADY_EXISTS', { entity: entity.name, fields: keys.join(', ') }, field)
  if (error.code === '23503' || error.code === '23001') {
    const table = /table "(\w+)"/.exec(error.detail ?? '')?.[1]
    const other = [...model.entities.values()].find((one) => one.table === table)?.name ?? table ?? 'another'
    return error.code === '23001' || error.detail?.includes('is still referenced')
      ? refuse('STILL_REFERENCED', { entity: entity.name, by: other })
      : leadsNowhere(field, other, /^Key \([^)]+\)=\((.*)\) is not present/.exec(error.detail ?? '')?.[1] ?? 'none')
  }
  if (error.code === '23514') {
    const move = / cannot move from (\w+) to (\w+)/.exec(error.message)
    return move
      ? refuse(
          'TRANSITION_NOT_ALLOWED',
          { entity: entity.name, state: move[1]!, action: `become ${move[2]}` },
          entity.states?.field,
        )
      : refuse('FIELD_INVALID', { field: entity.name, problem: `breaks the rule ${error.constraint ?? ''}` })
  }
  if (error.code === '23502') {
    const missing = camel(error.column ?? entity.name)
    const relation = missing.replace(/Id$/, '')
    return refuse('FIELD_REQUIRED', { field: entity.relations[relation] ? relation : missing }, missing)
  }
  return unfit(error, entity.name)
}
