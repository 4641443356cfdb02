import { columnName, type Entity, type Model } from '@portico/schema'
import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { imageOf, isTold, named, tellDeeds, type Image } from './audit.ts'
import { forgetOutside } from './external.ts'
import { everywhere } from './filter.ts'
import type { Guards } from './guards.ts'
import { reachable } from './reach.ts'

/** So many rows are looked at at once. */
const part = 5_000

/** Relations by whose end rows go with the row that they belong to. */
const belongingTo = (model: Model, { name }: Entity): { child: Entity; key: string }[] =>
  [...model.entities.values()].flatMap((child) =>
    Object.entries(child.relations).flatMap(([key, relation]) =>
      relation.relation === 'one' && relation.to === name && relation.onDelete === 'cascade' ? [{ child, key }] : [],
    ),
  )

/**
 * Before rows are deleted: what goes with them is told in the audit log, row by row, and what it is called outside is forgotten. Rows that could be deleted by themselves
 * go with others only where the caller may delete them, and nothing is said against it: refuses with FORBIDDEN, and as their guards do.
 */
export async function takeAlong(
  model: Model,
  guards: Guards,
  entity: Entity,
  ids: readonly string[],
  ctx: Ctx,
  seen = new Set<string>(),
): Promise<void> {
  if (ids.length === 0) return
  for (const id of ids) seen.add(id)
  for (const { child, key } of belongingTo(model, entity)) {
    const standsAlone = child.writes.includes('delete')
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const rows = await partOf(child, key, ids, after, standsAlone ? reachOf(model, child, ctx) : everywhere, ctx)
      if (rows.some(({ mine }) => !mine)) throw refuse('FORBIDDEN', { what: `${child.name}.delete` })
      const fresh = rows.filter(({ id }) => !seen.has(id))
      const going = fresh.map(({ id }) => id)
      if (standsAlone) {
        const along = entity.name
        await guards.askAll(
          child,
          going.map((id) => ({ deed: 'delete', id, given: {}, along })),
          ctx,
        )
      }
      await takeAlong(model, guards, child, going, ctx, seen)
      await forgetOutside(child, going, ctx)
      if (isTold(ctx))
        await tellDeeds(
          fresh.map(({ id, image }) => ({ entity: child.name, id, deed: 'delete', before: named(child, image) })),
          ctx,
        )
      if (rows.length < part) break
      after = rows.at(-1)!.id
    }
  }
}

/** Asked only where there are rows: who has no right at all may still delete what nothing belongs to. */
function reachOf(model: Model, child: Entity, ctx: Ctx): typeof everywhere {
  const { actor } = ctx
  const none = actor.kind === 'backOffice' && actor.rights.level(child.name, 'delete') === 'none'
  return none ? () => sql`false` : reachable(model, child, 'delete', ctx)
}

async function partOf(
  child: Entity,
  key: string,
  ids: readonly string[],
  after: string,
  reach: typeof everywhere,
  ctx: Ctx,
): Promise<{ id: string; image: Image; mine: boolean }[]> {
  const { rows } = await sql<{ id: string; image: Image; mine: boolean }>`
    select t0.id, ${imageOf(child, 't0')} as image, coalesce(${reach('t0')}, false) as mine
    from ${sql.table(child.table)} as t0
    where ${sql.ref(`t0.${columnName(key)}_id`)} = any(${[...ids]}::uuid[]) and t0.id > ${after}::uuid
    order by t0.id limit ${part} for update`.execute(ctx.db)
  return rows
}
