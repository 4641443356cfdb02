import { refresh } from 'next/cache'
import { declineText, refusalText } from '#i18n/refusal-text.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'

/** What the browser has to do next to pay. */
export type PayStep =
  | { kind: 'confirm'; clientSecret: string; savedMethod: string | null; declined: string | null }
  | { kind: 'ordered'; href: string }
  | { kind: 'processing' }
  | { kind: 'refused'; problem: string; code: string | null }

/** How the API says that a payment stands. */
export interface Paying {
  /** Where the shopper goes when all is paid; null: it is not. */
  href: string | null
  processing: boolean
  payment?: { clientSecret: string; savedMethod?: string | null } | null
  failure?: { code: string } | null
}

/** The next step of a payment, in words for the shopper where it is refused. */
export async function payStep(ask: () => Promise<Paying>): Promise<PayStep> {
  try {
    const { href, processing, payment, failure } = await ask()
    if (href) return { kind: 'ordered', href }
    if (processing) return { kind: 'processing' }
    const declined = failure ? await declineText(failure.code) : null
    if (payment)
      return {
        kind: 'confirm',
        clientSecret: payment.clientSecret,
        savedMethod: payment.savedMethod ?? null,
        declined,
      }
    refresh()
    return { kind: 'refused', problem: declined ?? '', code: failure?.code ?? null }
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
