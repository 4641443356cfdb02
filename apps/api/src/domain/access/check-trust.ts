import type { Change } from '../../engine/index.ts'
import type { Ctx, GrantLike } from '../../kernel/context.ts'
import { noMoreThanOwn } from './no-more-than-own.ts'

const everything: GrantLike = { entity: '*', deed: '*', level: 'all' }
/** What decides who comes to hold a person's tokens, or from where they may be used. */
const deciding = ['redirectUris', 'allowedIps', 'active'] as const

/**
 * An app of the house's own acts for whoever signs in to it, and nobody asks them. So whoever makes an app such a one, or says where its codes go, has the rights of
 * all people of the house in hand: that is for those who have all rights. Refuses with FORBIDDEN.
 */
export async function checkTrust({ deed, id, given }: Change, ctx: Ctx): Promise<void> {
  if (deed === 'delete') return
  const before =
    deed === 'update'
      ? await ctx.db
          .selectFrom('apiClients')
          .select(['trusted', 'redirectUris', 'allowedIps', 'active'])
          .where('id', '=', id)
          .executeTakeFirst()
      : undefined
  const was = before?.trusted ?? false
  const becomes = given['trusted'] === undefined ? was : given['trusted'] === true
  const turned = deciding.some(
    (key) => given[key] !== undefined && JSON.stringify(given[key]) !== JSON.stringify(before?.[key]),
  )
  if (was !== becomes || (was && turned))
    noMoreThanOwn(ctx, [everything], `apiClient.${deed} of an app of the house’s own`)
}
