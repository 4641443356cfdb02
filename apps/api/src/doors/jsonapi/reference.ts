import fastifyStatic from '@fastify/static'
import { openapiText } from '@portico/schema/projections/openapi'
import type { FastifyInstance } from 'fastify'
import getAbsoluteFSPath from 'swagger-ui-dist/absolute-path.js'
import type { Door } from './call.ts'

/** Starts Swagger UI; a file of its own, so that the page needs no inline scripts. */
const script = `window.ui = SwaggerUIBundle({
  url: '../openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
})
`

const page = (title: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="files/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<script src="files/swagger-ui-bundle.js"></script>
<script src="start.js"></script>
</body>
</html>
`

const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"

/** `openapi.json`, and a page to browse it with; everything comes from here. */
export async function reference(scope: FastifyInstance, door: Door): Promise<void> {
  const { model, audience } = door.resources
  let text: string | undefined
  // written when somebody asks: it takes a moment, and most processes are never asked
  const contract = () => (text ??= openapiText(model, audience))
  scope.get('/openapi.json', (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').type('application/json; charset=utf-8').send(contract()),
  )
  scope.get('/docs', (_request, reply) => reply.redirect(`${door.base}/docs/`))
  scope.get('/docs/', (_request, reply) =>
    reply
      .header('content-security-policy', policy)
      .type('text/html; charset=utf-8')
      .send(page(audience === 'backOffice' ? 'Portico back office' : 'Portico storefront')),
  )
  scope.get('/docs/start.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script))
  await scope.register(fastifyStatic, {
    root: getAbsoluteFSPath(),
    prefix: '/docs/files/',
    decorateReply: false,
    index: false,
  })
}
