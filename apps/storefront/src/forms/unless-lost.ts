import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'

/** Why no answer came: there is no connection, or the server had none. */
export type Loss = 'offline' | 'unanswered'

/**
 * What a server action answers; where its answer never came, what `lost` makes of that. Without this, React would put the error page
 * in place of everything that the shopper sees and has typed.
 * @throws redirects, and what only another page can heal: an action that a newer version of the shop does not know
 */
export async function unlessLost<Answer>(write: () => Promise<Answer>, lost: (loss: Loss) => Answer): Promise<Answer> {
  try {
    return await write()
  } catch (problem) {
    unstable_rethrow(problem)
    if (unstable_isUnrecognizedActionError(problem)) throw problem
    // What `fetch` throws when nothing came back is a TypeError in every browser (https://fetch.spec.whatwg.org/#fetch-method).
    return lost(problem instanceof TypeError ? 'offline' : 'unanswered')
  }
}
