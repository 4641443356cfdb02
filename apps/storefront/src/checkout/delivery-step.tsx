import { formatDay, formatPrice } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { readShippingOptions, type Checkout, type ShippingOption } from '#lib/shop/checkout.ts'
import { Notice } from '#ui/notice.tsx'
import { DeliveryForm } from './step-forms.tsx'

/** When it arrives, as far as the carrier says. */
export async function transitText(
  option: Pick<ShippingOption, 'deliveryDate' | 'transitDaysMin' | 'transitDaysMax' | 'description'>,
): Promise<string> {
  const [writing, t] = await Promise.all([getWriting(), getT('checkout')])
  const { deliveryDate, transitDaysMin: least, transitDaysMax: most, description } = option
  const when = deliveryDate
    ? t('arrives', { day: formatDay(writing, deliveryDate) })
    : most
      ? least && least !== most
        ? t('daysRange', { least, most })
        : t('days', { count: most })
      : null
  return [when, description].filter(Boolean).join(' · ')
}

/** The quoted ways of delivery. Streams in: a carrier may take a second to answer. */
export async function DeliveryStep({ checkout }: { checkout: Checkout }) {
  const [writing, to, t, messages, { options, notices }] = await Promise.all([
    getWriting(),
    getTo(),
    getT('checkout'),
    getMessages(),
    readShippingOptions(checkout.id),
  ])
  const choices = await Promise.all(
    options
      .toSorted((a, b) => Number(a.pickup) - Number(b.pickup))
      .map(async (option) => ({
        id: option.id,
        label: option.label,
        detail: await transitText(option),
        pickup: option.pickup,
        price: /^0*(\.0*)?$/.test(option.price.amount) ? t('free') : formatPrice(writing, option.price),
      })),
  )
  // nobody could be asked: that is not the address's fault, and passes
  if (choices.length === 0 && notices.some(({ code }) => code === 'CARRIER_UNAVAILABLE'))
    return (
      <Notice tone="stop" title={t('noAnswer')}>
        <p>{t('noAnswerText')}</p>
        <a
          href={to('/checkout?step=delivery')}
          className="mt-1 inline-block font-semibold underline underline-offset-4"
        >
          {t('askAgain')}
        </a>
      </Notice>
    )
  return (
    <div className="grid gap-4">
      {notices.map(({ code, text }) => (
        <Notice key={code} tone="caution">
          {text}
        </Notice>
      ))}
      {choices.length === 0 ? (
        <Notice tone="stop" title={t('noDelivery')}>
          {t('noDeliveryText')}
        </Notice>
      ) : (
        <DeliveryForm
          checkoutId={checkout.id}
          texts={messages.checkoutForm}
          options={choices}
          chosen={checkout.shippingOption?.id ?? null}
          legend={t('steps.delivery')}
          more={t('moreOptions')}
        />
      )}
    </div>
  )
}

export function DeliverySkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-3">
      <p className="text-sm text-quiet">{label}</p>
      {[0, 1, 2].map((i) => (
        <div key={i} className="skeleton h-18" />
      ))}
    </div>
  )
}
