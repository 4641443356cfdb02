import type { SoldLine } from '../carts/index.ts'
import type { AgreedLine } from './create-order.ts'

/** A priced line as an order keeps it. */
export const agreedLine = (line: SoldLine): AgreedLine => ({
  productId: line.productId,
  sku: line.sku,
  name: line.name,
  details: line.details,
  imageKey: line.imageKey,
  slug: line.slug,
  unitCode: line.unitCode,
  unitLabel: line.unitLabel,
  quantity: line.quantity,
  unitPrice: line.unitPrice.amount,
  rowTotal: line.rowTotal.amount,
  discountAmount: line.discount.amount,
  discounts: line.discounts,
  taxRate: line.taxRate,
  taxAmount: line.taxAmount.amount,
})

/** A priced line as stock is promised to it. */
export const stockItem = ({ productId, sku, primaryQuantity, unitCode, conversion, precision }: SoldLine) => ({
  productId,
  sku,
  quantity: primaryQuantity,
  unit: { code: unitCode, conversion, precision },
})
