import { refusedBy, type Desk } from './desk.ts'
import { leave, pack } from './ship.ts'

interface Parcel {
  state: string
  reference: string
  trackingNumber: string | null
  labelFormat: string | null
}

/** A shipment whose labels a clerk bought, and how often they said a word of what became of a purchase. */
export interface Labelled {
  shipment: string
  /** How often they gave labels back, or settled a purchase of which nobody knew. */
  words: number
}

/** Nobody is at it any more who said that they are: it is uncertain when it was long enough, and somebody comes back to it. */
export class LeftForLater extends Error {}

const parcels = async (desk: Desk, shipment: string): Promise<Parcel[]> =>
  (await desk.list<Parcel>('shipmentParcels', { 'filter[shipment]': shipment })).map(({ attributes }) => attributes)

/** Packs an order where FedEx comes by. */
export async function packForFedex(desk: Desk, number: string): Promise<Labelled> {
  const order = await desk.order(number)
  const [warehouse] = await desk.list('warehouses', { 'filter[countryCode]': 'DE' })
  return {
    shipment: await pack(desk, { number, ...order }, 'whole', { carrier: 'fedex', warehouseId: warehouse!.id }),
    words: 0,
  }
}

/** How long a purchase that somebody else seems to be at is waited for, in milliseconds. */
const patience = 14_000

/** Buys the label of a shipment. Whose answer was lost is looked up in FedEx's books, as the shop says; then it is bought anew. Throws LeftForLater. */
export async function buyLabels(desk: Desk, labelled: Labelled): Promise<void> {
  const row = `shipments/${labelled.shipment}`
  const until = Date.now() + patience
  for (;;)
    try {
      await desk.act(
        row,
        'buyLabels',
        { service: 'FEDEX_PRIORITY', parcels: [{ weightKg: '2' }] },
        { final: ['CONFLICT'] },
      )
      return
    } catch (error) {
      const code = refusedBy(error)
      if (code === 'LABELS_BOUGHT') return
      if (code === 'LABELS_UNCERTAIN') await settleUncertain(desk, labelled)
      else if (code !== 'CONFLICT') throw error
      else if (Date.now() > until && (await parcels(desk, labelled.shipment)).some(({ state }) => state === 'buying'))
        throw new LeftForLater(`somebody died while they bought labels for ${labelled.shipment}`)
      await new Promise((wait) => setTimeout(wait, 300))
    }
}

/** Looks for a purchase in FedEx's books, by the reference that the shop tells, and says what is there. */
async function settleUncertain(desk: Desk, labelled: Labelled): Promise<void> {
  const uncertain = (await parcels(desk, labelled.shipment)).find(({ state }) => state === 'uncertain')
  if (!uncertain) return
  const found = desk.house.fedex.book
    .state()
    .parcels.find(
      ({ references, scans }) =>
        references.some(({ value }) => value === uncertain.reference) && scans.at(-1)?.code !== 'CA',
    )
  try {
    await giveBack(desk, labelled, found ? { trackingNumber: found.trackingNumber } : {})
  } catch (error) {
    // taken back by a try whose answer was lost, it is none that FedEx knows: it is looked for again
    if (refusedBy(error) !== 'FIELD_INVALID') throw error
  }
}

/** Gives labels back; done already, there are none. */
export async function giveBack(desk: Desk, labelled: Labelled, said: { trackingNumber?: string } = {}): Promise<void> {
  labelled.words += 1
  await desk.act(`shipments/${labelled.shipment}`, 'cancelLabels', said, {
    isDone: { LABELS_MISSING: () => Promise.resolve(true) },
  })
}

/** FedEx fetches the parcels of a shipment that has left, and hands them over. */
export async function carry(desk: Desk, { shipment }: Labelled): Promise<void> {
  const { book } = desk.house.fedex
  for (const { trackingNumber, state } of await parcels(desk, shipment))
    if (trackingNumber && state === 'bought')
      for (const code of ['PU', 'IT', 'OD', 'DL'] as const) book.scan(trackingNumber, code)
}

/** With a label that stands, the goods leave. */
export const leaveLabelled = (desk: Desk, { shipment }: Labelled): Promise<unknown> => leave(desk, shipment)
