import type { Area } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import type { RunnableJob } from '../../kernel/jobs.ts'
import type { Mailer } from '../../kernel/mail.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { confirmationConsumer, confirmationJob } from './mail-order.ts'
import { trackOrder } from './track-order.ts'

export { createOrder, type Agreement } from './create-order.ts'

export interface OrdersParts {
  attempts: Attempts
  mailer: Mailer
  storefrontUrl: string
}

/** Orders: what was agreed. */
export function createOrders({
  attempts,
  mailer,
  storefrontUrl,
}: OrdersParts): Area & { consumers: readonly Consumer[]; jobs: readonly RunnableJob[] } {
  const confirm = confirmationJob(mailer, storefrontUrl)
  return {
    questions: { 'order.track': trackOrder(attempts) },
    consumers: [confirmationConsumer(confirm)],
    jobs: [confirm],
  }
}
