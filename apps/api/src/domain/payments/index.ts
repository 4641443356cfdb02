import type { Area } from '../../engine/index.ts'
import { capturePayment } from './capture-money.ts'
import { cancelPayment, refundPayment } from './move-money.ts'
import { ruleGuard } from '../pricing/index.ts'
import type { PaymentProvider } from './port.ts'
import { recordRefund } from './record-refund.ts'
import { renewPayment } from './renew-money.ts'
import { beginAdding, finishAdding, makeDefault, myCards, removeCard } from './saved-cards.ts'
import { disableGiftCard, enableGiftCard, issueGiftCard, topUpGiftCard } from './gift-cards.ts'
import { limitGuard, settingGuard } from './setting-guards.ts'
import { orderBalance, orderPaymentStatus, paymentFields } from './computed.ts'

export { orderPaymentStatus, orderStandings, standings, type OrderStanding } from './computed.ts'
export { captureMoney } from './capture-money.ts'
export { keepProblem } from './keep-capture-problem.ts'
export { enterFacts, enterIntent, paymentChanged } from './enter-facts.ts'
export { cancelMoney, knownPayment, refundable, refundMoney, type KnownPayment } from './move-money.ts'
export { compareBooks, factsIn } from './compare-books.ts'
export { isKept, onItsWay, standing, wentBack, type LedgerEntry, type Standing } from './ledger.ts'
export { keepReference, paymentsOfEntries, type KnownLedger } from './payments-of-entries.ts'
export { paymentWays, type PaymentWay } from './payment-options.ts'
export { oneAtATime } from './one-at-a-time.ts'
export { keepReservation, openPayment, paymentByReference, paymentOfCheckout } from './open-payment.ts'
export { disputeFact, factsOf, LAPSED, recordFacts, refundFact, type Fact, type PaymentRow } from './record-facts.ts'
export { accountProvider, giftCardProvider } from './own-providers.ts'
export { isTransferred } from './transferred.ts'
export { keepPaidWith, paidWith } from './paid-with.ts'
export { appliedTo, findGiftCard, problemOf, type GiftCardRow } from './gift-cards.ts'
export { payByGiftCard, releaseGiftCards, takeGiftCards } from './gift-card-provider.ts'
export { enterTransfers, keepOnAccount, openOnAccount, takeTransfersBack } from './account-provider.ts'
export { payerOf } from './payers.ts'
export { refusalOf, renewMoney } from './renew-money.ts'
export { cardOf, cardsMayBeSaved, enterCard, takeCardNews } from './saved-cards.ts'
export type { IntentStatus, PaymentProvider, ProviderEntry, ProviderIntent, ProviderNews } from './port.ts'

export const createPayments = (provider: PaymentProvider): Area => ({
  sagas: {
    'payment.capture': capturePayment(provider),
    'payment.cancel': cancelPayment(provider),
    'payment.refund': refundPayment(provider),
    'payment.renew': renewPayment(provider),
    'savedPaymentMethod.beginAdding': beginAdding(provider),
    'savedPaymentMethod.finishAdding': finishAdding(provider),
    'savedPaymentMethod.remove': removeCard(provider),
  },
  actions: {
    'payment.recordRefund': recordRefund,
    'savedPaymentMethod.makeDefault': makeDefault,
    'giftCard.issue': issueGiftCard,
    'giftCard.topUp': topUpGiftCard,
    'giftCard.disable': disableGiftCard,
    'giftCard.enable': enableGiftCard,
  },
  questions: { 'savedPaymentMethod.mine': myCards },
  guards: { paymentRule: ruleGuard('paymentRules'), paymentSetting: settingGuard, paymentLimit: limitGuard },
  computed: {
    ...paymentFields,
    'order.paymentStatus': orderPaymentStatus,
    'order.balance': orderBalance,
  },
})
