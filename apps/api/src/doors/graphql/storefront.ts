import type { FastifyInstance } from 'fastify'
import type { Engine } from '../../engine/index.ts'
import type { KnownDocuments } from './documents.ts'
import { openEndpoint, type Answer, type Endpoint } from './endpoint.ts'
import { isKept, KeptAnswers, keyOf } from './kept-answers.ts'
import { storefrontSchema } from './storefront-schema.ts'

export interface StorefrontParts extends Omit<Endpoint, 'schema' | 'plugins' | 'known'> {
  engine: Engine
  /** How long an answer to a stranger is given again, in milliseconds; 0: never. */
  keepMilliseconds: number
  /** Operations of our own frontend, which may be named by their ids. */
  documents: KnownDocuments
}

/** `POST /graphql`: what shoppers' frontends speak. Answers how it handles a request. */
export async function storefrontEndpoint(app: FastifyInstance, parts: StorefrontParts): Promise<Answer> {
  const kept = new KeptAnswers(parts.keepMilliseconds)
  const answer = await openEndpoint(app, {
    ...parts,
    schema: storefrontSchema(parts.engine),
    answered: (request, operation, given) => {
      const key = isKept(parts.engine.model, operation) ? keyOf(request) : undefined
      if (key !== undefined) kept.put(key, given)
    },
  })
  app.post('/graphql', {
    preHandler: (request, _reply, done) => {
      parts.documents.apply(request)
      done()
    },
    handler(request, reply) {
      const key = keyOf(request)
      const known = key === undefined ? undefined : kept.get(key)
      if (known) return reply.headers({ ...known.headers, 'cache-control': 'no-store' }).send(known.body)
      return answer(request, reply)
    },
  })
  return (request, reply) => {
    parts.documents.apply(request)
    return answer(request, reply)
  }
}
