import { createHash } from 'node:crypto'
import Stripe from 'stripe'

/** How often a question is asked under a new key. */
const MOST = 4

/** Keys of the same account are shared by all its programs; ours say whose they are. */
const keyed = (key: string): Stripe.RequestOptions & { idempotencyKey: string } => ({
  idempotencyKey: `portico-${key}`,
})

/**
 * Asks for a change under an idempotency key. Stripe saves the answer to a key whatever it is, faults of its own (500) and refusals as well, and repeats it for a day or longer
 * (docs.stripe.com/api/idempotent_requests): to ask again under that key would be answered alike as long. So an answer that was saved and is none to go by leads to the same question under the next key, the same
 * one for whoever asks; but first it is looked up whether the change was made all the same. What a card's bank says is an answer: it stays.
 * @param done looks it up; undefined: it was not made, or may be made once more without harm
 */
export async function askedAnew<T>(
  key: string,
  ask: (options: Stripe.RequestOptions & { idempotencyKey: string }) => Promise<T>,
  done: () => Promise<T | undefined>,
): Promise<T> {
  for (let round = 0; ; round++)
    try {
      return await ask(keyed(round === 0 ? key : `${key}-again-${round}`))
    } catch (error) {
      if (!isSaved(error) || round === MOST) throw error
      const made = await done()
      if (made !== undefined) return made
    }
}

function isSaved(thrown: unknown): boolean {
  if (!(thrown instanceof Stripe.errors.StripeError) || thrown instanceof Stripe.errors.StripeCardError) return false
  const headers = thrown.headers
  return headers?.['idempotent-replayed'] === 'true'
}

/** By what a change is known that leaves no other trace: an entry for each, so that a later one of the same thing takes none away. */
const PREFIX = 'portico-'
const nameOf = (key: string): string => PREFIX + createHash('sha256').update(key).digest('hex').slice(0, 16)

/** Of a change that leaves no other trace: its key, among what Stripe keeps with the thing that it changed (`metadata`). */
export const traceOf = (key: string): Record<string, string> => ({ [nameOf(key)]: key })

/** Whether the change of this key left its trace. */
export const hasTraceOf = (key: string, metadata: Stripe.Metadata | null | undefined): boolean =>
  metadata?.[nameOf(key)] === key

/** Whether a change was one of ours. */
export const isTraced = (metadata: Stripe.Metadata | null | undefined): boolean =>
  Object.keys(metadata ?? {}).some((name) => name.startsWith(PREFIX))
