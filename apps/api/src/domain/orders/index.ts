import type { Area } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import { enqueue, type RunnableJob } from '../../kernel/jobs.ts'
import type { Mailer } from '../../kernel/mail.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { shipmentCarriedBy, shipmentTrackingPage } from './carried-by.ts'
import { confirmOrder } from './confirm-order.ts'
import { arrivalConsumer } from './parcels-arrive.ts'
import { addOrderLine, changeOrderLine, removeOrderLine } from './change-lines.ts'
import { orderAgain } from './order-again.ts'
import { enterOrder } from './enter-order.ts'
import { enterShipment } from './enter-shipment.ts'
import { cancelOrder, endRejected, lateMoneyConsumer, returnMoneyJob } from './cancel-order.ts'
import { orderGuards } from './guards.ts'
import { cancelShipment, deliverShipment, shipAgainJob, shipShipment } from './ship-shipment.ts'
import type { TellDevices } from '../notices/index.ts'
import type { PaymentProvider } from '../payments/index.ts'
import type { Shipping } from '../shipping/index.ts'
import { cancelledMailConsumer, cancelledMailJob } from './mail-cancelled.ts'
import { confirmationConsumer, confirmationJob } from './mail-order.ts'
import { failedRefundMailConsumer, failedRefundMailJob } from './mail-failed-refund.ts'
import { refundMailConsumer, refundMailJob } from './mail-refund.ts'
import { ledgerConsumer } from './follow-ledger.ts'
import { shipmentMailConsumer, shipmentMailJob } from './mail-shipment.ts'
import { shipmentNoticeConsumer } from './tell-shipment.ts'
import { takeMoneyJob } from './take-money.ts'
import type { PaymentMail } from './mail-payment.ts'
import { chargeOrder, type AskToPay } from './charge-order.ts'
import { payOrder } from './pay-order.ts'
import { renewReservationsJob } from './renew-reservations.ts'
import { orderDue } from './still-due.ts'
import { endNeedlessJob, needlessConsumer } from './end-needless-payments.ts'
import { countedUnitName, unitName } from './unit-names.ts'
import { trackOrder } from './track-order.ts'

export { agreedLine, stockItem } from './agreed-line.ts'
export { paymentMailJob, type PaymentMail } from './mail-payment.ts'
export { dueInAll } from './due-for-goods.ts'
export { createOrder, discountColumns, type Agreement } from './create-order.ts'

export interface OrdersParts {
  attempts: Attempts
  mailer: Mailer
  storefrontUrl: string
  /** Gives the money of cancelled orders back. */
  provider: PaymentProvider
  /** Tells buyers on their devices. */
  tell: TellDevices
  /** Gives back what carriers sold for shipments that are not sent after all, and knows carriers by their codes. */
  shipping: Pick<Shipping, 'callOff' | 'carriers'>
  /** Mails buyers the way to pay. */
  mailPayment: PaymentMail
}

/** Orders: what was agreed. */
export function createOrders({
  attempts,
  mailer,
  storefrontUrl,
  provider,
  tell,
  shipping: { callOff, carriers },
  mailPayment,
}: OrdersParts): Area & { consumers: readonly Consumer[]; jobs: readonly RunnableJob[] } {
  const confirm = confirmationJob(mailer, storefrontUrl)
  const returnMoney = returnMoneyJob(provider)
  const ends = endRejected(returnMoney, callOff)
  const takeMoney = takeMoneyJob(provider)
  const askToPay: AskToPay = (ctx, orderId) =>
    enqueue(ctx, mailPayment, { orderId, about: 'notCharged' }, { key: `not-charged-${orderId}` })
  const endNeedless = endNeedlessJob(provider)
  const ships = { provider, release: takeMoney, carriers }
  const shipAgain = shipAgainJob(ships)
  const mailCancelled = cancelledMailJob(mailer, storefrontUrl)
  const mailRefund = refundMailJob(mailer, storefrontUrl)
  const mailFailedRefund = failedRefundMailJob(mailer, storefrontUrl)
  const mailShipment = shipmentMailJob(mailer, storefrontUrl, carriers)
  return {
    sagas: {
      'order.cancel': cancelOrder(provider, returnMoney, callOff),
      'shipment.ship': shipShipment(ships, shipAgain),
      'order.pay': payOrder(provider),
      'order.charge': chargeOrder(provider, askToPay),
    },
    actions: {
      'order.orderAgain': orderAgain,
      'order.enter': enterOrder,
      'order.addLine': addOrderLine,
      'order.changeLine': changeOrderLine,
      'order.removeLine': removeOrderLine(ends),
      'order.confirm': confirmOrder(mailCancelled, takeMoney, ends),
      'shipment.enter': enterShipment(takeMoney),
      'shipment.deliver': deliverShipment,
      'shipment.cancel': cancelShipment(callOff),
    },
    guards: orderGuards,
    computed: {
      'order.due': orderDue,
      'orderLine.unitName': unitName,
      'orderLine.countedUnitName': countedUnitName,
      'shipment.carriedBy': shipmentCarriedBy(carriers),
      'shipment.trackingPage': shipmentTrackingPage(carriers),
    },
    questions: { 'order.track': trackOrder(attempts, carriers) },
    consumers: [
      confirmationConsumer(confirm),
      shipmentMailConsumer(mailShipment),
      shipmentNoticeConsumer(tell),
      lateMoneyConsumer(returnMoney),
      arrivalConsumer,
      needlessConsumer(endNeedless),
      cancelledMailConsumer(mailCancelled),
      refundMailConsumer(mailRefund),
      failedRefundMailConsumer(mailFailedRefund),
      ledgerConsumer,
    ],
    jobs: [
      confirm,
      returnMoney,
      takeMoney,
      endNeedless,
      shipAgain,
      mailPayment,
      mailShipment,
      mailCancelled,
      mailRefund,
      mailFailedRefund,
      renewReservationsJob(provider, mailPayment),
    ],
  }
}
