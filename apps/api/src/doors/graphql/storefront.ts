import type { ApolloServerPlugin } from '@apollo/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Engine } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { KnownDocuments } from './documents.ts'
import { openEndpoint, type Answer, type Endpoint } from './endpoint.ts'
import { handOverToken } from './hand-over-token.ts'
import { isKept, KeptAnswers, keyOf } from './kept-answers.ts'
import { storefrontSchema } from './storefront-schema.ts'

export interface StorefrontParts extends Omit<Endpoint, 'schema' | 'plugins' | 'known'> {
  engine: Engine
  /** How long an answer to a stranger is given again, in milliseconds; 0: never. */
  keepMilliseconds: number
  /** Operations of our own frontend, which may be named by their ids. */
  documents: KnownDocuments
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

/** `POST /graphql`: what shoppers' frontends speak. Answers how it handles a request. */
export async function storefrontEndpoint(app: FastifyInstance, parts: StorefrontParts): Promise<Answer> {
  const kept = new KeptAnswers(parts.keepMilliseconds)
  // Apollo copies the context, but not what it holds
  const keepable = new WeakSet<Ctx['granted']>()
  const contexts = new WeakMap<FastifyRequest, Ctx>()
  const answer = await openEndpoint(app, {
    ...parts,
    schema: storefrontSchema(parts.engine),
    plugins: [handOverToken, markKept(parts.engine.model, keepable)],
    known: (request, ctx) => contexts.set(request, ctx),
  })
  app.post('/graphql', {
    preHandler: (request, _reply, done) => {
      parts.documents.apply(request)
      done()
    },
    handler(request, reply) {
      const key = keyOf(request)
      const known = key === undefined ? undefined : kept.get(key)
      if (known) return reply.type(known.contentType).header('cache-control', 'no-store').send(known.body)
      return answer(request, reply)
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
  return (request, reply) => {
    parts.documents.apply(request)
    return answer(request, reply)
  }
}
