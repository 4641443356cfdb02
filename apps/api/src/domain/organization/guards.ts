import { isWithin, type Guard } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'

/** A unit belongs to another one of its organization, and never to itself. */
const businessUnit: Guard = async ({ deed, id, given }, ctx) => {
  const parentId = given['parentId']
  if (typeof parentId !== 'string') return
  const wrong = (problem: string) => refuse('FIELD_INVALID', { field: 'parentId', problem }, 'parentId')
  if (await isWithin(ctx.db, 'business_units', parentId, id)) throw wrong('names a unit that belongs to this one')
  const rows = await ctx.db
    .selectFrom('businessUnits')
    .select(['id', 'organizationId'])
    .where('id', 'in', [parentId, id])
    .execute()
  const organizationOf = (unit: string) => rows.find((row) => row.id === unit)?.organizationId
  const own = deed === 'create' ? given['organizationId'] : organizationOf(id)
  // a unit that is not there is refused by its foreign key
  if (organizationOf(parentId) && organizationOf(parentId) !== own) throw wrong('names a unit of another organization')
}

export const organizationGuards: Record<string, Guard> = { businessUnit }
