import { buildModel, model, type Deprecated, type Entity, type Model } from '@portico/schema'

/** One and a half years from a day to another, and what to use instead. */
export const going: Deprecated = { since: '2026-11-01', sunset: '2028-05-01', instead: 'use what is newer' }

/** Our own business, in which some things are to go: their names as the model has them (`brand`, `brand.slug`, `order.cancel`). */
export function modelInWhichGo(...names: readonly string[]): Model {
  const marked = <Thing extends object>(things: Readonly<Record<string, Thing>>, owner: string) =>
    Object.fromEntries(
      Object.entries(things).map(([key, thing]) => [
        key,
        names.includes(`${owner}.${key}`) ? { ...thing, deprecated: going } : thing,
      ]),
    ) as Record<string, Thing>
  const entities = [...model.entities.values()].map((entity): Entity => ({
    ...entity,
    fields: marked(entity.fields, entity.name),
    relations: marked(entity.relations, entity.name),
    computed: marked(entity.computed, entity.name),
    actions: marked(entity.actions, entity.name),
    questions: marked(entity.questions, entity.name),
    ...(names.includes(entity.name) ? { deprecated: going } : {}),
  }))
  const shapes = [...model.shapes.values()].map((shape) => ({ ...shape, fields: marked(shape.fields, shape.name) }))
  return buildModel(entities, shapes)
}
