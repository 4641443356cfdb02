import { createPusher } from '../adapters/push/index.ts'
import type { Pusher } from '../domain/notices/port.ts'
import type { Env } from '../kernel/env.ts'

/** How long a push service may take to answer; nobody waits for it. */
const timeoutMs = 10_000

/** Who brings notices to browsers. Whom push services may write to is, unless told otherwise, whoever sends the mails. */
export function composePusher(env: Env, houseKeys: readonly string[]): Pusher {
  const sender = /[^\s<>]+@[^\s<>]+/.exec(env.mailFrom)?.[0] ?? 'shop@localhost'
  return createPusher({
    vapidPrivateKeys: env.vapidPrivateKeys,
    houseKeys,
    contact: env.vapidContact ?? `mailto:${sender}`,
    allowPrivate: env.pushAllowPrivate === 'on',
    timeoutMs,
  })
}
