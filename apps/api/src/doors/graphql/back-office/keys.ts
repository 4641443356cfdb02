import type { Entity, Model } from '@portico/schema'
import type { NaturalKey } from '../../../engine/records/index.ts'
import { refuse } from '../../../kernel/errors.ts'
import { isObject, plain, type Given } from '../filter.ts'

/**
 * A key as the engine takes it: rows that it belongs to stand under the relation's name, whether by their id or by their own key. Refuses with FIELD_INVALID
 * what is no whole key.
 */
export function keyOf(model: Model, entity: Entity, given: Given, place = 'key'): NaturalKey {
  const { external, ...members } = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== null),
  )
  if (external !== undefined) {
    const [other] = Object.keys(members)
    if (other !== undefined)
      throw refuse(
        'FIELD_INVALID',
        { field: `${place}.${other}`, problem: 'stands beside external' },
        `${place}.${other}`,
      )
    return { external }
  }
  return Object.fromEntries(
    (entity.naturalKey ?? []).map((name) => {
      const both = [members[name], members[`${name}Id`]].filter((value) => value !== undefined)
      const field = `${place}.${name}`
      if (both.length !== 1)
        throw refuse(
          'FIELD_INVALID',
          { field, problem: both.length === 0 ? 'is missing' : `is given twice, also as ${name}Id` },
          field,
        )
      const target = model.entities.get(entity.relations[name]?.to ?? '')
      const [value] = both
      return [name, target && isObject(value) ? keyOf(model, target, value, field) : plain(value)]
    }),
  )
}

/** What is written, with the keys by which it names others as the engine takes them. */
export function linksOf(model: Model, entity: Entity, given: Given): Given {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const target = model.entities.get(entity.relations[name]?.to ?? '')
      return [name, target && isObject(value) ? keyOf(model, target, value, name) : value]
    }),
  )
}
