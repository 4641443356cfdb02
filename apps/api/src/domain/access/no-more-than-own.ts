import { sql } from '../../kernel/db.ts'
import type { Ctx, GrantLike } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

/** Nobody gives, takes over or switches more than they have themselves: refuses FORBIDDEN. */
export function noMoreThanOwn({ actor }: Ctx, grants: readonly GrantLike[], what: string): void {
  if (actor.kind !== 'backOffice') return
  const beyond = grants.find((grant) => !actor.rights.covers(grant))
  if (beyond)
    throw refuse('FORBIDDEN', {
      what: `${what} (${beyond.entity}.${beyond.deed} on ${beyond.level} is more than you have)`,
    })
}

export async function grantsOfRole(ctx: Ctx, roleId: string): Promise<readonly GrantLike[]> {
  const row = await ctx.db.selectFrom('roles').select('grants').where('id', '=', roleId).executeTakeFirst()
  return row?.grants ?? []
}

export const grantsOfUser = (ctx: Ctx, id: string) => linked(ctx, 'user_roles', 'user_id', id)
export const grantsOfClient = (ctx: Ctx, id: string) => linked(ctx, 'api_client_roles', 'client_id', id)

async function linked(ctx: Ctx, links: string, by: string, id: string): Promise<readonly GrantLike[]> {
  const { rows } = await sql<{ grants: GrantLike[] }>`
    select r.grants from ${sql.table(links)} l join roles r on r.id = l.role_id where l.${sql.ref(by)} = ${id}`.execute(
    ctx.db,
  )
  return rows.flatMap(({ grants }) => grants)
}
