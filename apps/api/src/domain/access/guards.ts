import type { Change, Guard } from '../../engine/index.ts'
import type { Ctx, GrantLike } from '../../kernel/context.ts'
import { checkAudience, checkRanges, checkRedirects } from './check-client.ts'
import { checkGrants } from './check-grants.ts'
import { grantsOfClient, grantsOfRole, grantsOfUser, noMoreThanOwn } from './no-more-than-own.ts'
import { checkPlacement } from './placement.ts'
import { checkTrust } from './check-trust.ts'

const guardRole: Guard = async ({ deed, id, given }, ctx) => {
  if (deed !== 'create') noMoreThanOwn(ctx, await grantsOfRole(ctx, id), `role.${deed}`)
  const grants = (given['grants'] ?? []) as GrantLike[]
  checkGrants(grants, { audience: 'backOffice', furthest: 'all' })
  noMoreThanOwn(ctx, grants, `role.${deed}`)
}

/** Somebody stronger is not to be touched: whoever opens their list of addresses or renames their account might come in as them. */
const guardPrincipal =
  (entity: 'user' | 'apiClient', grantsOf: (ctx: Ctx, id: string) => Promise<readonly GrantLike[]>): Guard =>
  async (change, ctx) => {
    const { deed, id, given } = change
    checkRanges(given)
    if (entity === 'user' && typeof given['email'] === 'string') given['email'] = given['email'].toLowerCase()
    checkRedirects(given)
    if (entity === 'apiClient' && deed === 'create') await checkAudience(given, ctx)
    if (entity === 'apiClient') await checkTrust(change, ctx)
    if (deed !== 'create') noMoreThanOwn(ctx, await grantsOf(ctx, id), `${entity}.${deed}`)
    await checkPlacement(entity, change, ctx)
  }

const guardLink =
  (links: 'userRoles' | 'apiClientRoles'): Guard =>
  async (change, ctx) =>
    noMoreThanOwn(ctx, await grantsOfRole(ctx, await roleOf(links, change, ctx)), `role.${change.deed}`)

async function roleOf(links: 'userRoles' | 'apiClientRoles', { deed, id, given }: Change, ctx: Ctx): Promise<string> {
  if (deed === 'create') return String(given['roleId'])
  const row = await ctx.db.selectFrom(links).select('roleId').where('id', '=', id).executeTakeFirstOrThrow()
  return row.roleId
}

export const guards: Record<string, Guard> = {
  role: guardRole,
  user: guardPrincipal('user', grantsOfUser),
  apiClient: guardPrincipal('apiClient', grantsOfClient),
  userRole: guardLink('userRoles'),
  apiClientRole: guardLink('apiClientRoles'),
}
