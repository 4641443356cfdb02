import type { CheckoutTable } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Selectable } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'

export type CheckoutRow = Selectable<CheckoutTable>

const owned = (ctx: Ctx, row: Pick<CheckoutRow, 'visitorId' | 'customerUserId'>): boolean => {
  const { actor } = ctx
  if (actor.kind === 'system') return true
  if (actor.kind === 'customerUser' && row.customerUserId === actor.customerUserId) return true
  const visitorId = actor.kind === 'visitor' || actor.kind === 'customerUser' ? actor.visitorId : undefined
  return visitorId !== undefined && row.visitorId === visitorId && row.customerUserId === null
}

/** The caller's checkout; nothing where it does not exist or is somebody else's, which look alike. */
export async function ownCheckout(ctx: Ctx, checkoutId: string): Promise<CheckoutRow | undefined> {
  const row = await ctx.db.selectFrom('checkouts').selectAll().where('id', '=', checkoutId).executeTakeFirst()
  return row && owned(ctx, row) ? row : undefined
}

/** The caller's checkout. Refuses CHECKOUT_NOT_FOUND, for somebody else's as for none. */
export async function findCheckout(ctx: Ctx, checkoutId: string): Promise<CheckoutRow> {
  const row = await ownCheckout(ctx, checkoutId)
  if (!row) throw refuse('CHECKOUT_NOT_FOUND')
  return row
}

/** The caller's checkout and its cart, both locked until the transaction ends. */
export async function lockCheckout(ctx: Ctx, checkoutId: string): Promise<CheckoutRow> {
  const { cartId } = await findCheckout(ctx, checkoutId)
  await lockRows(ctx, 'carts', [cartId])
  await lockRows(ctx, 'checkouts', [checkoutId])
  return findCheckout(ctx, checkoutId)
}

/** The caller's checkout, locked, as long as it can be edited. Refuses CHECKOUT_NOT_FOUND, CHECKOUT_ALREADY_PLACED, PAYMENT_PENDING, CHECKOUT_EXPIRED. */
export async function editCheckout(ctx: Ctx, checkoutId: string): Promise<CheckoutRow> {
  const row = await lockCheckout(ctx, checkoutId)
  if (row.state === 'completed') throw refuse('CHECKOUT_ALREADY_PLACED')
  if (row.state === 'paying') throw refuse('PAYMENT_PENDING')
  if (row.state === 'expired') throw refuse('CHECKOUT_EXPIRED')
  return row
}
