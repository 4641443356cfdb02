import type { Filter } from '../../engine/records/index.ts'

/** Whether a document that somebody wrote down to be asked later has the form of a filter; `{}` has none, and would find nothing, or everything. */
export function isFilter(given: unknown): given is Filter {
  if (typeof given !== 'object' || given === null) return false
  const part = given as Record<string, unknown>
  const [only] = Object.keys(part)
  const alone = Object.keys(part).length === 1
  if (only === 'and' || only === 'or') return alone && Array.isArray(part[only]) && part[only].every(isFilter)
  if (only === 'not') return alone && isFilter(part['not'])
  if ('relation' in part) return typeof part['relation'] === 'string' && isFilter(part['where'])
  return typeof part['path'] === 'string' && typeof part['op'] === 'string' && 'value' in part
}
