import type { AtBank } from '#lib/shop/checkout.ts'

const refused = {
  place: 'bank-refused',
  tone: 'caution',
  title: 'refusedTitle',
  text: 'refusedText',
  link: 'payOtherwise',
} as const

const atWork = { place: 'at-bank', tone: 'plain', title: 'title', text: 'text', link: 'purchase' } as const

/** What is said of purchases whose bank takes days, each kind with its texts (of `atBank`): first what asks for something, then what has only to be waited for. */
export function bankNotices(read: AtBank, except?: string) {
  const others = (purchases: AtBank['atWork']) => purchases.filter(({ id }) => id !== except)
  return [
    { ...refused, purchases: others(read.refused) },
    { ...atWork, purchases: others(read.atWork) },
  ].filter(({ purchases }) => purchases.length > 0)
}
