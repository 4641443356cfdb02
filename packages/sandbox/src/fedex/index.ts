import type { FastifyError, FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { addAdminRoutes } from '../server/admin-routes.ts'
import type { CallJournal } from '../server/call-journal.ts'
import type { FaultPlan } from '../server/fault-plan.ts'
import { listen } from '../server/listen.ts'
import { createSandboxServer } from '../server/sandbox-server.ts'
import { resolveAddresses, type AddressBody } from './addresses.ts'
import { envelope, failure, FedexFailure, statusError } from './errors.ts'
import { documented, holdTo } from './openapi.ts'
import { addParcelRoutes } from './parcel-routes.ts'
import { RequestQuota } from './quota.ts'
import { readQuote, type QuoteBody } from './quote-request.ts'
import { answerQuote } from './quotes.ts'
import { ShipmentBook } from './shipment-book.ts'
import { TokenDesk, type Credentials } from './tokens.ts'

/** The keys that the stand-in accepts unless it is told others. They open nothing anywhere else. */
export const fedexSandboxCredentials: Credentials = {
  clientId: 'l7sandbox-portico-client',
  clientSecret: 'sandbox-portico-secret',
  accountNumber: '740561073',
}

export interface FedexSandboxOptions {
  /** 0 picks a free port. */
  port?: number
  host?: string
  credentials?: Credentials
  /** FedEx's tokens hold 3600 seconds. */
  tokenLifetimeSeconds?: number
  /** FedEx allows 1,400 requests of a project in 10 seconds. */
  requestsPerTenSeconds?: number
  /** Keeps labels, parcels and pickups across starts. */
  stateFile?: string
  now?: () => Date
}

export interface FedexSandbox {
  url: string
  port: number
  credentials: Credentials
  /** What shall go wrong next; the same as `POST /_sandbox/faults`. */
  faults: FaultPlan
  /** What was asked so far; the same as `GET /_sandbox/calls`. */
  journal: CallJournal
  tokens: TokenDesk
  /** Labels that were bought, where parcels are, and pickups. */
  book: ShipmentBook
  close: () => Promise<void>
}

const transactionOf = (request: FastifyRequest): string | undefined =>
  request.headers['x-customer-transaction-id']?.toString()

/**
 * A stand-in for FedEx's REST API on this machine: OAuth token, rate quotes, address resolution, labels, tracking and pickups, held to FedEx's own OpenAPI
 * documents on the way in. It remembers its tokens, and the parcels and pickups of its book; the same question has the same answer on the same day.
 */
export async function startFedexSandbox(options: FedexSandboxOptions = {}): Promise<FedexSandbox> {
  const now = options.now ?? (() => new Date())
  const credentials = options.credentials ?? fedexSandboxCredentials
  const tokens = new TokenDesk(credentials, options.tokenLifetimeSeconds ?? 3600, now)
  const book = new ShipmentBook(options.stateFile, now)
  const quota = new RequestQuota(options.requestsPerTenSeconds ?? 1400, now)
  const server = createSandboxServer({
    name: 'FedEx',
    faultBody: (status, request) => envelope([statusError(status)], transactionOf(request)),
  })
  const { app } = server

  app.addHook('onRequest', async (request, reply) => {
    const transaction = transactionOf(request)
    if (transaction) void reply.header('x-customer-transaction-id', transaction)
    if (!request.url.startsWith('/_sandbox') && !quota.take()) throw new FedexFailure(429, [statusError(429)])
  })
  app.setErrorHandler((error: FastifyError | FedexFailure, request, reply) => {
    if (error instanceof FedexFailure)
      return reply.code(error.status).send(envelope(error.errors, transactionOf(request)))
    const status = error.statusCode && error.statusCode < 500 ? 400 : 500
    const wrong =
      status === 400
        ? { code: 'BAD.REQUEST.ERROR', message: `The request could not be read: ${error.message}` }
        : statusError(500)
    return reply.code(status).send(envelope([wrong], transactionOf(request)))
  })
  app.setNotFoundHandler((request, reply) => reply.code(404).send(envelope([statusError(404)], transactionOf(request))))

  app.post('/oauth/token', async (request) => {
    if (
      !request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ||
      !documented.tokenRequest(request.body)
    )
      throw failure(
        400,
        'BAD.REQUEST.ERROR',
        'Missing or duplicate parameters. Please modify your request and try again.',
      )
    return tokens.issue(request.body as Record<string, unknown>)
  })

  const guarded = (request: FastifyRequest) => {
    tokens.check(request.headers.authorization)
    const transaction = transactionOf(request)
    return { transactionId: randomUUID(), ...(transaction ? { customerTransactionId: transaction } : {}) }
  }

  app.post('/rate/v1/rates/quotes', async (request) => {
    const head = guarded(request)
    holdTo(documented.rateRequest, request.body)
    const quote = readQuote(request.body as QuoteBody, { accountNumber: credentials.accountNumber, now: now() })
    return { ...head, output: answerQuote(quote, now()) }
  })

  app.post('/address/v1/addresses/resolve', async (request) => {
    const head = guarded(request)
    holdTo(documented.addressRequest, request.body)
    const body = request.body as AddressBody
    if (body.addressesToValidate.length < 1 || body.addressesToValidate.length > 100)
      throw failure(
        400,
        'ADDRESSES.COUNT.INVALID',
        'A request may hold 1 to 100 addresses. Please update and try again.',
      )
    return { ...head, output: resolveAddresses(body) }
  })

  let base = ''
  addParcelRoutes(app, { book, accountNumber: credentials.accountNumber, now, url: () => base, guarded })

  addAdminRoutes(server, {
    state: () => ({ tokensIssued: tokens.issued, accountNumber: credentials.accountNumber, ...book.state() }),
    reset: () => {
      tokens.reset()
      book.reset()
    },
  })
  app.post('/_sandbox/tokens/expire', async () => {
    tokens.expireAll()
    return { expired: true }
  })

  const { url, port } = await listen(app, {
    name: 'FedEx',
    port: options.port ?? 4020,
    host: options.host ?? '127.0.0.1',
    portSetting: 'FEDEX_SANDBOX_PORT',
  })
  base = url
  const close = async () => {
    await app.close()
    book.flush()
  }
  return { url, port, credentials, faults: server.faults, journal: server.journal, tokens, book, close }
}
