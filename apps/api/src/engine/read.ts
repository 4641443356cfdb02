import { columnName, isField, type Entity, type Field, type FieldKind, type Model } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../kernel/context.ts'
import { Decimal } from '../kernel/decimal.ts'
import { refuse } from '../kernel/errors.ts'
import { money } from '../kernel/money.ts'
import { seenOnTheWay } from './access.ts'
import type { AreaReader, ComputedField, Wanted } from './verbs.ts'

type Row = Record<string, unknown> & { id: string }
type Where = RawBuilder<unknown>

/** Where in the statement an object is written. */
interface Place extends Pick<ReadOptions, 'besides'> {
  table: string
  /** For the names of the tables below it. */
  depth: number
  ctx: Ctx
}

export interface ReadOptions {
  where: (table: string) => Where
  orderBy?: (table: string) => RawBuilder<unknown>
  limit?: number
  offset?: number
  /** Something besides the entity's members, under a name that none of them has. */
  besides?: Readonly<Record<string, (table: string) => RawBuilder<unknown>>>
}

/** What is told of a row: of which entity, after which deed, and what. */
export interface Told {
  entity: string
  deed: string
  said: Readonly<Record<string, unknown>>
}

/** Through whose eyes rows are read. */
export interface Lens {
  /** Texts for people: all languages, or the caller's. */
  languages: 'all' | 'one'
  /** Which rows of an entity may be seen on the way to others. */
  visible: (entity: Entity, ctx: Ctx) => ((table: string) => Where) | undefined
  /** What may be told of a row of an entity, of all that is told of it; null: nothing. */
  tell: (about: Told, ctx: Ctx) => Told['said'] | null
  /** Whether what a verb answers is seen because the verb says so; else only where it is visible. */
  trustsVerbs: boolean
  /** At most so many rows of a relation to many; what has more is refused with RELATED_TOO_MANY. */
  mostRelated?: number
}

/** Callers of the shop. */
export const shoppers: Lens = { languages: 'one', visible: seenOnTheWay, tell: () => null, trustsVerbs: true }

/**
 * Reads entities as trees: the columns and relations that are wanted, in one statement, whatever the depth.
 * Computed fields follow, one call a field for all rows. Answers are in the caller's language.
 */
export class EntityReader {
  constructor(
    private readonly model: Model,
    private readonly computed: ReadonlyMap<string, ComputedField>,
    private readonly readers: ReadonlyMap<string, AreaReader>,
    private readonly remains: ReadonlyMap<string, object>,
    private readonly lens: Lens,
  ) {}

  async read(entityName: string, wanted: Wanted, options: ReadOptions, ctx: Ctx): Promise<Row[]> {
    const entity = this.entity(entityName)
    const table = 't0'
    const { rows } = await sql<{ row: Row }>`
      select ${this.object(entity, wanted, { table, depth: 1, ctx, ...options })} as row
      from ${sql.table(entity.table)} as ${sql.ref(table)}
      where ${options.where(table)}
      ${options.orderBy ? sql`order by ${options.orderBy(table)}` : sql``}
      ${options.limit === undefined ? sql`` : sql`limit ${options.limit}`}
      ${options.offset ? sql`offset ${options.offset}` : sql``}`.execute(ctx.db)
    const read = rows.map(({ row }) => row)
    await this.present(entity, wanted, read, ctx)
    return read
  }

  /** Whether there may be rows of this entity that the caller does not see. */
  bounds(entityName: string, ctx: Ctx): boolean {
    return this.lens.visible(this.entity(entityName), ctx) !== undefined
  }

  /** Whether an area reads this entity itself. */
  hasOwn(entityName: string): boolean {
    return this.readers.has(entityName)
  }

  /** What completes a part of an entity that its area reads no more. */
  remainsOf(entityName: string): object {
    return this.remains.get(entityName) ?? {}
  }

  /** Answers entities that are known by their ids, each as its area or the tables have it: those that the caller may see, or that a verb has answered. */
  async readByIds(
    entityName: string,
    ids: readonly string[],
    wanted: Wanted,
    ctx: Ctx,
    from: 'relation' | 'verb' = 'relation',
  ): Promise<ReadonlyMap<string, { id: string }>> {
    if (ids.length === 0) return new Map()
    const own = this.readers.get(entityName)
    if (own) return own(ids, ctx, wanted)
    const given = from === 'verb' && this.lens.trustsVerbs
    const visible = given ? undefined : this.lens.visible(this.entity(entityName), ctx)
    const where = (table: string) =>
      sql`${sql.ref(`${table}.id`)} = any(${ids}::uuid[])${visible ? sql` and ${visible(table)}` : sql``}`
    const rows = await this.read(entityName, wanted, { where }, ctx)
    return new Map(rows.map((row) => [row.id, row]))
  }

