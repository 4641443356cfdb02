import { Parameters } from './parameters.ts'
import { invalidRequest, missing } from './problem.ts'
import type { Wallet } from './resources.ts'
import { newId } from './store.ts'
import type { Store, WalletToken } from './store.ts'
import { testCase } from './test-cards.ts'
import type { TestCase } from './test-cards.ts'

/** What a token answers to a browser: which card it is of stays with the stand-in. */
type ShownToken = Pick<WalletToken, 'id' | 'object'> & { type: 'card'; used: boolean }

/**
 * `POST /v1/tokens` as Stripe.js sends it when a wallet's sheet was agreed to. What Apple and Google sign is between them and Stripe, and not public: here it is
 * one of the test cards by its name.
 */
export function createWalletToken(store: Store, parameters: Parameters): ShownToken {
  const sheet = new Parameters(parameters.group('wallet'))
  const wallet = sheet.oneOf('type', ['apple_pay', 'google_pay']) as WalletToken['wallet'] | null
  const kind = testCase(sheet.requiredText('card'))
  if (!wallet || !kind) throw invalidRequest('The wallet gave no test card.', { param: 'wallet' })
  const token: WalletToken = { id: newId('tok_1'), object: 'token', kind: kind.ids[0], wallet, used: false }
  store.tables.walletTokens[token.id] = token
  store.changed()
  return { id: token.id, object: 'token', type: 'card', used: false }
}

/** The card of a token, which is used up by that. */
export function redeem(store: Store, id: string): { known: TestCase; wallet: Wallet } {
  const token = store.tables.walletTokens[id]
  const known = token && testCase(token.kind)
  if (!token || !known) throw missing('token', id, 'payment_method_data[card][token]')
  if (token.used)
    throw invalidRequest(`You cannot use a Stripe token more than once: ${id}.`, { code: 'token_already_used' })
  token.used = true
  const dynamic = { dynamic_last4: known.number.slice(-4) }
  return {
    known,
    wallet:
      token.wallet === 'apple_pay'
        ? { type: 'apple_pay', apple_pay: {}, ...dynamic }
        : { type: 'google_pay', google_pay: {}, ...dynamic },
  }
}
