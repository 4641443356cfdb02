import { isWithin, type Change } from '../../engine/index.ts'
import { reachesTo } from '../../engine/records/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

/**
 * Where somebody belongs decides what their rights are about: nobody is put into an organization or a unit beyond what the caller’s own right reaches, nor into a unit
 * of another organization. Refuses with FORBIDDEN, FIELD_INVALID.
 */
export async function checkPlacement(
  entity: 'user' | 'apiClient',
  { deed, id, given }: Change,
  ctx: Ctx,
): Promise<void> {
  if (deed === 'delete' || (given['organizationId'] === undefined && given['businessUnitId'] === undefined)) return
  const before = await ctx.db
    .selectFrom(entity === 'user' ? 'users' : 'apiClients')
    .select(['organizationId', 'businessUnitId'])
    .where('id', '=', id)
    .executeTakeFirst()
  const organizationId = (given['organizationId'] ?? before?.organizationId) as string
  const unitId = (given['businessUnitId'] === undefined ? before?.businessUnitId : given['businessUnitId']) as
    string | null
  if (organizationId === before?.organizationId && unitId === before.businessUnitId) return
  await sameOrganization(unitId, organizationId, ctx)
  const { actor } = ctx
  if (actor.kind !== 'backOffice') return
  const level = actor.rights.level(entity, deed)
  const own = actor.businessUnitId
  const reaches =
    level === 'all' ||
    (organizationId === actor.organizationId &&
      (level === 'organization' ||
        (unitId !== null &&
          own !== null &&
          reachesTo(level, 'unit') &&
          (level === 'unit' ? unitId === own : await isWithin(ctx.db, 'business_units', unitId, own)))))
  if (!reaches)
    throw refuse('FORBIDDEN', { what: `${entity}.${deed} (where somebody belongs is more than you may say)` })
}

async function sameOrganization(unitId: string | null, organizationId: string, ctx: Ctx): Promise<void> {
  if (!unitId) return
  const unit = await ctx.db
    .selectFrom('businessUnits')
    .select('organizationId')
    .where('id', '=', unitId)
    .executeTakeFirst()
  if (unit && unit.organizationId !== organizationId)
    throw refuse('FIELD_INVALID', { field: 'businessUnit', problem: 'is one of another organization' }, 'businessUnit')
}
