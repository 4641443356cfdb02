import { addAdminRoutes } from '../server/admin-routes.ts'
import type { CallJournal } from '../server/call-journal.ts'
import type { FaultPlan } from '../server/fault-plan.ts'
import { listen } from '../server/listen.ts'
import { createSandboxServer } from '../server/sandbox-server.ts'
import { StateFile } from '../server/state-file.ts'
import { openApiDoor } from './api-door.ts'
import { addBrowserScript, isScriptPath } from './browser-script.ts'
import { addChallengePage } from './challenge-page.ts'
import type { Desk } from './desk.ts'
import { stripeEndpoints } from './endpoints.ts'
import { EventLog } from './events.ts'
import { faultError } from './problem.ts'
import { addStripeSandboxRoutes } from './sandbox-routes.ts'
import { Store } from './store.ts'
import type { Tables } from './store.ts'
import { WebhookCourier } from './webhooks.ts'
import type { WebhookEndpoint } from './webhooks.ts'

export interface StripeSandboxOptions {
  /** 0 picks a free port. */
  port?: number
  host?: string
  /** The only keys it accepts. */
  secretKey?: string
  publishableKey?: string
  /** Where events go; without it they are only kept for `GET /v1/events`. */
  webhook?: WebhookEndpoint | null
  /** Keeps the state across starts. */
  stateFile?: string
  /** Added to every answer of the API. */
  latencyMs?: number
  /** When money of delayed methods and slow refunds arrives; null: only by `POST /_sandbox/settle/:id`. */
  settleAfterMs?: number | null
  /** Milliseconds before each retry of a webhook. */
  webhookRetryAfterMs?: readonly number[]
  /** false: as an account that takes cards of which the issuer knows another postal or security code. */
  blockFailedChecks?: boolean
  now?: () => Date
}

export interface StripeSandbox {
  url: string
  port: number
  secretKey: string
  publishableKey: string
  faults: FaultPlan
  webhooks: WebhookCourier
  journal: CallJournal
  state: () => Tables
  /** From now on banks hold what is not captured for so long; undefined: as most of them do. */
  holdFor: (seconds?: number) => void
  reset: () => void
  close: () => Promise<void>
}

const DEFAULT_SECRET = 'sk_test_portico_sandbox'
const DEFAULT_PUBLISHABLE = 'pk_test_portico_sandbox'

/**
 * Starts a stand-in for Stripe: its API (version 2026-10-28.endive) under `/v1`, its browser script under `/v3/` and
 * `/endive/stripe.js`, its signed webhooks, and `/_sandbox/*` to steer it. No money moves and nothing leaves this machine.
 */
export async function startStripeSandbox(options: StripeSandboxOptions = {}): Promise<StripeSandbox> {
  const keys = {
    secretKey: options.secretKey ?? DEFAULT_SECRET,
    publishableKey: options.publishableKey ?? DEFAULT_PUBLISHABLE,
  }
  if (!keys.secretKey.startsWith('sk_test_') || !keys.publishableKey.startsWith('pk_test_'))
    throw new Error(
      'The Stripe sandbox only takes test keys: sk_test_… and pk_test_…. A live key must never be given to it.',
    )
  let url = ''
  const file = new StateFile<Tables>(options.stateFile, () => store.tables)
  const store: Store = new Store(StateFile.load<Tables>(options.stateFile), {
    now: options.now ?? (() => new Date()),
    changed: () => file.touch(),
  })
  const usuallyHeld = store.heldSeconds
  const courier = new WebhookCourier(store, options.webhook ?? null, options.webhookRetryAfterMs)
  const desk: Desk = {
    store,
    events: new EventLog(store, (event) => courier.post(event)),
    url: () => url,
    settleAfterMs: options.settleAfterMs === undefined ? 3_000 : options.settleAfterMs,
    blockFailedChecks: options.blockFailedChecks ?? true,
  }
  const server = createSandboxServer({
    name: 'Stripe',
    faultBody: (status, request, reply) => {
      const body = { error: faultError(status) }
      door.keepFault(request, reply, status, body)
      return body
    },
    spared: isScriptPath,
  })
  const reset = (): void => {
    store.reset()
    courier.clear()
  }
  const door = openApiDoor(server.app, {
    store,
    keys,
    latencyMs: options.latencyMs ?? 0,
    endpoints: stripeEndpoints(desk),
  })
  addChallengePage(server.app, desk)
  addBrowserScript(server.app)
  addAdminRoutes(server, { state: () => store.tables, reset })
  addStripeSandboxRoutes(server.app, desk, courier)

  const at = {
    name: 'Stripe',
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    portSetting: 'STRIPE_SANDBOX_PORT',
  }
  const listening = await listen(server.app, at)
  url = listening.url
  courier.resume()
  return {
    ...listening,
    ...keys,
    faults: server.faults,
    webhooks: courier,
    journal: server.journal,
    state: () => store.tables,
    holdFor: (seconds = usuallyHeld) => {
      store.heldSeconds = seconds
    },
    reset,
    close: async () => {
      await courier.close()
      await server.app.close()
      file.flush()
    },
  }
}
