import type { Ctx } from '../../../kernel/context.ts'
import type { PaymentDifferenceKind } from '../../../kernel/contract.ts'
import { sql, transaction } from '../../../kernel/db.ts'
import type { Money } from '../../../kernel/money.ts'
import { appendEvent } from '../../../kernel/outbox.ts'

/** Something in which the provider's books and ours do not agree. */
export interface Difference {
  kind: PaymentDifferenceKind
  provider: string
  /** Of the intent, refund or dispute. */
  reference: string
  paymentId: string | null
  detail: string
  currency: string
  ours: Money | null
  theirs: Money | null
}

/**
 * Writes a difference down as open, and tells of it; one that was found before gets the sums of now, and stays what somebody made of it. Answers its id.
 */
export function noteDifference(ctx: Ctx, difference: Difference): Promise<string> {
  const { ours, theirs, ...told } = difference
  return transaction(ctx, async (inside) => {
    const now = inside.clock.now()
    const sums = { ours: ours?.toDecimalString() ?? null, theirs: theirs?.toDecimalString() ?? null }
    const row = await inside.db
      .insertInto('paymentDifferences')
      .values({
        ...told,
        ...sums,
        id: inside.ids.next(),
        detail: told.detail.slice(0, 500),
        state: 'open',
        organizationId: await organizationOf(inside, told.paymentId),
        foundAt: now,
      })
      .onConflict((conflict) =>
        conflict.columns(['provider', 'reference', 'kind']).doUpdateSet({ ...sums, updatedAt: now }),
      )
      // of a row that was there, PostgreSQL keeps who locked it for the change
      .returning(['id', sql<boolean>`xmax = 0`.as('fresh')])
      .executeTakeFirstOrThrow()
    if (row.fresh)
      await appendEvent(inside, {
        topic: 'paymentDifference.found',
        entity: 'paymentDifference',
        entityId: row.id,
        payload: { paymentDifferenceId: row.id, kind: told.kind },
      })
    return row.id
  })
}

/** Whose it is: that of the shop in which the payment was made; the house's own where nobody knows. */
async function organizationOf(ctx: Ctx, paymentId: string | null): Promise<string> {
  if (!paymentId) return ctx.website.organizationId
  const shop = await ctx.db
    .selectFrom('payments')
    .innerJoin('checkouts', 'checkouts.id', 'payments.checkoutId')
    .innerJoin('websites', 'websites.id', 'checkouts.websiteId')
    .select('websites.organizationId')
    .where('payments.id', '=', paymentId)
    .executeTakeFirst()
  return shop?.organizationId ?? ctx.website.organizationId
}
