/** The words that the cart's client components need; a group of messages/*.json. */
export interface CartTexts {
  title: string
  /** With `{when}`. */
  kept: string
  close: string
  empty: string
  emptyText: string
  browse: string
  remove: string
  quantity: string
  less: string
  more: string
  update: string
  subtotal: string
  taxLater: string
  checkout: string
  checkoutWaits: string
  viewCart: string
  loading: string
  perUnit: string
}
