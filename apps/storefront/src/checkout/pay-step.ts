import { refresh } from 'next/cache'
import { declineText, refusalText } from '#i18n/refusal-text.ts'
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

/** The next step of a payment, in words for the shopper where it is refused. */
export async function payStep(ask: () => Promise<Paying>): Promise<PayStep> {
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
    return {
      kind: 'refused',
      problem: await refusalText(refusal),
      code: refusal instanceof ShopRefusal ? refusal.code : null,
    }
  }
}
