import { columnName, type Entity, type Field, type FieldKind, type Model } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { Refusal, refusalsOf, refuse } from '../../../kernel/errors.ts'
import { isUuid } from '../../../kernel/ids.ts'
import { inputValidator } from '../../validate.ts'
import { externalOf, type External } from '../external.ts'
import { everywhere } from '../filter.ts'
import { leadsNowhere, nameable } from '../references.ts'

/** The PostgreSQL type of each kind, as a record of JSON is read into it. */
export const sqlTypes = {
  id: 'uuid',
  text: 'text',
  longText: 'text',
  localized: 'jsonb',
  textList: 'text[]',
  choice: 'text',
  boolean: 'boolean',
  integer: 'integer',
  decimal: 'numeric',
  quantity: 'numeric',
  money: 'numeric',
  date: 'date',
  instant: 'timestamptz',
  json: 'jsonb',
  secret: 'text',
} satisfies Record<FieldKind, string>

type Condition = (table: string) => RawBuilder<unknown>
type Tuple = readonly (string | number | boolean)[]
/** The id of a row, or why there is none. */
export type FoundId = string | Refusal

/** Finds rows by what they are called, many at once: one statement for each entity that is named. */
export class KeyFinder {
  readonly #validators = new Map<string, (input: unknown) => unknown>()

  constructor(private readonly model: Model) {}

  /** The rows that keys of a relation name: ids, natural keys, external references; by their names those only that the caller may read. In the order of `keys`. */
  async referred(entity: Entity, keys: readonly unknown[], member: string, ctx: Ctx): Promise<FoundId[]> {
    const found = new Map<string, FoundId>()
    const externals = new Map<string, External>()
    const objects = new Map<string, Readonly<Record<string, unknown>>>()
    const names = keys.map((key) => JSON.stringify(key) ?? 'nothing')
    for (const [at, key] of keys.entries()) {
      const name = names[at]!
      if (found.has(name) || externals.has(name) || objects.has(name)) continue
      try {
        if (typeof key === 'string' && isUuid(key)) found.set(name, key)
        else if (typeof key !== 'object' || key === null || Array.isArray(key))
          found.set(name, refuse('FIELD_INVALID', { field: member, problem: 'is neither an id nor a key' }, member))
        else {
          const external = externalOf(key as Record<string, unknown>, member)
          if (external) externals.set(name, external)
          else objects.set(name, this.#whole(entity, key as Record<string, unknown>, member))
        }
      } catch (error) {
        found.set(name, oneOf(error))
      }
    }
    if (externals.size + objects.size === 0) return names.map((name) => found.get(name)!)
    const mine = this.#nameable(entity, ctx)
    if (mine instanceof Refusal) return names.map((name) => found.get(name) ?? mine)
    const outside = await this.external(entity, [...externals.values()], ctx, mine)
    for (const [at, name] of [...externals.keys()].entries())
      found.set(name, outside[at] ?? leadsNowhere(member, entity.name, { external: externals.get(name) }))
    for (const [name, id] of await this.#byObjects(entity, objects, member, ctx, mine)) found.set(name, id)
    return names.map((name) => found.get(name)!)
  }

  /** Rows by external references; undefined where one leads nowhere. */
  async external(
    entity: Entity,
    externals: readonly External[],
    ctx: Ctx,
    mine: Condition = everywhere,
  ): Promise<(string | undefined)[]> {
    if (externals.length === 0) return []
    const { rows } = await sql<{ place: number; id: string }>`
      select k.place, t.id
      from unnest(${externals.map(({ system }) => system)}::text[], ${externals.map(({ id }) => id)}::text[])
        with ordinality as k (system, id, place)
      join external_references x on x.system = k.system and x.entity = ${entity.name} and x.external_id = k.id
      join ${sql.table(entity.table)} t on t.id = x.row_id::uuid and ${mine('t')}`.execute(ctx.db)
    const found = new Map(rows.map(({ place, id }) => [place, id]))
    return externals.map((_, at) => found.get(at + 1))
  }

  /** Rows by their natural keys, as columns' values; undefined where there is none. */
  async byTuples(
    entity: Entity,
    tuples: readonly Tuple[],
    ctx: Ctx,
    mine: Condition = everywhere,
  ): Promise<(string | undefined)[]> {
    if (tuples.length === 0) return []
    const columns = keyColumns(entity)
    const lists = columns.map((_, at) => sql`${tuples.map((tuple) => String(tuple[at]))}::text[]`)
    const names = columns.map((_, at) => sql.ref(`c${at}`))
    const same = columns.map(
      ({ column, type }, at) => sql`${sql.ref(`t.${column}`)} = ${sql.ref(`k.c${at}`)}::${sql.raw(type)}`,
    )
    const { rows } = await sql<{ place: number; id: string }>`
      select k.place, t.id from unnest(${sql.join(lists)}) with ordinality as k (${sql.join(names)}, place)
      join ${sql.table(entity.table)} t on ${sql.join(same, sql` and `)} and ${mine('t')}`.execute(ctx.db)
    const found = new Map(rows.map(({ place, id }) => [place, id]))
    return tuples.map((_, at) => found.get(at + 1))
  }

  /** A value of a natural key's field as its column has it. Throws what the model says against it. */
  value(entity: Entity, member: string, value: unknown): string | number | boolean {
    const name = `${entity.name}.${member}`
    const field: Field = { ...entity.fields[member]!, optional: false, default: undefined }
    const validate = this.#validators.get(name) ?? inputValidator(this.model, { [member]: field })
    this.#validators.set(name, validate)
    return (validate({ [member]: value }) as Record<string, string | number | boolean>)[member]!
  }

  #nameable(entity: Entity, ctx: Ctx): Condition | Refusal {
    try {
      return nameable(this.model, entity, ctx)
    } catch (error) {
      return oneOf(error)
    }
  }

  #whole(entity: Entity, key: Readonly<Record<string, unknown>>, member: string): Readonly<Record<string, unknown>> {
    const members = entity.naturalKey
    const given = Object.keys(key)
    if (!members || given.length !== members.length || !members.every((one) => given.includes(one)))
      throw refuse(
        'FIELD_INVALID',
        {
          field: member,
          problem: members ? `is found by ${members.join(' and ')}, all of them` : `has no key: give the id`,
        },
        member,
      )
    return key
  }

