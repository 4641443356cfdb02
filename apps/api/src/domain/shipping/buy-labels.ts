import { moveRow, newNumber, type ActionVerb } from '../../engine/index.ts'
import type { Actions } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'
import { wishOf } from '../../kernel/repeat.ts'
import {
  ableCarrier,
  doneBy,
  enterFor,
  shipmentOf,
  shortened,
  type LabelFiles,
  type LabelledShipment,
  type LabelParts,
} from './label-parts.ts'
import type { BoughtLabels, CarrierLabels, LabelFormat, LabelRequest, ParcelMeasure } from './port.ts'
import { destinationOf, shipmentGoods, warehouseOf } from './shipment-goods.ts'

type Asked = Actions['shipment.buyLabels']['input']
type Purchase = Omit<LabelRequest, 'reference'>

/**
 * Buys labels for the parcels of a shipment that waits to leave. The attempt is a row before the carrier is asked, and the carrier is asked outside of any transaction: what
 * dies in between, or whose answer is lost, is uncertain, and nobody buys again before it is settled (docs/decisions/086).
 */
export const buyLabels =
  ({ carriers, files, callOff }: LabelParts): ActionVerb<'shipment.buyLabels'> =>
  async (asked, ctx) => {
    const { id } = asked
    const shipment = await shipmentOf(ctx, id)
    const { name, able } = ableCarrier(carriers, shipment.carrier, 'labels')
    const { parcelId, request } = await transaction(ctx, (inside) => begin(inside, shipment, asked, name, able))
    wishOf(ctx)
    const attempt = await able.buy(request)
    const settled = await transaction(ctx, (inside) => settle(inside, parcelId, request.reference, name, attempt))
    const bought = doneBy(name, settled)
    if (bought === 'unknown') throw refuse('LABELS_UNCERTAIN', { reference: request.reference, carrier: name })
    const parcelIds = request.parcels.map((_, at) => (at === 0 ? parcelId : ctx.ids.next()))
    const tracking = carriers.find(({ code }) => code === shipment.carrier)?.tracking
    const urlOf = (number: string) => tracking?.urlOf(number) ?? null
    // the numbers first: what is bought can be given back, also where its label is lost
    await enterFor(ctx, shipment, { action: 'buyLabels', callOff }, async (inside, now) => {
      await enter(inside, shipment, request, bought, parcelIds, urlOf)
      if (now.state === 'shipped' || now.state === 'delivered')
        await numbersAfterwards(inside, id, request, bought, urlOf)
    })
    await keepLabels(ctx, files, request.format, bought, parcelIds)
    return { id }
  }

function mayBeLabelled({ state, orderState }: LabelledShipment): void {
  if (state !== 'pending') throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'shipment', state, action: 'buyLabels' })
  if (orderState !== 'placed' && orderState !== 'processing')
    throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'order', state: orderState, action: 'shipping of it' })
}

/** What is asked of the carrier; refuses what it could not take. */
async function purchaseOf(
  ctx: Ctx,
  shipment: LabelledShipment,
  asked: Asked,
  name: string,
  labels: CarrierLabels,
): Promise<Purchase> {
  const chosen = shipment.shippingOption
  const ofCarrier = chosen?.carrier === shipment.carrier ? chosen.service : undefined
  const service = asked.service ?? ofCarrier ?? shipment.service
  if (!service) throw refuse('FIELD_REQUIRED', { field: 'service' }, 'service')
  const goods = await shipmentGoods(ctx, shipment)
  const from = await warehouseOf(ctx, shipment)
  const to = await destinationOf(ctx, shipment)
  const residential = !to.company
  return {
    service,
    format: asked.format,
    from: from.address,
    to,
    residential,
    shipDate: from.shipDate,
    parcels: measured(asked.parcels) ?? packed(),
    items: goods.items,
    goodsValue: goods.value,
  }
  function packed(): readonly ParcelMeasure[] {
    const journey = { from: from.address.countryCode, to: to.countryCode, residential, service: service! }
    const packing = labels.parcelsFor(goods.items, journey)
    if ('problem' in packing) throw refuse('CARRIER_REFUSED', { carrier: name, said: packing.problem.text })
    return packing.parcels
  }
}

function measured(parcels: Asked['parcels']): readonly ParcelMeasure[] | undefined {
  if (!parcels || parcels.length === 0) return undefined
  return parcels.map(({ weightKg, lengthCm, widthCm, heightCm }) => ({
    weightKg,
    lengthCm: lengthCm ?? null,
    widthCm: widthCm ?? null,
    heightCm: heightCm ?? null,
  }))
}

/** What of a purchase stands in the way of another one. */
const STANDING = ['buying', 'bought', 'uncertain', 'delivered'] as const

