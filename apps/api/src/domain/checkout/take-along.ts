import type { Ctx } from '../../kernel/context.ts'
import type { CheckoutRow } from './find-checkout.ts'

const document = (value: unknown): string | null => (value ? JSON.stringify(value) : null)

/**
 * Who had begun as a visitor and signed in on the way goes on where they were: what they said at the visitor's checkout is carried to
 * the one of their own cart (what they said last stands), and the visitor's ends. A way of delivery stays chosen while the merged cart
 * is what it was quoted for. Nothing is carried while either is being paid. Answers the checkout as it then is.
 */
export async function takeAlong(ctx: Ctx, row: CheckoutRow): Promise<CheckoutRow> {
  const visitorId = ctx.actor.kind === 'customerUser' ? ctx.actor.visitorId : undefined
  if (!visitorId || row.state !== 'open') return row
  const left = await ctx.db
    .updateTable('checkouts')
    .set({ state: 'expired' })
    .where('visitorId', '=', visitorId)
    .where('websiteId', '=', ctx.website.id)
    .where('state', '=', 'open')
    .where('id', '!=', row.id)
    .returningAll()
    .execute()
  const said = left.sort((a, b) => b.id.localeCompare(a.id))[0]
  if (!said) return row
  const carried = said.shippingAddress
    ? {
        shippingAddress: document(said.shippingAddress),
        residential: said.residential,
        shippingOption: document(said.shippingOption),
        shippingQuotedFor: said.shippingQuotedFor,
        billingAddress: document(said.billingAddress),
        billingSameAsShipping: said.billingSameAsShipping,
      }
    : {}
  return ctx.db
    .updateTable('checkouts')
    .set({
      email: said.email ?? row.email,
      phone: said.phone ?? row.phone,
      paymentMethod: said.paymentMethod ?? row.paymentMethod,
      giftCardId: said.giftCardId ?? row.giftCardId,
      poNumber: said.poNumber ?? row.poNumber,
      note: said.note ?? row.note,
      ...carried,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
