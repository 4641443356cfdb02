import type { ActionVerb } from '../../engine/index.ts'
import type { Actions, Confirmation } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'
import { money } from '../../kernel/money.ts'
import { appendEvent } from '../../kernel/outbox.ts'
import { enqueue } from '../../kernel/jobs.ts'
import type { EndRejected } from './cancel-order.ts'
import { owedNow } from './earlier-sums.ts'
import { reckonAnew } from './follow-ledger.ts'
import { less, type CancelledMail, type Goods } from './mail-cancelled.ts'
import { nameOrder } from './name-order.ts'
import { completesOnceCome, goesOn } from './order-goes-on.ts'
import { orderedIn } from './ordered-unit.ts'
import { moneyForGoods, type TakeMoney } from './take-money.ts'

type Said = Actions['order.confirm']['input']['lines'][number]

interface Line {
  id: string
  position: number
  quantity: string
  unitPrice: string
  currency: string
  taxRate: string
  productId: string | null
  unitCode: string
}

/** What is said of a line, in the unit in which it was ordered. Refuses as `orderedIn`. */
async function inOrderedUnit(ctx: Ctx, line: Line, said: Said, path: string): Promise<Said> {
  const holds = await orderedIn(ctx, line, said.unitId, `${path}.unitId`)
  const priced = said.priceUnitId ? await orderedIn(ctx, line, said.priceUnitId, `${path}.priceUnitId`) : holds
  const counted = (quantity: string) => holds.times(quantity).toDecimalPlaces(6).toFixed()
  return {
    ...said,
    ...(said.quantity ? { quantity: counted(said.quantity) } : {}),
    ...(said.unitPrice
      ? { unitPrice: new Decimal(said.unitPrice).dividedBy(priced).toDecimalPlaces(4).toFixed() }
      : {}),
    ...(said.deliveries
      ? { deliveries: said.deliveries.map((one) => ({ ...one, quantity: counted(one.quantity) })) }
      : {}),
  }
}

/** What one will cost as the prices of the order are said. One that was said without tax is the agreed one if it is so to the cent. */
function priceOf(line: Line, said: Said, pricesIncludeTax: boolean): Decimal {
  if (said.unitPrice === undefined || said.unitPrice === null) return new Decimal(line.unitPrice)
  if (!said.netPrice || !pricesIncludeTax) return new Decimal(said.unitPrice)
  const agreed = money(line.unitPrice, line.currency)
  const gross = money(said.unitPrice, line.currency).times(new Decimal(line.taxRate).plus(1)).rounded()
  return gross.comparedTo(agreed.rounded()) === 0 ? agreed.amount : gross.amount
}

/** What a word about a line comes to: as it was ordered, otherwise, or nothing of it. */
function judge(line: Line, said: Said, pricesIncludeTax: boolean) {
  const quantity = new Decimal(said.quantity ?? line.quantity)
  const price = priceOf(line, said, pricesIncludeTax)
  const rejected = said.rejected || quantity.isZero()
  const asOrdered = quantity.equals(line.quantity) && price.equals(line.unitPrice)
  const confirmation: Confirmation = rejected ? 'rejected' : asOrdered ? 'accepted' : 'changed'
  return {
    confirmation,
    confirmedQuantity: rejected ? '0' : quantity.toFixed(),
    confirmedPrice: rejected || price.equals(line.unitPrice) ? null : price.toFixed(),
    deliveries: JSON.stringify(rejected ? [] : (said.deliveries ?? [])),
    confirmationNote: said.note ?? null,
  }
}

/** The order by what its lines have come to: one word where all of them say it, else it has changed; none until all have been named. */
async function wholeOf(ctx: Ctx, orderId: string): Promise<Confirmation | null> {
  const { rows } = await sql<{ confirmation: Confirmation | null }>`
    select distinct confirmation from order_lines where order_id = ${orderId}`.execute(ctx.db)
  if (rows.some(({ confirmation }) => confirmation === null)) return null
  return rows.length === 1 ? rows[0]!.confirmation : 'changed'
}

