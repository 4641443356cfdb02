import type { House } from '../ground/house.ts'
import { lines, type Law } from './books.ts'

interface OurParcel {
  shipment: string
  number: string
  state: string
  reference: string
  trackingNumber: string | null
  carriersLabel: boolean
  shipmentState: string
}

async function ourParcels({ pool }: House): Promise<OurParcel[]> {
  const { rows } = await pool.query<OurParcel>(
    `select s.id as shipment, s.number, p.state, p.reference, p.tracking_number as "trackingNumber", p.label_format is not null as "carriersLabel",
       s.state as "shipmentState"
     from shipment_parcels p join shipments s on s.id = p.shipment_id`,
  )
  return rows
}

/** What FedEx has, a purchase each. */
function theirPurchases({ fedex }: House) {
  const parcels = fedex.book.state().parcels
  return parcels
    .filter(({ trackingNumber, masterTrackingNumber }) => trackingNumber === masterTrackingNumber)
    .map(({ trackingNumber, references, scans }) => ({
      trackingNumber,
      reference: references[0]?.value ?? '',
      stands: scans.at(-1)?.code !== 'CA',
      delivered: scans.some(({ code }) => code === 'DL'),
    }))
}

/** What the laws say of labels, and of parcels on their way. */
export const ofParcels: readonly Law[] = [
  {
    name: 'each label in FedEx’s books is a shipment’s, or it is said that nobody knows; and each label here is in FedEx’s books',
    broken: async ({ house }) => {
      const [ours, theirs] = [await ourParcels(house), theirPurchases(house)]
      const unknown = theirs.filter(
        ({ stands, reference, trackingNumber }) =>
          stands &&
          !ours.some(
            (one) =>
              (one.state === 'uncertain' && one.reference === reference) ||
              (['bought', 'delivered'].includes(one.state) && one.trackingNumber === trackingNumber),
          ),
      )
      const lacking = ours.filter(
        ({ state, carriersLabel, trackingNumber }) =>
          carriersLabel &&
          ['bought', 'delivered'].includes(state) &&
          !theirs.some((one) => one.stands && one.trackingNumber === trackingNumber),
      )
      return [
        ...unknown.map(
          ({ trackingNumber, reference }) => `FedEx has ${trackingNumber} for ${reference}, which is nobody’s`,
        ),
        ...lacking.map(
          ({ trackingNumber, number }) => `${number} has the label ${trackingNumber}, which FedEx has not`,
        ),
        ...ours.flatMap(({ state, number }) =>
          state === 'buying' ? [`labels for ${number} are still being bought`] : [],
        ),
      ]
    },
  },
  {
    name: 'no parcel has two labels without a person’s word',
    broken: async ({ house, done }) => {
      const ours = await ourParcels(house)
      const shipmentOf = new Map(ours.map(({ reference, shipment }) => [reference, shipment]))
      const bought = new Map<string, number>()
      for (const { reference } of theirPurchases(house)) {
        const shipment = shipmentOf.get(reference) ?? `none (${reference})`
        bought.set(shipment, (bought.get(shipment) ?? 0) + 1)
      }
      return [...bought].flatMap(([shipment, count]) => {
        const words = done.find(({ labelled }) => labelled?.shipment === shipment)?.labelled?.words ?? 0
        return count <= 1 + words ? [] : [`shipment ${shipment} has ${count} purchases, and ${words} words of a clerk`]
      })
    },
  },
  {
    name: 'labels of what is not sent are given back',
    broken: async ({ house }) => {
      const ours = await ourParcels(house)
      return ours.flatMap(({ shipmentState, state, number, trackingNumber }) =>
        shipmentState === 'cancelled' && state === 'bought'
          ? [`${number} is cancelled, and has the label ${trackingNumber}`]
          : [],
      )
    },
  },
  {
    name: 'what FedEx has handed over is delivered here, and each step of it is told once',
    broken: async ({ house }) => {
      const ours = await ourParcels(house)
      const late = theirPurchases(house).flatMap(({ delivered, trackingNumber }) => {
        const here = ours.find((one) => one.trackingNumber === trackingNumber)
        return delivered && !(here?.state === 'delivered' && here.shipmentState === 'delivered')
          ? [
              `FedEx has handed ${trackingNumber} over, and ${here?.number} is ${here?.state} of a shipment that is ${here?.shipmentState}`,
            ]
          : []
      })
      const steps = await lines(
        house,
        `select format('parcel %s has %s steps by %s', p.tracking_number, count(e.id), count(distinct e.code)) as line
         from shipment_parcels p join parcel_events e on e.parcel_id = p.id group by p.id, p.tracking_number having count(e.id) <> count(distinct e.code)`,
      )
      return [...late, ...steps]
    },
  },
]
