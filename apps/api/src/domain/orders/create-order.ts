import type {
  Address,
  AttributeValue,
  Discount,
  PaymentMethod,
  ShippingOption,
  TaxLine,
  Totals,
} from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { appendEvents, type News } from '../../kernel/outbox.ts'

export interface AgreedLine {
  productId: string
  sku: string
  name: string
  details: AttributeValue[]
  imageKey: string | null
  slug: string | null
  unitCode: string
  unitLabel: string
  quantity: string
  unitPrice: string
  rowTotal: string
  discountAmount: string
  discounts: Discount[]
  taxRate: string
  taxAmount: string
}

/** What totals say of discounts and surcharge, as an order keeps it. */
export const discountColumns = ({ discount, discounts, shippingDiscount, surcharge }: Totals) => ({
  discountTotal: discount.amount,
  discounts,
  shippingDiscount: shippingDiscount?.amount ?? '0',
  surchargeTotal: surcharge?.amount ?? '0',
})

/** Everything that was agreed when payment began; amounts are decimals of `currency`. The order is made of it and of nothing else. */
export interface Agreement {
  orderId: string
  websiteId: string
  customerId: string | null
  customerUserId: string | null
  visitorId: string | null
  email: string
  phone: string | null
  locale: string
  currency: string
  pricesIncludeTax: boolean
  subtotal: string
  /** None of these: it was agreed before there were any. */
  discountTotal?: string
  discounts?: Discount[]
  shippingTotal: string
  shippingDiscount?: string
  surchargeTotal?: string
  taxTotal: string
  total: string
  taxes: TaxLine[]
  /** None: nothing was said of the delivery. */
  shippingOption: ShippingOption | null
  shippingAddress: Address
  billingAddress: Address
  poNumber: string | null
  note: string | null
  paymentMethod?: PaymentMethod
  paymentTermId?: string | null
  internalNote?: string | null
  externalNumber?: string | null
  /** Default: now. */
  placedAt?: Date
  lines: AgreedLine[]
}

/**
 * Writes an order as it was agreed, and tells the world (`order.placed`, and what else there is to tell). Two statements. Runs in the caller's
 * transaction.
 */
export async function createOrder(
  ctx: Ctx,
  agreed: Agreement,
  besides: readonly News[] = [],
): Promise<{ id: string; number: string }> {
  const {
    orderId: id,
    shippingAddress,
    billingAddress,
    lines,
    taxes,
    discounts,
    shippingOption,
    placedAt,
    ...columns
  } = agreed
  const number = ctx.ids.orderNumber()
  const addresses = { shipping: shippingAddress, billing: billingAddress }
  await ctx.db
    .with('placed', (db) =>
      db.insertInto('orders').values({
        ...columns,
        id,
        number,
        taxes: JSON.stringify(taxes),
        discounts: JSON.stringify(discounts ?? []),
        shippingOption: shippingOption && JSON.stringify(shippingOption),
        placedAt: placedAt ?? ctx.clock.now(),
        updatedAt: ctx.clock.now(),
      }),
    )
    .with('lined', (db) =>
      db.insertInto('orderLines').values(
        lines.map(({ slug, details, discounts: off, ...line }, position) => ({
          ...line,
          discounts: JSON.stringify(off ?? []),
          id: ctx.ids.next(),
          orderId: id,
          position: position + 1,
          productSlug: slug,
          details: JSON.stringify(details),
          currency: agreed.currency,
        })),
      ),
    )
    .insertInto('orderAddresses')
    .values(
      (['shipping', 'billing'] as const).map((kind) => ({
        ...addresses[kind],
        id: ctx.ids.next(),
        orderId: id,
        kind,
      })),
    )
    .execute()
  await appendEvents(ctx, [
    {
      topic: 'order.placed',
      entity: 'order',
      entityId: id,
      payload: {
        orderId: id,
        number,
        total: agreed.total,
        currency: agreed.currency,
        lines: lines.map(({ sku, quantity, unitCode }) => ({ sku, quantity, unit: unitCode })),
      },
    },
    ...besides,
  ])
  return { id, number }
}
