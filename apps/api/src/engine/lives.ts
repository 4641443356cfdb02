import { columnName, model, type Entity } from '@portico/schema'
import { sql } from 'kysely'
import type { Ctx } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { appendEvent } from '../kernel/outbox.ts'
import type { Guard } from './verbs.ts'

type Value = string | number | boolean | Date | null

/** A row's step into another state, by an action of its entity. */
export interface Step {
  entity: string
  id: string
  /** The action's name, for who must be told No. */
  action: string
  to: string
  /** What is written besides, by field. */
  besides?: Readonly<Record<string, Value>>
}

const entityOf = (name: string): Entity => {
  const entity = model.entities.get(name)
  if (!entity) throw new Error(`the model has no entity "${name}"`)
  return entity
}

/**
 * Moves a row into a state where the model lets it, and tells `<entity>.<state>`. In the caller's transaction; the row stays locked. Refuses with NOT_FOUND and
 * TRANSITION_NOT_ALLOWED, also where it is in that state already.
 */
export async function moveRow(ctx: Ctx, { entity: name, id, action, to, besides = {} }: Step): Promise<void> {
  const entity = entityOf(name)
  const { states } = entity
  if (!states) throw new Error(`${name} has no states`)
  const state = await stateOf(ctx, entity, id)
  if (!states.moves[state]?.includes(to)) throw refuse('TRANSITION_NOT_ALLOWED', { entity: name, state, action })
  const sets = Object.entries({ [states.field]: to, ...besides, updatedAt: ctx.clock.now() }).map(
    ([field, value]) => sql`${sql.ref(columnName(field))} = ${value}`,
  )
  await sql`update ${sql.table(entity.table)} set ${sql.join(sets)} where id = ${id}`.execute(ctx.db)
  await appendEvent(ctx, { topic: `${name}.${to}`, entity: name, entityId: id, payload: { [`${name}Id`]: id } })
}

/** The state that a row is in; it is locked until the transaction ends. Refuses with NOT_FOUND. */
async function stateOf(ctx: Ctx, { name, table, states }: Entity, id: string): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select ${sql.ref(columnName(states?.field ?? 'id'))} as state from ${sql.table(table)} where id = ${id} for update`.execute(
    ctx.db,
  )
  if (!rows[0]) throw refuse('NOT_FOUND', { what: name }, 'id')
  return rows[0].state
}

/** A guard of an entity with states: plain writes only while it is in one of these. Nothing stands in the way of its creation. */
export const onlyWhile =
  (name: string, states: readonly string[]): Guard =>
  async ({ deed, id }, ctx) => {
    if (deed !== 'create') await mustBe(ctx, name, id, states, deed)
  }

/**
 * A guard of what belongs to an entity with states: plain writes only while that is in one of these. `way`: relations to one that lead there, as
 * `line.quote`.
 */
export const onlyWhileItsWhole =
  (part: string, way: string, states: readonly string[]): Guard =>
  async ({ deed, id, given }, ctx) => {
    const [first = '', ...rest] = way.split('.')
    let here = entityOf(part)
    let at = deed === 'create' ? (given[`${first}Id`] as string) : await linked(ctx, here, id, first)
    here = next(here, first)
    for (const step of rest) {
      const further = at === undefined ? undefined : await linked(ctx, here, at, step)
      here = next(here, step)
      at = further
    }
    // what is linked to nothing is refused by its foreign key
    if (at !== undefined) await mustBe(ctx, here.name, at, states, deed, true)
  }

const next = (entity: Entity, relation: string) => entityOf(entity.relations[relation]?.to ?? relation)

async function linked(ctx: Ctx, { table }: Entity, id: string, relation: string): Promise<string | undefined> {
  const { rows } = await sql<{ at: string }>`
    select ${sql.ref(columnName(`${relation}Id`))} as at from ${sql.table(table)} where id = ${id}`.execute(ctx.db)
  return rows[0]?.at
}

async function mustBe(
  ctx: Ctx,
  name: string,
  id: string,
  states: readonly string[],
  deed: string,
  lenient = false,
): Promise<void> {
  const entity = entityOf(name)
  const { rows } = await sql<{ state: string }>`
    select ${sql.ref(columnName(entity.states?.field ?? 'id'))} as state from ${sql.table(entity.table)}
    where id = ${id} for update`.execute(ctx.db)
  const state = rows[0]?.state
  if (state === undefined && lenient) return
  if (state === undefined) throw refuse('NOT_FOUND', { what: name }, 'id')
  if (!states.includes(state)) throw refuse('TRANSITION_NOT_ALLOWED', { entity: name, state, action: deed })
}
