import type { Model } from '@portico/schema'
import { startFedexSandbox, startStripeSandbox, type FedexSandbox, type StripeSandbox } from '@portico/sandbox'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Built } from '../build.ts'
// on Node 20 the library says when it is loaded that it wants a newer one, which must not be in the middle of a test
import '../identity/authorization/provider.ts'
import { rebuildReadModel } from '../domain/catalog/index.ts'
import type { ExchangeModule } from '../domain/integrations/port.ts'
import type { Grant } from '../engine/records/index.ts'
import { readEnv } from '../kernel/env.ts'
import { drainJobs } from '../kernel/jobs.ts'
import { createLogger } from '../kernel/log.ts'
import { registerConsumers } from '../kernel/outbox.ts'
import { drainOutbox } from '../kernel/relay.ts'
import { Caller } from './caller.ts'
import { createClient, type ApiClient, type ApiClientOptions } from './client.ts'
import type { FrozenClock } from './clock.ts'
import { createTestDatabase } from './database.ts'
import { createShop, type Shop } from './fixtures/shop.ts'
import { mailsIn, type ReadMail } from './mails.ts'
import { furnish, type Furniture } from './fixtures/furniture.ts'

export interface OpenShop extends Shop {
  furniture: Furniture
  built: Built
  stripe: StripeSandbox
  fedex: FedexSandbox
  clock: FrozenClock
  /** Where its files are. */
  dataDir: string
  /** Of its database. */
  databaseUrl: string
  /** Of the API, as http://127.0.0.1:4000. */
  url: string
  webhookSecret: string
  /** A client of the API; with what headers besides its token. */
  caller(token?: string, headers?: Record<string, string>): Caller
  /** A system that calls the back office: an API client with a role of these grants (everything, unless told), and its token. */
  client(grants?: readonly Grant[], options?: ApiClientOptions): Promise<ApiClient>
  /** Lets webhooks arrive, brings all news to its consumers and runs all jobs that are due, until nothing is left. */
  drain(): Promise<void>
  /** The mails so far, oldest first. */
  mails(): ReadMail[]
  /** How many statements this process has sent to the database so far, `begin` and `commit` included. */
  statements(): number
  /** What the API logged, as one text. */
  logged(): string
  close(): Promise<void>
}

const webhookSecret = 'whsec_the_tests_know_this'

/** A small shop on a database of its own, open on a free port, with the stand-ins of Stripe and FedEx; the clock stands still. */
export async function openShop(
  options: {
    env?: Record<string, string>
    pricesIncludeTax?: boolean
    modules?: readonly ExchangeModule[]
    model?: Model
  } = {},
): Promise<OpenShop> {
  const made = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'portico-shop-'))
  const stage: { clock?: FrozenClock } = {}
  const now = () => stage.clock?.now() ?? new Date()
  const stripe = await startStripeSandbox({ settleAfterMs: null, webhookRetryAfterMs: [20, 50, 100], now })
  const fedex = await startFedexSandbox({ port: 0, now })
  let log = ''
  const env = readEnv({
    DATABASE_URL: made.url,
    PORTICO_DATA_DIR: dataDir,
    STOREFRONT_URL: 'https://shop.test',
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_PUBLISHABLE_KEY: stripe.publishableKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_BASE_URL: stripe.url,
    FEDEX_CLIENT_ID: fedex.credentials.clientId,
    FEDEX_CLIENT_SECRET: fedex.credentials.clientSecret,
    FEDEX_ACCOUNT_NUMBER: fedex.credentials.accountNumber,
    FEDEX_API_BASE_URL: fedex.url,
    PROVIDER_TIMEOUT_MS: '2000',
    RATE_LIMIT_PER_MINUTE: '0',
    CLIENT_LIMIT_PER_MINUTE: '0',
    // tests look at what they have just changed
    KEEP_ANSWERS_MS: '0',
    // subscribers of tests listen on this machine
    WEBHOOK_ALLOW_PRIVATE: 'on',
    WEBHOOK_TIMEOUT_MS: '1000',
    SIGN_IN_LIMIT_PER_MINUTE: '0',
    ...options.env,
  })
  const destination = { write: (line: string) => void (log += line) }
  const clock: Pick<FrozenClock, 'now'> = { now }
  const built = await build(env, createLogger({ level: 'info', name: 'test', destination }), {
    clock,
    ...(options.modules ? { modules: options.modules } : {}),
    ...(options.model ? { model: options.model } : {}),
  })
  const counter = countStatements(built.database.pool)
  const shop = await createShop(built.database, options)
  stage.clock = shop.clock
  const furniture = await furnish(shop)
  await rebuildReadModel(built.database, () => undefined)
  await registerConsumers(built.database.db, built.consumers)
  await built.app.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(built.app.server.address() as AddressInfo).port}`
  stripe.webhooks.endpoint = { url: `${url}/webhooks/stripe`, secret: webhookSecret }
  const work = {
    database: built.database,
    context: built.systemContext,
    log: createLogger({ level: 'warn', name: 'test', destination }),
  }

  return {
    ...shop,
    furniture,
    built,
    dataDir,
    databaseUrl: made.url,
    stripe,
    fedex,
    url,
    webhookSecret,
    caller: (token, headers) => new Caller(`${url}/graphql`, token, headers),
    client: (grants, options) =>
      createClient(
        built.database,
        { url, organizationId: shop.website.organizationId, now: shop.clock.now() },
        grants,
        options,
      ),
    drain: async () => {
      await stripe.webhooks.idle()
      await drainOutbox({ ...work, consumers: built.consumers })
      await built.sending.drain(work)
      await built.exchange.drain(work)
      await drainJobs({ ...work, jobs: built.jobs })
    },
    mails: () => mailsIn(join(dataDir, 'mail')),
    statements: () => counter.count,
    logged: () => log,
    close: async () => {
      await Promise.all([stripe.close(), fedex.close()])
      await built.close()
      await Promise.all([made.drop(), rm(dataDir, { recursive: true, force: true })])
    },
  }
}

/** Counts what travels to the database over a pool, whoever sends it. */
function countStatements(pool: Built['database']['pool']): { count: number } {
  const counter = { count: 0 }
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    const counted = (...args: unknown[]) => {
      counter.count += 1
      return query(...args)
    }
    client.query = counted as unknown as typeof client.query
  })
  return counter
}
