import { byHouse, choice, entityOf, money, ref, text } from '../../language/index.ts'
import { moneyBackReasons } from './money-back.ts'

/** Of `payment`. */
export const recordRefund = {
  ...byHouse,
  doc: 'Enters money that went back in another way than it came, as by a transfer after a refund failed: it counts as given back, and is not given back by `refund` again. The provider is told nothing. The same reference is entered once.',
  input: {
    id: ref('payment'),
    amount: money({ min: 0 }),
    reference: text({ max: 100, min: 1, doc: 'Under which the house’s books have it: the number of the transfer.' }),
    reason: choice(moneyBackReasons, { name: 'MoneyBackReason', optional: true }),
  },
  result: entityOf('payment'),
  refusals: ['PAYMENT_STATE_CONFLICT', 'PAYMENT_REFUND_EXCEEDS'],
}
