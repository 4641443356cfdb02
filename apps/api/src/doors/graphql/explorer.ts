import fastifyStatic from '@fastify/static'
import { getDistDirectory, renderAltair } from 'altair-static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../../kernel/errors.ts'

const firstQuery = `# The storefront API of this shop. Try: list, search, buy.
query Listing {
  productSearch(input: { first: 6 }) {
    total
    items { sku name price { amount currency } availability { status } }
    facets { label values { label count } }
  }
}
`

type Answer = (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) => unknown

/** A browser that opens /graphql gets Altair, a GraphQL client served from here; programs that ask by GET get their answer. */
export async function explorer(app: FastifyInstance, options: { enabled: boolean; answer: Answer }): Promise<void> {
  if (options.enabled)
    await app.register(fastifyStatic, {
      root: getDistDirectory(),
      prefix: '/graphql/explorer/',
      decorateReply: false,
      index: false,
    })
  const page = renderAltair({ baseURL: '/graphql/explorer/', endpointURL: '/graphql', initialQuery: firstQuery })

  app.get('/graphql', (request, reply) => {
    const forBrowser = (request.headers.accept ?? '').includes('text/html')
    if (!forBrowser) return options.answer.call(app, request, reply)
    if (!options.enabled) throw refuse('INTROSPECTION_OFF')
    // Altair starts itself by an inline script and evaluates nothing of ours; it needs a page policy of its own.
    return reply
      .header(
        'content-security-policy',
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src *; frame-ancestors 'none'",
      )
      .type('text/html; charset=utf-8')
      .send(page)
  })
}
