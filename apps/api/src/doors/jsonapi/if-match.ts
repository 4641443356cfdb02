import { refuse } from '../../kernel/errors.ts'
import type { Call } from './call.ts'

const tag = '(?:W/)?"[^"]*"'
const list = new RegExp(`^\\s*${tag}(?:\\s*,\\s*${tag})*\\s*$`)

/**
 * The versions of `If-Match`, of which the row must have one; undefined where any will do. `required`: refuses with VERSION_REQUIRED where none is said.
 * RFC 9110, 13.1.1
 */
export function ifMatch(
  { request, door }: Call,
  required: boolean = door.ifMatchRequired,
): readonly string[] | undefined {
  const header = request.headers['if-match']
  if (header === undefined) {
    if (required) throw refuse('VERSION_REQUIRED', {}, '^if-match')
    return undefined
  }
  if (header.trim() === '*') return undefined
  if (!list.test(header)) return []
  // compared strongly: a weak tag matches nothing
  return [...header.matchAll(/(W\/)?"([^"]*)"/g)].flatMap(([, weak, version]) => (weak ? [] : [version!]))
}

/** Refuses an `If-Match` that would be ignored. `what`: what cannot hang on a version. */
export function noIfMatch({ request }: Pick<Call, 'request'>, what: string): void {
  if (request.headers['if-match'] !== undefined) throw refuse('VERSION_NOT_POSSIBLE', { what }, '^if-match')
}
