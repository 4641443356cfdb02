import type { QuestionVerb } from '../../engine/index.ts'
import type { CheckoutAnswer } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { ownersOf, type CheckoutRow } from './find-checkout.ts'
import { viewCheckout } from './read-checkout.ts'

/** How many are told of: who has more of them under way looks at mails. */
const most = 10

/** `checkout.atBank`: a question with one statement, and none for a stranger. */
export const checkoutsAtBank: QuestionVerb<'checkout.atBank'> = (_input, ctx) => setAside(ctx, 'processing')

/** `checkout.refusedByBank`: the same of those that the bank has said no to. */
export const checkoutsRefusedByBank: QuestionVerb<'checkout.refusedByBank'> = (_input, ctx) => setAside(ctx, 'failed')

/**
 * The entry that was written last among those that say how a bank took it; by the ledger's order and not by how far it came, since another debit may follow on one that was refused. A gift
 * card asks no bank.
 */
const lastWord = sql<string | null>`(
  select e.kind from payment_events e
  where e.kind in ('processing', 'failed') and e.payment_id = (
    select p.id from payments p where p.checkout_id = checkouts.id and p.provider <> 'giftCard'
    order by p.created_at desc, p.id desc limit 1)
  order by e.id desc limit 1)`

/** The caller's purchases whose cart is set aside, and of whose payment the bank said this last. */
async function setAside(ctx: Ctx, said: 'processing' | 'failed'): Promise<CheckoutAnswer[]> {
  const owners = ownersOf(ctx)
  if (owners.length === 0) return []
  const rows: CheckoutRow[] = await ctx.db
    .selectFrom('checkouts')
    .innerJoin('carts', 'carts.id', 'checkouts.cartId')
    .selectAll('checkouts')
    .where('checkouts.websiteId', '=', ctx.website.id)
    .where('checkouts.state', '=', 'paying')
    .where('carts.state', '=', 'setAside')
    .where(lastWord, '=', said)
    .where((where) =>
      where.or(
        owners.map(({ customerUserId, visitorId }) =>
          where.and([
            where('checkouts.customerUserId', 'is not distinct from', customerUserId),
            ...(visitorId ? [where('checkouts.visitorId', '=', visitorId)] : []),
          ]),
        ),
      ),
    )
    .orderBy('checkouts.updatedAt', 'desc')
    .orderBy('checkouts.id', 'desc')
    .limit(most)
    .execute()
  return Promise.all(rows.map(async (row) => (await viewCheckout(ctx, row)).answer))
}
