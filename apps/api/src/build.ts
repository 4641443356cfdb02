import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { model as ours } from '@portico/schema'
import Fastify, { LogController, type FastifyInstance } from 'fastify'
import { composeExchange } from './build/exchange.ts'
import { composeFiles } from './build/files.ts'
import { composeProviders } from './build/providers.ts'
import { storefrontOperations } from './build/storefront-operations.ts'
import type { Surroundings } from './build/surroundings.ts'
import { createAttempts, createQuota } from './adapters/attempts/index.ts'
import { createMailer } from './adapters/mail/index.ts'
import { composePusher } from './build/pusher.ts'
import { diskStore, pictureSizes } from './adapters/storage/index.ts'
import { cartArrival, createCarts } from './domain/carts/index.ts'
import { createCourier } from './adapters/webhooks/index.ts'
import { createAccess } from './domain/access/index.ts'
import { createCatalog, createPictureRows, followPicture } from './domain/catalog/index.ts'
import { createCrm } from './domain/crm/index.ts'
import { createInvoices } from './domain/invoices/index.ts'
import { createQuotes } from './domain/quotes/index.ts'
import { createCheckout, mailBankJob } from './domain/checkout/index.ts'
import { createCustomers } from './domain/customers/index.ts'
import { createIntegrations, createWebhooks, type Exchange, type Sending } from './domain/integrations/index.ts'
import { createInventory } from './domain/inventory/index.ts'
import { createNotices, deviceArrival } from './domain/notices/index.ts'
import { createOrders, paymentMailJob } from './domain/orders/index.ts'
import { createOrganization } from './domain/organization/index.ts'
import { cardsMayBeSaved, createPayments } from './domain/payments/index.ts'
import { createPricing } from './domain/pricing/index.ts'
import { createShipping } from './domain/shipping/index.ts'
import type { FilesDoor } from './doors/files/index.ts'
import { gate } from './doors/gate/index.ts'
import { graphqlDoor } from './doors/graphql/index.ts'
import { healthDoor } from './doors/health/index.ts'
import { jsonapiDoor } from './doors/jsonapi/index.ts'
import { mediaDoor } from './doors/media/index.ts'
import { oauth2Door, signOutPages } from './doors/oauth2/index.ts'
import { webhooksDoor, type Inlet } from './doors/webhooks/index.ts'
import { createEngine, type Engine } from './engine/index.ts'
import { createBatches } from './engine/records/batch/index.ts'
import { createOnce } from './engine/records/once.ts'
import { createIdentity } from './identity/index.ts'
import { actorOfPrincipal } from './identity/principals.ts'
import type { ContextOf } from './identity/request-context.ts'
import { systemClock } from './kernel/clock.ts'
import type { Ctx } from './kernel/context.ts'
import { openDatabase, type Database } from './kernel/db.ts'
import type { Env } from './kernel/env.ts'
import type { FileStore } from './kernel/file-store.ts'
import { randomIds } from './kernel/ids.ts'
import type { RunnableJob } from './kernel/jobs.ts'
import { childLater, type Logger } from './kernel/log.ts'
import { maintenanceJobs } from './kernel/maintenance.ts'
import type { Consumer } from './kernel/outbox.ts'
import { requestIdOf } from './kernel/request-id.ts'
import { createSeal, ownKey } from './kernel/seal.ts'
import { repositoryRoot } from './kernel/root.ts'

export interface Built {
  database: Database
  engine: Engine
  app: FastifyInstance
  contextOf: ContextOf
  /** Whoever calls the back office. */
  backOfficeContextOf: ContextOf
  /** A context for the house's own work. */
  systemContext: () => Promise<Ctx>
  consumers: readonly Consumer[]
  jobs: readonly RunnableJob[]
  /** Sends messages to webhook subscribers. */
  sending: Sending
  /** The files of partners. */
  files: FileStore
  /** Where partners bring and fetch them; it does not listen yet. */
  sftp: FilesDoor
  /** Reads and writes files of partners, and calls other systems. */
  exchange: Exchange
  close(): Promise<void>
}

