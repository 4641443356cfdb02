import { formatDay, formatQuantity } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Sellable } from '#lib/shop/catalog.ts'
import { classes } from '#ui/classes.ts'

type Availability = Pick<Sellable['availability'], 'status' | 'orderable'> & Partial<Sellable['availability']>

const tones: Record<Availability['status'], string> = {
  inStock: 'text-good',
  lowStock: 'text-caution',
  backorder: 'text-caution',
  upcoming: 'text-caution',
  outOfStock: 'text-quiet',
  discontinued: 'text-quiet',
}

/** Whether it can be had, in words; the dot only repeats it. On the product page also how many are left. */
export async function AvailabilityText({ availability, exact }: { availability: Availability; exact?: boolean }) {
  const [writing, t] = await Promise.all([getWriting(), getT('availability')])
  const { status, quantity, availableFrom } = availability
  const text =
    exact && status === 'lowStock' && quantity
      ? t('onlyLeft', { quantity: formatQuantity(writing, quantity) })
      : status === 'discontinued' && availability.orderable
        ? t('lastOnes')
        : status === 'upcoming' && availableFrom
          ? t('upcomingFrom', { day: formatDay(writing, availableFrom, 'medium') })
          : t(status)
  return (
    <p className={classes('mt-1 flex items-center gap-2 text-sm font-medium', tones[status])}>
      <span
        className={classes(
          'size-2 rounded-full',
          status === 'outOfStock' || status === 'discontinued' ? 'border-2 border-current' : 'bg-current',
        )}
      />
      {text}
    </p>
  )
}
