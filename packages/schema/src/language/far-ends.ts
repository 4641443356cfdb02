import { many, type Entity, type Many } from './entity.ts'
import { upperFirst } from './walk.ts'

/**
 * A relation to one is said once, where its column stands; the back office sees it from both ends. Where the far end is not written (to be shown to shoppers, put
 * in order or named otherwise), it is called like the rows that it leads to: `brand.products`; by what they are to it, where that alone would not tell: `user.ticketsByAssignee`.
 */
export function withFarEnds(entities: readonly Entity[]): Entity[] {
  return entities.map((entity) => {
    const lacking = entities.flatMap((other) =>
      Object.entries(other.relations).flatMap(([by, relation]) =>
        relation.relation === 'one' &&
        relation.to === entity.name &&
        relation.show?.length !== 0 &&
        !isWritten(entity, other, by)
          ? [{ other, by }]
          : [],
      ),
    )
    const taken = new Set([entity.fields, entity.relations, entity.computed].flatMap((members) => Object.keys(members)))
    const ends = lacking.map(({ other, by }): [string, Many] => {
      const alone = lacking.filter((end) => end.other === other).length === 1 && !taken.has(other.plural)
      const name = alone ? other.plural : `${other.plural}By${upperFirst(by)}`
      const { deprecated } = other.relations[by]!
      const doc = `The ${words(other.plural)} of which it is the ${words(by)}.`
      return [name, many(other.name, by, { doc, deprecated })]
    })
    return ends.length === 0 ? entity : { ...entity, relations: { ...entity.relations, ...Object.fromEntries(ends) } }
  })
}

const isWritten = (entity: Entity, other: Entity, by: string) =>
  Object.values(entity.relations).some(
    (relation) => relation.relation === 'many' && relation.to === other.name && relation.by === by,
  )

/** `priceList` → `price list` */
const words = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** Whoever links to an entity that is to go has a link that is to go. */
export function withPassedOn(entities: readonly Entity[]): Entity[] {
  const going = new Map(entities.flatMap(({ name, deprecated }) => (deprecated ? [[name, deprecated] as const] : [])))
  if (going.size === 0) return [...entities]
  return entities.map((entity) => ({
    ...entity,
    relations: Object.fromEntries(
      Object.entries(entity.relations).map(([key, relation]) => {
        const deprecated = relation.deprecated ?? going.get(relation.to)
        return [key, deprecated ? { ...relation, deprecated } : relation]
      }),
    ),
  }))
}