  async #byObjects(
    entity: Entity,
    objects: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
    member: string,
    ctx: Ctx,
    mine: Condition,
  ): Promise<Map<string, FoundId>> {
    const found = new Map<string, FoundId>()
    if (objects.size === 0) return found
    const keys = [...objects.values()]
    const tuples: (string | number | boolean)[][] = keys.map(() => [])
    const refused = new Map<number, Refusal>()
    for (const one of entity.naturalKey ?? []) {
      const relation = entity.relations[one]
      const place = `${member}.${one}`
      const to = relation && this.model.entities.get(relation.to)
      const ids = to
        ? await this.referred(
            to,
            keys.map((key) => key[one]),
            place,
            ctx,
          )
        : undefined
      for (const [at, key] of keys.entries()) {
        try {
          const id = ids?.[at]
          if (id instanceof Refusal) throw id
          tuples[at]!.push(id ?? this.value(entity, one, key[one]))
        } catch (error) {
          const { code, params } = oneOf(error)
          refused.set(at, refused.get(at) ?? new Refusal(code, { ...params, field: place }, place))
        }
      }
    }
    const asked = tuples.flatMap((tuple, at) => (refused.has(at) ? [] : [{ tuple, at }]))
    const ids = await this.byTuples(
      entity,
      asked.map(({ tuple }) => tuple),
      ctx,
      mine,
    )
    const names = [...objects.keys()]
    for (const [at, refusal] of refused) found.set(names[at]!, refusal)
    for (const [index, { at }] of asked.entries())
      found.set(names[at]!, ids[index] ?? leadsNowhere(member, entity.name, keys[at]))
    return found
  }
}

/** The columns of an entity's natural key with their types. */
export const keyColumns = (entity: Entity): { column: string; type: string }[] =>
  (entity.naturalKey ?? []).map((one) =>
    entity.relations[one]
      ? { column: `${columnName(one)}_id`, type: 'uuid' }
      : { column: columnName(one), type: sqlTypes[entity.fields[one]!.kind] },
  )

/** The first refusal in what was thrown; a fault goes on. */
export function oneOf(error: unknown): Refusal {
  const [refusal] = refusalsOf(error)
  if (!refusal) throw error
  return refusal
}
