import type { Evidence } from './books.ts'
import { breach, type Plant } from './plant.ts'

const labelled = ({ house }: Evidence) => {
  const { parcels } = house.fedex.book.state()
  return parcels.find(({ scans }) => scans.at(-1)?.code !== 'CA')!
}

/** One for each law of what comes after the order. */
export const plantsOfDeeds: readonly Plant[] = [
  {
    law: 'what a clerk gave back went back, once for each wish, to the cent, on both sides',
    plant: ({ house, done }) => {
      const { payment } = done.flatMap(({ wished = [] }) => wished)[0]!
      return breach(
        house,
        `update payment_events set amount = amount - 0.01
         where id = (select id from payment_events where payment_id = '${payment}' and kind = 'refunded' limit 1)`,
      )
    },
  },
  {
    law: 'a reservation that was renewed is held once, as it was, by one that goes on with it',
    plant: ({ house, done }) =>
      breach(
        house,
        `update payments set replaces_id = null where order_id =
           (select id from orders where number = '${done.find(({ deed }) => deed === 'renews')!.order}')`,
      ),
  },
  {
    law: 'each label in FedEx’s books is a shipment’s, or it is said that nobody knows; and each label here is in FedEx’s books',
    plant: ({ house, ...evidence }) => {
      const { trackingNumber, ...rest } = labelled({ house, ...evidence })
      const another = house.fedex.book.newTrackingNumber()
      house.fedex.book.book({ ...rest, trackingNumber: another, masterTrackingNumber: another, references: [] })
    },
  },
  {
    law: 'no parcel has two labels without a person’s word',
    plant: ({ done }) => {
      const again = done.find(({ deed, labelled: one }) => deed === 'cancelsLabels' && one && one.words > 0)!
      again.labelled!.words = 0
    },
  },
  {
    law: 'labels of what is not sent are given back',
    plant: ({ house }) =>
      breach(
        house,
        `update shipment_parcels set state = 'bought' where id = (select p.id from shipment_parcels p join shipments s on s.id = p.shipment_id
           where s.state = 'cancelled' and p.state = 'cancelled' limit 1)`,
      ),
  },
  {
    law: 'what FedEx has handed over is delivered here, and each step of it is told once',
    plant: ({ house }) =>
      breach(
        house,
        `update shipments set state = 'shipped' where id = (select shipment_id from shipment_parcels where state = 'delivered' limit 1)`,
      ),
  },
  {
    law: 'each order was mailed to its buyer, and each shipment that has left or come',
    plant: ({ house }) => {
      house.post.got = []
    },
  },
  {
    law: 'who wanted to be told on their device was',
    plant: ({ house }) => house.push.told.clear(),
  },
]
