import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'

/** Who has a cart: a signed-in person, else a visitor. */
export interface CartOwner {
  customerUserId: string | null
  visitorId: string | null
}

/** Where a cart is: the currency is the one that its owner shops in. */
export interface CartPlace {
  websiteId: string
  currency: string
}

/** Where the caller is. */
export const placeOf = (ctx: Ctx): CartPlace => ({ websiteId: ctx.website.id, currency: ctx.currency })

/** The owner that the caller is; undefined for strangers and the system. */
export function ownerOf(ctx: Ctx): CartOwner | undefined {
  if (ctx.actor.kind === 'customerUser') return { customerUserId: ctx.actor.customerUserId, visitorId: null }
  if (ctx.actor.kind === 'visitor') return { customerUserId: null, visitorId: ctx.actor.visitorId }
  return undefined
}

/**
 * The owner's open cart, begun if there is none, and locked until the transaction ends. One statement: whoever comes second at the same moment waits, and
 * gets the same cart (prisma/sql/21-carts.sql). Carts come before everything that a cart leads to, see kernel/locks.ts.
 */
export async function openCart(ctx: Ctx, owner: CartOwner, place = placeOf(ctx)): Promise<string> {
  const now = ctx.clock.now()
  const result = await sql<{ id: string }>`
    insert into carts (id, website_id, currency, visitor_id, customer_user_id, created_at, updated_at)
    values (${ctx.ids.next()}, ${place.websiteId}, ${place.currency}, ${owner.visitorId}, ${owner.customerUserId}, ${now}, ${now})
    on conflict ${
      owner.customerUserId
        ? sql`(website_id, customer_user_id) where state = 'open' and customer_user_id is not null`
        : sql`(website_id, visitor_id) where state = 'open' and visitor_id is not null`
    }
    do update set currency = excluded.currency, updated_at = excluded.updated_at
    returning id`.execute(ctx.db)
  return result.rows[0]!.id
}

/** The owner's open cart, locked until the transaction ends. Undefined when there is none. One statement. */
export async function lockOwnCart(ctx: Ctx, owner: CartOwner): Promise<string | undefined> {
  const result = await sql<{ id: string }>`
    update carts set currency = ${ctx.currency}, updated_at = ${ctx.clock.now()}
    where website_id = ${ctx.website.id} and state = 'open' and ${ownedBy(owner)}
    returning id`.execute(ctx.db)
  return result.rows[0]?.id
}

/** The owner's open cart, for reading. Undefined when there is none. */
export async function findOwnCart(
  ctx: Ctx,
  owner: CartOwner,
  { websiteId } = placeOf(ctx),
): Promise<{ id: string; currency: string } | undefined> {
  const result = await sql<{ id: string; currency: string }>`
    select id, currency from carts where website_id = ${websiteId} and state = 'open' and ${ownedBy(owner)}`.execute(
    ctx.db,
  )
  return result.rows[0]
}

/** The caller's open cart; null where there is none, and for strangers. */
export async function findCart(ctx: Ctx): Promise<{ id: string; currency: string } | null> {
  const owner = ownerOf(ctx)
  return (owner && (await findOwnCart(ctx, owner))) ?? null
}

function ownedBy(owner: CartOwner) {
  return owner.customerUserId
    ? sql`customer_user_id = ${owner.customerUserId}::uuid`
    : sql`visitor_id = ${owner.visitorId}::text`
}
