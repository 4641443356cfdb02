import { inLanguage, type ComputedField } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { ShippingOption } from '../../kernel/contract.ts'
import { isOwnWay, type Carriers } from '../shipping/index.ts'

/** How a shipment goes, by codes, and which way its buyer chose. */
interface Carried {
  carrier: string
  service: string | null
  chosen: ShippingOption | null
}

/**
 * What shipments go by, as a reader knows it: the carrier's service or the shop's own way of delivery in the reader's language, else the way that was chosen, as it was called then, else the
 * carrier. Codes are nobody's words: a service that nobody knows is not told. Null: the shop's own way, which is no more. One statement at most.
 */
export async function carriedBy(
  shipments: readonly Carried[],
  ctx: Ctx,
  carriers: Carriers,
): Promise<(shipment: Carried) => string | null> {
  const own = shipments.flatMap(({ carrier, service }) => (isOwnWay(carrier) && service ? [service] : []))
  const methods =
    own.length === 0
      ? []
      : await ctx.db.selectFrom('shippingMethods').select(['code', 'label']).where('code', 'in', own).execute()
  const labels = new Map(methods.map(({ code, label }) => [code, label]))
  return ({ carrier, service, chosen }) => {
    const named = service && (isOwnWay(carrier) ? labels.get(service) : carriers.serviceOf(carrier, service))
    if (named) return inLanguage(named, ctx)
    const asChosen = chosen?.carrier === carrier && (!service || chosen.service === service)
    if (asChosen) return chosen.label
    return isOwnWay(carrier) ? null : carriers.nameOf(carrier)
  }
}

/** `shipment.carriedBy`. */
export const shipmentCarriedBy =
  (carriers: Carriers): ComputedField =>
  async (ids, ctx) => {
    const shipments = await ctx.db
      .selectFrom('shipments as s')
      .innerJoin('orders as o', 'o.id', 's.orderId')
      .select(['s.id', 's.carrier', 's.service', 'o.shippingOption as chosen'])
      .where('s.id', 'in', [...ids])
      .execute()
    const byOf = await carriedBy(shipments, ctx, carriers)
    return new Map(shipments.map((shipment) => [shipment.id, byOf(shipment)]))
  }

/** Where a shipment is followed: where it was said, else by its number where its carrier is known. */
export function trackingPageOf(
  {
    carrier,
    trackingNumber,
    trackingUrl,
  }: { carrier: string; trackingNumber: string | null; trackingUrl: string | null },
  carriers: Carriers,
): string | null {
  return trackingUrl || (trackingNumber ? carriers.pageOf(carrier, trackingNumber) : null)
}

/** `shipment.trackingPage`. */
export const shipmentTrackingPage =
  (carriers: Carriers): ComputedField =>
  async (ids, ctx) => {
    const shipments = await ctx.db
      .selectFrom('shipments')
      .select(['id', 'carrier', 'trackingNumber', 'trackingUrl'])
      .where('id', 'in', [...ids])
      .execute()
    return new Map(shipments.map((shipment) => [shipment.id, trackingPageOf(shipment, carriers)]))
  }