  private entity(name: string): Entity {
    const entity = this.model.entities.get(name)
    if (!entity) throw new Error(`the model has no entity "${name}"`)
    return entity
  }

  private object(entity: Entity, wanted: Wanted, place: Place): RawBuilder<unknown> {
    const { table } = place
    const parts: RawBuilder<unknown>[] = [sql`'id', ${sql.ref(`${table}.id`)}`]
    const add = (key: string, value: RawBuilder<unknown>) => parts.push(sql`${sql.lit(key)}, ${value}`)
    for (const key of Object.keys(wanted)) {
      const field = entity.fields[key]
      if (field) {
        add(key, column(table, key, field))
        if (field.kind === 'money' && field.currency)
          add(`${key}:currency`, sql.ref(`${table}.${columnName(field.currency)}`))
        for (const [part, of] of Object.entries(field.tellsOf ?? {}))
          add(`${key}:${part}`, sql.ref(`${table}.${columnName(of)}`))
      }
      if (entity.relations[key]) add(key, this.related(entity, key, wanted[key] ?? {}, place))
      if (key === 'createdAt' || key === 'updatedAt') add(key, sql.ref(`${table}.${columnName(key)}`))
      // changes with every write, whoever writes
      if (key === ':version' && !place.besides?.[key]) add(key, sql`${sql.ref(`${table}.xmin`)}::text`)
    }
    for (const [key, value] of Object.entries(place.besides ?? {})) add(key, value(table))
    // a function takes at most 100 arguments
    const objects = Array.from(
      { length: Math.ceil(parts.length / 45) },
      (_, at) => sql`jsonb_build_object(${sql.join(parts.slice(at * 45, (at + 1) * 45))})`,
    )
    return sql.join(objects, sql` || `)
  }

  private related(entity: Entity, key: string, wanted: Wanted, { table, depth, ctx }: Place): RawBuilder<unknown> {
    const relation = entity.relations[key]
    if (!relation) throw new Error(`${entity.name} has no relation "${key}"`)
    const target = this.entity(relation.to)
    const inner = `t${depth}`
    const object = this.object(target, this.readers.has(relation.to) ? {} : wanted, {
      table: inner,
      depth: depth + 1,
      ctx,
    })
    const from = sql`from ${sql.table(target.table)} as ${sql.ref(inner)}`
    const visible = this.lens.visible(target, ctx)
    const seen = visible ? sql`and ${visible(inner)}` : sql``
    if (relation.relation === 'one')
      return sql`(select ${object} ${from} where ${sql.ref(`${inner}.id`)} = ${sql.ref(`${table}.${columnName(key)}_id`)} ${seen})`
    const order = relation.orderBy ? sql`${sql.ref(`${inner}.${columnName(relation.orderBy)}`)}, ` : sql``
    const many = sql`${from} where ${sql.ref(`${inner}.${columnName(relation.by)}_id`)} = ${sql.ref(`${table}.id`)} ${seen}`
    const { mostRelated } = this.lens
    if (mostRelated === undefined)
      return sql`(select coalesce(jsonb_agg(${object} order by ${order}${sql.ref(`${inner}.id`)}), '[]'::jsonb) ${many})`
    return sql`(select coalesce(jsonb_agg(part.row), '[]'::jsonb) from (
      select ${object} as row ${many} order by ${order}${sql.ref(`${inner}.id`)} limit ${mostRelated + 1}) part)`
  }

  /** Turns what the database wrote into answers, from the leaves of the tree up, and fills in what is computed. */
  private async present(entity: Entity, wanted: Wanted, rows: Row[], ctx: Ctx): Promise<void> {
    if (rows.length === 0) return
    for (const key of Object.keys(wanted)) {
      const field = entity.fields[key]
      if (field) for (const row of rows) presentField(row, key, field, ctx, this.lens)
      const relation = entity.relations[key]
      if (relation?.relation === 'many') this.checkNumber(key, rows)
      if (relation) await this.presentRelated(relation.to, key, wanted[key] ?? {}, rows, ctx)
      if (entity.computed[key]) {
        const values = await this.provider(entity, key)(
          rows.map(({ id }) => id),
          ctx,
          wanted[key] ?? {},
        )
        for (const row of rows) row[key] = values.get(row.id) ?? null
        const type = entity.computed[key]
        // areas answer in one language
        if (this.lens.languages === 'all' && !isField(type) && type.ref === 'entity')
          await this.exchange(key, rows, (ids) => this.readByIds(type.name, ids, wanted[key] ?? {}, ctx))
      }
    }
  }

