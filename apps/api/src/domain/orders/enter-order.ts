import type { ActionVerb } from '../../engine/index.ts'
import type { Actions } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { money } from '../../kernel/money.ts'
import { priceBasket, type BasketLine } from '../carts/index.ts'
import { checkAddress, mayOrder } from '../customers/index.ts'
import { reserveStock } from '../inventory/index.ts'
import { openOnAccount } from '../payments/index.ts'
import { takeUses } from '../pricing/index.ts'
import { agreedLine, stockItem } from './agreed-line.ts'
import { createOrder, discountColumns } from './create-order.ts'
import { buyerOf, siteOf } from './entered-for.ts'
import { enteredDelivery } from './entered-delivery.ts'
import { nameOrder, orderNamed } from './name-order.ts'

type Asked = Actions['order.enter']['input']

const mostLines = 1000

/** The order that is here under its number there. One that said something else is refused with DOCUMENT_STANDS. */
async function isHere(ctx: Ctx, { externalSystem, externalNumber, lines }: Asked): Promise<string | undefined> {
  const id = externalSystem && externalNumber ? await orderNamed(ctx, externalSystem, externalNumber) : undefined
  if (!id) return undefined
  const own = await ctx.db
    .selectFrom('orderLines')
    .select('quantity')
    .where('orderId', '=', id)
    .orderBy('position')
    .execute()
  const same =
    own.length === lines.length && own.every(({ quantity }, at) => new Decimal(quantity).equals(lines[at]!.quantity))
  if (same) return id
  throw refuse(
    'DOCUMENT_STANDS',
    { entity: 'order', number: externalNumber!, difference: 'its lines or their quantities are others' },
    'externalNumber',
  )
}

function basketLines(ctx: Ctx, { lines }: Asked): BasketLine[] {
  if (lines.length === 0) throw refuse('FIELD_REQUIRED', { field: 'lines' }, 'lines')
  if (lines.length > mostLines)
    throw refuse('FIELD_INVALID', { field: 'lines', problem: `are more than ${mostLines}` }, 'lines')
  return lines.map((line, at) => ({ ...line, id: ctx.ids.next(), path: `lines.${at}.` }))
}

/**
 * Enters an order that came another way than over the shop. What it comes to is worked out by the function that prices carts; its stock is promised at once, or
 * it is refused and nothing has moved.
 */
export const enterOrder: ActionVerb<'order.enter'> = async (asked, ctx) => {
  const here = await isHere(ctx, asked)
  if (here) return { id: here }
  const site = await siteOf(ctx, asked)
  const buyer = await buyerOf(ctx, asked)
  await mayOrder(ctx, buyer.customerId)
  const shippingAddress = checkAddress(asked.shippingAddress, 'shippingAddress')
  const billingAddress = asked.billingAddress ? checkAddress(asked.billingAddress, 'billingAddress') : shippingAddress
  // lines are named in the language of the order
  const there = { ...ctx, locale: site.locale, website: { ...ctx.website, id: site.websiteId } }
  const delivery = enteredDelivery(there, asked.delivery ?? null, {
    address: shippingAddress,
    customerId: buyer.customerId,
  })
  const { lines, totals, promotions } = await priceBasket(
    there,
    {
      websiteId: site.websiteId,
      customerId: buyer.customerId,
      currency: site.currency,
      place: await delivery.place(shippingAddress),
      couponCodes: asked.couponCodes ?? [],
      email: buyer.email,
      lines: basketLines(ctx, asked),
    },
    delivery.price,
  )
  if (buyer.paymentMethod === 'onAccount') await mayOrder(ctx, buyer.customerId, totals.total)
  const { paymentMethod, paymentTermId, customerId, customerUserId, email, phone } = buyer
  const { id } = await createOrder(ctx, {
    orderId: ctx.ids.next(),
    ...{ paymentMethod, paymentTermId, customerId, customerUserId, email, phone },
    ...site,
    visitorId: null,
    subtotal: totals.subtotal.amount,
    shippingTotal: totals.shipping?.amount ?? '0',
    ...discountColumns(totals),
    taxTotal: totals.tax.amount,
    total: totals.total.amount,
    taxes: totals.taxes,
    shippingOption: delivery.option(),
    shippingAddress,
    billingAddress,
    poNumber: asked.poNumber ?? null,
    note: asked.note ?? null,
    internalNote: asked.internalNote ?? null,
    externalNumber: asked.externalNumber ?? null,
    ...(asked.placedAt ? { placedAt: asked.placedAt } : {}),
    lines: lines.map(agreedLine),
  })
  const total = money(totals.total.amount, totals.total.currency)
  if (paymentMethod === 'onAccount' && total.isPositive())
    await openOnAccount(ctx, { checkoutId: null, orderId: id, amount: total })
  const gone = await takeUses(ctx, promotions, { orderId: id, checkoutId: null, customerUserId, email })
  // somebody else had the last use a moment ago: asked again, it is not there any more
  if (gone) throw refuse('CONFLICT')
  await reserveStock(ctx, { orderId: id, countryCode: shippingAddress.countryCode, items: lines.map(stockItem) })
  if (asked.externalSystem && asked.externalNumber) await nameOrder(ctx, id, asked.externalSystem, asked.externalNumber)
  return { id }
}
