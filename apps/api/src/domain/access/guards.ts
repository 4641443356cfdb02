import { model, type Entity } from '@portico/schema'
import type { Change, Guard } from '../../engine/index.ts'
import { problemOfRange } from '../../kernel/addresses.ts'
import type { Ctx, GrantLike } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { grantsOfClient, grantsOfRole, grantsOfUser, noMoreThanOwn } from './no-more-than-own.ts'

const guardRole: Guard = async ({ deed, id, given }, ctx) => {
  if (deed !== 'create') noMoreThanOwn(ctx, await grantsOfRole(ctx, id), `role.${deed}`)
  const grants = (given['grants'] ?? []) as GrantLike[]
  for (const [index, grant] of grants.entries()) checkWords(grant, index)
  noMoreThanOwn(ctx, grants, `role.${deed}`)
}

const plainDeeds = ['read', 'create', 'update', 'delete']

/** A right to what is not there is a slip of the pen: it would give nothing, and nobody would see why. */
function checkWords({ entity: name, deed, hidden, frozen }: GrantLike, index: number): void {
  const entities =
    name === '*' ? [...model.entities.values()] : [model.entities.get(name)].filter((one) => one !== undefined)
  const wrong = (member: string, problem: string) =>
    refuse('FIELD_INVALID', { field: `grants.${index}.${member}`, problem }, `grants.${index}.${member}`)
  if (entities.length === 0) throw wrong('entity', `${name} is no entity`)
  const known = (one: Entity) => deed in one.actions || deed in one.questions
  if (deed !== '*' && !plainDeeds.includes(deed) && !entities.some(known))
    throw wrong('deed', `${deed} is no deed, action or question of ${name}`)
  for (const [member, fields] of Object.entries({ hidden, frozen }))
    for (const field of fields ?? [])
      if (!entities.some((one) => field in one.fields || field in one.relations || field in one.computed))
        throw wrong(member, `${field} is no field of ${name}`)
}

/** Somebody stronger is not to be touched: whoever opens their list of addresses or renames their account might come in as them. */
const guardPrincipal =
  (entity: string, grantsOf: (ctx: Ctx, id: string) => Promise<readonly GrantLike[]>): Guard =>
  async ({ deed, id, given }, ctx) => {
    checkRanges(given)
    if (entity === 'user' && typeof given['email'] === 'string') given['email'] = given['email'].toLowerCase()
    checkRedirects(given)
    if (deed !== 'create') noMoreThanOwn(ctx, await grantsOf(ctx, id), `${entity}.${deed}`)
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

function checkRanges({ allowedIps }: Record<string, unknown>): void {
  for (const [index, range] of ((allowedIps as string[] | undefined) ?? []).entries()) {
    const problem = problemOfRange(range)
    if (problem) throw refuse('FIELD_INVALID', { field: 'allowedIps', problem }, `allowedIps.${index}`)
  }
}

/** OAuth 2.1, 2.3.1 and 8.4.2: whole addresses; plain http only to this machine. */
function checkRedirects({ redirectUris }: Record<string, unknown>): void {
  for (const [index, address] of ((redirectUris as string[] | undefined) ?? []).entries()) {
    const url = URL.canParse(address) ? new URL(address) : undefined
    const safe =
      url?.protocol === 'https:' ||
      (url?.protocol === 'http:' && /^(127\.0\.0\.1|\[::1\]|localhost)$/.test(url.hostname))
    if (!url || !safe || url.hash)
      throw refuse(
        'FIELD_INVALID',
        {
          field: 'redirectUris',
          problem: `${address} is no https address without a fragment (http only to 127.0.0.1, [::1] or localhost)`,
        },
        `redirectUris.${index}`,
      )
  }
}

export const guards: Record<string, Guard> = {
  role: guardRole,
  user: guardPrincipal('user', grantsOfUser),
  apiClient: guardPrincipal('apiClient', grantsOfClient),
  userRole: guardLink('userRoles'),
  apiClientRole: guardLink('apiClientRoles'),
}
