import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'

class Rehearsal extends Error {
  constructor(readonly result: unknown) {
    super('a rehearsal ends by rolling back')
  }
}

/** Does the work, answers as if it had been done, and undoes it: for whoever wants to know beforehand. Inside a transaction, that one goes on. */
export async function rehearse<Result>(ctx: Ctx, work: (inside: Ctx) => Promise<Result>): Promise<Result> {
  const before = { ...ctx.granted }
  try {
    return await undone(ctx, work)
  } finally {
    // a session that was opened went with the transaction
    for (const key of Object.keys(ctx.granted)) delete ctx.granted[key as keyof typeof ctx.granted]
    Object.assign(ctx.granted, before)
  }
}

/** Does a write and reads what is told of it in one transaction, so that what cannot be answered does not happen; a rehearsal's is undone. */
export const together = <Result>(ctx: Ctx, dryRun: boolean, work: (inside: Ctx) => Promise<Result>): Promise<Result> =>
  dryRun ? rehearse(ctx, work) : transaction(ctx, work)

async function undone<Result>(ctx: Ctx, work: (inside: Ctx) => Promise<Result>): Promise<Result> {
  if (ctx.db.isTransaction) {
    await sql`savepoint rehearsal`.execute(ctx.db)
    try {
      return await work(ctx)
    } finally {
      await sql`rollback to savepoint rehearsal`.execute(ctx.db)
    }
  }
  try {
    return await transaction(ctx, async (inside) => {
      throw new Rehearsal(await work(inside))
    })
  } catch (error) {
    if (error instanceof Rehearsal) return error.result as Result
    throw error
  }
}
