import type { Area } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import { enqueue, type RunnableJob } from '../../kernel/jobs.ts'
import type { Mailer } from '../../kernel/mail.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { confirmOrder } from './confirm-order.ts'
import { addOrderLine, changeOrderLine, removeOrderLine } from './change-lines.ts'
import { orderAgain } from './order-again.ts'
import { enterOrder } from './enter-order.ts'
import { enterShipment } from './enter-shipment.ts'
import { cancelOrder, returnMoneyJob } from './cancel-order.ts'
import { orderGuards } from './guards.ts'
import { cancelShipment, deliverShipment, shipAgainJob, shipShipment } from './ship-shipment.ts'
import type { PaymentProvider } from '../payments/index.ts'
import { confirmationConsumer, confirmationJob } from './mail-order.ts'
import { shipmentMailConsumer, shipmentMailJob } from './mail-shipment.ts'
import { takeMoneyJob } from './take-money.ts'
import { paymentMailJob } from './mail-payment.ts'
import { chargeOrder, payOrder, type AskToPay } from './pay-order.ts'
import { renewReservationsJob } from './renew-reservations.ts'
import { trackOrder } from './track-order.ts'

export { agreedLine, stockItem } from './agreed-line.ts'
export { createOrder, discountColumns, type Agreement } from './create-order.ts'

export interface OrdersParts {
  attempts: Attempts
  mailer: Mailer
  storefrontUrl: string
  /** Gives the money of cancelled orders back. */
  provider: PaymentProvider
}

/** Orders: what was agreed. */
export function createOrders({
  attempts,
  mailer,
  storefrontUrl,
  provider,
}: OrdersParts): Area & { consumers: readonly Consumer[]; jobs: readonly RunnableJob[] } {
  const confirm = confirmationJob(mailer, storefrontUrl)
  const returnMoney = returnMoneyJob(provider)
  const takeMoney = takeMoneyJob(provider)
  const mailPayment = paymentMailJob(mailer, storefrontUrl)
  const askToPay: AskToPay = (ctx, orderId) =>
    enqueue(ctx, mailPayment, { orderId, about: 'notCharged' }, { key: `not-charged-${orderId}` })
  const shipAgain = shipAgainJob(provider)
  const mailShipment = shipmentMailJob(mailer, storefrontUrl)
  return {
    sagas: {
      'order.cancel': cancelOrder(provider, returnMoney),
      'shipment.ship': shipShipment(provider, shipAgain),
      'order.pay': payOrder(provider),
      'order.charge': chargeOrder(provider, askToPay),
    },
    actions: {
      'order.orderAgain': orderAgain,
      'order.enter': enterOrder,
      'order.addLine': addOrderLine,
      'order.changeLine': changeOrderLine,
      'order.removeLine': removeOrderLine,
      'order.confirm': confirmOrder,
      'shipment.enter': enterShipment(takeMoney),
      'shipment.deliver': deliverShipment,
      'shipment.cancel': cancelShipment,
    },
    guards: orderGuards,
    questions: { 'order.track': trackOrder(attempts) },
    consumers: [confirmationConsumer(confirm), shipmentMailConsumer(mailShipment)],
    jobs: [
      confirm,
      returnMoney,
      takeMoney,
      shipAgain,
      mailPayment,
      mailShipment,
      renewReservationsJob(provider, mailPayment),
    ],
  }
}
