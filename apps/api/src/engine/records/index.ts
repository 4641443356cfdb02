import { isField, type Entity, type Model, type TypeRef } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import type { Seal } from '../../kernel/seal.ts'
import { complete } from '../complete.ts'
import { EntityReader } from '../read.ts'
import type { Retiring } from '../retiring.ts'
import type { AreaReader, ComputedField, Guard, ManyGuard, Wanted } from '../verbs.ts'
import type { External } from './external.ts'
import type { Filter } from './filter.ts'
import type { FilterCost } from './filter-cost.ts'
import { findRows, version, type Found, type ListAsked, type Row } from './find.ts'
import { Guards } from './guards.ts'
import { checkWanted, conditionFor, reachable, scopeOf, toldOf } from './reach.ts'
import { PartWriter } from './batch/apply.ts'
import { keyCondition, withInputIds, type NaturalKey } from './references.ts'
import { checkSize } from './tree-size.ts'
import type { Given } from './write-values.ts'
import type { FromVersions } from './versions.ts'
import { unfit } from './violations.ts'
import { Writer, type Deleted, type Written } from './write.ts'

export { externalOf, type External } from './external.ts'
export type { Filter, Operator } from './filter.ts'
export { operators, operatorsOf } from './filter.ts'
export type { Found, ListAsked, Listed, PageAsked, Row } from './find.ts'
export { allRights, isAbout, reachesTo, Rights, type Grant, type Within } from './grants.ts'
export { rightsOfPerson } from './people.ts'
export { rehearse, together } from './rehearse.ts'
export { isShown } from './paths.ts'
export { checkSize } from './tree-size.ts'
export type { NaturalKey } from './references.ts'
export type { Sort } from './sort.ts'
export type { Given } from './write-values.ts'
export type { FromVersions } from './versions.ts'
export type { Deleted, Written } from './write.ts'

/** Rows of a relation to many that come along with the row that they belong to. */
const mostRelated = 500

/** Every entity's rows as the back office knows them: all languages, every field that the caller's rights show, every plain write. */
export class Records {
  readonly #reader: EntityReader
  readonly #writer: Writer
  /** Many records at once, for batches. */
  readonly parts: PartWriter

