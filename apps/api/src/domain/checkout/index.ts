import type { Area } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { RunnableJob } from '../../kernel/jobs.ts'
import { bringBackJob, bringBackMissedJob, mergeWaitingJob } from '../carts/index.ts'
import type { Arrival } from '../customers/index.ts'
import type { ProviderNews } from '../payments/index.ts'
import type { Shipping } from '../shipping/index.ts'
import { checkoutArrival } from './arrival.ts'
import { addressCheck } from './check-address.ts'
import { paymentOptions, setPaymentMethod } from './choose-payment.ts'
import { applyCoupon, removeCoupon } from './coupons.ts'
import { setShippingMethod, shippingOptions } from './choose-shipping.ts'
import { setBillingAddress, setContact, setShippingAddress } from './edit-checkout.ts'
import { applyGiftCard, removeGiftCard } from './gift-card.ts'
import type { BankMails } from './mail-bank.ts'
import { checkoutJobs } from './jobs.ts'
import { completeCheckout, placeOrder } from './place-order.ts'
import type { PaymentSettings } from './placing/standing.ts'
import { checkDifference, dismissDifference } from './reconcile/settle-difference.ts'
import { reopenCheckout } from './reopen-checkout.ts'
import { checkCheckout, releaseCheckout } from './resume-checkouts.ts'
import { checkoutsAtBank, checkoutsRefusedByBank } from './at-bank.ts'
import { currentCheckout, startCheckout } from './start-checkout.ts'
import { takeNews } from './take-news.ts'

export { mailBankJob } from './mail-bank.ts'

export interface CheckoutArea extends Area {
  /** For who signs in on the way. */
  arrival: Arrival
  /** For the provider's webhook. */
  takeNews(ctx: Ctx, news: ProviderNews): Promise<void>
  jobs: readonly RunnableJob[]
}

/** `keepDays`: how long an untouched visitor's cart is kept; `attempts` counts guesses of coupons and gift cards. */
export const createCheckout = (
  shipping: Shipping,
  payments: PaymentSettings,
  { keepDays, attempts, mails }: { keepDays: number; attempts: Attempts; mails: BankMails },
): CheckoutArea => ({
  actions: {
    'checkout.start': startCheckout,
    'checkout.setPaymentMethod': setPaymentMethod,
    'checkout.applyCoupon': applyCoupon(attempts),
    'checkout.removeCoupon': removeCoupon,
    'paymentDifference.dismiss': dismissDifference,
  },
  sagas: {
    'checkout.setContact': setContact,
    'checkout.setShippingAddress': setShippingAddress,
    'checkout.setBillingAddress': setBillingAddress,
    'checkout.setShippingMethod': setShippingMethod(shipping),
    'checkout.applyGiftCard': applyGiftCard(attempts),
    'checkout.removeGiftCard': removeGiftCard,
    'checkout.place': placeOrder(payments),
    'checkout.complete': completeCheckout(payments),
    'checkout.reopen': reopenCheckout(payments),
    'checkout.check': checkCheckout(payments),
    'checkout.release': releaseCheckout(payments),
    'paymentDifference.check': checkDifference(payments.provider),
  },
  questions: {
    'checkout.current': currentCheckout,
    'checkout.atBank': checkoutsAtBank,
    'checkout.refusedByBank': checkoutsRefusedByBank,
    'checkout.addressCheck': addressCheck(shipping),
    'checkout.shippingOptions': shippingOptions(shipping),
    'checkout.paymentOptions': paymentOptions,
  },
  arrival: checkoutArrival(payments),
  takeNews: (ctx, news) => takeNews(ctx, payments.provider, mails, news),
  jobs: [mails.mailBank, ...checkoutJobs(payments, keepDays), mergeWaitingJob, bringBackJob, bringBackMissedJob],
})
