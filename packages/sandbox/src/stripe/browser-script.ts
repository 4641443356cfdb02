import { buildSync } from 'esbuild'
import type { FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

/** `@stripe/stripe-js` asks for `/<release>/stripe.js`; pages that load it by hand often ask for `/v3/`. */
const PATHS = ['/v3', '/v3/', '/v3/stripe.js', '/:release/stripe.js']

export const isScriptPath = (path: string): boolean => /^\/(v3\/?|[a-z0-9]+\/stripe\.js)$/.test(path)

let built: string | null = null

/** The stand-in for Stripe.js as one classic script; built at the first request. */
export function browserScript(): string {
  built ??=
    buildSync({
      entryPoints: [fileURLToPath(new URL('./browser/stripe-js.ts', import.meta.url))],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      charset: 'utf8',
      minify: true,
      legalComments: 'none',
    }).outputFiles[0]?.text ?? ''
  return built
}

/** Serves the script that defines `window.Stripe`. */
export function addBrowserScript(app: FastifyInstance): void {
  for (const path of PATHS)
    app.get(path, async (request, reply) => {
      const script = browserScript()
      const etag = `"${createHash('sha256').update(script).digest('base64url').slice(0, 20)}"`
      void reply.headers({
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, max-age=0, must-revalidate',
        'x-content-type-options': 'nosniff',
        etag,
      })
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply.type('text/javascript; charset=utf-8').send(script)
    })
}
