import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache'
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import { Readable } from 'node:stream'
import type { Once } from '../../engine/records/once.ts'
import type { ContextOf } from '../../identity/request-context.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Logger } from '../../kernel/log.ts'
import { formatError, nameRequest, renderContextError, sayWhenAgain } from './errors.ts'
import { compiledExecutor, takeCollision } from './execute.ts'
import { legacyStatus } from './legacy-status.ts'
import { limitRules, longestDocument, type QueryLimits } from './limits.ts'
import { keyedWrite, onceOnly, type Answered } from './once-only.ts'

/** One GraphQL API: a schema, and who asks it. */
export interface Endpoint {
  schema: GraphQLSchema
  contextOf: ContextOf
  /** Writes that a caller may send again. */
  once: Once
  /** Whether a field is an action with transactions of its own. */
  hasOwnTransactions: (field: string) => boolean
  limits: QueryLimits
  introspection: boolean
  log: Logger
  plugins?: readonly ApolloServerPlugin<Ctx>[]
  /** Told the context of every request that has one. */
  known?: (request: FastifyRequest, ctx: Ctx) => void
}

/** Handles a request, as a Fastify route does. */
export type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** Bytes of JSON that parsed documents may come to, a tenth of Apollo's own limit: in memory they are some three times as large. */
const parsedBytes = 3 * 2 ** 20

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** Starts a server for the endpoint, and answers how it handles a request (GraphQL over HTTP, by GET or POST). */
export async function openEndpoint(app: FastifyInstance, endpoint: Endpoint): Promise<Answer> {
  const apollo = new ApolloServer<Ctx>({
    gateway: compiledExecutor(endpoint.schema),
    introspection: endpoint.introspection,
    parseOptions: longestDocument,
    documentStore: new InMemoryLRUCache({ maxSize: parsedBytes }),
    validationRules: limitRules(endpoint.limits),
    formatError: formatError(endpoint.log),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    // a browser sends nobody's token by itself: we read no cookies, and what comes by GET changes nothing
    csrfPrevention: false,
    // documents are known by their hashes from a manifest, if at all (see documents.ts): strangers register none
    persistedQueries: false,
    // The cache plugin wraps every field's resolver to sum up hints that no field here gives: a third of a listing's time.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      fastifyApolloDrainPlugin(app),
      legacyStatus,
      nameRequest,
      sayWhenAgain,
      ...(endpoint.plugins ?? []),
    ],
    logger: endpoint.log,
  })
  await apollo.start()

  const asked = (request: FastifyRequest) => ({
    requestId: request.id,
    log: endpoint.log.child({ requestId: request.id }),
  })

  const context = async (request: FastifyRequest): Promise<Ctx> => {
    const ctx = await endpoint.contextOf({
      ...asked(request),
      ip: request.ip,
      door: 'graphql',
      authorization: header(request, 'authorization'),
      acceptLanguage: header(request, 'accept-language'),
      currency: header(request, 'portico-currency'),
      website: header(request, 'portico-website'),
      wsse: header(request, 'x-wsse'),
    })
    endpoint.known?.(request, ctx)
    return ctx
  }

  /** Executes a request in a context; where there is none, its refusal is the answer. */
  const execute = async (request: FastifyRequest, ctx: () => Promise<Ctx>): Promise<Answered> => {
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headersOf(request),
        body: request.body,
        search: new URL(request.url, 'http://localhost').search,
      },
      context: () =>
        ctx().catch((error: unknown) => {
          throw renderContextError(error, asked(request))
        }),
    })
    return {
      status: status ?? 200,
      headers: Object.fromEntries(headers),
      body: body.kind === 'complete' ? body.string : Readable.from(body.asyncIterator),
    }
  }

  /** The same for a request with an Idempotency-Key. */
  const executeOnce = async (request: FastifyRequest, key: string): Promise<Answered> => {
    try {
      const write = keyedWrite(key, request.body)
      const ctx = () => context(request)
      if (!write) return await execute(request, ctx)
      const { once, hasOwnTransactions } = endpoint
      return await onceOnly(
        write,
        {
          once,
          hasOwnTransactions,
          execute: (inside) => execute(request, () => Promise.resolve(inside)),
          collision: takeCollision,
        },
        await ctx(),
      )
    } catch (error) {
      return execute(request, () => Promise.reject(renderContextError(error, asked(request))))
    }
  }

  return async (request, reply) => {
    const key = request.method === 'POST' ? header(request, 'idempotency-key') : undefined
    const { status, headers, body } =
      key === undefined ? await execute(request, () => context(request)) : await executeOnce(request, key)
    return reply.code(status).headers(headers).send(body)
  }
}

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers))
    if (value) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return headers
}
