import type { QuestionVerb } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import { refuse } from '../../kernel/errors.ts'
import { readHumanNumber } from '../../kernel/ids.ts'
import type { Carriers } from '../shipping/index.ts'
import { readTracked } from './read-tracked.ts'

/**
 * How a guest's order stands, by number and e-mail; a wrong one of the two looks like no order at all. Tries are counted: numbers are not to
 * be guessed. Both stand on every parcel's papers, so the answer tells nothing of the person (TrackedOrder).
 */
export const trackOrder =
  (attempts: Attempts, carriers: Carriers): QuestionVerb<'order.track'> =>
  async ({ number, email }, ctx) => {
    const written = readHumanNumber('P', number)
    // guessed from many addresses, either the number of a known buyer or the buyer of a known number
    const guessed = [email.toLowerCase(), written].flatMap((who) => (who ? { who, times: 10 as const } : []))
    await attempts.count('order-track', { who: ctx.ip }, ...guessed)
    const order = written
      ? await ctx.db
          .selectFrom('orders')
          .select(['id', 'email'])
          .where('number', '=', written)
          .where('websiteId', '=', ctx.website.id)
          .executeTakeFirst()
      : undefined
    if (!order || order.email.toLowerCase() !== email.toLowerCase()) throw refuse('ORDER_NOT_FOUND')
    return readTracked(order.id, ctx, carriers)
  }
