import Stripe from 'stripe'
import type { Clock } from '../../kernel/clock.ts'
import type { Logger } from '../../kernel/log.ts'

/** Pinned: another version of the SDK must not change what we send and read. */
const API_VERSION = '2026-10-28.endive'

export interface StripeSettings {
  secretKey: string
  publishableKey: string
  /** `whsec_…`; several, separated by commas, while one is rotated out. */
  webhookSecret: string
  /** `https://api.stripe.com`, or a stand-in. */
  apiBaseUrl: string
  clock: Clock
  log: Logger
  /** For one attempt. */
  timeoutMs?: number
  /** After a lost connection, 409 or 5xx; each with the same idempotency key. */
  maxNetworkRetries?: number
  /** Before the second try after 429. */
  firstWaitMs?: number
}

/** A client of Stripe's API. Throws Error where its address cannot be used. */
export function connect(settings: StripeSettings): Stripe {
  const { protocol, hostname, port, pathname } = new URL(settings.apiBaseUrl)
  if (pathname !== '/')
    throw new Error(
      `STRIPE_API_BASE_URL must be an origin such as https://api.stripe.com: the path ${pathname} cannot be used.`,
    )
  return new Stripe(settings.secretKey, {
    apiVersion: API_VERSION,
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    port: port || (protocol === 'http:' ? 80 : 443),
    timeout: settings.timeoutMs ?? 10_000,
    maxNetworkRetries: settings.maxNetworkRetries ?? 2,
    telemetry: false,
    appInfo: { name: 'Portico' },
  })
}
