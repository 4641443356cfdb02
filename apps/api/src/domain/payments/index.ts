import type { Area } from '../../engine/index.ts'
import { capturePayment } from './capture-money.ts'
import { cancelPayment, refundPayment } from './move-money.ts'
import { ruleGuard } from '../pricing/index.ts'
import type { PaymentProvider } from './port.ts'
import { limitGuard, settingGuard } from './setting-guards.ts'
import { orderBalance, orderPaymentStatus, paymentFields } from './computed.ts'

export { orderPaymentStatus, standings } from './computed.ts'
export { captureMoney, keepProblem, oneAtATime } from './capture-money.ts'
export { enterFacts, paymentChanged } from './enter-facts.ts'
export { cancelMoney, knownPayment, refundable, refundMoney, type KnownPayment } from './move-money.ts'
export { compareBooks, factsIn } from './compare-books.ts'
export { standing, type LedgerEntry, type Standing } from './ledger.ts'
export { keepReference, paymentsOfEntries } from './payments-of-entries.ts'
export { paymentWays, type PaymentWay } from './payment-options.ts'
export { keepReservation, openPayment, paymentByReference, paymentOfCheckout } from './open-payment.ts'
export {
  disputeFact,
  factsOf,
  methodLabel,
  recordFacts,
  refundFact,
  type Fact,
  type PaymentRow,
} from './record-facts.ts'
export type { PaymentProvider, ProviderEntry, ProviderIntent, ProviderNews } from './port.ts'

export const createPayments = (provider: PaymentProvider): Area => ({
  sagas: {
    'payment.capture': capturePayment(provider),
    'payment.cancel': cancelPayment(provider),
    'payment.refund': refundPayment(provider),
  },
  guards: { paymentRule: ruleGuard('paymentRules'), paymentSetting: settingGuard, paymentLimit: limitGuard },
  computed: { ...paymentFields, 'order.paymentStatus': orderPaymentStatus, 'order.balance': orderBalance },
})
