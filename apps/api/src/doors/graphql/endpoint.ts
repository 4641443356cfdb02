import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache'
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { Readable } from 'node:stream'
import type { Once } from '../../engine/records/once.ts'
import type { ContextOf } from '../../identity/request-context.ts'
import type { Ctx } from '../../kernel/context.ts'
import { deepest, isTooDeep } from '../../kernel/depth.ts'
import { refuse } from '../../kernel/errors.ts'
import { childLater, type Logger } from '../../kernel/log.ts'
import { retiringHeaders } from '../../kernel/retiring.ts'
import { formatError, nameRequest, renderContextError, sayWhenAgain } from './errors.ts'
import { compiledExecutor, Operations, takeCollision } from './execute.ts'
import { grantedToken, handOverToken } from './hand-over-token.ts'
import type { KeptAnswer } from './kept-answers.ts'
import { legacyStatus } from './legacy-status.ts'
import { limitRules, longestDocument, type QueryLimits } from './limits.ts'
import { sayWhatGoes } from './going.ts'
import { keyedWrite, onceOnly, type Answered } from './once-only.ts'
import { MediaTypes, readStraight } from './straight.ts'

/** One GraphQL API: a schema, and who asks it. */
export interface Endpoint {
  schema: GraphQLSchema
  contextOf: ContextOf
  /** Writes that a caller may send again. */
  once: Once
  /** Whether a field is an action with transactions of its own. */
  hasOwnTransactions: (field: string) => boolean
  /** Whether anything in the model is to go, so that uses are noted. */
  deprecates: boolean
  limits: QueryLimits
  introspection: boolean
  log: Logger
  /** Told of every operation that went without a mistake, with what is sent. */
  answered?: (request: FastifyRequest, operation: OperationDefinitionNode, answer: KeptAnswer) => void
}

/** Handles a request, as a Fastify route does. */
export type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** Bytes of JSON that parsed documents may come to, a tenth of Apollo's own limit: in memory they are some three times as large. */
const parsedBytes = 3 * 2 ** 20

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** Headers that belong to an answer, whoever gets it. */
function own(headers: HeaderMap, contentType: string): KeptAnswer['headers'] {
  const told = ['deprecation', 'sunset'].flatMap((name) => [[name, headers.get(name)] as const])
  return { 'content-type': contentType, ...Object.fromEntries(told.filter(([, value]) => value !== undefined)) }
}

/** What a request holds for the door: Apollo copies the context, but not this. */
type Holder = Ctx['granted']

/** Notes the operations that went without a mistake. */
const noteClean = (clean: WeakMap<Holder, OperationDefinitionNode>): ApolloServerPlugin<Ctx> => ({
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ operation, contextValue, response: { body } }) => {
        if (operation && body.kind === 'single' && !body.singleResult.errors) clean.set(contextValue.granted, operation)
        return Promise.resolve()
      },
    }),
})

/**
 * Starts a server for the endpoint, and answers how it handles a request (GraphQL over HTTP, by GET or POST). Apollo Server handles whatever is new or goes
 * wrong; an operation that it has found valid before, asked for plainly, goes straight to its compiled function, and is told by Apollo only if it fails
 * (docs/decisions/007).
 */
export async function openEndpoint(app: FastifyInstance, endpoint: Endpoint): Promise<Answer> {
  const operations = new Operations(endpoint.schema)
  const results = new WeakMap<Holder, ExecutionResult>()
  const clean = new WeakMap<Holder, OperationDefinitionNode>()
  const mediaTypes = new MediaTypes()
  const apollo = new ApolloServer<Ctx>({
    gateway: compiledExecutor(endpoint.schema, operations, results),
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
      sayWhatGoes,
      handOverToken,
      noteClean(clean),
    ],
    logger: endpoint.log,
  })
  await apollo.start()

  const asked = (request: FastifyRequest) => ({
    requestId: request.id,
    log: childLater(endpoint.log, { requestId: request.id }),
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
      tell: request.tell,
    })
    return endpoint.deprecates ? { ...ctx, retiring: new Set() } : ctx
  }

  /** Executes a request in a context; where there is none, its refusal is the answer. */
  const execute = async (request: FastifyRequest, contextOf: () => Promise<Ctx>): Promise<Answered> => {
    let ctx: Ctx | undefined
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headersOf(request),
        body: request.body,
        search: new URL(request.url, 'http://localhost').search,
      },
      context: async () => {
        try {
          return (ctx = await contextOf())
        } catch (error) {
          throw renderContextError(error, asked(request))
        }
      },
    })
    const operation = (status ?? 200) === 200 && ctx ? clean.get(ctx.granted) : undefined
    const contentType = headers.get('content-type')
    if (operation && contentType && body.kind === 'complete') {
      mediaTypes.tell(request.headers.accept, contentType)
      endpoint.answered?.(request, operation, { body: body.string, headers: own(headers, contentType) })
    }
    return {
      status: status ?? 200,
      headers: Object.fromEntries(headers),
      body: body.kind === 'complete' ? body.string : Readable.from(body.asyncIterator),
    }
  }

  /** The same for an operation that is known already, if the request is one for it. */
  const executeStraight = async (request: FastifyRequest): Promise<Answered> => {
    const given = readStraight(request)
    const operation = given && operations.find(given)
    const contentType = mediaTypes.get(request.headers.accept)
    if (!operation?.node || !contentType) return execute(request, () => context(request))
    const ctx = await context(request).catch((error: Error) => error)
    if (ctx instanceof Error) return execute(request, () => Promise.reject(ctx))
    const result = await operation.run(given?.variables, ctx)
    if (result.errors) {
      results.set(ctx.granted, result)
      return execute(request, () => Promise.resolve(ctx))
    }
    const token = grantedToken(ctx.granted)
    const headers = { 'content-type': contentType, ...retiringHeaders(ctx.retiring ?? []) }
    const body = `${JSON.stringify({ data: result.data, extensions: token?.extensions })}\n`
    endpoint.answered?.(request, operation.node, { body, headers })
    return { status: 200, headers: { ...headers, ...token?.headers }, body }
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
    if (isTooDeep(request.body)) return reply.send(refuse('BODY_TOO_DEEP', { maximum: deepest }))
    const key = request.method === 'POST' ? header(request, 'idempotency-key') : undefined
    const { status, headers, body } =
      key === undefined ? await executeStraight(request) : await executeOnce(request, key)
    return reply.code(status).headers(headers).send(body)
  }
}

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers))
    if (value) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return headers
}
