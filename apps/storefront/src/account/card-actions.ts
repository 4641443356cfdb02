'use server'

import { getTo } from '#i18n/paths.ts'
import { refusalText } from '#i18n/refusal-text.ts'
import { beginAddingCard, finishAddingCard } from '#lib/shop/customer.ts'

type Refused = { kind: 'refused'; problem: string }

/** Begins to have a card kept: what the browser needs to confirm it. */
export async function beginCard(): Promise<{ kind: 'confirm'; clientSecret: string; reference: string } | Refused> {
  try {
    return { kind: 'confirm', ...(await beginAddingCard()) }
  } catch (refusal) {
    return { kind: 'refused', problem: await refusalText(refusal) }
  }
}

/** After the browser confirmed: enters the card. Done again, it is the same one. */
export async function saveCard(reference: string): Promise<{ kind: 'saved'; href: string } | Refused> {
  try {
    await finishAddingCard(reference)
    return { kind: 'saved', href: (await getTo())('/account#cards') }
  } catch (refusal) {
    return { kind: 'refused', problem: await refusalText(refusal) }
  }
}