/** Writes the attempt down, and what is asked for, as it stands while the order is locked. Refuses where there is one already that is not over. */
async function begin(
  ctx: Ctx,
  { id: shipmentId, orderId, carrier }: LabelledShipment,
  asked: Asked,
  name: string,
  labels: CarrierLabels,
): Promise<{ parcelId: string; request: LabelRequest }> {
  await lockRows(ctx, 'orders', [orderId])
  const shipment = await shipmentOf(ctx, shipmentId)
  mayBeLabelled(shipment)
  const there = await ctx.db
    .selectFrom('shipmentParcels')
    .select(['state', 'reference', 'carrier'])
    .where('shipmentId', '=', shipmentId)
    .where('state', 'in', STANDING)
    .executeTakeFirst()
  if (there?.state === 'buying') throw refuse('CONFLICT')
  if (there?.state === 'uncertain')
    throw refuse('LABELS_UNCERTAIN', { reference: there.reference, carrier: there.carrier })
  if (there) throw refuse('LABELS_BOUGHT')
  const purchase = await purchaseOf(ctx, shipment, asked, name, labels)
  const { service, format } = purchase
  const parcelId = ctx.ids.next()
  const reference = newNumber('shipmentParcel', 'reference', ctx)
  await ctx.db
    .insertInto('shipmentParcels')
    .values({ id: parcelId, position: 1, carrier, service, reference, labelFormat: format, shipmentId })
    .execute()
  return { parcelId, request: { ...purchase, reference } }
}

/** Keeps with the attempt what became of it, unless labels are here. */
async function settle<Answer extends Awaited<ReturnType<CarrierLabels['buy']>>>(
  ctx: Ctx,
  parcelId: string,
  reference: string,
  name: string,
  answer: Answer,
): Promise<Answer> {
  const entity = 'shipmentParcel'
  if (answer.kind === 'refused')
    await moveRow(ctx, {
      ...{ entity, id: parcelId, action: 'buyLabels', to: 'refused' },
      besides: { problem: shortened(answer.said) },
    })
  if (answer.kind === 'unavailable')
    await moveRow(ctx, {
      ...{ entity, id: parcelId, action: 'buyLabels', to: 'refused' },
      besides: { problem: `${name} was not reached.` },
    })
  if (answer.kind === 'unknown') await becomesUncertain(ctx, parcelId, reference, name)
  return answer
}

/** Nobody knows whether the labels were bought: says so, and the way on. */
export const becomesUncertain = (ctx: Ctx, parcelId: string, reference: string, name: string): Promise<void> =>
  moveRow(ctx, {
    ...{ entity: 'shipmentParcel', id: parcelId, action: 'buyLabels', to: 'uncertain' },
    besides: {
      problem: `The answer of ${name} was lost. Look for the reference ${reference} in its books; then cancelLabels, with the tracking number that stands there if one does, and buy again.`,
    },
  })

/** The labels are here: the parcels are entered. */
async function enter(
  ctx: Ctx,
  { id: shipmentId, carrier }: LabelledShipment,
  { service, format, parcels, reference }: LabelRequest,
  { masterTrackingNumber, cost, parcels: bought }: BoughtLabels,
  ids: readonly string[],
  urlOf: (trackingNumber: string) => string | null,
): Promise<void> {
  const boughtAt = ctx.clock.now()
  const labelled = (at: number) => ({
    ...parcels[at]!,
    trackingNumber: bought[at]!.trackingNumber,
    trackingUrl: urlOf(bought[at]!.trackingNumber),
  })
  if (ids.length > 1)
    await ctx.db
      .insertInto('shipmentParcels')
      .values(
        ids.slice(1).map((id, at) => ({
          ...{ id, position: at + 2, carrier, service, reference, labelFormat: format, shipmentId },
        })),
      )
      .execute()
  for (const [at, id] of ids.entries())
    await moveRow(ctx, {
      ...{ entity: 'shipmentParcel', id, action: 'buyLabels', to: 'bought' },
      besides: {
        ...labelled(at),
        masterTrackingNumber,
        boughtAt,
        ...(at === 0 && cost ? { cost: cost.toDecimalString(), currency: cost.currency } : {}),
      },
    })
}

/** A shipment that left while its labels were being bought is found by their numbers, as far as none were told. */
async function numbersAfterwards(
  ctx: Ctx,
  id: string,
  { service }: LabelRequest,
  { parcels }: BoughtLabels,
  urlOf: (trackingNumber: string) => string | null,
): Promise<void> {
  const { trackingNumber } = parcels[0]!
  await ctx.db
    .updateTable('shipments')
    .set({
      ...{ trackingNumber, trackingUrl: urlOf(trackingNumber), packages: parcels.length, service },
      updatedAt: ctx.clock.now(),
    })
    .where('id', '=', id)
    .where((where) => where.or([where('trackingNumber', 'is', null), where('trackingNumber', '=', '')]))
    .execute()
}

async function keepLabels(
  ctx: Ctx,
  files: LabelFiles,
  format: LabelFormat,
  { parcels }: BoughtLabels,
  ids: readonly string[],
): Promise<void> {
  try {
    for (const [at, { label }] of parcels.entries()) await files.keep(ids[at]!, format, label)
  } catch (error) {
    const problem = 'The label could not be kept: cancel the labels, and buy them again.'
    await ctx.db.updateTable('shipmentParcels').set({ problem }).where('id', 'in', ids).execute()
    throw error
  }
}
