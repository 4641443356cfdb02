import { formatDay, formatQuantity } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'

type Promised = Pick<Order['lines'][number], 'confirmation' | 'quantity' | 'confirmedQuantity' | 'deliveries'>

/** How much comes where it is not all, and the days on which it does. */
export async function promisesOf({
  confirmation,
  quantity,
  confirmedQuantity,
  deliveries,
}: Promised): Promise<string[]> {
  if (!confirmation || confirmation === 'rejected') return []
  const [writing, t] = await Promise.all([getWriting(), getT('order')])
  const count = (amount: string) => formatQuantity(writing, amount)
  const confirmed = confirmedQuantity ?? quantity
  const isAll = Number(confirmed) === Number(quantity)
  const [only, ...more] = deliveries
  const days =
    only && more.length === 0 && only.on
      ? [t('comes', { day: formatDay(writing, only.on) })]
      : deliveries.map(({ quantity: part, on }) =>
          on
            ? t('comesPart', { quantity: count(part), day: formatDay(writing, on) })
            : t('comesSometime', { quantity: count(part) }),
        )
  const less = t('lessComes', { confirmed: count(confirmed), ordered: count(quantity) })
  return isAll ? days : [less, ...days]
}
