import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache'
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import { Readable } from 'node:stream'
import type { ContextOf } from '../../identity/request-context.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Logger } from '../../kernel/log.ts'
import { formatError, nameRequest, renderContextError } from './errors.ts'
import { compiledExecutor } from './execute.ts'
import { legacyStatus } from './legacy-status.ts'
import { limitRules, longestDocument, type QueryLimits } from './limits.ts'

/** One GraphQL API: a schema, and who asks it. */
export interface Endpoint {
  schema: GraphQLSchema
  contextOf: ContextOf
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
      ...(endpoint.plugins ?? []),
    ],
    logger: endpoint.log,
  })
  await apollo.start()

  const context = async (request: FastifyRequest): Promise<Ctx> => {
    const asked = { requestId: request.id, log: endpoint.log.child({ requestId: request.id }) }
    try {
      const ctx = await endpoint.contextOf({
        ...asked,
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
    } catch (error) {
      throw renderContextError(error, asked)
    }
  }
  return async (request, reply) => {
    const answered = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headersOf(request),
        body: request.body,
        search: new URL(request.url, 'http://localhost').search,
      },
      context: () => context(request),
    })
    void reply.code(answered.status ?? 200).headers(Object.fromEntries(answered.headers))
    return answered.body.kind === 'complete'
      ? answered.body.string
      : reply.send(Readable.from(answered.body.asyncIterator))
  }
}

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers))
    if (value) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return headers
}
