import type { ActionVerb } from '../../engine/index.ts'
import type { Actions } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'
import { money } from '../../kernel/money.ts'
import { allotPayments } from './allot-payments.ts'
import { standsNow } from './issue-invoice.ts'

type Asked = Actions['invoice.enter']['input']

/** What the invoice takes from the order that it bills. */
async function orderOf(ctx: Ctx, asked: Asked) {
  if (!asked.orderId) return undefined
  const order = await ctx.db
    .selectFrom('orders')
    .select(['id', 'customerId', 'email', 'poNumber', 'paymentTermId'])
    .where('id', '=', asked.orderId)
    .executeTakeFirstOrThrow()
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'position', 'unitCode', 'productId'])
    .where('orderId', '=', order.id)
    .execute()
  const billing = await ctx.db
    .selectFrom('orderAddresses')
    .select([
      'company',
      'firstName',
      'lastName',
      'street',
      'street2',
      'city',
      'region',
      'postalCode',
      'countryCode',
      'phone',
    ])
    .where('orderId', '=', order.id)
    .where('kind', '=', 'billing')
    .executeTakeFirst()
  return { ...order, lines, billing }
}

/** Whether it is here already. One that said another amount is refused. */
async function isHere(ctx: Ctx, { number, kind, currency, total }: Asked): Promise<string | undefined> {
  const there = await ctx.db
    .selectFrom('invoices')
    .select(['id', 'kind', 'currency', 'total'])
    .where('number', '=', number)
    .executeTakeFirst()
  if (!there) return undefined
  if (there.kind === kind && there.currency === currency && new Decimal(there.total).equals(total)) return there.id
  const difference = `it is a ${there.kind} over ${new Decimal(there.total).toFixed(2)} ${there.currency}`
  throw refuse('DOCUMENT_STANDS', { entity: 'invoice', number, difference }, 'number')
}

/** Enters an invoice that another system has issued. It stands at once, whatever the books say of the customer, and is paid with what its order was paid with. */
export const enterInvoice: ActionVerb<'invoice.enter'> = async (asked, ctx) => {
  const here = await isHere(ctx, asked)
  if (here) return { id: here }
  // two invoices of one order must not be paid with the same money
  if (asked.orderId) await lockRows(ctx, 'orders', [asked.orderId])
  const order = await orderOf(ctx, asked)
  const customerId = order?.customerId ?? asked.customerId
  if (!customerId) throw refuse('FIELD_REQUIRED', { field: 'customerId' }, 'customerId')
  const id = ctx.ids.next()
  const { number, kind, organizationId, currency, subtotal, shippingTotal, taxTotal, total } = asked
  const { discountTotal, surchargeTotal } = asked
  await ctx.db
    .insertInto('invoices')
    .values({
      id,
      number,
      kind,
      organizationId,
      customerId,
      orderId: order?.id ?? null,
      paymentTermId: order?.paymentTermId ?? null,
      currency,
      subtotal,
      discountTotal,
      shippingTotal,
      surchargeTotal,
      taxTotal,
      total,
      taxes: JSON.stringify(asked.taxes ?? []),
      issuedOn: asked.issuedOn ?? null,
      dueOn: asked.dueOn ?? null,
      email: order?.email ?? null,
      billingAddress: order?.billing ? JSON.stringify(order.billing) : null,
      poNumber: asked.poNumber ?? order?.poNumber ?? null,
      note: asked.note ?? null,
      updatedAt: ctx.clock.now(),
    })
    .execute()
  if (asked.lines.length > 0)
    await ctx.db
      .insertInto('invoiceLines')
      .values(
        asked.lines.map(({ orderPosition, unitCode, ...line }) => {
          const ordered = order?.lines.find(({ position }) => position === orderPosition)
          return {
            ...line,
            id: ctx.ids.next(),
            invoiceId: id,
            currency,
            unitCode: unitCode ?? ordered?.unitCode ?? '',
            orderLineId: ordered?.id ?? null,
            productId: ordered?.productId ?? null,
          }
        }),
      )
      .execute()
  await standsNow(ctx, id)
  if (order && kind === 'invoice') await allotPayments(ctx, { id, orderId: order.id, total: money(total, currency) })
  return { id }
}
