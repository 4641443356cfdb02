import { columnName, writableInput, type Entity, type Model } from '@portico/schema'
import { sql } from 'kysely'
import { isDeepStrictEqual } from 'node:util'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refusalsOf, refuse } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import { inputValidator } from '../validate.ts'
import { linksWithinReach, ownedBy } from './belonging.ts'
import { changeOf, imageOf, named, tellDeeds, type Image } from './audit.ts'
import { externalOf, forgetOutside, nameOutside, type External } from './external.ts'
import { everywhere, type Filter } from './filter.ts'
import type { FilterCost } from './filter-cost.ts'
import { countRows, version } from './find.ts'
import type { Guards } from './guards.ts'
import { backOfficeOf, conditionFor, reachable, sightOf } from './reach.ts'
import { keyCondition, leadsNowhere, withIds, type NaturalKey } from './references.ts'
import { takeAlong } from './taken-along.ts'
import { undoable } from './undoable.ts'
import { isFrom, type FromVersions } from './versions.ts'
import { inWords } from './violations.ts'
import { checkedValues, columnsOf, withoutWhatStands, withParts, type Given } from './write-values.ts'

/** A row that was written, with its version afterwards. */
export interface Written {
  id: string
  version: string
  /** false: it was there already. */
  created: boolean
  /** It was there, and is otherwise now. */
  changed?: boolean
}

/** What a delete of many did, or (`rehearsed`) would have done. */
export interface Deleted {
  count: number
}

/** A delete of many takes at most so many rows in its transaction. */
const mostDeleted = 10_000

interface Updating {
  ifVersion?: FromVersions
  merge?: readonly string[] | undefined
  whole?: boolean
}

interface Upserting {
  ifVersion?: FromVersions
  /** Whether a row that is there is changed only where its version is said. */
  versionRequired?: boolean
  merge?: readonly string[] | undefined
  initially?: Given | undefined
}

type Deed = 'create' | 'update' | 'delete'

/**
 * Plain writes of any entity that allows them: checked by the model, by the caller's rights, and by the guards that areas bring; in one transaction.
 * All refuse with FORBIDDEN, FIELD_*, REFERENCE_NOT_FOUND, ALREADY_EXISTS, TRANSITION_NOT_ALLOWED, METHOD_NOT_ALLOWED.
 */
export class Writer {
  readonly #validators = new Map<string, (input: unknown) => unknown>()

  constructor(
    private readonly model: Model,
    private readonly guards: Guards,
    private readonly cost: FilterCost,
  ) {}

