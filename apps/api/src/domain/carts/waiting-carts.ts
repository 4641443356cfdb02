import { sql, type RawBuilder } from '../../kernel/db.ts'

/** A cart that was set aside, and that its owner is to have again. */
export interface WaitingCart {
  id: string
  websiteId: string
  currency: string
  visitorId: string | null
  /** Of whom it was when it was set aside; null: of the visitor. */
  customerUserId: string | null
  /** Whose it is by now: a checkout goes with who signs in while it is paid, its cart does not. Null: as far as checkouts tell, nobody has signed in. */
  person: string | null
}

/**
 * The carts `c` of a condition that were set aside and wait to come back: neither being paid for, nor bought. What was bought may be set aside for a moment: a process from before an
 * update ends such a purchase, and does not know how to end its cart. A part of a statement.
 */
export const waitingCarts = (which: RawBuilder<unknown>) => sql<WaitingCart>`
  select c.id, c.website_id, c.currency, c.visitor_id, c.customer_user_id, coalesce(c.customer_user_id, (
      select k.customer_user_id from checkouts k where k.cart_id = c.id and k.customer_user_id is not null
      order by k.id desc limit 1)) as person, c.updated_at
  from carts c
  where c.state = 'setAside' and (${which})
    and not exists (select from checkouts k where k.cart_id = c.id and k.state in ('paying', 'completed'))`
