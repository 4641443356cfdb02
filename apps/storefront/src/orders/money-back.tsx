import { formatDay, formatPrice } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'
import { methodTexts } from './method-text.ts'

type Amounts = NonNullable<Order['amounts']>

/** Each sum of an order that its buyer has again, with the day and the way; nothing where there is none. */
export async function MoneyBack({ amounts: { payments } }: { amounts: Amounts }) {
  const [writing, t, textOf] = await Promise.all([getWriting(), getT('order'), methodTexts()])
  const sums = payments
    .flatMap((payment) =>
      payment.moneyBack.map((back) => ({
        ...back,
        way: textOf(payment) ?? (payment.provider === 'onAccount' ? t('byTransfer') : null),
      })),
    )
    .sort((one, other) => one.at.localeCompare(other.at))
  if (sums.length === 0) return null
  const said = ({ kind, pending }: (typeof sums)[number]) => (pending ? t('backOnItsWay') : t(`back.${kind}`))
  return (
    <section className="text-sm" data-testid="money-back">
      <h2 className="mb-1 font-sans text-sm font-semibold tracking-normal">{t('moneyBack')}</h2>
      <ul className="grid gap-2">
        {sums.map((sum, i) => (
          <li key={i} className="grid grid-cols-[1fr_auto] gap-x-4">
            <span>
              {said(sum)}
              <span className="numerals block text-quiet">
                {[formatDay(writing, sum.at), sum.way].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span className="numerals font-medium">{formatPrice(writing, sum.amount)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
