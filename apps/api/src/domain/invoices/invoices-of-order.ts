import { isWithin, type QuestionVerb } from '../../engine/index.ts'

/** What stands for an order, the oldest first, as far as the caller's role lets them see invoices: those of their company, and of the companies below it. */
export const invoicesOfOrder: QuestionVerb<'invoice.ofOrder'> = async ({ orderId }, ctx) => {
  const { actor } = ctx
  if (actor.kind !== 'customerUser') return []
  const level = actor.rights.level('invoice', 'read')
  if (level === 'none' || level === 'own') return []
  const found = await ctx.db
    .selectFrom('invoices')
    .select(['id', 'customerId'])
    .where('orderId', '=', orderId)
    .where('state', 'in', ['issued', 'cancelled'])
    .orderBy('issuedOn')
    .orderBy('id')
    .execute()
  const seen: { id: string }[] = []
  for (const { id, customerId } of found)
    if (
      customerId === actor.customerId ||
      (level !== 'unit' && (await isWithin(ctx.db, 'customers', customerId, actor.customerId)))
    )
      seen.push({ id })
  return seen
}
