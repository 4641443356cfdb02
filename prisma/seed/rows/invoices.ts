import type { Rows } from '../copy.ts'
import { seedId, seedIdBeside } from '../ids.ts'

type Order = NonNullable<Rows['orders']>[number]
type Line = NonNullable<Rows['orderLines']>[number]

const dateOf = (instant: Date) => instant.toISOString().slice(0, 10)

/** The invoices of what was delivered, paid on the day by what the order was paid with. */
export function invoiceRows(orders: readonly Order[], lines: readonly Line[]): Rows {
  const done = orders.filter(({ state, customerId }) => state === 'completed' && customerId)
  return {
    invoices: done.map((order) => {
      const placedAt = order.placedAt
      return {
        id: invoiceId(order),
        number: `I${order.number.slice(1)}`,
        state: 'issued',
        currency: order.currency,
        subtotal: order.subtotal,
        shippingTotal: order.shippingTotal,
        taxTotal: order.taxTotal,
        total: order.total,
        taxes: order.taxes,
        issuedOn: dateOf(placedAt),
        dueOn: dateOf(placedAt),
        issuedAt: placedAt,
        email: order.email,
        poNumber: order.poNumber ?? null,
        organizationId: seedId('organization', 'werkmark'),
        customerId: order.customerId as string,
        orderId: order.id,
      }
    }),
    invoiceLines: done.flatMap((order) =>
      lines
        .filter(({ orderId }) => orderId === order.id)
        .map((line) => ({
          id: seedId('invoiceLine', line.id),
          position: line.position,
          sku: line.sku,
          name: line.name,
          unitCode: line.unitCode,
          quantity: line.quantity,
          currency: line.currency,
          unitPrice: line.unitPrice,
          rowTotal: line.rowTotal,
          taxRate: line.taxRate,
          taxAmount: line.taxAmount,
          invoiceId: invoiceId(order),
          orderLineId: line.id,
          productId: line.productId ?? null,
        })),
    ),
    invoicePayments: done.map((order) => ({
      id: seedId('invoicePayment', order.number),
      reference: order.number,
      currency: order.currency,
      amount: order.total,
      method: 'Card',
      paidOn: dateOf(order.placedAt),
      invoiceId: invoiceId(order),
    })),
  }
}

const invoiceId = ({ id, number }: Order) => seedIdBeside(id, 'invoice', number)