  /** Puts what is read anew in the place of rows that stand below a member. */
  private async exchange(
    key: string,
    rows: readonly Row[],
    read: (ids: readonly string[]) => Promise<ReadonlyMap<string, { id: string }>>,
  ): Promise<void> {
    const linked = rows.flatMap((row) => (row[key] as Row[] | Row | null) ?? [])
    const found = await read([...new Set(linked.map(({ id }) => id))])
    for (const row of rows) {
      const link = row[key] as Row[] | Row | null
      row[key] = Array.isArray(link)
        ? link.flatMap(({ id }) => found.get(id) ?? [])
        : ((link && found.get(link.id)) ?? null)
    }
  }

  private async presentRelated(to: string, key: string, wanted: Wanted, rows: Row[], ctx: Ctx): Promise<void> {
    if (!this.readers.has(to)) {
      const linked = rows.flatMap((row) => (row[key] as Row[] | Row | null) ?? [])
      return this.present(this.entity(to), wanted, linked, ctx)
    }
    await this.exchange(key, rows, (ids) => this.readByIds(to, ids, wanted, ctx))
  }

  /** A list that was cut must not look whole. */
  private checkNumber(key: string, rows: readonly Row[]): void {
    const { mostRelated } = this.lens
    if (mostRelated !== undefined && rows.some((row) => (row[key] as Row[]).length > mostRelated))
      throw refuse('RELATED_TOO_MANY', { relation: key, maximum: mostRelated }, 'include')
  }

  private provider(entity: Entity, key: string): ComputedField {
    const provider = this.computed.get(`${entity.name}.${key}`)
    if (!provider) throw new Error(`nobody computes ${entity.name}.${key}; its area must bring it in \`computed\``)
    return provider
  }
}

/** Numbers travel as text, so that no float ever holds them. */
const asText = (ref: RawBuilder<unknown>) => sql`${ref}::text`
const asIs = (ref: RawBuilder<unknown>) => ref

const columns = {
  id: asIs,
  text: asIs,
  longText: asIs,
  localized: asIs,
  textList: (ref) => sql`to_jsonb(${ref})`,
  choice: asIs,
  boolean: asIs,
  integer: asIs,
  decimal: asText,
  quantity: asText,
  money: asText,
  date: asText,
  instant: asIs,
  json: asIs,
  secret: () => sql`null`,
} satisfies Record<FieldKind, (ref: RawBuilder<unknown>) => RawBuilder<unknown>>

const column = (table: string, key: string, field: Field) => columns[field.kind](sql.ref(`${table}.${columnName(key)}`))

/** The text in the caller's language, else in the website's, else in any. */
export function inLanguage(
  texts: Record<string, string> | null | undefined,
  ctx: Pick<Ctx, 'locale' | 'website'>,
): string | null {
  if (!texts) return null
  return texts[ctx.locale] ?? texts[ctx.website.defaultLocale] ?? Object.values(texts)[0] ?? null
}

const same = (value: unknown) => value
const trimmed = (value: unknown) => new Decimal(value as string).toFixed()

const presented = {
  id: same,
  text: same,
  longText: same,
  localized: (value, _row, _key, ctx, lens) =>
    lens.languages === 'all' ? value : inLanguage(value as Record<string, string>, ctx),
  textList: same,
  choice: same,
  boolean: same,
  integer: same,
  decimal: trimmed,
  quantity: trimmed,
  money: (value, row, key) => money(value as string, row[`${key}:currency`] as string).toJSON(),
  date: same,
  instant: (value) => new Date(value as string),
  json: (value, row, key, ctx, lens) => {
    const { [`${key}:entity`]: entity, [`${key}:deed`]: deed } = row as unknown as Record<string, string>
    if (entity === undefined || deed === undefined) return value
    return lens.tell({ entity, deed, said: value as Told['said'] }, ctx)
  },
  secret: () => null,
} satisfies Record<FieldKind, (value: unknown, row: Row, key: string, ctx: Ctx, lens: Lens) => unknown>

function presentField(row: Row, key: string, field: Field, ctx: Ctx, lens: Lens): void {
  const value = row[key]
  if (value !== null && value !== undefined) row[key] = presented[field.kind](value, row, key, ctx, lens)
}
