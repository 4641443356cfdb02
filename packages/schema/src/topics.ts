import type { Entity } from './language/index.ts'
import type { Model } from './model.ts'

/** A piece of news that can be subscribed to. */
export interface Topic {
  /** `<entity>.<what happened>` */
  readonly topic: string
  readonly entity: Entity
  readonly doc: string
}

const byTheDatabase = {
  created: (name: string) => `A ${name} is there that was not.`,
  updated: (name: string) => `A ${name} is otherwise than before.`,
  deleted: (name: string) => `A ${name} is gone.`,
  changed: (name: string) => `A ${name}, or what belongs to it, is new, otherwise or gone.`,
}

/** Every topic of the model: what the database tells of each entity, and what its verbs tell besides. */
export const topicsOf = (model: Model): Topic[] =>
  [...model.entities.values()].flatMap((entity) => {
    const { name, news } = entity
    if (news === false) return []
    const told = Object.entries(byTheDatabase).map(([key, doc]) => [key, doc(name)] as const)
    return [...new Map<string, string>([...told, ...Object.entries(news)])].map(([key, doc]) => ({
      topic: `${name}.${key}`,
      entity,
      doc,
    }))
  })
