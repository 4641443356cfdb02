import type { Entity, Model } from '@portico/schema'
import { isShown, reachesTo } from '../../../engine/records/index.ts'
import type { Wanted } from '../../../engine/index.ts'
import type { RightsLike } from '../../../kernel/context.ts'
import { branchAt } from '../../../kernel/object-paths.ts'

/** `number`, `lines.sku` → what to read. A path that ends at a relation means its ids. Refuses with FIELD_UNKNOWN a path that leads out of the data. */
export function wantedOf(paths: readonly string[]): Wanted {
  const wanted: Wanted = {}
  for (const path of paths) branchAt(wanted, path.split('.'))
  return wanted
}

/** Every field of the row itself, and the ids of what it links to, as far as its reader may know of them and read what is linked. */
export function plainRow(entity: Entity, rights: RightsLike): Wanted {
  const links = Object.entries(entity.relations).filter(
    ([, { relation, to }]) => relation === 'one' && reachesTo(rights.level(to, 'read'), 'organization'),
  )
  const fields = Object.entries(entity.fields).filter(([, { kind }]) => kind !== 'secret')
  const known = [...fields, ...links].filter(
    ([key, member]) => isShown(member, 'backOffice') && !rights.hides(entity.name, key),
  )
  return { ...Object.fromEntries(known.map(([key]) => [key, {}])), createdAt: {}, updatedAt: {} }
}

/** What a full payload about a row of an entity holds. The fields of a subscription are those of what its topics tell of: a message to try it out is about itself. */
export function rowWanted(
  model: Model,
  name: string,
  { topics, fields }: { topics: readonly string[]; fields: readonly string[] },
  rights: RightsLike,
): Wanted {
  const chosen = fields.length > 0 && topics.some((topic) => topic.startsWith(`${name}.`))
  return chosen ? wantedOf(fields) : plainRow(model.entities.get(name)!, rights)
}
