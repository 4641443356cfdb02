import { createHash } from 'node:crypto'
import type { Form } from '../server/form-body.ts'
import { Parameters } from './parameters.ts'
import { OTHER_METHODS, usBankAccount } from './bank-methods.ts'
import type { Made } from './bank-methods.ts'
import { StripeProblem, invalidRequest, missing } from './problem.ts'
import type { BillingDetails, PaymentMethod, Wallet } from './resources.ts'
import { newId } from './store.ts'
import type { Store } from './store.ts'
import { isBankId } from './test-banks.ts'
import { passesLuhn, testCase } from './test-cards.ts'
import type { TestCase } from './test-cards.ts'
import { redeem } from './wallet-tokens.ts'

const cardError = (code: string, message: string, param: string): StripeProblem =>
  new StripeProblem(402, { type: 'card_error', code, message, param })

/** `POST /v1/payment_methods`, and `payment_method_data` of other requests. */
export function createPaymentMethod(store: Store, form: Form): PaymentMethod {
  const parameters = new Parameters(form)
  const type = parameters.requiredText('type')
  const billing = billingDetails(parameters.group('billing_details'))
  const other = OTHER_METHODS[type]
  if (other) return keepMade(store, other(parameters, billing), billing)
  if (type !== 'card') throw invalidRequest(`Invalid type: the sandbox has no form for ${type}.`, { param: 'type' })
  const card = new Parameters(parameters.group('card'))
  const token = card.text('token')
  if (token) {
    const { known, wallet } = redeem(store, token)
    return keep(
      store,
      cardMethod(store, known, { ...nextYear(store), cvcGiven: false, billing, wallet }),
      nameOf(known),
    )
  }
  const number = card.requiredText('number').replaceAll(/[\s-]/g, '')
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number))
    throw cardError('incorrect_number', 'Your card number is incorrect.', 'number')
  const month = card.integer('exp_month') ?? 0
  const year = fullYear(card.integer('exp_year') ?? 0)
  const today = store.now()
  if (month < 1 || month > 12)
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month')
  if (year < today.getUTCFullYear() || year > today.getUTCFullYear() + 50)
    throw cardError('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year')
  if (year === today.getUTCFullYear() && month < today.getUTCMonth() + 1)
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month')
  const cvc = card.text('cvc')
  if (cvc !== null && !/^\d{3,4}$/.test(cvc))
    throw cardError('invalid_cvc', "Your card's security code is invalid.", 'cvc')
  const known = testCase(number)
  if (!known)
    throw new StripeProblem(402, {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'test_mode_live_card',
      message:
        'Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
    })
  return keep(store, cardMethod(store, known, { month, year, cvcGiven: cvc !== null, billing }), nameOf(known))
}

/** A payment method by id. The `pm_card_…` names make a new one at each use, as at Stripe. */
export function findPaymentMethod(store: Store, id: string, param = 'payment_method'): PaymentMethod {
  const found = store.tables.paymentMethods[id]
  if (found) return found
  if (isBankId(id)) return keepMade(store, usBankAccount(id), billingDetails(null))
  const known = testCase(id)
  if (!known || !id.startsWith('pm_card_')) throw missing('PaymentMethod', id, param)
  const plain = { ...nextYear(store), cvcGiven: known.checks?.cvc !== undefined, billing: billingDetails(null) }
  return keep(store, cardMethod(store, known, plain), nameOf(known))
}

export function billingDetails(form: Form | null): BillingDetails {
  const details = new Parameters(form)
  const address = new Parameters(details.group('address'))
  return {
    address: {
      city: address.text('city'),
      country: address.text('country'),
      line1: address.text('line1'),
      line2: address.text('line2'),
      postal_code: address.text('postal_code'),
      state: address.text('state'),
    },
    email: details.text('email'),
    name: details.text('name'),
    phone: details.text('phone'),
    tax_id: null,
  }
}

const nextYear = (store: Store) => ({
  month: store.now().getUTCMonth() + 1,
  year: store.now().getUTCFullYear() + 1,
})

/** Cases are remembered by name; numbers are never kept. */
const nameOf = (known: TestCase): string => known.ids[0]

function keep(store: Store, method: PaymentMethod, kind: string): PaymentMethod {
  store.tables.paymentMethods[method.id] = method
  store.tables.cases[method.id] = kind
  store.changed()
  return method
}

function keepMade(store: Store, { kind, ...made }: Made, billing: BillingDetails): PaymentMethod {
  return keep(store, { ...bare(store, billing), ...made }, kind ?? made.type)
}

const fullYear = (year: number): number => (year < 100 ? 2000 + year : year)

function cardMethod(
  store: Store,
  known: TestCase,
  given: { month: number; year: number; cvcGiven: boolean; billing: BillingDetails; wallet?: Wallet },
): PaymentMethod {
  return {
    ...bare(store, given.billing),
    card: {
      brand: known.brand,
      checks: {
        address_line1_check: given.billing.address.line1 || known.checks?.line1 ? 'unchecked' : null,
        address_postal_code_check: given.billing.address.postal_code || known.checks?.postalCode ? 'unchecked' : null,
        cvc_check: given.cvcGiven ? 'unchecked' : null,
      },
      country: 'US',
      display_brand: known.brand === 'amex' ? 'american_express' : known.brand,
      exp_month: given.month,
      exp_year: given.year,
      fingerprint: createHash('sha256').update(known.number).digest('base64url').slice(0, 16),
      funding: known.funding ?? 'credit',
      last4: known.number.slice(-4),
      networks: { available: [known.brand], preferred: null },
      three_d_secure_usage: { supported: true },
      wallet: given.wallet ?? null,
    },
    type: 'card',
  }
}

function bare(store: Store, billing: BillingDetails): Omit<PaymentMethod, 'type'> {
  return {
    id: newId('pm_1'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: billing,
    created: store.seconds(),
    customer: null,
    livemode: false,
    metadata: {},
  }
}
