/** The fields of Stripe's error envelope, `{"error": {...}}` (docs.stripe.com/api/errors). */
export interface ErrorBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  code?: string
  decline_code?: string
  message: string
  param?: string
  charge?: string
  doc_url?: string
  advice_code?: string
  payment_intent?: unknown
  payment_method?: unknown
}

/** A request that Stripe would refuse. Thrown anywhere in a request and answered as Stripe's error envelope. */
export class StripeProblem extends Error {
  readonly status: number
  readonly body: ErrorBody

  constructor(status: number, body: ErrorBody) {
    super(body.message)
    this.status = status
    this.body = body.code
      ? { ...body, doc_url: `https://stripe.com/docs/error-codes/${body.code.replaceAll('_', '-')}` }
      : body
  }

  /** Whether the endpoint had begun its work, so that an idempotency key remembers this answer. */
  get executed(): boolean {
    return this.status === 402 || this.body.code === 'payment_intent_unexpected_state'
  }
}

export const invalidRequest = (message: string, more: Partial<ErrorBody> = {}): StripeProblem =>
  new StripeProblem(400, { type: 'invalid_request_error', message, ...more })

export const missing = (what: string, id: string, param: string): StripeProblem =>
  new StripeProblem(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${what}: '${id}'`,
    param,
  })

export const unauthorized = (message: string, code?: string): StripeProblem =>
  new StripeProblem(401, { type: 'invalid_request_error', message, ...(code ? { code } : {}) })

/** The error that an injected fault shows, as Stripe words it. */
export function faultError(status: number): ErrorBody {
  if (status === 401)
    return { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_****************fault' }
  if (status === 403)
    return {
      type: 'invalid_request_error',
      message: 'The provided key does not have access to this resource.',
    }
  if (status === 429)
    return {
      type: 'invalid_request_error',
      code: 'rate_limit',
      message: 'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
    }
  return {
    type: 'api_error',
    message: 'Sorry! There was an error while talking to one of our backends. Support has been notified.',
  }
}
