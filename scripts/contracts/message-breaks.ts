import { SchemaBreaks, type Schema } from './schema-breaks.ts'

/** contracts/webhooks/events.json, as far as subscribers depend on it. */
export interface MessageContract {
  topics: Record<string, Schema>
  $defs: Record<string, Schema>
}

/** What would break a subscriber: topics that are gone, members of messages and of the rows in them that are gone, may be missing or are of another type. */
export function breaksOfMessages(before: MessageContract, now: MessageContract): string[] {
  const breaks = new SchemaBreaks(before.$defs, now.$defs)
  for (const [topic, message] of Object.entries(before.topics)) {
    if (now.topics[topic]) breaks.compare(message, now.topics[topic], topic, 'told')
    else breaks.found.add(`the topic ${topic} is gone`)
  }
  return [...breaks.found]
}
