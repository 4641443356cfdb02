import { columnName, type Entity, type Model } from '@portico/schema'
import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { reachesTo } from './grants.ts'
import { backOfficeOf, reachable } from './reach.ts'

const namesMedia = (entity: Entity): string[] =>
  Object.entries(entity.fields).flatMap(([key, { format }]) => (format === 'mediaKey' ? [key] : []))

/** Entities of which rows name files of the media store by their keys. */
export const ownersOfMedia = (model: Model): readonly Entity[] =>
  [...model.entities.values()].filter((entity) => namesMedia(entity).length > 0)

/**
 * Who puts a file in the place of another changes every row that names it: each must be theirs to change. What no row names yet is for those who may write the
 * organization's. Refuses with FORBIDDEN.
 */
export async function mayReplaceMedia(model: Model, key: string, ctx: Ctx): Promise<void> {
  const actor = backOfficeOf(ctx)
  if (!actor) return
  const no = () => refuse('FORBIDDEN', { what: 'media.put in the place of what others name' })
  let named = false
  for (const entity of ownersOfMedia(model)) {
    const names = sql.join(
      namesMedia(entity).map((field) => sql`${sql.ref(`t.${columnName(field)}`)} = ${key}`),
      sql` or `,
    )
    const may = actor.rights.level(entity.name, 'update') !== 'none'
    const mine = may ? reachable(model, entity, 'update', ctx)('t') : sql`false`
    const { rows } = await sql<{ named: boolean; others: boolean }>`
      select count(*) > 0 as named, count(*) filter (where not ${mine}) > 0 as others
      from ${sql.table(entity.table)} as t where ${names}`.execute(ctx.db)
    if (rows[0]!.others) throw no()
    named ||= rows[0]!.named
  }
  const wide = ownersOfMedia(model).some(({ name }) =>
    ['create', 'update'].some((deed) => reachesTo(actor.rights.level(name, deed), 'organization')),
  )
  if (!named && !wide) throw no()
}
