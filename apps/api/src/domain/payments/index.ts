import type { Area } from '../../engine/index.ts'
import { orderPaymentStatus, paymentFields } from './computed.ts'

export type { Standing } from './ledger.ts'
export { openPayment, paymentByReference, paymentOfCheckout } from './open-payment.ts'
export {
  disputeFact,
  factsOf,
  methodLabel,
  recordFacts,
  refundFact,
  type Fact,
  type PaymentRow,
} from './record-facts.ts'
export type { PaymentProvider, ProviderIntent, ProviderNews } from './port.ts'

export const createPayments = (): Area => ({
  computed: { ...paymentFields, 'order.paymentStatus': orderPaymentStatus },
})
