import { columnName, type Entity } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'

/** A row as the database has it, by its columns; without what is kept secret. */
export type Image = Readonly<Record<string, unknown>>

/** One deed, as the audit log tells it. */
export interface Deed {
  entity: string
  id: string | undefined
  deed: string
  before?: Readonly<Record<string, unknown>> | undefined
  after?: Readonly<Record<string, unknown>> | undefined
}

/** What the log must know of a row, as a value of a select or a returning list. */
export function imageOf(entity: Entity, table: string): RawBuilder<Image> {
  const secrets = Object.entries(entity.fields).flatMap(([key, { kind }]) =>
    kind === 'secret' ? [columnName(key)] : [],
  )
  return sql<Image>`(to_jsonb(${sql.ref(table)}.*) - ${['updated_at', 'created_at', ...secrets]}::text[])`
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Of two images what differs, by the names of the model. */
export function changeOf(entity: Entity, before: Image, after: Image): Pick<Deed, 'before' | 'after'> {
  const differing = Object.keys(after).filter((column) => !same(before[column], after[column]))
  const pick = (image: Image) => named(entity, Object.fromEntries(differing.map((column) => [column, image[column]])))
  return { before: pick(before), after: pick(after) }
}

/** An image by the names of the model: columns of links as `<name>Id`. */
export function named(entity: Entity, image: Image): Readonly<Record<string, unknown>> {
  const names = new Map([
    ...Object.keys(entity.fields).map((key) => [columnName(key), key] as const),
    ...Object.keys(entity.relations).map((key) => [`${columnName(key)}_id`, `${key}Id`] as const),
  ])
  return Object.fromEntries(
    Object.entries(image).flatMap(([column, value]) =>
      column === 'id' || value === null ? [] : [[names.get(column) ?? column, value]],
    ),
  )
}

/** Names under which an action takes what nobody may read later. */
const confidential = /password|secret|token|credential|^key$/i

/** An action’s input as the log may keep it. */
export const withoutSecrets = (input: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries((input ?? {}) as Record<string, unknown>).map(([key, value]) => [
      key,
      confidential.test(key) ? '…' : value,
    ]),
  )

/** Whether the log tells of what is done here. */
export const isTold = ({ actor }: Pick<Ctx, 'actor'>): boolean => actor.kind === 'backOffice'

/**
 * Writes deeds of a back-office caller into the log, in the transaction that does them: one statement, however many they are. Of anybody else nothing is told: what
 * shoppers do stands in their orders, what the house does by itself in the outbox.
 */
export async function tellDeeds(deeds: readonly Deed[], ctx: Ctx): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'backOffice' || deeds.length === 0) return
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
    select d.id, ${at}, ${actor.by}, ${actor.principalId}, ${actor.name.slice(0, 160)}, ${actor.organizationId}::uuid, ${ctx.ip || null},
      ${ctx.door ?? 'engine'}, ${ctx.requestId.slice(0, 200)}, d.entity, d.row_id, d.deed, d.before, d.after, ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
      as d (id uuid, entity text, row_id text, deed text, before jsonb, after jsonb)`.execute(ctx.db)
}