  /** Adds a row; with it, what it is called outside. */
  create(entity: Entity, given: Given, ctx: Ctx, external?: External): Promise<Written> {
    return this.#write(entity, 'create', ctx, async (inside) => {
      const linked = await withIds(this.model, entity, ownedBy(entity, given, backOfficeOf(inside)), inside)
      const values = await this.#checked(entity, 'create', linked, inside)
      const id = ctx.ids.next()
      await this.guards.ask(entity, { deed: 'create', id, given: values }, inside)
      const columns = columnsOf(entity, values)
      const now = ctx.clock.now()
      const names = ['id', ...columns.keys(), 'created_at', 'updated_at']
      const { rows } = await sql<{ version: string; image: Image }>`
        insert into ${sql.table(entity.table)} as t0 (${sql.join(names.map((name) => sql.ref(name)))})
        values (${sql.join([id, ...columns.values(), now, now])})
        returning ${version('t0')} as version, ${imageOf(entity, 't0')} as image`.execute(inside.db)
      await this.#stays(entity, 'create', id, inside)
      if (external) await nameOutside(entity, [{ ...external, rowId: id }], inside)
      const { version: at, image } = rows[0]!
      await tellDeeds([{ entity: entity.name, id, deed: 'create', after: named(entity, image) }], inside)
      return { id, version: at, created: true }
    })
  }

  /**
   * Changes what is given of a row. `ifVersion`: only if it is still at that version (VERSION_OUTDATED). `merge`: see `withParts`. `whole`: what is given may
   * repeat what cannot be changed, as it is. Refuses with NOT_FOUND.
   */
  update(
    entity: Entity,
    id: string,
    given: Given,
    ctx: Ctx,
    { ifVersion, merge, whole = false }: Updating = {},
  ): Promise<Written> {
    return this.#write(entity, 'update', ctx, async (inside) => {
      const now = await this.#locked(entity, 'update', id, inside, ifVersion)
      const linked = await withIds(this.model, entity, withParts(entity, given, merge, now.image), inside)
      const changes = whole ? withoutWhatStands(entity, linked, now.image) : linked
      const values = await this.#checked(entity, 'update', changes, inside, now.currencies)
      await this.guards.ask(entity, { deed: 'update', id, given: values }, inside)
      const columns = columnsOf(entity, values)
      if (columns.size === 0) return { id, version: now.version, created: false }
      const sets = [...columns].map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
      const news = [...columns].map(([column, value]) => sql`${sql.ref(`t0.${column}`)} is distinct from ${value}`)
      const { rows } = await sql<{ version: string; image: Image }>`
        update ${sql.table(entity.table)} as t0 set ${sql.join(sets)}, updated_at = ${ctx.clock.now()}
        where id = ${id} and (${sql.join(news, sql` or `)})
        returning ${version('t0')} as version, ${imageOf(entity, 't0')} as image`.execute(inside.db)
      // what is so already is left alone: no version, no news, nothing to audit
      if (!rows[0]) return { id, version: now.version, created: false }
      await this.#stays(entity, 'update', id, inside)
      const { version: at, image } = rows[0]
      await tellDeeds([{ entity: entity.name, id, deed: 'update', ...changeOf(entity, now.image, image) }], inside)
      return { id, version: at, created: false, changed: true }
    })
  }

  /** The id of the row of this natural key or external reference. */
  async find(entity: Entity, key: NaturalKey, ctx: Ctx): Promise<string | undefined> {
    const condition = keyCondition(this.model, entity, key, 'key', ctx)
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(entity.table)} as k where ${condition('k')}`.execute(ctx.db)
    return rows[0]?.id
  }

  /**
   * Changes the row of this natural key or external reference, or adds it; with it, the reference. What a natural key says need not be said again in
   * `given`; what says otherwise is refused with FIELD_INVALID. `merge`: see `withParts`; `initially`: what is said of the row only where it is added.
   * Refuses with VERSION_REQUIRED, and with VERSION_OUTDATED also where a version is said of a row that is not there.
   */
  upsert(
    entity: Entity,
    key: NaturalKey,
    given: Given,
    ctx: Ctx,
    { ifVersion, versionRequired = false, merge, initially = {} }: Upserting = {},
  ): Promise<Written> {
    const external = externalOf(key, 'key')
    const rest = external ? given : withoutKey(entity, key, given)
    return transaction(ctx, async (inside) => {
      const find = () => this.find(entity, key, inside)
      const change = (id: string) => {
        if (versionRequired && ifVersion === undefined) throw refuse('VERSION_REQUIRED')
        return found(entity, key, this.update(entity, id, rest, inside, { ifVersion, merge, whole: true }))
      }
      const id = await find()
      if (id) return change(id)
      if (ifVersion !== undefined) throw refuse('VERSION_OUTDATED', { entity: entity.name })
      const whole = withParts(entity, { ...initially, ...rest, ...(external ? {} : key) }, merge)
      try {
        return await undoable(inside, () => this.create(entity, whole, inside, external))
      } catch (error) {
        // somebody else has added it in the meantime
        const since = refusalsOf(error)[0]?.code === 'ALREADY_EXISTS' ? await find() : undefined
        if (!since) throw error
        return change(since)
      }
    })
  }

  /** Takes a row away. Refuses with NOT_FOUND, VERSION_OUTDATED, STILL_REFERENCED. */
  remove(entity: Entity, id: string, ctx: Ctx, ifVersion?: FromVersions): Promise<void> {
    return this.#write(entity, 'delete', ctx, async (inside) => {
      const { image } = await this.#locked(entity, 'delete', id, inside, ifVersion)
      await this.guards.ask(entity, { deed: 'delete', id, given: {} }, inside)
      await takeAlong(this.model, this.guards, entity, [id], inside)
      await sql`delete from ${sql.table(entity.table)} where id = ${id}`.execute(inside.db)
      await forgetOutside(entity, [id], inside)
      await tellDeeds([{ entity: entity.name, id, deed: 'delete', before: named(entity, image) }], inside)
    })
  }

  /** Takes all rows away that a filter finds, or none: TOO_MANY_ROWS says how many they are when it is more than 10,000. */
  removeWhere(entity: Entity, filter: Filter, ctx: Ctx): Promise<Deleted> {
    return this.#write(entity, 'delete', ctx, async (inside) => {
      const { matching, touched } = conditionFor(this.model, entity, filter, inside, 'delete')
      await this.cost.judge(entity, { filter, matching, touched, sight: sightOf(inside) }, inside)
      const count = await countRows(entity, matching, inside)
      if (count > mostDeleted)
        throw refuse('TOO_MANY_ROWS', { entity: entity.name, count, maximum: mostDeleted }, 'filter')
      const { rows } = await sql<{ id: string; image: Image }>`
        select id, ${imageOf(entity, 't0')} as image from ${sql.table(entity.table)} as t0
        where ${matching('t0')} order by id for update`.execute(inside.db)
      await this.guards.askAll(
        entity,
        rows.map(({ id }) => ({ deed: 'delete', id, given: {} })),
        inside,
      )
      const ids = rows.map(({ id }) => id)
      await takeAlong(this.model, this.guards, entity, ids, inside)
      await sql`delete from ${sql.table(entity.table)} where id = any(${ids}::uuid[])`.execute(inside.db)
      await forgetOutside(entity, ids, inside)
      await tellDeeds(
        rows.map(({ id, image }) => ({ entity: entity.name, id, deed: 'delete', before: named(entity, image) })),
        inside,
      )
      return { count: ids.length }
    })
  }

  async #write<Result>(entity: Entity, deed: Deed, ctx: Ctx, work: (inside: Ctx) => Promise<Result>): Promise<Result> {
    if (!entity.writes.includes(deed))
      throw refuse('METHOD_NOT_ALLOWED', { method: deed, allowed: entity.writes.join(', ') || 'reading only' })
    // who has no right at all costs no database
    reachable(this.model, entity, deed, ctx)
    try {
      return await transaction(ctx, work)
    } catch (error) {
      throw inWords(error, this.model, entity)
    }
  }

  async #checked(entity: Entity, write: 'create' | 'update', linked: Given, ctx: Ctx, now: Given = {}): Promise<Given> {
    const actor = backOfficeOf(ctx)
    const name = `${entity.name}.${write}`
    const validate = this.#validators.get(name) ?? inputValidator(this.model, writableInput(entity, write))
    this.#validators.set(name, validate)
    const checked = checkedValues(entity, write, linked, { rights: actor?.rights, now, validate })
    await linksWithinReach(this.model, entity, checked, ctx)
    return checked
  }

  /** Locks the row and answers what a write must know of it. */
  async #locked(entity: Entity, deed: Deed, id: string, ctx: Ctx, ifVersion?: FromVersions) {
    const currencies = Object.values(entity.fields).flatMap(({ kind, currency }) =>
      kind === 'money' ? [currency ?? 'currency'] : [],
    )
    const named = [...new Set(currencies)].flatMap((key) => [sql.lit(key), sql.ref(`t0.${columnName(key)}`)])
    const { rows } = await sql<{ version: string; currencies: Given; image: Image }>`
      select ${version('t0')} as version, ${imageOf(entity, 't0')} as image, jsonb_build_object(${sql.join(named)}) as currencies
      from ${sql.table(entity.table)} as t0
      where t0.id = ${isUuid(id) ? id : null} and ${reachable(this.model, entity, deed, ctx)('t0')} for update`.execute(
      ctx.db,
    )
    const [row] = rows
    if (!row) throw refuse('NOT_FOUND', { what: entity.name }, 'id')
    if (!isFrom(ifVersion, row.version)) throw refuse('VERSION_OUTDATED', { entity: entity.name })
    return row
  }

  /** A row must not be written to where its writer has no right. */
  async #stays(entity: Entity, deed: Deed, id: string, ctx: Ctx): Promise<void> {
    const reach = reachable(this.model, entity, deed, ctx)
    if (reach === everywhere) return
    const { rows } = await sql`
      select from ${sql.table(entity.table)} as t0 where t0.id = ${id} and ${reach('t0')}`.execute(ctx.db)
    if (rows.length === 0) throw refuse('FORBIDDEN', { what: `${entity.name}.${deed}` })
  }
}

/** A row that a key names, and that is not the caller's to change: they have said no id that could be wrong. */
async function found(entity: Entity, key: NaturalKey, change: Promise<Written>): Promise<Written> {
  try {
    return await change
  } catch (error) {
    const [refusal] = refusalsOf(error)
    if (refusal?.code !== 'NOT_FOUND' || refusal.path !== 'id') throw error
    const [member = 'external'] = externalOf(key, 'key') ? [] : (entity.naturalKey ?? [])
    throw leadsNowhere(member, entity.name, key)
  }
}

/** What is given besides a natural key. Refuses with FIELD_INVALID a member that both name and not alike. */
function withoutKey(entity: Entity, key: NaturalKey, given: Given): Given {
  const rest: Record<string, unknown> = { ...given }
  for (const member of entity.naturalKey ?? [])
    for (const name of entity.relations[member] ? [member, `${member}Id`] : [member]) {
      const said = rest[name]
      delete rest[name]
      if (said !== undefined && !isDeepStrictEqual(said, key[member]))
        throw refuse('FIELD_INVALID', { field: name, problem: 'is said by the key already, and otherwise' }, name)
    }
  return rest
}
