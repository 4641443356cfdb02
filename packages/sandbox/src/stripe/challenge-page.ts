import type { FastifyInstance } from 'fastify'
import { showAmount } from './amounts.ts'
import { finishChallenge } from './confirm-intent.ts'
import type { Desk } from './desk.ts'
import { missing } from './problem.ts'
import { BY_ITSELF } from './events.ts'
import { escapeHtml } from './escape-html.ts'
import type { PaymentIntent } from './resources.ts'

/** What the page asks, by the method that is paid with; all others are cards. */
const BANKS: Readonly<Record<string, { bank: string; yes: string; no: string }>> = {
  ideal: { bank: 'iDEAL', yes: 'Authorize test payment', no: 'Fail test payment' },
  bancontact: { bank: 'Bancontact', yes: 'Authorize test payment', no: 'Fail test payment' },
}
const CARD = { bank: '3-D Secure', yes: 'Complete authentication', no: 'Fail authentication' }

/** The bank's page for browsers that were redirected (`next_action.redirect_to_url`); afterwards they are sent to `return_url`. */
export function addChallengePage(app: FastifyInstance, desk: Desk): void {
  app.get<{ Params: { source: string } }>('/redirect/authenticate/:source', async (request, reply) => {
    const challenge = desk.store.tables.challenges[request.params.source]
    if (!challenge) throw missing('source', request.params.source, 'source')
    const intent = desk.store.tables.intents[challenge.intent]
    const over = challenge.outcome !== 'pending' || (intent !== undefined && intent.status !== 'requires_action')
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; form-action *")
      .send(pageHtml(request.url, bankOf(desk, intent), intent, over ? backTo(desk, request.params.source) : null))
  })

  app.post<{ Params: { source: string }; Body: { outcome?: string } }>(
    '/redirect/authenticate/:source',
    async (request, reply) => {
      const succeeded = request.body?.outcome === 'succeeded'
      finishChallenge(desk, request.params.source, succeeded, BY_ITSELF)
      const back = backTo(desk, request.params.source)
      if (!back) return { outcome: succeeded ? 'succeeded' : 'failed' }
      return reply.redirect(back, 303)
    },
  )
}

const bankOf = (desk: Desk, intent: PaymentIntent | undefined) =>
  BANKS[desk.store.tables.paymentMethods[intent?.payment_method ?? '']?.type ?? ''] ?? CARD

/** The shop's page, with what Stripe adds to its address (docs.stripe.com/payments/accept-a-payment); null: it gave none. */
function backTo(desk: Desk, source: string): string | null {
  const { challenges, intents, setups } = desk.store.tables
  const challenge = challenges[source]
  const intent = challenge && (intents[challenge.intent] ?? setups[challenge.intent])
  if (!challenge?.returnUrl || !intent) return null
  const target = new URL(challenge.returnUrl)
  target.searchParams.set(intent.object, intent.id)
  target.searchParams.set(`${intent.object}_client_secret`, intent.client_secret)
  const failed = intent.status === 'requires_payment_method' || intent.status === 'canceled'
  target.searchParams.set('redirect_status', failed ? 'failed' : 'succeeded')
  return target.toString()
}

function pageHtml(
  action: string,
  { bank, yes, no }: typeof CARD,
  intent: PaymentIntent | undefined,
  over: string | null,
): string {
  const amount = intent ? showAmount(intent.amount, intent.currency).toUpperCase() : ''
  const question = over
    ? `<p>This payment was answered already, or is not asked for any more.</p><p><a href="${escapeHtml(over)}">Back to the shop</a></p>`
    : `<form method="post" action="${escapeHtml(action)}"><button name="outcome" value="succeeded">${yes}</button>
<button name="outcome" value="failed">${no}</button></form>`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${bank} test payment page</title><style>
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{display:grid;place-items:center;min-height:90vh;margin:1rem}
main{max-width:24rem;border:1px solid color-mix(in srgb,currentColor 20%,transparent);border-radius:12px;padding:1.5rem}h1{font-size:1.4rem;margin-top:0}
button{font:inherit;padding:.7rem 1rem;border-radius:8px;border:1px solid currentColor;width:100%;margin-top:.6rem;cursor:pointer}
button[value=succeeded]{background:#0b6e4f;color:#fff;border-color:#0b6e4f}</style></head>
<body><main><h1>${bank} test payment page</h1><p>This page stands in for the shopper’s bank: no money moves.${amount ? ` Payment of <strong>${escapeHtml(amount)}</strong>.` : ''}</p>
${question}</main></body></html>`
}
