import type { ActionVerb } from '../../engine/index.ts'
import type { TaxLine, Totals } from '../../kernel/contract.ts'
import type { Ctx, Locale } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { money } from '../../kernel/money.ts'
import { priceBasket, type BasketLine, type SoldLine } from '../carts/index.ts'
import { releasePart, reserveStock } from '../inventory/index.ts'
import { rowTotal } from '../pricing/index.ts'
import { discountedPartOf, offLine, offShipping } from './agreed-discounts.ts'
import { agreedLine, stockItem } from './agreed-line.ts'
import { freePosition, standingOf, stepFrom, tellAmended } from './amend-order.ts'
import type { EndRejected } from './cancel-order.ts'
import { discountColumns } from './create-order.ts'
import { owedNow } from './earlier-sums.ts'
import { reckonAnew } from './follow-ledger.ts'
import { lockHeldAgainstCredit } from './hold-against-credit.ts'
import { packedOf, standsToBeChanged, type OrderedLine } from './order-to-change.ts'

/** Puts a product into an order; see the model. */
export const addOrderLine: ActionVerb<'order.addLine'> = ({ id, ...line }, ctx) =>
  changeLines(ctx, id, 'addLine', (lines) => [...lines.map(asAgreed), { ...line, id: ctx.ids.next(), path: '' }])

/** Changes quantity or price of a line. */
export const changeOrderLine: ActionVerb<'order.changeLine'> = ({ id, position, quantity, unitPrice }, ctx) =>
  changeLines(ctx, id, 'changeLine', async (lines) => {
    const line = lineAt(lines, position)
    const asked = quantity ?? line.quantity
    await notLessThanPacked(ctx, line, asked)
    return lines.map((one) =>
      one === line
        ? { ...asAgreed({ ...one, quantity: asked, unitPrice: unitPrice ?? line.unitPrice }), path: '' }
        : asAgreed(one),
    )
  })

/** Takes a line out; the last one stays. Where none of the others will be delivered, the order is cancelled. */
export const removeOrderLine =
  (ends: EndRejected): ActionVerb<'order.removeLine'> =>
  async ({ id, position }, ctx) => {
    await changeLines(ctx, id, 'removeLine', async (lines) => {
      const line = lineAt(lines, position)
      if (lines.length === 1) throw refuse('ORDER_LAST_LINE')
      await notLessThanPacked(ctx, line, '0')
      return lines.filter((one) => one !== line).map(asAgreed)
    })
    if (await ends(ctx, id)) await reckonAnew(ctx, id, null)
    return { id }
  }

function lineAt(lines: readonly OrderedLine[], position: number): OrderedLine {
  const line = lines.find((one) => one.position === position)
  if (line) return line
  const problem = `is none of the ${lines.length} lines of the order`
  throw refuse('FIELD_INVALID', { field: 'position', problem }, 'position')
}

async function notLessThanPacked(ctx: Ctx, line: OrderedLine, quantity: string): Promise<void> {
  const packed = await packedOf(ctx, line.id)
  if (packed.greaterThan(quantity))
    throw refuse('ORDER_LINE_PACKED', { packed: packed.toFixed(), unit: line.unitCode, sku: line.sku }, 'quantity')
}

/** A line as it was agreed: at its price, with what was taken off it, and not judged again. */
const asAgreed = (line: OrderedLine): BasketLine => {
  const { id, productId, sku, unitCode, quantity, unitPrice, currency } = line
  const off = offLine(line, rowTotal(money(unitPrice, currency), quantity))
  return { id, productId, sku, unit: unitCode, quantity, unitPrice, off }
}

/**
 * Makes the lines of an order others, as long as nothing of it has left: prices it anew by the function that prices carts (promotions stay as they were agreed), brings stock and totals along, and tells
 * `order.amended`, with the step. Under the order's lock.
 */
