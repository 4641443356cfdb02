import { createHash } from 'node:crypto'
import { Parameters } from './parameters.ts'
import { StripeProblem, invalidRequest } from './problem.ts'
import type { BillingDetails, MethodType, PaymentMethod } from './resources.ts'
import { ibanCase, isIban, tidyIban } from './test-banks.ts'

/** A payment method without what all of them have; `kind`: of which case it is, where that is known. */
export type Made = Pick<PaymentMethod, MethodType> & { type: MethodType; kind: string | null }

type Make = (parameters: Parameters, billing: BillingDetails) => Made

const needs = (billing: BillingDetails, ...fields: ('name' | 'email')[]): void => {
  const missing = fields.find((field) => !billing[field])
  if (missing)
    throw invalidRequest(`Missing required param: billing_details[${missing}].`, {
      code: 'parameter_missing',
      param: `billing_details[${missing}]`,
    })
}

const sepaDebit: Make = (parameters, billing) => {
  const iban = tidyIban(new Parameters(parameters.group('sepa_debit')).requiredText('iban'))
  if (!isIban(iban))
    throw invalidRequest('The IBAN you provided is invalid.', {
      code: 'invalid_bank_account_iban',
      param: 'sepa_debit[iban]',
    })
  needs(billing, 'name', 'email')
  const kind = ibanCase(iban)
  if (!kind)
    throw new StripeProblem(400, {
      type: 'invalid_request_error',
      code: 'bank_account_unusable',
      message: 'This sandbox takes test IBANs only. For a list of them, visit: https://stripe.com/docs/testing.',
      param: 'sepa_debit[iban]',
    })
  return {
    type: 'sepa_debit',
    kind,
    sepa_debit: {
      bank_code: iban.slice(4, 12),
      branch_code: '',
      country: iban.slice(0, 2),
      fingerprint: createHash('sha256').update(iban).digest('base64url').slice(0, 16),
      generated_from: { charge: null, setup_attempt: null },
      last4: iban.slice(-4),
    },
  }
}

/** The methods besides cards that a form or a server can give: what they need, and what is kept of it. */
export const OTHER_METHODS: Readonly<Partial<Record<string, Make>>> = {
  ideal: (parameters) => {
    const bank = new Parameters(parameters.group('ideal')).text('bank')
    return { type: 'ideal', kind: null, ideal: { bank, bic: null } }
  },
  bancontact: (_parameters, billing) => {
    needs(billing, 'name')
    return { type: 'bancontact', kind: null, bancontact: {} }
  },
  link: (_parameters, billing) => {
    needs(billing, 'email')
    return { type: 'link', kind: 'pm_card_visa', link: { email: billing.email } }
  },
  sepa_debit: sepaDebit,
}

/** The account that stands behind the ids of Stripe's US test accounts. */
export const usBankAccount = (kind: string): Made => ({
  type: 'us_bank_account',
  kind,
  us_bank_account: {
    bank_name: 'STRIPE TEST BANK',
    last4: '6789',
    account_type: 'checking',
    account_holder_type: 'individual',
  },
})
