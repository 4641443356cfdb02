import type { AmendedLine, LineAmendment, OrderTable, Totals } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql, type Selectable } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { money } from '../../kernel/money.ts'
import { appendEvent } from '../../kernel/outbox.ts'

type OrderTotals = Pick<
  Selectable<OrderTable>,
  | 'currency'
  | 'subtotal'
  | 'discountTotal'
  | 'discounts'
  | 'shippingTotal'
  | 'shippingDiscount'
  | 'surchargeTotal'
  | 'taxTotal'
  | 'taxes'
  | 'total'
>

/** What an order is made of as far as an amendment tells of it. */
export interface Standing {
  lines: ReadonlyMap<number, AmendedLine>
  totals: Totals
}

/**
 * Writes down by which step an order was changed, and tells it (`orderAmendment.made`): whoever sees to the order needs each step, once, and not only how the order
 * stands when the news of it is written. Under the order's lock, so that steps are counted in the order in which they are made.
 */
export async function amend(
  ctx: Ctx,
  orderId: string,
  {
    kind = 'changed',
    lines = [],
    totalsBefore = null,
  }: { kind?: 'changed' | 'cancelled'; lines?: readonly LineAmendment[]; totalsBefore?: Totals | null } = {},
): Promise<void> {
  const id = ctx.ids.next()
  const now = ctx.clock.now()
  await sql`select from orders where id = ${orderId} for update`.execute(ctx.db)
  await sql`
    insert into order_amendments (id, order_id, number, kind, lines, totals_before, made_at, updated_at)
    select ${id}::uuid, ${orderId}::uuid, coalesce(max(number), 0) + 1, ${kind}, ${JSON.stringify(lines)}::jsonb,
      ${totalsBefore && JSON.stringify(totalsBefore)}::jsonb, ${now}::timestamptz, ${now}::timestamptz
    from order_amendments where order_id = ${orderId}`.execute(ctx.db)
  await appendEvent(ctx, {
    topic: 'orderAmendment.made',
    entity: 'orderAmendment',
    entityId: id,
    payload: { orderAmendmentId: id, orderId, kind },
  })
}

/** An order that stands was changed: tells `order.amended`, and by which step. */
export async function tellAmended(
  ctx: Ctx,
  orderId: string,
  step: Pick<Parameters<typeof amend>[2] & object, 'lines' | 'totalsBefore'> = {},
  besides: Record<string, unknown> = {},
): Promise<void> {
  await appendEvent(ctx, {
    topic: 'order.amended',
    entity: 'order',
    entityId: orderId,
    payload: { orderId, ...besides },
  })
  await amend(ctx, orderId, step)
}

/** How an order stands now. */
export async function standingOf(ctx: Ctx, orderId: string): Promise<Standing> {
  const order = await ctx.db
    .selectFrom('orders')
    .select([
      'currency',
      'subtotal',
      'discountTotal',
      'discounts',
      'shippingTotal',
      'shippingDiscount',
      'surchargeTotal',
    ])
    .select(['taxTotal', 'taxes', 'total'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  const rows = await ctx.db
    .selectFrom('orderLines')
    .select(['position', 'sku', 'name', 'unitCode', 'quantity', 'confirmedQuantity', 'unitPrice', 'rowTotal'])
    .select(['discountAmount', 'taxRate', 'taxAmount'])
    .where('orderId', '=', orderId)
    .execute()
  const { currency } = order
  const amount = (of: string) => money(of, currency).toJSON()
  const plain = (of: string) => new Decimal(of).toFixed()
  return {
    lines: new Map(
      rows.map(({ position, confirmedQuantity, ...line }) => [
        position,
        {
          ...line,
          quantity: plain(line.quantity),
          ...(confirmedQuantity === null ? {} : { confirmedQuantity: plain(confirmedQuantity) }),
          taxRate: plain(line.taxRate),
          unitPrice: amount(line.unitPrice),
          rowTotal: amount(line.rowTotal),
          discountAmount: amount(line.discountAmount),
          taxAmount: amount(line.taxAmount),
        },
      ]),
    ),
    totals: totalsOf(order),
  }
}

/** What an order comes to, as it keeps it. */
export function totalsOf(order: OrderTotals): Totals {
  const amount = (of: string) => money(of, order.currency).toJSON()
  const some = (of: string) => (new Decimal(of).isZero() ? null : amount(of))
  return {
    subtotal: amount(order.subtotal),
    discount: amount(order.discountTotal),
    discounts: order.discounts,
    shipping: amount(order.shippingTotal),
    shippingDiscount: some(order.shippingDiscount),
    surcharge: some(order.surchargeTotal),
    tax: amount(order.taxTotal),
    taxes: order.taxes,
    total: amount(order.total),
  }
}

/** By what an order differs from how it stood. */
export function stepFrom(before: Standing, after: Standing): { lines: LineAmendment[]; totalsBefore: Totals | null } {
  const positions = [...new Set([...before.lines.keys(), ...after.lines.keys()])].sort((one, other) => one - other)
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  return {
    lines: positions.flatMap((position) => {
      const [was, is] = [before.lines.get(position) ?? null, after.lines.get(position) ?? null]
      return same(was, is) ? [] : [{ position, before: was, after: is }]
    }),
    totalsBefore: same(before.totals, after.totals) ? null : before.totals,
  }
}

/** A position that no line of the order has, or ever had: whoever was told of a line knows it by its position. */
export async function freePosition(ctx: Ctx, orderId: string): Promise<number> {
  const { rows } = await sql<{ highest: number }>`
    select greatest(
      (select max(position) from order_lines where order_id = ${orderId}),
      (select max((line ->> 'position')::int) from order_amendments, jsonb_array_elements(lines) line where order_id = ${orderId})
    ) as highest`.execute(ctx.db)
  return (rows[0]?.highest ?? 0) + 1
}
