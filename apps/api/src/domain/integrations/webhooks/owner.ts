import type { BackOfficeActor, Ctx } from '../../../kernel/context.ts'
import type { Db } from '../../../kernel/db.ts'

/** Who somebody of the back office is now, with the rights that they have now; undefined: gone, or switched off. */
export type ActorOf = (
  db: Db,
  principal: { by: 'client' | 'user'; id: string; scopes: readonly string[] },
) => Promise<BackOfficeActor | undefined>

/** Whose a subscription is. */
export interface Owned {
  clientId: string | null
  userId: string | null
  tokenScopes: readonly string[]
}

/** The context in which a subscription's messages are read: its owner's. */
export async function asOwner(
  ctx: Ctx,
  { clientId, userId, tokenScopes: scopes }: Owned,
  actorOf: ActorOf,
): Promise<(Ctx & { actor: BackOfficeActor }) | undefined> {
  const id = clientId ?? userId
  const actor = id ? await actorOf(ctx.db, { by: clientId ? 'client' : 'user', id, scopes }) : undefined
  return actor && { ...ctx, actor }
}
