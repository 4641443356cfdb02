import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { ExchangeRecord } from '../port.ts'
import type { Numbered } from './chunks.ts'

/**
 * Of records, those that were not done before (by their keys) and are not stale (by their serials), in the transaction that does them. Keys and serials are taken
 * as if all of them were done: `forget` those that were not.
 */
export async function unknownOf(
  integrationId: string,
  numbered: readonly Numbered[],
  ctx: Ctx,
): Promise<readonly Numbered[]> {
  const fresh = await takeKeys(integrationId, numbered, ctx)
  return takeSerials(integrationId, fresh, ctx)
}

async function takeKeys(integrationId: string, numbered: readonly Numbered[], ctx: Ctx): Promise<readonly Numbered[]> {
  const keyed = new Map<string, Numbered>()
  for (const one of numbered)
    if (one.record.key !== undefined && !keyed.has(one.record.key)) keyed.set(one.record.key, one)
  if (keyed.size === 0) return numbered
  const { rows } = await sql<{ key: string }>`
    insert into exchange_keys (integration_id, key, done_at)
    select ${integrationId}::uuid, k, ${ctx.clock.now()}::timestamptz from unnest(${[...keyed.keys()].sort()}::text[]) k
    on conflict do nothing returning key`.execute(ctx.db)
  const taken = new Set(rows.map(({ key }) => key))
  return numbered.filter((one) => {
    const { key } = one.record
    return key === undefined || (taken.has(key) && keyed.get(key) === one)
  })
}

/** Whether a serial is older than another: as numbers where both are, else as texts. */
function isOlder(one: string, other: string): boolean {
  if (/^\d+$/.test(one) && /^\d+$/.test(other)) return BigInt(one) < BigInt(other)
  return one < other
}

async function takeSerials(
  integrationId: string,
  numbered: readonly Numbered[],
  ctx: Ctx,
): Promise<readonly Numbered[]> {
  const objects = [...new Set(numbered.flatMap(({ record }) => record.serial?.object ?? []))].sort()
  if (objects.length === 0) return numbered
  const { rows } = await sql<{ object: string; value: string }>`
    select object, value from exchange_serials where integration_id = ${integrationId} and object = any(${objects}::text[])
    order by object for update`.execute(ctx.db)
  const latest = new Map(rows.map(({ object, value }) => [object, value]))
  const before = new Map(latest)
  const current = numbered.filter(({ record: { serial } }) => {
    if (!serial) return true
    const known = latest.get(serial.object)
    if (known !== undefined && isOlder(serial.value, known)) return false
    latest.set(serial.object, serial.value)
    return true
  })
  const news = [...latest].filter(([object, value]) => before.get(object) !== value)
  await sql`
    insert into exchange_serials (integration_id, object, value)
    select ${integrationId}::uuid, s.object, s.value
    from unnest(${news.map(([object]) => object)}::text[], ${news.map(([, value]) => value)}::text[]) s (object, value)
    on conflict (integration_id, object) do update set value = excluded.value`.execute(ctx.db)
  return current
}

/** What was not done may come again under its key. One statement. */
export async function forgetKeys(integrationId: string, records: readonly ExchangeRecord[], ctx: Ctx): Promise<void> {
  const keys = records.flatMap(({ key }) => key ?? [])
  if (keys.length === 0) return
  await sql`delete from exchange_keys where integration_id = ${integrationId} and key = any(${keys}::text[])`.execute(
    ctx.db,
  )
}
