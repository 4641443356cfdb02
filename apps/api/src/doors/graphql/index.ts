import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Engine } from '../../engine/index.ts'
import type { ContextOf } from '../../identity/request-context.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Logger } from '../../kernel/log.ts'
import { formatError, nameRequest, renderContextError } from './errors.ts'
import { compiledExecutor } from './execute.ts'
import { explorer } from './explorer.ts'
import { isKept, KeptAnswers, keyOf } from './kept-answers.ts'
import { limitRules, longestDocument, type QueryLimits } from './limits.ts'
import { storefrontSchema } from './schema.ts'

export interface GraphqlDoor {
  engine: Engine
  contextOf: ContextOf
  limits: QueryLimits
  introspection: boolean
  /** How long an answer to a stranger is given again, in milliseconds; 0: never. */
  keepMilliseconds: number
  log: Logger
}

/** Bytes of JSON that parsed documents may come to, a tenth of Apollo's own limit: in memory they are some three times as large. */
const parsedBytes = 3 * 2 ** 20

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** Tells the client the token that it must send from now on: as a header and in the body's extensions. */
const handOverToken: ApolloServerPlugin<Ctx> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ contextValue, response }) => {
        const { token, expiresAt } = contextValue.granted
        if (token && response.body.kind === 'single') {
          response.http.headers.set('portico-token', token)
          response.body.singleResult.extensions = {
            ...response.body.singleResult.extensions,
            token,
            tokenExpiresAt: expiresAt?.toISOString(),
          }
        }
        return Promise.resolve()
      },
    }),
}

/** Marks (by what their contexts hold for the door) operations whose answer may be kept: strangers' questions that went without a mistake. */
function markKept(model: Engine['model'], keepable: WeakSet<Ctx['granted']>): ApolloServerPlugin<Ctx> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ operation, contextValue, response }) => {
          const { body } = response
          const clean = body.kind === 'single' && !body.singleResult.errors
          if (clean && operation && isKept(model, operation)) keepable.add(contextValue.granted)
          return Promise.resolve()
        },
      }),
  }
}

/** The storefront API: `POST /graphql`; a browser that comes by `GET /graphql` gets the explorer. */
export async function graphqlDoor(app: FastifyInstance, door: GraphqlDoor): Promise<void> {
  const kept = new KeptAnswers(door.keepMilliseconds)
  // Apollo copies the context, but not what it holds
  const keepable = new WeakSet<Ctx['granted']>()
  const contexts = new WeakMap<FastifyRequest, Ctx>()
  const apollo = new ApolloServer<Ctx>({
    gateway: compiledExecutor(storefrontSchema(door.engine)),
    introspection: door.introspection,
    parseOptions: longestDocument,
    documentStore: new InMemoryLRUCache({ maxSize: parsedBytes }),
    validationRules: limitRules(door.limits),
    formatError: formatError(door.log),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    // The cache plugin wraps every field's resolver to sum up hints that no field here gives: a third of a listing's time.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      fastifyApolloDrainPlugin(app),
      handOverToken,
      nameRequest,
      markKept(door.engine.model, keepable),
    ],
    logger: door.log,
  })
  await apollo.start()

  const context = async (request: FastifyRequest): Promise<Ctx> => {
    const asked = { requestId: request.id, log: door.log.child({ requestId: request.id }) }
    try {
      const ctx = await door.contextOf({
        ...asked,
        ip: request.ip,
        authorization: header(request, 'authorization'),
        acceptLanguage: header(request, 'accept-language'),
        currency: header(request, 'portico-currency'),
        website: header(request, 'portico-website'),
      })
      contexts.set(request, ctx)
      return ctx
    } catch (error) {
      throw renderContextError(error, asked)
    }
  }
  const answer = fastifyApolloHandler(apollo, { context })
  app.post('/graphql', {
    handler(request, reply) {
      const key = keyOf(request)
      const known = key === undefined ? undefined : kept.get(key)
      if (known) return reply.type(known.contentType).header('cache-control', 'no-store').send(known.body)
      return answer.call(this, request, reply)
    },
    onSend: (request, reply, payload, done) => {
      const ctx = contexts.get(request)
      const key = ctx && keepable.has(ctx.granted) ? keyOf(request) : undefined
      const contentType = reply.getHeader('content-type')
      if (key !== undefined && typeof payload === 'string' && typeof contentType === 'string')
        kept.put(key, { body: payload, contentType })
      done(null, payload)
    },
  })
  await explorer(app, { enabled: door.introspection, answer })
}
