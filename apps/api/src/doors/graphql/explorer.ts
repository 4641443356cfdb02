import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { refuse } from '../../kernel/errors.ts'
import type { Answer } from './endpoint.ts'

const assets = '/graphql/explorer/'

/** Altair's files; its module itself is large, and loaded for the first who opens a page. */
const files = join(dirname(createRequire(import.meta.url).resolve('altair-static')), 'dist')

/** What stands in the explorer of an address when it opens. */
const firstQueries: Readonly<Record<string, string>> = {
  '/graphql': `# The storefront API of this shop. Try: list, search, buy.
query Listing {
  productSearch(input: { first: 6 }) {
    total
    items { sku name price { amount currency } availability { status } }
    facets { label values { label count } }
  }
}
`,
  '/admin/graphql': `# The back office's API: set an access token as the header Authorization (Bearer …) first.
query WhatThereIs {
  __schema { queryType { fields { name description } } }
}
`,
}

/** A browser that opens an address of these by GET gets Altair, a GraphQL client served from here; programs get their answer. */
export async function explorers(
  app: FastifyInstance,
  { enabled, pages }: { enabled: boolean; pages: Readonly<Record<string, Answer>> },
): Promise<void> {
  if (enabled) await app.register(fastifyStatic, { root: files, prefix: assets, decorateReply: false, index: false })
  for (const [address, answer] of Object.entries(pages)) {
    const page = async () => {
      const { renderAltair } = await import('altair-static')
      return renderAltair({
        baseURL: assets,
        endpointURL: address,
        initialQuery: firstQueries[address] ?? '',
        instanceStorageNamespace: `portico${address.replaceAll('/', '_')}_`,
      })
    }
    app.get(address, async (request, reply) => {
      const forBrowser = (request.headers.accept ?? '').includes('text/html')
      if (!forBrowser) return answer(request, reply)
      if (!enabled) throw refuse('INTROSPECTION_OFF')
      // Altair starts itself by an inline script and evaluates nothing of ours; it needs a page policy of its own.
      return reply
        .header(
          'content-security-policy',
          "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src *; frame-ancestors 'none'",
        )
        .type('text/html; charset=utf-8')
        .send(await page())
    })
  }
}
