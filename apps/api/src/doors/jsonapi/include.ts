import type { Resource } from '@portico/schema/projections/jsonapi'
import { refuse, type Refusal } from '../../kernel/errors.ts'
import type { Resources } from './resources.ts'
import type { Sight } from './sight.ts'

/** Related resources that come along: `lines.product,customer` is `{ lines: { product: {} }, customer: {} }`. */
export interface Include {
  [relationship: string]: Include
}

/** Relations that a path may walk, paths of a request, and rows that an answer may come to, with 20 for each relation to many. */
const most = { steps: 4, paths: 20, rows: 50_000 }
const rowsOfMany = 20

const parameter = '?include'
const wrong = (problem: string): Refusal => refuse('FIELD_INVALID', { field: 'include', problem }, parameter)

/**
 * Reads `include`. Refuses with FIELD_UNKNOWN what is no relationship, with FIELD_INVALID a path that is too deep or leads back to where it came from,
 * with QUERY_TOO_COSTLY what may come to more than 50,000 rows for `size` primary resources.
 */
export function readInclude(
  resources: Resources,
  resource: Resource,
  given: string,
  size: number,
  sight: Sight,
): Include {
  const include: Include = {}
  const paths = given.split(',').filter(Boolean)
  if (paths.length > most.paths) throw wrong(`names more than ${most.paths} paths`)
  for (const path of paths) {
    const steps = path.split('.')
    if (steps.length > most.steps) throw wrong(`"${path}" walks more than ${most.steps} relationships`)
    let here = include
    let at = resource
    let back: string | undefined
    for (const step of steps) {
      const relationship = Object.hasOwn(at.relationships, step) ? at.relationships[step] : undefined
      if (!relationship || sight.hides(at.name, step)) throw refuse('FIELD_UNKNOWN', { field: path }, parameter)
      if (step === back) throw wrong(`"${path}" leads back to where it came from`)
      back = relationship.link?.relation === 'many' ? relationship.link.by : undefined
      here = here[step] ??= {}
      at = resources.ofEntity(relationship.entity)
    }
  }
  if (size * rowsOf(resources, resource, include) > most.rows) throw refuse('QUERY_TOO_COSTLY', {}, parameter)
  return include
}

function rowsOf(resources: Resources, resource: Resource, include: Include): number {
  return Object.entries(include).reduce((sum, [key, inner]) => {
    const { entity, many } = resource.relationships[key]!
    return sum + (many ? rowsOfMany : 1) * (1 + rowsOf(resources, resources.ofEntity(entity), inner))
  }, 0)
}
