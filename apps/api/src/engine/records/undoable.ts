import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'

/** Does something inside a transaction, and undoes that alone where it throws: the transaction goes on. */
export async function undoable<Result>(ctx: Ctx, deed: () => Promise<Result>): Promise<Result> {
  await sql`savepoint undoable`.execute(ctx.db)
  try {
    const result = await deed()
    await sql`release savepoint undoable`.execute(ctx.db)
    return result
  } catch (error) {
    // where the connection is gone, this throws as well, and the transaction with it
    await sql`rollback to savepoint undoable`.execute(ctx.db)
    await sql`release savepoint undoable`.execute(ctx.db)
    throw error
  }
}
