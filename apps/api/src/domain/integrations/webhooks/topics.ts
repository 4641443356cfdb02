import { topicsOf, type Entity, type Model, type Topic } from '@portico/schema'
import { refuse } from '../../../kernel/errors.ts'

/** What can be subscribed to, by topic. */
export const topicMap = (model: Model): ReadonlyMap<string, Topic> =>
  new Map(topicsOf(model).map((topic) => [topic.topic, topic]))

/** The entities that topics are about. Refuses with FIELD_INVALID a topic that nobody tells of. */
export function entitiesOf(topics: readonly string[], known: ReadonlyMap<string, Topic>): Entity[] {
  if (topics.length === 0)
    throw refuse('FIELD_INVALID', { field: 'topics', problem: 'are none: name at least one' }, 'topics')
  return [
    ...new Set(
      topics.map((topic, index) => {
        const found = known.get(topic)
        if (!found)
          throw refuse(
            'FIELD_INVALID',
            {
              field: 'topics',
              problem: `hold "${topic}", which nobody tells of; contracts/webhooks/events.json has all that are told`,
            },
            `topics.${index}`,
          )
        return found.entity
      }),
    ),
  ]
}
