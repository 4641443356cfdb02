import type { Ctx } from './context.ts'

/** What a transaction must know of the outside before it goes on. It is undone, whoever is outside is asked without holding anything, and it begins anew. */
export class AskOutside extends Error {
  constructor(
    readonly question: string,
    readonly ask: () => Promise<unknown>,
  ) {
    super(`a transaction must know ${question} first; kernel/db.ts asks, and tries it again`)
  }
}

/** How many answers one piece of work may need. */
export const mostAsked = 1_000

/**
 * Asks somebody outside (DNS, for instance) something that changes nothing there, once for a piece of work, and never within a transaction: no row and no connection waits for
 * the answer. `name`: of the question. Inside a transaction it throws, for `transaction` to catch: whoever calls must let that pass.
 */
export async function askedOutside<Answer>(
  { db, outside }: Pick<Ctx, 'db' | 'outside'>,
  name: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  if (outside?.has(name)) return outside.get(name) as Answer
  if (db.isTransaction && outside) throw new AskOutside(name, ask)
  return ask()
}
