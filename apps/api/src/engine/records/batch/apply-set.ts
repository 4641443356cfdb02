import type { Entity, Model } from '@portico/schema'
import type { Ctx } from '../../../kernel/context.ts'
import { refusalsOf, refuse, type Refusal } from '../../../kernel/errors.ts'
import { changeOf, isTold, named, tellDeeds, type Deed, type Image } from '../audit.ts'
import { forgetOutside, nameOutside, type External } from '../external.ts'
import type { Guards } from '../guards.ts'
import { takeAlong } from '../taken-along.ts'
import { withoutWhatStands, withParts, type Given } from '../write-values.ts'
import { linkRecords, RecordChecker } from './check-records.ts'
import { KeyFinder } from './find-keys.ts'
import type { BatchRecord, Mode, Outcome } from './records.ts'
import {
  bySignature,
  deleteRows,
  insertRows,
  jsonColumns,
  lockRowsOf,
  updateRows,
  type SetRow,
} from './set-statements.ts'

/** A record on its way. */
interface Item {
  at: number
  given: Given
  initially?: Given | undefined
  external?: External | undefined
  merge?: readonly string[] | undefined
  /** The row that it is about, where there is one already. */
  id?: string | undefined
}

/** What names a row within a part, so that two records about the same one are not written by one statement. */
type Named = Item & { name: string }

/** Applies records of one entity by a few statements, however many they are. A fault or a constraint fails all of them. */
export class SetWriter {
  readonly #finder: KeyFinder
  readonly #checker: RecordChecker

  constructor(
    private readonly model: Model,
    private readonly guards: Guards,
  ) {
    this.#finder = new KeyFinder(model)
    this.#checker = new RecordChecker(model)
  }

  /** The rows that records are about, as far as they are there. */
  async find(entity: Entity, records: readonly BatchRecord[], ctx: Ctx): Promise<readonly (string | undefined)[]> {
    const items = await this.#linked(entity, records, [], ctx)
    const found = new Map<number, string>()
    for (const { at, id } of await this.#named(entity, 'update', items, [], ctx)) if (id) found.set(at, id)
    return records.map((_, at) => found.get(at))
  }

  async apply(entity: Entity, mode: Mode, records: readonly BatchRecord[], ctx: Ctx): Promise<Outcome[]> {
    const outcomes: Outcome[] = new Array<Outcome>(records.length)
    const items = await this.#linked(entity, records, outcomes, ctx)
    let waiting = await this.#named(entity, mode, items, outcomes, ctx)
    while (waiting.length > 0) {
      const seen = new Set<string>()
      const [now, later]: [Named[], Named[]] = [[], []]
      for (const item of waiting) {
        ;(seen.has(item.name) ? later : now).push(item)
        seen.add(item.name)
      }
      await this.#write(entity, mode, now, outcomes, ctx)
      // a row that the first of them has made is there for the next
      waiting = later.length > 0 ? await this.#named(entity, mode, later, outcomes, ctx) : []
    }
    return outcomes
  }

  /** Puts ids in the place of keys; what names a row that is not there has an outcome already. */
  async #linked(entity: Entity, records: readonly BatchRecord[], outcomes: Outcome[], ctx: Ctx): Promise<Item[]> {
    const linked = await linkRecords(
      this.model,
      this.#finder,
      entity,
      records.map(({ given }) => given),
      ctx,
    )
    return linked.flatMap((one, at) => {
      const { id, external, merge, initially } = records[at]!
      if ('refusals' in one) {
        // of a row whose key names what is not there, there is none either
        const byKey = !id && !external
        const none = byKey && one.refusals.some(({ code, path }) => isOfKey(entity, code, path))
        outcomes[at] = none ? { ...one, row: null } : one
        return []
      }
      return [{ at, given: one.given, initially, id, external, merge }]
    })
  }

