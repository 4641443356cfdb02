import { lines, type Law } from './books.ts'

/** What the laws say of what is still to be done, and of who is to hear of it. */
export const ofNews: readonly Law[] = [
  {
    name: 'nobody waits: no checkout is being paid, nothing is held',
    broken: async ({ house }) =>
      lines(
        house,
        `select format('checkout %s is being paid, until %s', id, expires_at) as line from checkouts where state = 'paying'
         union all select format('a reservation of checkout %s is held', checkout_id) from reservations where state = 'held'`,
      ),
  },
  {
    name: 'all news are heard',
    broken: async ({ house }) =>
      lines(
        house,
        `select format('%s has not heard of %s %s: %s', d.consumer, e.topic, e.entity_id, d.last_error) as line
           from outbox_deliveries d join outbox_events e on e.id = d.event_id where d.done_at is null
         union all select format('%s will never hear of %s: %s', consumer, topic, problem) from dead_letters
         union all select format('the subscriber has not heard of %s %s: %s', topic, row_id, problem) from webhook_deliveries where state <> 'delivered'
         union all select format('job %s has failed for good: %s', t.identifier, j.last_error)
           from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
           -- whoever asks anew for a job that is being done (by its key) takes the key from it, and all further attempts: the new one is tried instead
           where j.attempts >= j.max_attempts and (j.key is not null or j.last_error is not null)`,
      ),
  },
  {
    name: 'each order was told to the subscriber, and no other',
    broken: ({ house, ours }) => {
      const orders = new Map([...ours.values()].flatMap(({ orderId, number }) => (orderId ? [[orderId, number]] : [])))
      return [
        ...[...orders].flatMap(([id, number]) =>
          house.subscriber.heard.has(id) ? [] : [`nobody was told of ${number}`],
        ),
        ...[...house.subscriber.heard.keys()].flatMap((id) =>
          orders.has(id) ? [] : [`told of ${id}, which is no order`],
        ),
      ]
    },
  },
]
