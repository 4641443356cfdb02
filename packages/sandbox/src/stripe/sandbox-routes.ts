import { settle } from './pay-intent.ts'
import type { Desk } from './desk.ts'
import { settleRefund } from './refunds.ts'
import { readWebhookFaults } from './webhook-faults.ts'
import type { WebhookCourier } from './webhooks.ts'
import type { FastifyInstance } from 'fastify'

/**
 * How people and tests steer what only Stripe has, besides the routes of every stand-in:
 * `GET|POST|DELETE /_sandbox/webhooks/faults` · `GET /_sandbox/webhooks` · `POST /_sandbox/webhooks/release` ·
 * `POST /_sandbox/webhooks/resend/:event` · `POST /_sandbox/webhooks/endpoint` · `POST /_sandbox/settle/:id` (intent or refund).
 */
export function addStripeSandboxRoutes(app: FastifyInstance, desk: Desk, courier: WebhookCourier): void {
  app.get('/_sandbox/webhooks', async () => ({
    endpoint: courier.endpoint?.url ?? null,
    deliveries: courier.deliveries(),
    undelivered: desk.store.tables.undelivered,
  }))
  app.get('/_sandbox/webhooks/faults', async () => ({ faults: courier.faults.list() }))
  app.post('/_sandbox/webhooks/faults', async (request, reply) => {
    try {
      courier.faults.add(...readWebhookFaults(request.body))
    } catch (error) {
      return reply.code(400).send({ error: error instanceof Error ? error.message : String(error) })
    }
    return { faults: courier.faults.list() }
  })
  app.delete('/_sandbox/webhooks/faults', async () => {
    courier.faults.clear()
    return { faults: [] }
  })
  app.post('/_sandbox/webhooks/release', async () => ({ released: courier.release() }))
  app.post<{ Params: { event: string } }>('/_sandbox/webhooks/resend/:event', async (request, reply) => {
    const event = desk.store.tables.events[request.params.event]
    if (!event) return reply.code(404).send({ error: `There is no event ${request.params.event}.` })
    courier.resend(event)
    return { resent: event.id }
  })
  app.post<{ Body: { url?: string; secret?: string } | null }>(
    '/_sandbox/webhooks/endpoint',
    async (request, reply) => {
      const { url, secret } = request.body ?? {}
      if (!url || !URL.canParse(url) || !secret)
        return reply.code(400).send({ error: 'An endpoint needs "url" and "secret".' })
      courier.endpoint = { url, secret }
      return { endpoint: url }
    },
  )
  app.post<{ Params: { id: string } }>('/_sandbox/settle/:id', async (request) => ({
    settled: settle(desk, request.params.id) || settleRefund(desk, request.params.id),
  }))
}