async function changeLines(
  ctx: Ctx,
  id: string,
  action: string,
  change: (lines: OrderedLine[]) => BasketLine[] | Promise<BasketLine[]>,
): Promise<{ id: string }> {
  const staysWithinCredit = await lockHeldAgainstCredit(ctx, id)
  const { order, lines: before, place } = await standsToBeChanged(ctx, id, action)
  const stood = await standingOf(ctx, id)
  const owed = await owedNow(ctx, id)
  const asked = await change(before)
  const there = { ...ctx, locale: order.locale as Locale }
  const { currency, websiteId, customerId, pricesIncludeTax } = order
  const shipping = order.shippingOption ? money(order.shippingTotal, currency) : null
  const agreed = {
    agreedOffShipping: offShipping(order, before),
    surcharge: { amount: order.surchargeTotal, percent: null },
  }
  const basket = { websiteId, customerId, currency, pricesIncludeTax, orderId: id, place, agreed }
  const priced = await priceBasket(there, { ...basket, lines: asked }, () => Promise.resolve(shipping))
  await bringStock(ctx, { id, countryCode: place.countryCode, before, lines: priced.lines })
  await writeLines(ctx, id, before, priced.lines)
  await writeTotals(ctx, id, priced.totals)
  await staysWithinCredit()
  const step = stepFrom(stood, await standingOf(ctx, id))
  await tellAmended(ctx, id, step, { total: priced.totals.total.amount, currency })
  await reckonAnew(ctx, id, owed)
  return { id }
}

/** Promises what the order asks more of a product than before, and frees what it asks less. */
async function bringStock(
  ctx: Ctx,
  {
    id,
    countryCode,
    before,
    lines,
  }: { id: string; countryCode: string; before: readonly OrderedLine[]; lines: readonly SoldLine[] },
): Promise<void> {
  const changes = new Map<string, Decimal>()
  const count = (productId: string, quantity: Decimal) =>
    changes.set(productId, (changes.get(productId) ?? new Decimal(0)).plus(quantity))
  for (const { productId, primaryQuantity } of before) if (productId) count(productId, primaryQuantity.negated())
  for (const { productId, primaryQuantity } of lines) count(productId, new Decimal(primaryQuantity))
  const more = lines.flatMap((line) => {
    const change = changes.get(line.productId)
    if (!change?.greaterThan(0)) return []
    changes.delete(line.productId)
    return [{ ...stockItem(line), quantity: change.toFixed() }]
  })
  if (more.length > 0) await reserveStock(ctx, { orderId: id, countryCode, items: more })
  for (const [productId, change] of changes)
    if (change.isNegative()) await releasePart(ctx, id, productId, change.negated())
}

/** Makes the rows those that were priced: what was added, changed, taken out; of the others, their taxes. */
async function writeLines(ctx: Ctx, orderId: string, before: readonly OrderedLine[], lines: readonly SoldLine[]) {
  const now = ctx.clock.now()
  let free = await freePosition(ctx, orderId)
  const kept = new Set(lines.map(({ lineId }) => lineId))
  const gone = before.filter(({ id }) => !kept.has(id)).map(({ id }) => id)
  if (gone.length > 0) await ctx.db.deleteFrom('orderLines').where('id', 'in', gone).execute()
  for (const line of lines) {
    const known = before.find(({ id }) => id === line.lineId)
    const { slug, details, discounts: off, ...agreed } = agreedLine(line)
    const discounts = JSON.stringify(off)
    if (!known) {
      const position = free++
      const besides = { discounts, productSlug: slug, details: JSON.stringify(details) }
      const row = { ...agreed, ...besides, id: line.lineId, orderId, position }
      await ctx.db
        .insertInto('orderLines')
        .values({ ...row, currency: line.unitPrice.currency })
        .execute()
      continue
    }
    const { quantity, unitPrice } = agreed
    const { rowTotal, discountAmount, taxRate, taxAmount } = agreed
    const asMany = new Decimal(known.quantity).equals(quantity)
    const same = asMany && new Decimal(known.unitPrice).equals(unitPrice)
    // what was confirmed of it was of something else; at another price still as much of it comes, and no sooner
    const unsaid = {
      ...{ confirmation: null, confirmedPrice: null, confirmationNote: null },
      ...(asMany ? {} : { confirmedQuantity: null, deliveries: '[]' }),
    }
    await ctx.db
      .updateTable('orderLines')
      .set({
        ...{ quantity, unitPrice, rowTotal, discountAmount, discounts, taxRate, taxAmount },
        discountedPart: discountedPartOf(known, money(rowTotal, known.currency)),
        updatedAt: now,
        ...(same ? {} : unsaid),
      })
      .where('id', '=', known.id)
      .execute()
  }
}

async function writeTotals(ctx: Ctx, id: string, totals: Totals): Promise<void> {
  const { subtotal, tax, taxes, total } = totals
  await ctx.db
    .updateTable('orders')
    .set({
      ...discountColumns(totals),
      discounts: JSON.stringify(totals.discounts),
      subtotal: subtotal.amount,
      taxTotal: tax.amount,
      taxes: JSON.stringify(taxes satisfies TaxLine[]),
      total: total.amount,
      confirmation: null,
      updatedAt: ctx.clock.now(),
    })
    .where('id', '=', id)
    .execute()
}
