import type { FastifyInstance } from 'fastify'
import { refusalsOf } from '../../kernel/errors.ts'
import { childLater, type Logger } from '../../kernel/log.ts'

/** What a provider sent, exactly: signatures are over the raw bytes. */
export interface Delivery {
  body: Buffer
  headers: Readonly<Record<string, string | string[] | undefined>>
  requestId: string
  log: Logger
}

/** Takes a provider's message in; throws Refusal for one that is not the provider's. Returns only when the message is safe. */
export type Inlet = (delivery: Delivery) => Promise<void>

/** `POST /webhooks/<provider>`: 200 when the message is kept, the refusal's status when it is not the provider's, 500 when it should come again. */
export async function webhooksDoor(
  app: FastifyInstance,
  inlets: Readonly<Record<string, Inlet>>,
  log: Logger,
): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body))
    for (const [provider, inlet] of Object.entries(inlets)) {
      scope.post(`/webhooks/${provider}`, async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        try {
          await inlet({
            body,
            headers: request.headers,
            requestId: request.id,
            log: childLater(log, { requestId: request.id }),
          })
          return await reply.code(200).send({ received: true })
        } catch (error) {
          const [refusal] = refusalsOf(error)
          if (!refusal) throw error
          return reply
            .code(refusal.status)
            .send({ code: refusal.code, message: refusal.message, requestId: request.id })
        }
      })
    }
    done()
  })
}
