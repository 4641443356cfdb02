import 'server-only'
import { cache } from 'react'
import { shop, written } from './call.ts'
import {
  ApplyGiftCardDocument,
  AtBankDocument,
  AddressCheckDocument,
  CompleteCheckoutDocument,
  CurrentCheckoutDocument,
  PaymentOptionsDocument,
  PlaceOrderDocument,
  RemoveGiftCardDocument,
  ReopenCheckoutDocument,
  SetBillingAddressDocument,
  SetContactDocument,
  SetPaymentMethodDocument,
  SetShippingAddressDocument,
  SetShippingMethodDocument,
  ShippingOptionsDocument,
  StartCheckoutDocument,
  type AddressCheckQuery,
  type CheckoutPartsFragment,
  type CheckoutSetBillingAddressInput,
  type CheckoutSetContactInput,
  type CheckoutSetShippingAddressInput,
  type MoneyInput,
  type PaymentOptionsQuery,
  type PlacementPartsFragment,
  type ShippingOptionsQuery,
  type WaitingPurchasePartsFragment,
} from './generated/graphql.ts'
import { readToken } from './session.ts'

export type { AddressInput, MoneyInput } from './generated/graphql.ts'
export type Checkout = CheckoutPartsFragment
export type CheckoutStep = Checkout['steps'][number]
export type WaitingPurchase = WaitingPurchasePartsFragment
export type Placement = PlacementPartsFragment
export type PaymentOption = PaymentOptionsQuery['checkoutPaymentOptions'][number]
export type ShippingOptions = ShippingOptionsQuery['checkoutShippingOptions']
export type ShippingOption = ShippingOptions['options'][number]

/** The checkout of this id, or the open one of the visitor's cart; null where there is none. */
export const readCheckout = cache(async (checkoutId?: string): Promise<Checkout | null> => {
  if (!(await readToken())) return null
  return (await shop(CurrentCheckoutDocument, { input: { checkoutId } })).checkoutCurrent ?? null
})

/** Purchases whose bank takes days, the latest first. */
export interface AtBank {
  /** The bank is at work: nothing of them can be changed. */
  atWork: WaitingPurchase[]
  /** The bank has said no: for a short while they can be paid otherwise. */
  refused: WaitingPurchase[]
}

export const readAtBank = cache(async (): Promise<AtBank> => {
  if (!(await readToken())) return { atWork: [], refused: [] }
  const { checkoutAtBank: atWork, checkoutRefusedByBank: refused } = await shop(AtBankDocument, {})
  return { atWork, refused }
})

/** Begins the checkout of the cart, or goes on with the open one; answers its id. @throws ShopRefusal CART_EMPTY */
export async function startCheckout(): Promise<string> {
  return (await written(StartCheckoutDocument, {})).checkoutStart.id
}

/** The ways of delivery to the checkout's address; outages of carriers are notices. */
export async function readShippingOptions(checkoutId: string): Promise<ShippingOptions> {
  return (await shop(ShippingOptionsDocument, { checkoutId })).checkoutShippingOptions
}

/** The shipping address as the carrier would write it, where that is otherwise than the shopper did. */
export async function readAddressSuggestion(
  checkoutId: string,
): Promise<AddressCheckQuery['checkoutAddressCheck']['suggestion'] | null> {
  return (await shop(AddressCheckDocument, { checkoutId })).checkoutAddressCheck.suggestion ?? null
}

/** The ways to pay for it; none: it cannot be paid for as it is. */
export async function readPaymentOptions(checkoutId: string): Promise<PaymentOption[]> {
  return (await shop(PaymentOptionsDocument, { checkoutId })).checkoutPaymentOptions
}

/** @throws ShopRefusal with the field in `path` */
export async function setContact(input: CheckoutSetContactInput): Promise<void> {
  await shop(SetContactDocument, { input })
}

/** @throws ShopRefusal COUNTRY_NOT_SERVED, REGION_UNKNOWN, FIELD_* with the field in `path` */
export async function setShippingAddress(input: CheckoutSetShippingAddressInput): Promise<void> {
  await shop(SetShippingAddressDocument, { input })
}

/** @throws ShopRefusal SHIPPING_METHOD_UNAVAILABLE, CHECKOUT_INCOMPLETE */
export async function setShippingMethod(checkoutId: string, optionId: string): Promise<void> {
  await shop(SetShippingMethodDocument, { input: { checkoutId, optionId } })
}

/** @throws ShopRefusal REGION_UNKNOWN, FIELD_* with the field in `path` */
export async function setBillingAddress(input: CheckoutSetBillingAddressInput): Promise<void> {
  await shop(SetBillingAddressDocument, { input })
}

/** Pays by a card of one's own, or by another one, which is kept where one says so. @throws ShopRefusal PAYMENT_METHOD_UNAVAILABLE */
export async function choosePayment(
  checkoutId: string,
  { savedCard, saveCard }: { savedCard: string | null; saveCard: boolean },
): Promise<void> {
  const input = { checkoutId, method: 'card' as const, savedPaymentMethodId: savedCard, saveCard }
  await shop(SetPaymentMethodDocument, { input })
}

/** Chooses one of the ways to pay. @throws ShopRefusal PAYMENT_METHOD_UNAVAILABLE, PAYMENT_PENDING */
export async function chooseWay(checkoutId: string, method: PaymentOption['method']): Promise<void> {
  await shop(SetPaymentMethodDocument, { input: { checkoutId, method } })
}

/** @throws ShopRefusal GIFT_CARD_UNKNOWN, GIFT_CARD_UNUSABLE, RATE_LIMITED */
export async function applyGiftCard(checkoutId: string, code: string): Promise<void> {
  await shop(ApplyGiftCardDocument, { input: { checkoutId, code } })
}

export async function removeGiftCard(checkoutId: string): Promise<void> {
  await shop(RemoveGiftCardDocument, { checkoutId })
}

/** What the shopper saw: the total, and what a gift card leaves of it. */
export interface Seen {
  expectedTotal: MoneyInput
  expectedRest: MoneyInput
}

/** Holds the stock and begins (or repeats) the payment of what the shopper saw. @throws ShopRefusal PRICE_CHANGED, NOT_ENOUGH_STOCK, CHECKOUT_INCOMPLETE … */
export async function placeOrder(checkoutId: string, seen: Seen): Promise<Placement> {
  return (await written(PlaceOrderDocument, { input: { checkoutId, ...seen } })).checkoutPlace
}

/** Asks how the payment stands, and makes the order if it is paid. Safe to repeat. @throws ShopRefusal PAYMENT_OF_SOMEBODY_ELSE */
export async function completeCheckout(checkoutId: string, paymentReference?: string): Promise<Placement> {
  return (await written(CompleteCheckoutDocument, { input: { checkoutId, paymentReference } })).checkoutComplete
}

/**
 * Leaves the payment to change something; the stock is let go. Answers the checkout to go on with, which is another one where its cart went into that of the person who signed in meanwhile, or
 * into the one that they have begun since; with the order's id if it was paid meanwhile.
 */
export async function reopenCheckout(checkoutId: string): Promise<{ id: string; order: string | null }> {
  const { id, order } = (await written(ReopenCheckoutDocument, { checkoutId })).checkoutReopen
  return { id, order: order?.id ?? null }
}