/** The composition root: everything that one process is made of. Nothing listens yet. */
export async function build(
  env: Env,
  log: Logger,
  { clock = systemClock, ids = randomIds, modules = [], model = ours }: Surroundings = {},
): Promise<Built> {
  const database = openDatabase({
    url: env.databaseUrl,
    replicaUrl: env.databaseReplicaUrl,
    poolSize: env.databasePoolSize,
    statementSeconds: env.databaseStatementSeconds,
    applicationName: 'portico',
    log,
  })

  // the outside world
  const { provider, carriers, modules: providers } = composeProviders(env, { clock, ids, log })
  const mailUrl = env.mailUrl ?? pathToFileURL(resolve(env.dataDir, 'mail')).href
  const mailer = createMailer({ url: mailUrl, from: env.mailFrom }, () => clock.now())
  const houseKeys = env.secretKeys.length > 0 ? env.secretKeys : [ownKey(resolve(env.dataDir))]
  const seal = createSeal(houseKeys)
  const pusher = composePusher(env, houseKeys)
  const attempts = createAttempts(database.pool, { perMinute: env.signInLimitPerMinute })
  const { files, sftp, labels, closeFiles } = await composeFiles(env, { db: database.db, clock, ids, attempts, log })

  const mediaDir = resolve(env.dataDir, 'media')
  const media = {
    store: diskStore(mediaDir),
    sizes: pictureSizes({ folder: mediaDir, atOnce: 2, waiting: 500 }),
    mostBytes: env.mediaMaxBytes,
    follow: followPicture,
  }

  // the business
  const shipping = createShipping({ carriers, labels, patienceMs: env.shippingPatienceMs })
  const catalog = createCatalog()
  const [mailBank, mailPayment] = [mailBankJob(mailer, env.storefrontUrl), paymentMailJob(mailer, env.storefrontUrl)]
  const checkout = createCheckout(
    shipping,
    { provider, holdMinutes: env.reservationMinutes },
    { keepDays: env.visitorDays, attempts, mails: { mailBank, mailPayment } },
  )
  const customers = createCustomers({
    attempts,
    mailer,
    arrivals: [cartArrival, checkout.arrival, deviceArrival],
    storefrontUrl: env.storefrontUrl,
    passwordResetMinutes: env.passwordResetMinutes,
  })
  const notices = createNotices({ pusher, seal, attempts })
  const told = { mailer, storefrontUrl: env.storefrontUrl, tell: notices.tell }
  const orders = createOrders({ attempts, provider, shipping, mailPayment, ...told })
  const organization = createOrganization({
    payment: {
      provider: provider.code,
      publishableKey: provider.publishableKey,
      scriptUrl: env.stripeJsUrl,
      decimalsOf: provider.decimalsOf,
      saveCards: cardsMayBeSaved,
    },
    notice: env.shopNotice,
  })
  const courier = createCourier({ allowPrivate: env.webhookAllowPrivate === 'on', timeoutMs: env.webhookTimeoutMs })
  const webhooks = createWebhooks({
    model,
    records: () => engine.records,
    actorOf: actorOfPrincipal,
    courier,
    seal,
    largestPage: env.pageMaxSize,
    timeoutMs: env.webhookTimeoutMs,
  })
  const exchange = composeExchange(
    { model, engine: () => engine, files, seal, mailer, writerOf: actorOfPrincipal, pictures: media },
    {
      clock,
      more: [...providers, ...modules],
    },
  )
  const invoices = createInvoices()
  const engine: Engine = createEngine(
    model,
    [
      organization,
      createAccess({ seal }),
      createIntegrations(),
      webhooks,
      exchange,
      customers,
      notices,
      catalog,
      createPictureRows(media),
      createInventory(),
      createPricing(),
      createCarts({ mostLists: env.shoppingListsMax, attempts }),
      createPayments(provider),
      shipping,
      orders,
      createQuotes(),
      checkout,
      invoices,
      createCrm(),
    ],
    { seal, largestPage: env.pageMaxSize, costliestFilter: env.filterMaxCost },
  )

  const batches = createBatches(model, engine.records, (sender, ctx) => actorOfPrincipal(ctx.db, sender))

  // who asks
  const { contextOf, backOfficeContextOf, authorization, ofApp } = createIdentity({
    ...{ model, database, seal, attempts, clock, ids, log },
    quota: createQuota(database.pool),
    lifetimes: { visitorDays: env.visitorDays, sessionHours: env.sessionHours },
    requestsPerMinute: env.clientLimitPerMinute,
    wsse: env.wsse === 'on',
    apiUrl: env.apiUrl,
    pages: signOutPages,
    bring: customers.bringVisitor,
  })
  const systemContext = async (): Promise<Ctx> => ({
    ...(await contextOf({ requestId: ids.next(), ip: '', log })),
    actor: { kind: 'system' },
  })

  const stripeInlet: Inlet = async ({ body, headers, requestId, log: own }) => {
    const news = provider.parseWebhook(body, [headers['stripe-signature']].flat()[0])
    const ctx = await systemContext()
    await checkout.takeNews({ ...ctx, requestId, log: own }, news)
  }

  // the doors
  const once = createOnce(seal)
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    childLoggerFactory: childLater,
    genReqId: (request) => requestIdOf(request.headers['x-request-id']),
    trustProxy: env.trustedProxies.length > 0 ? [...env.trustedProxies] : false,
    bodyLimit: env.bodyMaxBytes,
    // schemas are compiled while it starts: on a machine that is busy that takes more than the 10 seconds that Fastify allows
    pluginTimeout: 60_000,
  }) as unknown as FastifyInstance
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-request-id', request.id)
    done(null, payload)
  })
  await gate(app, {
    origins: [env.storefrontUrl, ...env.corsOrigins],
    ofApp,
    requestsPerMinute: env.rateLimitPerMinute,
    bodySeconds: env.bodyTimeoutSeconds,
  })
  await healthDoor(app, { database, prismaFolder: join(repositoryRoot(), 'prisma') })
  await graphqlDoor(app, {
    engine,
    once,
    contextOf,
    backOfficeContextOf,
    limits: { maxDepth: env.queryMaxDepth, maxCost: env.queryMaxCost },
    introspection: env.introspection === 'on',
    keepMilliseconds: env.keepAnswersMs,
    operations: { texts: await storefrontOperations(), only: env.storefrontOperations === 'known' },
    log,
  })
  await jsonapiDoor(app, {
    engine,
    once,
    batches,
    media,
    contextOf: backOfficeContextOf,
    ifMatchRequired: env.requireIfMatch === 'on',
    audience: 'backOffice',
    base: '/admin/api',
    log,
  })
  await jsonapiDoor(app, { engine, once, contextOf, audience: 'storefront', base: '/api', log })
  for (const realm of Object.values(authorization))
    await oauth2Door(app, { ...realm, apiUrl: env.apiUrl, links: { storefrontUrl: env.storefrontUrl } })
  await mediaDoor(app, media)
  await webhooksDoor(app, { stripe: stripeInlet }, log)

  return {
    database,
    engine,
    app,
    contextOf,
    backOfficeContextOf,
    systemContext,
    consumers: [
      ...catalog.consumers,
      ...orders.consumers,
      ...invoices.consumers,
      ...webhooks.consumers,
      ...exchange.consumers,
    ],
    jobs: [
      ...maintenanceJobs,
      ...batches.jobs,
      ...customers.jobs,
      ...notices.jobs,
      ...catalog.jobs,
      ...shipping.jobs,
      ...orders.jobs,
      ...checkout.jobs,
      ...webhooks.jobs,
      ...exchange.jobs,
    ],
    sending: webhooks.sending,
    files,
    sftp,
    exchange: exchange.exchange,
    close: async () => {
      await Promise.all([app.close(), sftp.stop()])
      courier.close()
      pusher.close()
      closeFiles()
      await database.close()
    },
  }
}
