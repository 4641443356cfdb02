import type { SavedCard } from '#lib/shop/customer.ts'

/** A card as people know it: `Visa •••• 4242 · 12/30`. */
export function cardText({ brand, last4, expiryMonth, expiryYear }: SavedCard): string {
  const name = brand.charAt(0).toUpperCase() + brand.slice(1)
  return `${name} •••• ${last4} · ${String(expiryMonth).padStart(2, '0')}/${String(expiryYear).slice(-2)}`
}