/** Where all that will be delivered has left before that was said, the order goes on as it does with its last goods. */
async function restStays(ctx: Ctx, orderId: string, release: TakeMoney): Promise<void> {
  if ((await goesOn(ctx, orderId)) !== 'shipped') return
  await completesOnceCome(ctx, orderId)
  // also where some is untaken: what is being taken now was counted while more was to come, and its rest is kept
  if ((await moneyForGoods(ctx, orderId)) !== 'taken')
    await enqueue(ctx, release, { orderId }, { key: `take-money-${orderId}` })
}

/**
 * Takes down what whoever sees to an order will deliver of it, and when. What is rejected is not sent, and of what was taken for it the house decides what goes
 * back. Once the rest has left, before or after that was said, the order has, stock that was promised to what is not sent is free, and what is still reserved for it is let go. The buyer is mailed
 * what will not come, each time that it is more than was said before. Where all of it has been rejected, and nothing has left, it is cancelled.
 */
export const confirmOrder =
  (mail: CancelledMail, release: TakeMoney, ends: EndRejected): ActionVerb<'order.confirm'> =>
  async ({ id, externalSystem, externalNumber, currency, lines }, ctx) => {
    await lockRows(ctx, 'orders', [id])
    const now = ctx.clock.now()
    const owed = await owedNow(ctx, id)
    const own = await ctx.db
      .selectFrom('orderLines')
      .innerJoin('orders', 'orders.id', 'orderLines.orderId')
      .select([
        'orderLines.id',
        'orderLines.position',
        'orderLines.quantity',
        'orderLines.unitPrice',
        'orderLines.currency',
        'orderLines.taxRate',
        'orderLines.productId',
        'orderLines.unitCode',
        'orderLines.confirmedQuantity',
        'orderLines.name',
        'orderLines.sku',
        'orderLines.unitLabel',
        'orders.pricesIncludeTax',
        'orders.state',
      ])
      .where('orderLines.orderId', '=', id)
      .execute()
    // no order is without lines
    if (own.length === 0) throw refuse('NOT_FOUND', { what: 'order' }, 'id')
    if (currency && currency !== own[0]!.currency)
      throw refuse(
        'FIELD_INVALID',
        { field: 'currency', problem: `is not that of the order, which is in ${own[0]!.currency}` },
        'currency',
      )
    if (externalNumber && externalSystem) await nameOrder(ctx, id, externalSystem, externalNumber)
    const gone: Goods[] = []
    for (const [at, said] of lines.entries()) {
      const line = own.find(({ position }) => position === said.position)
      if (!line)
        throw refuse(
          'FIELD_INVALID',
          { field: `lines.${at}.position`, problem: `is none of the ${own.length} lines of the order` },
          `lines.${at}.position`,
        )
      const asOrdered = await inOrderedUnit(ctx, line, said, `lines.${at}`)
      const judged = judge(line, asOrdered, line.pricesIncludeTax)
      gone.push(
        ...less(line.confirmedQuantity ?? line.quantity, judged.confirmedQuantity, { ...line, unit: line.unitLabel }),
      )
      await ctx.db
        .updateTable('orderLines')
        .set({ ...judged, updatedAt: now })
        .where('id', '=', line.id)
        .execute()
    }
    await ctx.db
      .updateTable('orders')
      .set({
        confirmation: await wholeOf(ctx, id),
        confirmedAt: now,
        updatedAt: now,
        ...(externalNumber ? { externalNumber } : {}),
      })
      .where('id', '=', id)
      .execute()
    await appendEvent(ctx, { topic: 'order.confirmed', entity: 'order', entityId: id, payload: { orderId: id } })
    // zero is also said of what is not there yet, and may come to more another day: only who rejects ends an order
    const ended = lines.every(({ rejected }) => rejected) && (await ends(ctx, id))
    // that all of it was cancelled is mailed by that news
    if (gone.length > 0 && !ended && own[0]!.state !== 'cancelled')
      await enqueue(ctx, mail, { orderId: id, lines: gone })
    await restStays(ctx, id, release)
    await reckonAnew(ctx, id, owed)
    return { id }
  }
