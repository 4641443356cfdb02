import type { QuestionVerb } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'
import { readHumanNumber } from '../../kernel/ids.ts'

/** A guest's order by number and e-mail; a wrong one of the two looks like no order at all. */
export const trackOrder: QuestionVerb<'order.track'> = async ({ number, email }, ctx) => {
  const written = readHumanNumber('P', number)
  const order = written
    ? await ctx.db
        .selectFrom('orders')
        .select(['id', 'email'])
        .where('number', '=', written)
        .where('websiteId', '=', ctx.website.id)
        .executeTakeFirst()
    : undefined
  if (!order || order.email.toLowerCase() !== email.toLowerCase()) throw refuse('ORDER_NOT_FOUND')
  return { id: order.id }
}
