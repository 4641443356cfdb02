'use server'

import { plainQuantity } from '#cart/view.ts'
import { refusedForm, type FormAnswer } from '#forms/answer.ts'
import { formText } from '#forms/form-text.ts'
import { formatDay, formatPrice } from '#i18n/format.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { trackOrder } from '#lib/shop/orders.ts'
import { parcelViews, type ParcelView } from './parcel-view.ts'
import { promisesOf } from './promises-of.ts'

/** What a guest sees of an order by number and e-mail: how it stands and what is in it, no addresses. */
export interface Tracked {
  number: string
  state: string
  /** Null: that nothing is paid yet is said to its buyer, who knows how it is to be paid. */
  payment: string | null
  placed: string
  total: string
  /** What was made of the order as a whole; null while nobody has said. */
  confirmation: string | null
  /** Each with what was confirmed of it, sentence by sentence. */
  lines: { id: string; text: string; promises: string[] }[]
  shipments: { number: string; text: string; url: string | null; parcels: ParcelView[] }[]
  /** What is over the steps of a parcel. */
  stepsTitle: string
}

export interface TrackAnswer {
  refused: FormAnswer | null
  order: Tracked | null
}

/** Form: number, email. By POST, so that neither stands in an address or a history. */
export async function sendTrack(_before: TrackAnswer | null, form: FormData): Promise<TrackAnswer> {
  try {
    const order = await trackOrder(formText(form, 'number'), formText(form, 'email'))
    const [writing, t] = await Promise.all([getWriting(), getT('order')])
    return {
      refused: null,
      order: {
        number: order.number,
        state: t(`states.${order.state}`),
        payment: order.paymentStatus === 'unpaid' ? null : t(`payments.${order.paymentStatus}`),
        placed: formatDay(writing, order.placedAt),
        total: formatPrice(writing, order.totals.total),
        confirmation: order.confirmation ? t(`confirmations.${order.confirmation}`) : null,
        lines: await Promise.all(
          order.lines.map(async (line) => ({
            id: String(line.position),
            text: `${plainQuantity(line.quantity)} ${line.unitLabel} ${line.name}`,
            promises: [
              ...(line.confirmation && line.confirmation !== 'accepted'
                ? [t(`lineConfirmations.${line.confirmation}`)]
                : []),
              ...(await promisesOf(line)),
              ...(line.confirmationNote ? [line.confirmationNote] : []),
            ],
          })),
        ),
        stepsTitle: t('parcelSteps'),
        shipments: await Promise.all(
          order.shipments.map(async ({ number, state, trackingNumber, trackingUrl, parcels }) => {
            const shown = state === 'shipped' || state === 'delivered' ? await parcelViews(parcels) : []
            const own = shown.length === 0 ? trackingNumber : null
            return {
              number,
              text: [t(`shipment.${state}`), own].filter(Boolean).join(' · '),
              url: shown.length === 0 ? (trackingUrl ?? null) : null,
              parcels: shown,
            }
          }),
        ),
      },
    }
  } catch (refusal) {
    return { refused: await refusedForm(refusal, form), order: null }
  }
}
