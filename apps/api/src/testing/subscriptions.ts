import type { Grant } from '../engine/records/index.ts'
import { randomIds } from '../kernel/ids.ts'
import { startRelay } from '../kernel/relay.ts'
import { Caller, granted } from './caller.ts'
import type { ApiClientOptions } from './client.ts'
import { silentLog } from './context.ts'
import type { OpenShop } from './shop.ts'
import { startSubscriber, type Subscriber } from './subscriber.ts'

export interface Subscribed {
  id: string
  secret: string
  /** The system that has subscribed. */
  admin: Caller
}

export const subscribeMutation = `mutation ($input: WebhookSubscriptionCreateInput!) {
  webhookSubscriptionCreate(input: $input) { webhookSubscription { id } }
}`

/** What tests of webhooks do over and over: somebody subscribes, rows change, a worker runs. */
export function subscriptionsIn(shop: OpenShop) {
  const { db } = shop.database
  let subscribers: Subscriber[] = []
  let methods = 0
  const rotate = (admin: Caller, id: string, overlapHours?: number) =>
    granted(
      admin.act<{ secret: string; formerSecretUntil: string | null }>(
        'webhookSubscriptionRotateSecret',
        { id, overlapHours },
        'secret formerSecretUntil',
      ),
    )
  return {
    rotate,
    subscriber: async (): Promise<Subscriber> => {
      const started = await startSubscriber()
      subscribers.push(started)
      return started
    },
    /** A system of these rights subscribes, and takes its secret. */
    subscribe: async (
      input: Record<string, unknown>,
      grants?: readonly Grant[],
      options?: ApiClientOptions,
    ): Promise<Subscribed> => {
      const { token } = await shop.client(grants, options)
      const admin = new Caller(`${shop.url}/admin/graphql`, token)
      const made = await granted(admin.send<{ webhookSubscription: { id: string } }>(subscribeMutation, { input }))
      const { id } = made.webhookSubscription
      const { secret } = await rotate(admin, id)
      // for tests in which weeks go by
      await db.updateTable('oauthArtifacts').set({ expiresAt: '2030-01-01' }).execute()
      return { id, secret, admin }
    },
    /** A row that nobody buys by. */
    addMethod: async (code = `m${(methods += 1)}`): Promise<string> => {
      const id = randomIds.next()
      await db
        .insertInto('shippingMethods')
        .values({
          id,
          code,
          kind: 'flatRate',
          label: { en: 'Courier', de: 'Kurier' },
          countries: ['DE'],
          currency: 'EUR',
          price: '4.5',
          active: false,
          websiteId: shop.website.id,
        })
        .execute()
      return id
    },
    touch: (id: string, position: number) =>
      db.updateTable('shippingMethods').set({ position }).where('id', '=', id).execute(),
    deliveries: (id: string) =>
      db.selectFrom('webhookDeliveries').selectAll().where('subscriptionId', '=', id).orderBy('sequence').execute(),
    /** A worker beside the API, as it runs in production. */
    startWorker: () => {
      const shared = { database: shop.built.database, context: shop.built.systemContext, log: silentLog }
      const relay = startRelay({ ...shared, url: shop.databaseUrl, consumers: shop.built.consumers })
      const dispatch = shop.built.sending.start({ ...shared, url: shop.databaseUrl })
      return { stop: async () => void (await Promise.all([relay.stop(), dispatch.stop()])) }
    },
    /** Ends what was begun. */
    clear: async () => {
      await db.deleteFrom('webhookSubscriptions').execute()
      await Promise.all(subscribers.map((one) => one.close()))
      subscribers = []
    },
  }
}

/** Looks again and again. Throws after `ms`. */
export async function until(what: () => boolean, ms = 5_000): Promise<void> {
  const end = Date.now() + ms
  while (!what()) {
    if (Date.now() > end) throw new Error('waited in vain')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
