import { sentenceOf, type Deprecatable, type Entity } from '../index.ts'
import type { Schema } from './openapi-kinds.ts'
import type { Paths } from './openapi-paths.ts'

/** A schema or an operation that says whether it is to go; `x-sunset` is the day from which on it may be gone. */
export function saysGoing(schema: Schema, { deprecated }: Deprecatable): Schema {
  if (!deprecated) return schema
  const { description } = schema
  return {
    ...schema,
    description: [description, sentenceOf(deprecated)].filter(Boolean).join(' '),
    deprecated: true,
    'x-sunset': deprecated.sunset,
  }
}

/** Says of an entity's operations which are to go: all of them, those of a verb, or those of a relation. */
export function withGoing(paths: Paths, entity: Entity): Paths {
  return Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => {
      const [kind, name = ''] = path
        .split('/')
        .filter((step) => step !== '{id}')
        .slice(2)
      const verb = kind === 'actions' ? entity.actions[name] : kind === 'questions' ? entity.questions[name] : undefined
      const link = kind === 'relationships' ? name : (kind ?? '')
      const member = verb ?? entity.relations[link] ?? entity.computed[link]
      const going = entity.deprecated ? entity : (member ?? {})
      return [
        path,
        Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, saysGoing(operation, going)])),
      ]
    }),
  )
}
