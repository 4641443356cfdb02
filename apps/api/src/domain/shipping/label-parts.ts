import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { enqueue, type Job } from '../../kernel/jobs.ts'
import { lockRows } from '../../kernel/locks.ts'
import type { CarrierAnswer, LabelFormat, ShippingCarrier } from './port.ts'

/** Where labels are kept once they are bought: they bear addresses, and nobody finds them by guessing. */
export interface LabelFiles {
  keep(parcelId: string, format: LabelFormat, bytes: Buffer): Promise<void>
  /** Undefined: there is none. */
  read(parcelId: string, format: LabelFormat): Promise<Buffer | undefined>
}

/** What verbs after the order speak to. */
export interface LabelParts {
  carriers: readonly ShippingCarrier[]
  files: LabelFiles
  callOff: CallOff
}

/** Gives back what was bought for a shipment that is not sent after all; with `pickupId` has only that driver not come. */
export type CallOff = Job<{ shipmentId: string; pickupId?: string | undefined }>

type Ability = 'labels' | 'pickups' | 'tracking'

/** What a carrier can do for us. Refuses with LABELS_NOT_OFFERED. */
export function ableCarrier<Wanted extends Ability>(
  carriers: readonly ShippingCarrier[],
  code: string,
  ability: Wanted,
): { name: string; able: NonNullable<ShippingCarrier[Wanted]> } {
  const carrier = carriers.find((one) => one.code === code)
  const able = carrier?.[ability]
  if (!carrier || !able) throw refuse('LABELS_NOT_OFFERED', { carrier: carrier?.name ?? code })
  return { name: carrier.name, able }
}

/** What was done; refuses where it was surely not. What is not known is for the caller, who knows what that means. */
export function doneBy<Done>(name: string, answer: CarrierAnswer<Done>): Done | 'unknown' {
  if (answer.kind === 'refused') throw refuse('CARRIER_REFUSED', { carrier: name, said: answer.said })
  if (answer.kind === 'unavailable') throw refuse('CARRIER_UNAVAILABLE', { carrier: name })
  return answer.kind === 'unknown' ? 'unknown' : answer.done
}

/** A text that fits where problems are kept. */
export const shortened = (text: string): string => (text.length > 500 ? `${text.slice(0, 499)}…` : text)

/** A shipment with its order and where it leaves from, as the verbs of labels need it. Refuses with NOT_FOUND. */
export async function shipmentOf(ctx: Ctx, id: string) {
  const shipment = await ctx.db
    .selectFrom('shipments as s')
    .innerJoin('orders as o', 'o.id', 's.orderId')
    .select(['s.id', 's.orderId', 's.warehouseId', 's.carrier', 's.service', 's.state', 's.number'])
    .select(['o.currency', 'o.email', 'o.phone', 'o.shippingOption', 'o.state as orderState'])
    .where('s.id', '=', id)
    .executeTakeFirst()
  if (!shipment) throw refuse('NOT_FOUND', { what: 'shipment' }, 'id')
  return shipment
}
export type LabelledShipment = Awaited<ReturnType<typeof shipmentOf>>

/**
 * Enters what the carrier has just done for a shipment. Where that was cancelled while the carrier was asked, it is given back, and refused as if it had been cancelled before
 * (TRANSITION_NOT_ALLOWED). Hands out the shipment as it is by then; its order is locked.
 */
export async function enterFor(
  ctx: Ctx,
  { id, orderId }: LabelledShipment,
  { action, callOff }: { action: string; callOff: CallOff },
  enter: (inside: Ctx, now: LabelledShipment) => Promise<void>,
): Promise<void> {
  const { state } = await transaction(ctx, async (inside) => {
    await lockRows(inside, 'orders', [orderId])
    const now = await shipmentOf(inside, id)
    await enter(inside, now)
    if (now.state === 'cancelled') await enqueue(inside, callOff, { shipmentId: id }, { key: `call-off-${id}` })
    return now
  })
  if (state === 'cancelled') throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'shipment', state, action })
}

/** Refuses with LABELS_BOUGHT where labels of these shipments, as they stand, would have to be given back first. A statement; their order is locked by who asks. */
export async function nothingBought(ctx: Ctx, shipments: readonly string[]): Promise<void> {
  if (shipments.length === 0) return
  const bought = await ctx.db
    .selectFrom('shipmentParcels')
    .select('id')
    .where('shipmentId', 'in', shipments)
    .where('state', 'in', ['buying', 'bought', 'uncertain'])
    .executeTakeFirst()
  if (bought) throw refuse('LABELS_BOUGHT')
}
