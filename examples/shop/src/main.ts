import { serve } from '@hono/node-server'
import { shop } from './shop.ts'

const apiUrl = process.env['PORTICO_URL'] ?? 'http://localhost:4000'
const port = Number(process.env['PORT'] ?? 3100)

serve({ fetch: shop(apiUrl).fetch, port, hostname: '127.0.0.1' }, () =>
  console.log(`the corner shop is open at http://localhost:${port}; its goods come from ${apiUrl}`),
)
