import { formatPrice, type Amount } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'
import { Badge } from '#ui/badge.tsx'
import { promisesOf } from './promises-of.ts'

type Line = Order['lines'][number]

const tones = { accepted: 'good', changed: 'caution', rejected: 'stop' } as const

/** What will come of a line, and when, as it was confirmed; nothing while nobody has said. */
export async function LinePromise({ line, confirmedPrice }: { line: Line; confirmedPrice: Amount | null | undefined }) {
  const { confirmation, confirmationNote } = line
  if (!confirmation) return null
  const [t, said] = await Promise.all([getT('order'), promisesOf(line)])
  return (
    <div className="mt-2 grid justify-items-start gap-1 text-sm">
      <Badge tone={tones[confirmation]}>{t(`lineConfirmations.${confirmation}`)}</Badge>
      {said.map((sentence) => (
        <span key={sentence} className="numerals">
          {sentence}
        </span>
      ))}
      {confirmedPrice && <NewPrice price={confirmedPrice} unitName={line.unitName} />}
      {confirmationNote && <span>{confirmationNote}</span>}
    </div>
  )
}

async function NewPrice({ price, unitName }: { price: Amount; unitName: string }) {
  const [writing, t] = await Promise.all([getWriting(), getT('order')])
  return (
    <span className="numerals">
      {t('costs', { price: formatPrice(writing, price), unit: t('perUnit', { unit: unitName }) })}
    </span>
  )
}
