import type { Resource } from '@portico/schema/projections/jsonapi'
import { checkSize } from '../../engine/records/index.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'
import type { Resources } from './resources.ts'
import type { Sight } from './sight.ts'

/** Related resources that come along: `lines.product,customer` is `{ lines: { product: {} }, customer: {} }`. */
export interface Include {
  [relationship: string]: Include
}

/** Relations that a path may walk, and paths of a request. */
const most = { steps: 4, paths: 20 }

const parameter = '?include'
const wrong = (problem: string): Refusal => refuse('FIELD_INVALID', { field: 'include', problem }, parameter)

/**
 * Reads `include`. Refuses with FIELD_UNKNOWN what is no relationship, with FIELD_INVALID a path that is too deep or leads back to where it came from,
 * with QUERY_TOO_COSTLY what would come to too many rows for `size` primary resources.
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
  const entity = resources.model.entities.get(resource.name)
  if (entity && paths.length > 0) checkSize(resources.model, entity, include, size, parameter)
  return include
}
