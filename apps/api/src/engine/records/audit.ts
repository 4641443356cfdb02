import { columnName, type Entity, type FieldKind } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { money } from '../../kernel/money.ts'

/** A row as the database has it, by its columns; without what is kept secret. Decimals are texts, so that no float ever holds them. */
export type Image = Readonly<Record<string, unknown>>

/** One deed, as the audit log tells it. */
export interface Deed {
  entity: string
  id: string | undefined
  deed: string
  before?: Readonly<Record<string, unknown>> | undefined
  after?: Readonly<Record<string, unknown>> | undefined
}

/** Kinds of which values have more digits than a float holds. */
export const isExact = (kind: FieldKind | undefined): boolean =>
  kind === 'decimal' || kind === 'quantity' || kind === 'money'

/** What the log must know of a row, as a value of a select or a returning list. */
export function imageOf(entity: Entity, table: string): RawBuilder<Image> {
  const secrets = Object.entries(entity.fields).flatMap(([key, { kind }]) =>
    kind === 'secret' ? [columnName(key)] : [],
  )
  const exact = Object.entries(entity.fields).flatMap(([key, { kind }]) =>
    isExact(kind) ? [sql.lit(columnName(key)), sql`${sql.ref(`${table}.${columnName(key)}`)}::text`] : [],
  )
  const texts = exact.length > 0 ? sql` || jsonb_build_object(${sql.join(exact)})` : sql``
  return sql<Image>`(to_jsonb(${sql.ref(table)}.*) - ${['updated_at', 'created_at', ...secrets]}::text[]${texts})`
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Of two images what differs, by the names of the model. */
export function changeOf(entity: Entity, before: Image, after: Image): Pick<Deed, 'before' | 'after'> {
  const differing = Object.keys(after).filter((column) => !same(before[column], after[column]))
  const pick = (image: Image) =>
    named(entity, Object.fromEntries(differing.map((column) => [column, image[column]])), image)
  return { before: pick(before), after: pick(after) }
}

/** A value as the doors show it: amounts with their currency, decimals without zeros behind. */
function shown(entity: Entity, key: string, value: unknown, row: Image): unknown {
  const field = entity.fields[key]
  if (!field || !isExact(field.kind) || typeof value !== 'string') return value
  const currency = row[columnName(field.currency ?? 'currency')]
  return field.kind === 'money' && typeof currency === 'string'
    ? money(value, currency).toJSON()
    : new Decimal(value).toFixed()
}

/** An image, or a part of the image of a `row`, by the names of the model: columns of links as `<name>Id`. */
export function named(entity: Entity, image: Image, row: Image = image): Readonly<Record<string, unknown>> {
  const names = new Map([
    ...Object.keys(entity.fields).map((key) => [columnName(key), key] as const),
    ...Object.keys(entity.relations).map((key) => [`${columnName(key)}_id`, `${key}Id`] as const),
  ])
  return Object.fromEntries(
    Object.entries(image).flatMap(([column, value]) =>
      column === 'id' || value === null
        ? []
        : [[names.get(column) ?? column, shown(entity, names.get(column) ?? column, value, row)]],
    ),
  )
}

/** Names under which an action takes what nobody may read later. */
const confidential = /password|secret|token|credential|^(key|current)$/i

/** An action’s input as the log may keep it, whatever it nests. */
export const withoutSecrets = (input: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries((input ?? {}) as Record<string, unknown>).map(([key, value]) => [
      key,
      confidential.test(key) ? '…' : masked(value),
    ]),
  )

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  return typeof value === 'object' && value !== null && !('toJSON' in value) ? withoutSecrets(value) : value
}

/** A row as it is now; undefined where it is not there. */
export async function readImage(entity: Entity, id: string, ctx: Ctx): Promise<Image | undefined> {
  const { rows } = await sql<{ image: Image }>`
    select ${imageOf(entity, 't0')} as image from ${sql.table(entity.table)} as t0 where t0.id = ${id}`.execute(ctx.db)
  return rows[0]?.image
}

/** Whether the log tells of rows that are written here. */
export const isTold = ({ actor: { kind } }: Pick<Ctx, 'actor'>): boolean =>
  kind === 'backOffice' || kind === 'customerUser'

/**
 * Whether the log hears of what a caller does: of all that the house does, and of what people of customers do to what is theirs. Shopping, which visitors do as well,
 * stands in their carts and orders.
 */
export const isToldOf = ({ owners }: Entity, { actor }: Ctx): boolean =>
  actor.kind === 'backOffice' || (actor.kind === 'customerUser' && owners?.visitor === undefined)

interface Teller {
  by: 'user' | 'client' | 'customerUser'
  id: string
  name: RawBuilder<unknown>
  organizationId: string
}

/** Who did it, as the log names them. */
function tellerOf({ actor, website }: Ctx): Teller | undefined {
  if (actor.kind === 'backOffice') {
    const { by, principalId: id, organizationId } = actor
    return { by, id, organizationId, name: sql`${actor.name.slice(0, 160)}` }
  }
  if (actor.kind !== 'customerUser') return undefined
  const id = actor.customerUserId
  const name = sql`coalesce((select left(email, 160) from customer_users where id = ${id}::uuid), '')`
  return { by: 'customerUser', id, organizationId: website.organizationId, name }
}

/**
 * Writes deeds of somebody of the house, or of a customer's, into the log, in the transaction that does them: one statement, however many they are. Of anybody else
 * nothing is told: what visitors do stands in their orders, what the house does by itself in the outbox.
 */
export async function tellDeeds(deeds: readonly Deed[], ctx: Ctx): Promise<void> {
  const teller = deeds.length > 0 ? tellerOf(ctx) : undefined
  if (!teller) return
  const told = deeds.map(({ entity, id, deed, before, after }) => ({
    id: ctx.ids.next(),
    entity,
    row_id: id ?? null,
    deed,
    before: before ?? null,
    after: after ?? null,
  }))
  const at = ctx.clock.now()
  await sql`
    insert into audit_entries
      (id, at, by, principal_id, principal, organization_id, ip, door, request_id, entity, row_id, deed, before, after, created_at, updated_at)
    select d.id, ${at}, ${teller.by}, ${teller.id}, ${teller.name}, ${teller.organizationId}::uuid, ${ctx.ip || null},
      ${ctx.door ?? 'engine'}, ${ctx.requestId.slice(0, 200)}, d.entity, d.row_id, d.deed, d.before, d.after, ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
      as d (id uuid, entity text, row_id text, deed text, before jsonb, after jsonb)`.execute(ctx.db)
}
