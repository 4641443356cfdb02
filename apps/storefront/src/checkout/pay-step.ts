import { refresh } from 'next/cache'
import { declineText, refusalText } from '#i18n/refusal-text.ts'
import { getT } from '#i18n/request.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'

/** What the browser has to do next to pay. */
export type PayStep =
  | { kind: 'confirm'; clientSecret: string; savedMethod: string | null; declined: string | null }
  | { kind: 'ordered'; href: string }
  | { kind: 'processing' }
  /** It was withdrawn before anything was paid, or what was paid goes back: the page says so, whatever it shows by then. */
  | { kind: 'ended'; how: Ended }
  /** `code`: of a refusal of ours, as where nobody could be asked; null: the payment has ended. */
  | { kind: 'refused'; problem: string; code: string | null }

/** How a payment ends without an order; what was paid goes back. */
export type Ended = 'failed' | 'refunded'

/** How the API says that a payment stands. */
export interface Paying {
  /** Where the shopper goes when all is paid; null: it is not. */
  href: string | null
  processing: boolean
  payment?: { clientSecret: string; savedMethod?: string | null } | null
  failure?: { code: string } | null
  /** Where it has ended without an order. */
  ended?: Ended | null
}

/** Refusals of a total that holds no more: another one can be paid at the next press. */
const otherTotal = /^(PRICE_CHANGED|COUPON_\w+)$/

/** The next step of a payment, in words for the shopper where it is refused. `totalNow`: what it costs by now, as people write it; null where nobody can say. */
export async function payStep(ask: () => Promise<Paying>, totalNow?: () => Promise<string | null>): Promise<PayStep> {
  try {
    const { href, processing, payment, failure, ended } = await ask()
    if (href) return { kind: 'ordered', href }
    if (processing) return { kind: 'processing' }
    if (ended) return { kind: 'ended', how: ended }
    const declined = failure ? await declineText(failure.code) : null
    if (payment)
      return {
        kind: 'confirm',
        clientSecret: payment.clientSecret,
        savedMethod: payment.savedMethod ?? null,
        declined,
      }
    refresh()
    return { kind: 'refused', problem: declined ?? '', code: null }
  } catch (refusal) {
    // Prices, stock or delivery may have changed: the page beside the message shows them as they are now.
    refresh()
    const code = refusal instanceof ShopRefusal ? refusal.code : null
    const total = code && otherTotal.test(code) ? await totalNow?.() : null
    const changed = total ? (await getT('paymentForm'))('changed', { total }) : null
    return { kind: 'refused', problem: [await refusalText(refusal), changed].filter(Boolean).join(' '), code }
  }
}
