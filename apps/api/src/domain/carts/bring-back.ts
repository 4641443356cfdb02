import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { sql, transaction } from '../../kernel/db.ts'
import { defineJob, enqueue } from '../../kernel/jobs.ts'
import { lockRows } from '../../kernel/locks.ts'
import { takeIn } from './merge-carts.ts'
import { findOwnCart, openCart } from './own-cart.ts'
import { readFacts } from './read-facts.ts'
import { waitingCarts, type WaitingCart } from './waiting-carts.ts'

const payload = z.object({ cartId: z.uuid(), customerUserId: z.uuid().nullable() })

/** A cart whose payment has ended, and the person who has signed in since it was begun, if somebody has. */
export type CartToBringBack = z.infer<typeof payload>

/**
 * Brings back a cart that was set aside and that the bank did not pay: it is its owner's cart again, as it was; where they have begun another one meanwhile, its lines
 * go into that one, as two carts come together at sign-in. Nothing moves while one of the two is being paid for, or where it was bought. Safe to repeat. Opens its own transaction.
 */
export async function bringBack(ctx: Ctx, { cartId, customerUserId }: CartToBringBack): Promise<void> {
  const cart = await waitingCart(ctx, cartId)
  if (!cart) return
  const person = cart.person ?? customerUserId
  const owner = { customerUserId: person, visitorId: person ? null : cart.visitorId }
  const isSame = owner.customerUserId === cart.customerUserId
  await transaction(ctx, async (inside) => {
    const open = await findOwnCart(inside, owner, cart)
    const intoId = await openCart(inside, owner, { ...cart, currency: open?.currency ?? cart.currency })
    await lockRows(inside, 'carts', [cartId])
    // while it was not locked it may have come back, been paid for, or become somebody's who signed in
    const now = await waitingCart(inside, cartId)
    if (!now || now.person !== cart.person) return
    const from = await readFacts(inside, cartId)
    const into = await readFacts(inside, intoId, { productIds: from?.lines.map((line) => line.productId) ?? [] })
    if (!from || !into || into.paying) return
    if (isSame && into.lines.length === 0) {
      // there is one open cart of an owner: the empty one makes room
      await changeState(inside, intoId, 'merged')
      await changeState(inside, cartId, 'open')
    } else await takeIn(inside, into, from)
  })
}

async function waitingCart(ctx: Ctx, cartId: string): Promise<WaitingCart | undefined> {
  const { rows } = await waitingCarts(sql`c.id = ${cartId}::uuid`).execute(ctx.db)
  return rows[0]
}

const changeState = (ctx: Ctx, id: string, state: 'merged' | 'open') =>
  ctx.db.updateTable('carts').set({ state, updatedAt: ctx.clock.now() }).where('id', '=', id).execute()

export const bringBackJob = defineJob({
  name: 'carts.bringBack',
  payload,
  run: (cart, ctx) => bringBack(ctx, cart),
})

/**
 * In the transaction in which a cart makes room for others of its owner (bought, let go, or set aside): sees to it that those come back that were set aside and wait, this one or another
 * one that waited for it, of the same visitor or of who has signed in since.
 */
export async function bringBackAfterwards(ctx: Ctx, { cartId, customerUserId }: CartToBringBack): Promise<void> {
  const { rows } = await sql<Pick<WaitingCart, 'id' | 'person'>>`
    with cart as (
      select id, website_id, visitor_id, array[customer_user_id, ${customerUserId}::uuid] as people from carts where id = ${cartId}::uuid
    ), known as materialized (
      select id from cart
      union select c.id from cart join carts c on c.visitor_id = cart.visitor_id
      union select c.id from cart join carts c on c.customer_user_id = any (cart.people)
      union select k.cart_id from cart join checkouts k on k.customer_user_id = any (cart.people)
    )
    select waiting.id, waiting.person
    from (${waitingCarts(sql`c.id in (select id from known)`)}) waiting join cart on cart.website_id = waiting.website_id
    order by waiting.id`.execute(ctx.db)
  for (const { id, person } of rows)
    await enqueue(ctx, bringBackJob, { cartId: id, customerUserId: person ?? customerUserId })
}
