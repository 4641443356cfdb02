import type { ActionVerb } from '../../engine/index.ts'
import type { Actions } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { enqueue } from '../../kernel/jobs.ts'
import { lockRows } from '../../kernel/locks.ts'
import { nothingBought } from '../shipping/index.ts'
import { orderedIn } from './ordered-unit.ts'
import { leavesNow } from './ship-shipment.ts'
import { paidAtShipment, type TakeMoney } from './take-money.ts'

type Asked = Actions['shipment.enter']['input']

interface Line {
  id: string
  position: number
  sku: string
  productId: string | null
  unitCode: string
  quantity: string
}

/** How much of a line is left to send, other shipments aside; the one of `number` is this one. */
async function leftOf(ctx: Ctx, line: Line, number: string): Promise<Decimal> {
  const { sent } = await ctx.db
    .selectFrom('shipmentLines')
    .innerJoin('shipments', 'shipments.id', 'shipmentLines.shipmentId')
    .select(({ fn }) => fn.sum<string | null>('shipmentLines.quantity').as('sent'))
    .where('shipmentLines.orderLineId', '=', line.id)
    .where('shipments.state', '<>', 'cancelled')
    .where('shipments.number', '<>', number)
    .executeTakeFirstOrThrow()
  return new Decimal(line.quantity).minus(sent ?? 0)
}

async function linesOf(ctx: Ctx, asked: Asked): Promise<{ orderLineId: string; quantity: string }[]> {
  if (asked.lines.length === 0) throw refuse('SHIPMENT_EMPTY')
  const own = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'position', 'sku', 'productId', 'unitCode', 'quantity'])
    .where('orderId', '=', asked.orderId)
    .execute()
  const found: { orderLineId: string; quantity: string }[] = []
  for (const [at, said] of asked.lines.entries()) {
    const path = `lines.${at}.position`
    const line = own.find(({ position }) => position === said.position)
    if (!line || found.some(({ orderLineId }) => orderLineId === line.id)) {
      const problem = line ? 'names a line twice' : `is none of the ${own.length} lines of the order`
      throw refuse('FIELD_INVALID', { field: path, problem }, path)
    }
    const holds = await orderedIn(ctx, line, said.unitId, `lines.${at}.unitId`)
    const quantity = holds.times(said.quantity).toDecimalPlaces(6)
    const left = await leftOf(ctx, line, asked.number)
    if (quantity.greaterThan(left))
      throw refuse(
        'SHIPMENT_EXCEEDS',
        { sku: line.sku, left: left.toFixed(), unit: line.unitCode },
        `lines.${at}.quantity`,
      )
    found.push({ orderLineId: line.id, quantity: quantity.toFixed() })
  }
  return found
}

/** The shipment that is here under the number. Another order's is refused. */
async function known(ctx: Ctx, { orderId, number }: Asked) {
  const there = await ctx.db
    .selectFrom('shipments')
    .select(['id', 'orderId', 'state', 'warehouseId', 'carrier'])
    .where('number', '=', number)
    .executeTakeFirst()
  if (there && there.orderId !== orderId)
    throw refuse('DOCUMENT_STANDS', { entity: 'shipment', number, difference: 'it is of another order' }, 'number')
  return there
}

/** What a shipment holds is what was said last, as long as it has not left. Refuses with DOCUMENT_STANDS where it has, and something else is said, and with LABELS_BOUGHT where labels stand. */
async function holds(ctx: Ctx, id: string, state: string, asked: Asked): Promise<void> {
  // a cancelled one holds nothing any more, and one that has left has left with what it held
  if (state === 'cancelled') return
  const there = await ctx.db
    .selectFrom('shipmentLines')
    .select(['orderLineId', 'quantity'])
    .where('shipmentId', '=', id)
    .execute()
  const said = await linesOf(ctx, asked)
  const same =
    there.length === said.length &&
    said.every(({ orderLineId, quantity }) =>
      there.some((line) => line.orderLineId === orderLineId && new Decimal(line.quantity).equals(quantity)),
    )
  if (same) return
  if (state !== 'pending')
    throw refuse('DOCUMENT_STANDS', {
      entity: 'shipment',
      number: asked.number,
      difference: 'it has left with other quantities',
    })
  await nothingBought(ctx, [id])
  await ctx.db.deleteFrom('shipmentLines').where('shipmentId', '=', id).execute()
  await putIn(ctx, id, said)
}

/** Where it leaves from and in how many packages, as far as that is said. */
const partsOf = ({ warehouseId, packages }: Asked) => ({
  ...(warehouseId ? { warehouseId } : {}),
  ...(packages ? { packages } : {}),
})

const putIn = (ctx: Ctx, shipmentId: string, lines: readonly { orderLineId: string; quantity: string }[]) =>
  ctx.db
    .insertInto('shipmentLines')
    .values(lines.map((line) => ({ ...line, id: ctx.ids.next(), shipmentId })))
    .execute()

/** Enters a shipment that another system has made; told again, where it is is brought up to date, and until it has left, what it holds. */
export const enterShipment =
  (takeMoney: TakeMoney): ActionVerb<'shipment.enter'> =>
  async (asked, ctx) => {
    await lockRows(ctx, 'orders', [asked.orderId])
    const now = ctx.clock.now()
    const where = {
      carrier: asked.carrier,
      updatedAt: now,
      ...(asked.service ? { service: asked.service } : {}),
      ...(asked.trackingNumber ? { trackingNumber: asked.trackingNumber } : {}),
      ...(asked.trackingUrl ? { trackingUrl: asked.trackingUrl } : {}),
    }
    const there = await known(ctx, asked)
    if (there) {
      await holds(ctx, there.id, there.state, asked)
      const pending = there.state === 'pending' ? partsOf(asked) : {}
      const moved = pending.warehouseId && pending.warehouseId !== there.warehouseId
      // labels are the carrier's who sold them
      if (moved || asked.carrier !== there.carrier) await nothingBought(ctx, [there.id])
      await ctx.db
        .updateTable('shipments')
        .set({ ...where, ...pending })
        .where('id', '=', there.id)
        .execute()
    }
    const id = there?.id ?? ctx.ids.next()
    if (!there) {
      const { state } = await ctx.db
        .selectFrom('orders')
        .select('state')
        .where('id', '=', asked.orderId)
        .executeTakeFirstOrThrow()
      if (state !== 'placed' && state !== 'processing')
        throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'order', state, action: 'another shipment of it' }, 'orderId')
      const lines = await linesOf(ctx, asked)
      await ctx.db
        .insertInto('shipments')
        .values({
          ...where,
          id,
          orderId: asked.orderId,
          number: asked.number,
          ...partsOf(asked),
        })
        .execute()
      await putIn(ctx, id, lines)
    }
    // it has left already, whatever the books say of the customer
    if (asked.shippedAt && (!there || there.state === 'pending')) {
      await leavesNow(ctx, id, { shippedAt: asked.shippedAt })
      const { orderId } = asked
      if (await paidAtShipment(ctx, orderId))
        await enqueue(ctx, takeMoney, { orderId }, { key: `take-money-${orderId}` })
    }
    return { id }
  }
