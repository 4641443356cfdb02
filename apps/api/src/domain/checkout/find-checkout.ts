import type { CheckoutTable } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Selectable, Updateable } from '../../kernel/db.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'
import { keepLockOrder } from '../../kernel/locks.ts'

export type CheckoutRow = Selectable<CheckoutTable>

type Owner = Pick<CheckoutRow, 'customerUserId'> & Partial<Pick<CheckoutRow, 'visitorId'>>

/** As whom the caller owns checkouts: as the person who signed in, and as the visitor that they were before. */
export function ownersOf({ actor }: Ctx): Owner[] {
  const person = actor.kind === 'customerUser' ? [{ customerUserId: actor.customerUserId }] : []
  const visitorId = actor.kind === 'visitor' || actor.kind === 'customerUser' ? actor.visitorId : undefined
  return visitorId ? [...person, { customerUserId: null, visitorId }] : person
}

/** As the house itself: every checkout is its own to go on with. */
export const asHouse = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'system' } })

const owned = (ctx: Ctx, row: CheckoutRow): boolean =>
  ctx.actor.kind === 'system' ||
  ownersOf(ctx).some(
    ({ customerUserId, visitorId }) =>
      row.customerUserId === customerUserId && (visitorId === undefined || row.visitorId === visitorId),
  )

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

/**
 * The caller's checkout and its cart, both locked until the transaction ends. One statement: the join has a row to lock only after
 * the cart is locked, so the order of kernel/locks.ts is kept. Refuses CHECKOUT_NOT_FOUND.
 */
export async function lockCheckout(ctx: Ctx, checkoutId: string): Promise<CheckoutRow> {
  keepLockOrder(ctx, 'carts')
  keepLockOrder(ctx, 'checkouts')
  const row = await ctx.db
    .with('cart', (db) =>
      db
        .selectFrom('carts')
        .select('carts.id')
        .where('carts.id', '=', (where) =>
          where.selectFrom('checkouts').select('checkouts.cartId').where('checkouts.id', '=', checkoutId),
        )
        .forUpdate(),
    )
    .selectFrom('checkouts')
    .innerJoin('cart', 'cart.id', 'checkouts.cartId')
    .selectAll('checkouts')
    .where('checkouts.id', '=', checkoutId)
    .forUpdate('checkouts')
    .executeTakeFirst()
  if (!row || !owned(ctx, row)) throw refuse('CHECKOUT_NOT_FOUND')
  return row
}

export type CheckoutChanges = Omit<Updateable<CheckoutTable>, 'id' | 'state' | 'updatedAt'>

/**
 * Changes the caller's checkout as long as it can be edited, in one statement: its condition waits for whoever holds the row and looks again.
 * Refuses CHECKOUT_NOT_FOUND, CHECKOUT_ALREADY_PLACED, PAYMENT_PENDING, CHECKOUT_EXPIRED.
 */
export async function editCheckout(ctx: Ctx, checkoutId: string, changes: CheckoutChanges): Promise<CheckoutRow> {
  const edited = await ctx.db
    .updateTable('checkouts')
    .set({ ...changes, updatedAt: ctx.clock.now() })
    .where('id', '=', checkoutId)
    .where('state', '=', 'open')
    .where((where) => where.or(ownersOf(ctx).map((owner) => where.and(owner))))
    .returningAll()
    .executeTakeFirst()
  if (edited) return edited
  throw refuseEdit(await findCheckout(ctx, checkoutId))
}

/** Why a checkout cannot be edited. */
export function refuseEdit({ state }: Pick<CheckoutRow, 'state'>): Refusal {
  if (state === 'completed') return refuse('CHECKOUT_ALREADY_PLACED')
  if (state === 'paying') return refuse('PAYMENT_PENDING')
  return refuse(state === 'expired' ? 'CHECKOUT_EXPIRED' : 'CONFLICT')
}
