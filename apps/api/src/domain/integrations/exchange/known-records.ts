import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { ExchangeDeed, ExchangeRecord } from '../port.ts'
import type { Numbered } from './chunks.ts'

/** The deeds of a record that are to be done, in their order: all of them, but where it speaks of several objects and something later was said of one. */
export type Current = ReadonlyMap<Numbered, readonly ExchangeDeed[]>

/**
 * Of records, those that were not done before (by their keys), in the transaction that does them. Keys are taken as if all of them were done: `forgetKeys` of those that were not.
 */
export async function takeKeys(
  integrationId: string,
  numbered: readonly Numbered[],
  ctx: Ctx,
): Promise<readonly Numbered[]> {
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

/** Those that are not stale (by their serials), in the order in which they come; `keepSerials` of those that were done. */
export async function currentOf(integrationId: string, numbered: readonly Numbered[], ctx: Ctx): Promise<Current> {
  const latest = await latestOf(integrationId, numbered, ctx)
  const left = new Map<Numbered, readonly ExchangeDeed[]>()
  for (const one of numbered) {
    const { deeds, serial } = one.record
    const stale = new Set(objectsOf(serial, deeds).filter((object) => !goesOn(latest, object, serial!)))
    const goOn = stale.size === 0 ? deeds : deeds.filter(({ about }) => about === undefined || !stale.has(about))
    if (stale.size === 0 || goOn.length > 0) left.set(one, goOn)
  }
  return left
}

/** What deeds of a serial are about, each once. */
const objectsOf = (serial: string | undefined, deeds: readonly ExchangeDeed[]): readonly string[] =>
  serial === undefined ? [] : [...new Set(deeds.flatMap(({ about }) => about ?? []))]

/** The serials of the objects of records; their rows are locked. */
async function latestOf(integrationId: string, numbered: readonly Numbered[], ctx: Ctx): Promise<Map<string, string>> {
  const objects = [...new Set(numbered.flatMap(({ record: { serial, deeds } }) => objectsOf(serial, deeds)))].sort()
  if (objects.length === 0) return new Map()
  const { rows } = await sql<{ object: string; value: string }>`
    select object, value from exchange_serials where integration_id = ${integrationId} and object = any(${objects}::text[])
    order by object for update`.execute(ctx.db)
  return new Map(rows.map(({ object, value }) => [object, value]))
}

/** Whether a serial is not older than the latest of its object, which it is from then on. */
function goesOn(latest: Map<string, string>, object: string, value: string): boolean {
  const known = latest.get(object)
  if (known !== undefined && isOlder(value, known)) return false
  latest.set(object, value)
  return true
}

/** Remembers the serials of what was done. */
export async function keepSerials(integrationId: string, done: Current, ctx: Ctx): Promise<void> {
  const latest = new Map<string, string>()
  for (const [
    {
      record: { serial },
    },
    deeds,
  ] of done)
    for (const object of objectsOf(serial, deeds)) goesOn(latest, object, serial!)
  if (latest.size === 0) return
  const told = [...latest].sort(([one], [other]) => (one < other ? -1 : 1))
  await sql`
    insert into exchange_serials (integration_id, object, value)
    select ${integrationId}::uuid, s.object, s.value
    from unnest(${told.map(([object]) => object)}::text[], ${told.map(([, value]) => value)}::text[]) s (object, value)
    on conflict (integration_id, object) do update set value = excluded.value`.execute(ctx.db)
}

/** What was not done may come again under its key. One statement. */
export async function forgetKeys(integrationId: string, records: readonly ExchangeRecord[], ctx: Ctx): Promise<void> {
  const keys = records.flatMap(({ key }) => key ?? [])
  if (keys.length === 0) return
  await sql`delete from exchange_keys where integration_id = ${integrationId} and key = any(${keys}::text[])`.execute(
    ctx.db,
  )
}
