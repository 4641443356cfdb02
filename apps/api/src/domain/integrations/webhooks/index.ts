import type { Area } from '../../../engine/index.ts'
import type { RunnableJob } from '../../../kernel/jobs.ts'
import type { Consumer } from '../../../kernel/outbox.ts'
import { drainDispatch, startDispatch, type Dispatch, type DispatchOptions } from './dispatch.ts'
import { fanOut } from './fan-out.ts'
import { forgetMessages } from './forget.ts'
import { guardSubscription } from './guard-subscription.ts'
import { replay, test } from './replay.ts'
import { rotateSecret } from './secrets.ts'
import type { SendParts } from './send.ts'

export type WebhooksParts = SendParts & Pick<DispatchOptions, 'timeoutMs'>

/** What a process does to send messages. */
export interface Sending {
  start(options: Pick<DispatchOptions, 'context' | 'log' | 'pollMs'> & { url: string }): Dispatch
  drain(options: Pick<DispatchOptions, 'context' | 'log'>): Promise<number>
}

/** Webhooks out: who wants to hear of what, and the messages to them. */
export function createWebhooks(
  parts: WebhooksParts,
): Area & { consumers: readonly Consumer[]; jobs: readonly RunnableJob[]; sending: Sending } {
  const { model, courier, records, seal, timeoutMs } = parts
  return {
    actions: {
      'webhookSubscription.rotateSecret': rotateSecret(seal),
      'webhookSubscription.test': test,
      'webhookDelivery.replay': replay,
    },
    guards: { webhookSubscription: guardSubscription(model, courier, records) },
    consumers: [fanOut(parts)],
    jobs: [forgetMessages],
    sending: {
      start: (options) => startDispatch({ ...options, parts, timeoutMs }),
      drain: (options) => drainDispatch({ ...options, parts, timeoutMs }),
    },
  }
}
