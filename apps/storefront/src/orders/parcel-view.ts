import { formatMoment } from '#i18n/format.ts'
import { placeName } from '#i18n/place-name.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { Order } from '#lib/shop/orders.ts'

type Parcel = Order['shipments'][number]['parcels'][number]

/** A parcel as people read it: how far it is, and each step of it, the latest first. */
export interface ParcelView {
  number: string
  url: string | null
  status: string | null
  steps: StepView[]
}

interface StepView {
  id: string
  when: string
  what: string
  where: string | null
  /** What the carrier says besides, in its own words, which are English; `by` introduces it. */
  carrier: { by: string; words: string } | null
}

/** How carriers are written. */
const names: Readonly<Record<string, string | undefined>> = { fedex: 'FedEx' }

/**
 * Steps are told in the reader's language, by the carrier's code where we know it and by how far the parcel is where we do not, with the time of the place where they were; why something was held
 * up, and what a code says that we do not know, is in the carrier's own words.
 */
export async function parcelViews(parcels: readonly Parcel[]): Promise<ParcelView[]> {
  const [writing, t, { scans }] = await Promise.all([getWriting(), getT('order'), getMessages()])
  return parcels.map(({ carrier, trackingNumber, trackingUrl, status, events }) => {
    const known: Readonly<Record<string, string | undefined>> = carrier === 'fedex' ? scans.fedex : {}
    const by = t('carrierSays', { carrier: names[carrier] ?? carrier })
    return {
      number: trackingNumber ?? '',
      url: trackingUrl ?? null,
      status: status ? t(`parcel.${status}`) : null,
      steps: events.toReversed().map((event) => {
        const words = event.exception || (known[event.code] ? null : event.text)
        return {
          id: `${event.localTime} ${event.code}`,
          when: formatMoment(writing, event.localTime),
          what: known[event.code] ?? t(`parcel.${event.status}`),
          where:
            [event.city && placeName(event.city), event.region, event.countryCode].filter(Boolean).join(', ') || null,
          carrier: words ? { by, words } : null,
        }
      }),
    }
  })
}