  /** Finds the rows that records are about. Refuses those that name none. */
  async #named(entity: Entity, mode: Mode, items: readonly Item[], outcomes: Outcome[], ctx: Ctx): Promise<Named[]> {
    if (mode === 'create') return this.#fresh(entity, items, outcomes, ctx)
    const tuples = new Map<number, (string | number | boolean)[]>()
    for (const item of items) {
      if (item.id ?? item.external) continue
      try {
        tuples.set(item.at, this.#tupleOf(entity, item.given))
      } catch (error) {
        outcomes[item.at] = { refusals: refusalsOrFault(error) }
      }
    }
    const byKey = items.filter(({ at }) => tuples.has(at))
    const keyIds = await this.#finder.byTuples(
      entity,
      byKey.map(({ at }) => tuples.get(at)!),
      ctx,
    )
    const outside = items.filter(({ id, external }) => !id && external)
    const outsideIds = await this.#finder.external(
      entity,
      outside.map(({ external }) => external!),
      ctx,
    )
    const found = new Map<number, string | undefined>([
      ...byKey.map(({ at }, index) => [at, keyIds[index]] as const),
      ...outside.map(({ at }, index) => [at, outsideIds[index]] as const),
    ])
    return items.flatMap((item) => {
      if (outcomes[item.at]) return []
      const id = item.id ?? found.get(item.at)
      if (!id && mode !== 'upsert') {
        outcomes[item.at] = { refusals: [refuse('NOT_FOUND', { what: entity.name }, 'id')], row: null }
        return []
      }
      return [{ ...item, id, name: id ?? externalName(item) ?? JSON.stringify(tuples.get(item.at)) }]
    })
  }

  /** Records of new rows; what they are called outside is no other row's name yet. */
  async #fresh(entity: Entity, items: readonly Item[], outcomes: Outcome[], ctx: Ctx): Promise<Named[]> {
    const outside = items.filter(({ external }) => external)
    const ids = await this.#finder.external(
      entity,
      outside.map(({ external }) => external!),
      ctx,
    )
    const refusals = [refuse('ALREADY_EXISTS', { entity: entity.name, fields: 'external' }, 'external')]
    for (const [at, item] of outside.entries()) if (ids[at]) outcomes[item.at] = { refusals, row: ids[at] }
    return items
      .filter(({ at }) => !outcomes[at])
      .map((item) => ({ ...item, id: undefined, name: externalName(item) ?? `new ${item.at}` }))
  }

  /** The values of the natural key that a record gives. */
  #tupleOf(entity: Entity, given: Given): (string | number | boolean)[] {
    if (!entity.naturalKey) throw refuse('FIELD_REQUIRED', { field: 'id' }, 'id')
    return entity.naturalKey.map((member) => {
      const key = entity.relations[member] ? `${member}Id` : member
      const value = given[key]
      if (value === undefined || value === null) {
        const standard = entity.fields[member]?.default
        if (value === undefined && standard !== undefined && !Array.isArray(standard)) return standard as string
        throw refuse('FIELD_REQUIRED', { field: member }, member)
      }
      return entity.relations[member] ? (value as string) : this.#finder.value(entity, member, value)
    })
  }

  async #write(entity: Entity, mode: Mode, items: readonly Named[], outcomes: Outcome[], ctx: Ctx): Promise<void> {
    const there = await lockRowsOf(
      entity,
      items.flatMap(({ id }) => id ?? []),
      ctx,
    )
    const gone = items.filter(({ id }) => id && !there.has(id))
    for (const { at } of gone)
      outcomes[at] = { refusals: [refuse('NOT_FOUND', { what: entity.name }, 'id')], row: null }
    const present = items.filter(({ id }) => id && there.has(id))
    if (mode === 'delete') return this.#delete(entity, present, there, outcomes, ctx)
    await this.#insert(
      entity,
      items.filter(({ id }) => !id),
      outcomes,
      ctx,
    )
    await this.#update(entity, present, there, outcomes, ctx)
  }

  async #insert(entity: Entity, items: readonly Named[], outcomes: Outcome[], ctx: Ctx): Promise<void> {
    const made = await this.#checked(entity, 'create', items, outcomes, ctx, () => ctx.ids.next())
    const deeds: Deed[] = []
    const images = isTold(ctx)
    for (const rows of bySignature(made.map(({ row }) => row)))
      for (const { id, image } of await insertRows(entity, rows, { images }, ctx))
        if (images) deeds.push({ entity: entity.name, id, deed: 'create', after: named(entity, image) })
    await nameOutside(
      entity,
      made.flatMap(({ item: { external }, row: { id } }) => (external ? [{ ...external, rowId: id }] : [])),
      ctx,
    )
    await tellDeeds(deeds, ctx)
    for (const { item, row } of made) outcomes[item.at] = { done: 'created', row: row.id }
  }

  async #update(
    entity: Entity,
    items: readonly Named[],
    there: ReadonlyMap<string, Image>,
    outcomes: Outcome[],
    ctx: Ctx,
  ): Promise<void> {
    const changed = await this.#checked(entity, 'update', items, outcomes, ctx, ({ id }) => id!, there)
    const written = new Set<string>()
    const deeds: Deed[] = []
    const images = isTold(ctx)
    for (const rows of bySignature(changed.map(({ row }) => row)))
      for (const { id, image } of await updateRows(entity, rows, { images }, ctx)) {
        written.add(id)
        if (images) deeds.push({ entity: entity.name, id, deed: 'update', ...changeOf(entity, there.get(id)!, image) })
      }
    await tellDeeds(deeds, ctx)
    for (const { item, row } of changed)
      outcomes[item.at] = { done: written.has(row.id) ? 'changed' : 'same', row: row.id }
  }

  async #delete(
    entity: Entity,
    items: readonly Named[],
    there: ReadonlyMap<string, Image>,
    outcomes: Outcome[],
    ctx: Ctx,
  ): Promise<void> {
    const going = items.map((item) => ({ item, id: item.id!, given: {} }))
    const allowed = await this.#guarded(entity, 'delete', going, outcomes, ctx)
    const ids = allowed.map(({ id }) => id)
    if (ids.length === 0) return
    await takeAlong(this.model, this.guards, entity, ids, ctx)
    await deleteRows(entity, ids, ctx)
    await forgetOutside(entity, ids, ctx)
    await tellDeeds(
      ids.map((id) => ({ entity: entity.name, id, deed: 'delete', before: named(entity, there.get(id)!) })),
      ctx,
    )
    for (const { item, id } of allowed) outcomes[item.at] = { done: 'deleted', row: id }
  }

  async #checked(
    entity: Entity,
    write: 'create' | 'update',
    items: readonly Named[],
    outcomes: Outcome[],
    ctx: Ctx,
    idOf: (item: Named) => string,
    there?: ReadonlyMap<string, Image>,
  ): Promise<{ item: Named; row: SetRow }[]> {
    const checked = items.flatMap((item) => {
      try {
        const now = there?.get(item.id ?? '')
        const said = now ? item.given : { ...item.initially, ...item.given }
        const whole = item.merge ? withParts(entity, said, item.merge, now) : said
        const given = now ? withoutWhatStands(entity, whole, now) : whole
        const values = this.#checker.check(entity, write, given, ctx, now)
        return [{ item, id: idOf(item), given: { ...values } }]
      } catch (error) {
        outcomes[item.at] = { refusals: refusalsOrFault(error), row: item.id ?? null }
        return []
      }
    })
    const allowed = await this.#guarded(entity, write, checked, outcomes, ctx)
    return allowed.map(({ item, id, given }) => ({ item, row: { id, columns: jsonColumns(entity, given) } }))
  }

  /** What the area says before the rows are written. */
  async #guarded<One extends { item: Named; id: string; given: Record<string, unknown> }>(
    entity: Entity,
    deed: 'create' | 'update' | 'delete',
    all: readonly One[],
    outcomes: Outcome[],
    ctx: Ctx,
  ): Promise<readonly One[]> {
    const refused = await this.guards.judge(
      entity,
      all.map(({ id, given }) => ({ deed, id, given })),
      ctx,
    )
    return all.filter(({ item }, at) => {
      const refusals = refused.get(at)
      if (refusals) outcomes[item.at] = { refusals, row: item.id ?? null }
      return !refusals
    })
  }
}

const isOfKey = (entity: Entity, code: string, path: string | undefined): boolean =>
  code === 'REFERENCE_NOT_FOUND' && (entity.naturalKey?.includes(path?.split('.')[0] ?? '') ?? false)

const externalName = ({ external }: Item): string | undefined => external && `${external.system}\n${external.id}`

function refusalsOrFault(error: unknown): readonly Refusal[] {
  const refusals = refusalsOf(error)
  if (refusals.length === 0) throw error
  return refusals
}
