import type { FastifyInstance } from 'fastify'
import { finishChallenge } from './confirm-intent.ts'
import type { Desk } from './desk.ts'
import { missing } from './problem.ts'
import { BY_ITSELF } from './events.ts'
import { escapeHtml } from './escape-html.ts'

/** The bank's page for browsers that were redirected (`next_action.redirect_to_url`); afterwards they are sent to `return_url`. */
export function addChallengePage(app: FastifyInstance, desk: Desk): void {
  app.get<{ Params: { source: string } }>('/redirect/authenticate/:source', async (request, reply) => {
    const challenge = desk.store.tables.challenges[request.params.source]
    if (!challenge) throw missing('source', request.params.source, 'source')
    const intent = desk.store.tables.intents[challenge.intent]
    const amount = intent ? `${intent.amount} ${intent.currency.toUpperCase()} (smallest unit)` : ''
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; form-action *")
      .send(challengeHtml(request.url, amount))
  })

  app.post<{ Params: { source: string }; Body: { outcome?: string } }>(
    '/redirect/authenticate/:source',
    async (request, reply) => {
      const succeeded = request.body?.outcome === 'succeeded'
      const intent = finishChallenge(desk, request.params.source, succeeded, BY_ITSELF)
      const returnUrl = desk.store.tables.challenges[request.params.source]?.returnUrl
      if (!returnUrl) return { outcome: succeeded ? 'succeeded' : 'failed' }
      const target = new URL(returnUrl)
      target.searchParams.set(intent.object, intent.id)
      target.searchParams.set(`${intent.object}_client_secret`, intent.client_secret)
      target.searchParams.set('redirect_status', intent.status === 'requires_payment_method' ? 'failed' : 'succeeded')
      return reply.redirect(target.toString(), 303)
    },
  )
}

function challengeHtml(action: string, amount: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox bank: authenticate</title><style>
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{display:grid;place-items:center;min-height:90vh;margin:1rem}
main{max-width:24rem;border:1px solid color-mix(in srgb,currentColor 20%,transparent);border-radius:12px;padding:1.5rem}
button{font:inherit;padding:.7rem 1rem;border-radius:8px;border:1px solid currentColor;width:100%;margin-top:.6rem;cursor:pointer}
button[value=succeeded]{background:#0b6e4f;color:#fff;border-color:#0b6e4f}</style></head>
<body><main><h1>3-D Secure test page</h1><p>This page stands in for the bank of a test card. Payment of ${escapeHtml(amount)}.</p>
<form method="post" action="${escapeHtml(action)}"><button name="outcome" value="succeeded">Complete authentication</button>
<button name="outcome" value="failed">Fail authentication</button></form></main></body></html>`
}
