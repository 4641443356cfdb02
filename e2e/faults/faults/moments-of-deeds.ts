import type { Trap } from '../ground/wire.ts'
import type { Fault } from './fault.ts'

/** A moment, as the statement by which the database hears of it. */
export type Moment = Pick<Fault, 'purse' | 'deed'> & Pick<Trap, 'at' | 'with' | 'commit'> & { name: string }

/** A moment, and the commit of the transaction that it is in. */
const andCommitted = (moment: Moment, committed: string): Moment[] => [
  moment,
  { ...moment, name: committed, commit: true },
]

/** The step boundaries of what a clerk does. */
export const deedsOfApis: readonly Moment[] = [
  ...andCommitted({ name: 'goods leave', at: /update "shipments" set/, deed: 'ships' }, 'their leaving is committed'),
  ...andCommitted(
    { name: 'the order is cancelled', at: /insert into order_amendments/, deed: 'cancels' },
    'the cancelling is committed',
  ),
  ...andCommitted(
    {
      name: 'the refund is in the ledger',
      at: /insert into "payment_events"/,
      with: /refunded/,
      deed: 'refundsInParts',
    },
    'the refund is committed',
  ),
  ...andCommitted(
    { name: 'the charge is entered', at: /insert into "payments"/, with: /atOrder/, deed: 'charges' },
    'the charge is committed',
  ),
  ...andCommitted(
    { name: 'the purchase of labels is written down', at: /insert into "shipment_parcels"/, deed: 'buysLabels' },
    'the purchase of labels is committed',
  ),
  ...andCommitted(
    { name: 'the labels are entered', at: /update "shipment_parcels" set/, with: /bought/, deed: 'buysLabels' },
    'the entering of labels is committed',
  ),
  ...andCommitted(
    { name: 'labels are given back', at: /update "shipment_parcels" set/, with: /cancelled/, deed: 'cancelsLabels' },
    'the giving back of labels is committed',
  ),
]

/** The step boundaries of what a worker does about an order, by the clock or because of what a clerk did. */
export const deedsOfWorkers: readonly Moment[] = [
  { name: 'the renewal is entered', at: /insert into "payments"/, deed: 'renews' },
  { name: 'the renewal’s name is kept', at: /update "payments" set "reference"/, deed: 'renews' },
  {
    name: 'the new reservation is in the ledger',
    at: /insert into "payment_events"/,
    with: /authorized/,
    deed: 'renews',
  },
  {
    name: 'the old reservation is let go',
    at: /insert into "payment_events"/,
    with: /cancelled|released/,
    deed: 'renews',
  },
  { name: 'parcels are taken to be asked for', at: /update shipment_parcels p set track_at/, deed: 'tracks' },
  ...andCommitted(
    { name: 'steps of a parcel are kept', at: /insert into "parcel_events"/, deed: 'tracks' },
    'the steps are committed',
  ),
  { name: 'the shipment is delivered', at: /update "?shipments"? set/, deed: 'tracks' },
]