  constructor(
    private readonly model: Model,
    areas: {
      computed: ReadonlyMap<string, ComputedField>
      guards: ReadonlyMap<string, readonly Guard[]>
      manyGuards: ReadonlyMap<string, ManyGuard>
    },
    private readonly retiring: Retiring,
    private readonly bounds: { largestPage: number; cost: FilterCost; seal: Seal },
  ) {
    this.#reader = new EntityReader(model, areas.computed, new Map<string, AreaReader>(), new Map(), {
      languages: 'all',
      visible: (entity, ctx) => reachable(model, entity, 'read', ctx),
      trustsVerbs: false,
      tell: (about, ctx) => toldOf(model, about, ctx),
      mostRelated,
    })
    const guards = new Guards(areas.guards, areas.manyGuards)
    this.#writer = new Writer(model, guards, bounds.cost)
    this.parts = new PartWriter(model, this.#writer, guards)
  }

  /** Fills in what a verb's answer leaves out, as the back office knows it; an entity itself is read anew, in all languages. */
  async complete(type: TypeRef, answer: unknown, wanted: Wanted, ctx: Ctx): Promise<unknown> {
    const bare = !isField(type) && type.ref === 'entity' ? onlyIds(answer) : answer
    await complete(this.model, this.#reader, type, bare, wanted, ctx)
    return bare
  }

  /** The entity of this name. Throws NOT_FOUND. */
  entity(name: string): Entity {
    const entity = this.model.entities.get(name)
    if (!entity) throw refuse('NOT_FOUND', { what: name })
    return entity
  }

  /** How many rows a page may have at most. */
  get largestPage(): number {
    return this.bounds.largestPage
  }

  /** A page of rows; see `findRows`. */
  async list(name: string, asked: ListAsked, ctx: Ctx): Promise<Found> {
    const { model } = this
    const entity = this.entity(name)
    checkWanted(model, entity, asked.wanted, ctx)
    checkSize(model, entity, asked.wanted, Math.min(asked.page.size, this.bounds.largestPage))
    this.retiring.read(entity, asked.wanted, ctx)
    this.retiring.choose(entity, asked.filter, asked.sort ?? [], ctx)
    const parts = { ...this.bounds, reader: this.#reader, besides: { ':version': version } }
    const found = await read(entity, () => {
      const within = { rows: reachable(model, entity, 'read', ctx), scope: scopeOf(model, ctx) }
      return findRows(parts, entity, asked, within, ctx)
    })
    return found as Found
  }

  /** One row, or null where it is not or is not the caller's to read. Refuses with FORBIDDEN, QUERY_TOO_COSTLY, RELATED_TOO_MANY, TOOK_TOO_LONG. */
  async get(name: string, id: string, wanted: Wanted, ctx: Ctx): Promise<Row | null> {
    // an id of another form than ours names nothing
    return this.#one(name, (table) => sql`${sql.ref(`${table}.id`)} = ${isUuid(id) ? id : null}`, wanted, ctx)
  }

  /** The row that a natural key or an external reference names, as `get`. Refuses with FIELD_INVALID a key that is none. */
  async getByKey(name: string, key: NaturalKey, wanted: Wanted, ctx: Ctx): Promise<Row | null> {
    return this.#one(name, keyCondition(this.model, this.entity(name), key, 'key', ctx), wanted, ctx)
  }

  async #one(
    name: string,
    named: (table: string) => RawBuilder<unknown>,
    wanted: Wanted,
    ctx: Ctx,
  ): Promise<Row | null> {
    const entity = this.entity(name)
    checkWanted(this.model, entity, wanted, ctx)
    checkSize(this.model, entity, wanted, 1)
    this.retiring.read(entity, wanted, ctx)
    const mine = reachable(this.model, entity, 'read', ctx)
    const where = (table: string) => sql`${named(table)} and ${mine(table)}`
    const [row] = await read(entity, () =>
      this.#reader.read(name, wanted, { where, besides: { ':version': version } }, ctx),
    )
    return (row as Row | undefined) ?? null
  }

  /** A filter as a condition on a table of the entity's rows, for whoever asks for more than a list can. Refuses as `list` does. */
  condition(name: string, filter: Filter | undefined, ctx: Ctx): (table: string) => RawBuilder<unknown> {
    return conditionFor(this.model, this.entity(name), filter, ctx, 'read').matching
  }

  create(name: string, given: Given, ctx: Ctx, external?: External): Promise<Written> {
    return this.#writer.create(this.#written(name, given, ctx), given, ctx, external)
  }

  update(name: string, id: string, given: Given, ctx: Ctx, ifVersion?: FromVersions): Promise<Written> {
    return this.#writer.update(this.#written(name, given, ctx), id, given, ctx, { ifVersion })
  }

  upsert(
    name: string,
    key: NaturalKey,
    given: Given,
    ctx: Ctx,
    from: { ifVersion?: FromVersions; versionRequired?: boolean } = {},
  ): Promise<Written> {
    return this.#writer.upsert(this.#written(name, { ...key, ...given }, ctx), key, given, ctx, from)
  }

  remove(name: string, id: string, ctx: Ctx, ifVersion?: FromVersions): Promise<void> {
    return this.#writer.remove(this.#written(name, {}, ctx), id, ctx, ifVersion)
  }

  /** What an action takes, with ids in the place of natural keys and external references. Refuses with REFERENCE_NOT_FOUND. */
  inputOf(action: string, input: Given, ctx: Ctx): Promise<Given> {
    return withInputIds(this.model, this.model.actions.get(action)?.input ?? {}, input, ctx)
  }

  removeWhere(name: string, filter: Filter, ctx: Ctx): Promise<Deleted> {
    const entity = this.#written(name, {}, ctx)
    this.retiring.choose(entity, filter, [], ctx)
    return this.#writer.removeWhere(entity, filter, ctx)
  }

  /** The entity that is written, with what is given of it. */
  #written(name: string, given: Given, ctx: Ctx): Entity {
    const entity = this.entity(name)
    this.retiring.write(entity, given, ctx)
    return entity
  }

  /** A door names members of an entity without reading them. */
  names(entity: Entity, members: Wanted, ctx: Ctx): void {
    this.retiring.read(entity, members, ctx)
  }
}

/** Reads, and refuses with FIELD_INVALID what the database cannot compare with, with TOOK_TOO_LONG what it gave up. */
async function read<Result>(entity: Entity, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw unfit(error, entity.name)
  }
}

const onlyIds = (answer: unknown): unknown => {
  if (Array.isArray(answer)) return answer.map(onlyIds)
  return answer ? { id: (answer as { id: string }).id } : answer
}
