import type { FastifyRequest } from 'fastify'
import { API_VERSION } from './events.ts'
import type { Cause } from './events.ts'
import { StripeProblem, invalidRequest, unauthorized } from './problem.ts'
import type { PaymentIntent } from './resources.ts'

export interface Keys {
  secretKey: string
  publishableKey: string
}

/** Who sends a request: the merchant's server, or a shopper's browser with the publishable key. */
export interface Caller extends Cause {
  browser: boolean
  apiVersion: string
}

/** Reads the key from `Authorization: Bearer`, from Basic (key as user name), or, from browsers, from the parameter `key`. */
export function readCaller(request: FastifyRequest, keys: Keys, requestId: string): Caller {
  const key = keyOf(request)
  if (!key)
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    )
  if (key !== keys.secretKey && key !== keys.publishableKey)
    throw unauthorized(`Invalid API Key provided: ${masked(key)}`)
  const version = request.headers['stripe-version']?.toString() ?? API_VERSION
  if (!/^\d{4}-\d{2}-\d{2}(\.\w+)?$/.test(version)) throw invalidRequest(`Invalid Stripe API version: ${version}`)
  return {
    browser: key === keys.publishableKey,
    apiVersion: version,
    requestId,
    idempotencyKey: request.headers['idempotency-key']?.toString() ?? null,
  }
}

function keyOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization ?? ''
  if (/^bearer /i.test(header)) return header.slice(7).trim()
  if (/^basic /i.test(header)) return Buffer.from(header.slice(6), 'base64').toString('utf8').split(':', 1)[0] ?? null
  const body = request.body as Record<string, unknown> | null | undefined
  const query = request.query as Record<string, unknown>
  const key = body?.['key'] ?? query['key']
  return typeof key === 'string' && key !== '' ? key : null
}

const masked = (key: string): string => `${key.slice(0, 8)}${'*'.repeat(Math.max(0, key.length - 12))}${key.slice(-4)}`

/** Refuses a browser on an endpoint that is the server's alone. */
export function requireSecret(caller: Caller): void {
  if (caller.browser)
    throw unauthorized(
      'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
      'secret_key_required',
    )
}

/** A browser may touch exactly the one intent whose client secret it has. */
export function requireClientSecret(
  caller: Caller,
  intent: Pick<PaymentIntent, 'client_secret'>,
  clientSecret: string | null,
): void {
  if (clientSecret === null) {
    if (!caller.browser) return
    throw invalidRequest('Missing required param: client_secret.', {
      code: 'parameter_missing',
      param: 'client_secret',
    })
  }
  if (clientSecret !== intent.client_secret)
    throw new StripeProblem(400, {
      type: 'invalid_request_error',
      code: 'payment_intent_invalid_parameter',
      message: 'The client_secret provided does not match the client_secret associated with the PaymentIntent.',
      param: 'client_secret',
    })
}
