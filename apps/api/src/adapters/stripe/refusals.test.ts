import Stripe from 'stripe'
import { expect, it } from 'vitest'
import { refuse } from '../../kernel/errors.ts'
import { createLogger } from '../../kernel/log.ts'
import { toRefusal } from './refusals.ts'

const silent = createLogger({ level: 'silent', name: 'test' })
const { errors } = Stripe
const raw = (more: Record<string, unknown>) =>
  ({ type: 'invalid_request_error', message: 'said by Stripe', ...more }) as never

it.each([
  [new errors.StripeCardError(raw({ code: 'card_declined' })), 'PAYMENT_DECLINED'],
  [new errors.StripeConnectionError(raw({})), 'PAYMENT_PROVIDER_UNAVAILABLE'],
  [new errors.StripeAPIError(raw({ statusCode: 500 })), 'PAYMENT_PROVIDER_UNAVAILABLE'],
  [new errors.StripePermissionError(raw({})), 'PAYMENT_PROVIDER_REJECTED'],
  [new errors.StripeInvalidRequestError(raw({ code: 'charge_disputed' })), 'PAYMENT_STATE_CONFLICT'],
  [new errors.StripeInvalidRequestError(raw({ code: 'charge_expired_for_capture' })), 'PAYMENT_AUTHORIZATION_EXPIRED'],
  [new errors.StripeInvalidRequestError(raw({ code: 'refund_disputed_payment' })), 'PAYMENT_STATE_CONFLICT'],
  [
    new errors.StripeInvalidRequestError(raw({ code: 'capture_charge_authorization_expired' })),
    'PAYMENT_AUTHORIZATION_EXPIRED',
  ],
  [new errors.StripeInvalidRequestError(raw({ code: 'payment_method_unexpected_state' })), 'PAYMENT_NOT_FOUND'],
  [new errors.StripeInvalidRequestError(raw({ code: 'amount_too_small' })), 'PAYMENT_AMOUNT_UNSUPPORTED'],
  [new errors.StripeInvalidRequestError(raw({ code: 'parameter_unknown' })), 'PAYMENT_PROVIDER_REJECTED'],
])('%s becomes %s', (thrown, code) => {
  expect(toRefusal(thrown, { what: 'create intent' }, silent)).toMatchObject({ code })
})

it('tells why a card was declined', () => {
  const thrown = new errors.StripeCardError(raw({ code: 'card_declined', decline_code: 'lost_card' }))
  expect(toRefusal(thrown, { what: 'capture intent' }, silent)).toMatchObject({
    status: 402,
    params: { providerCode: 'card_declined', declineCode: 'lost_card', reason: 'said by Stripe' },
  })
})

it('leaves refusals of ours and faults as they are', () => {
  const ours = refuse('PAYMENT_NOT_FOUND')
  const fault = new TypeError('a mistake of ours')
  expect(toRefusal(ours, { what: 'refund' }, silent)).toBe(ours)
  expect(toRefusal(fault, { what: 'refund' }, silent)).toBe(fault)
})
