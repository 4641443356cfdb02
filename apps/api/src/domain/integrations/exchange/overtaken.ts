import type { Model } from '@portico/schema'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { ExchangeDeed, ExchangeRecord } from '../port.ts'
import type { Numbered } from './chunks.ts'
import type { Done } from './do-deeds.ts'
import type { Errand } from './errand.ts'
import { settleOvertaken } from './outcomes.ts'
import { namesOf, type RowDeed } from './row-names.ts'
import { markSeen } from './seen.ts'

/** What a later record has said of a row. */
interface Later {
  number: number
  deed: RowDeed
  /** The row that it was said of. */
  row: string | undefined
}

interface Waiting {
  runId: string
  pass: number
  record: number
  body: string
  names: readonly string[]
}

/** What the rows of a record are called, and which row it was found to be about, where it is one: by these it is known again while it waits. */
export function namesWhileWaiting(model: Model, { deeds }: ExchangeRecord, done: Done | undefined): string[] {
  const row = deeds.length === 1 && done && 'refused' in done ? done.row : undefined
  return [...new Set([...deeds.flatMap((deed) => namesOf(model, deed)), ...(row ? [rowName(row)] : [])])]
}

const rowName = (id: string): string => `row ${id}`

/**
 * What was said later stands: of earlier records of the integration that still wait, whatever has been said of the same rows since is taken out. One that has nothing left to say waits no
 * more, and counts as one that said what was known.
 */
export async function overtake(
  model: Model,
  { run, integration }: Errand,
  numbered: readonly Numbered[],
  tried: ReadonlyMap<Numbered, Done>,
  ctx: Ctx,
): Promise<void> {
  if (!(await anyWait(integration.id, ctx))) return
  const later = laterByName(model, numbered, tried)
  if (later.size === 0) return
  const { rows } = await sql<Waiting>`
    select p.run_id, p.pass, p.record, p.body, p.names from exchange_parked p
    join exchange_runs r on r.id = p.run_id join exchange_runs own on own.id = ${run.id}
    where r.integration_id = ${integration.id} and p.names && ${[...later.keys()]}::text[]
      and (r.id = own.id or (r.started_at, r.id) < (own.started_at, own.id))`.execute(ctx.db)
  for (const waiting of rows) {
    const record = JSON.parse(waiting.body) as ExchangeRecord
    const laterOf = (deed: RowDeed) =>
      (record.deeds.length === 1 ? waiting.names : namesOf(model, deed))
        .flatMap((name) => later.get(name) ?? [])
        .filter(({ number }) => waiting.runId !== run.id || number > waiting.record)
    const left = leftOf(model, record, laterOf)
    if (left === record) continue
    if (left) await keep(waiting, left, ctx)
    else {
      const said = record.deeds.flatMap((deed) => ('entity' in deed ? laterOf(deed) : []))
      await markSeen(
        waiting.runId,
        said.flatMap(({ row }) => row ?? []),
        ctx,
      )
      await drop(waiting, record, ctx)
    }
  }
}

async function anyWait(integrationId: string, ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from exchange_parked p join exchange_runs r on r.id = p.run_id
      where r.integration_id = ${integrationId}) as any`.execute(ctx.db)
  return rows[0]!.any
}

function laterByName(
  model: Model,
  numbered: readonly Numbered[],
  tried: ReadonlyMap<Numbered, Done>,
): ReadonlyMap<string, readonly Later[]> {
  const found = new Map<string, Later[]>()
  for (const one of numbered) {
    const done = tried.get(one)
    if (!done || !('done' in done) || done.done.length === 0) continue
    for (const [at, deed] of one.record.deeds.entries()) {
      if (!('entity' in deed)) continue
      const row = done.done[at]?.row
      for (const name of [...namesOf(model, deed), ...(row ? [rowName(row)] : [])])
        found.set(name, [...(found.get(name) ?? []), { number: one.number, deed, row: row ?? undefined }])
    }
  }
  return found
}

/** What a record still has to say; the record itself: all of it; undefined: nothing. */
function leftOf(
  model: Model,
  record: ExchangeRecord,
  laterOf: (deed: RowDeed) => readonly Later[],
): ExchangeRecord | undefined {
  let changed = false
  const deeds: ExchangeDeed[] = []
  for (const [at, deed] of record.deeds.entries()) {
    const later = 'entity' in deed ? laterOf(deed) : []
    if (!('entity' in deed) || later.length === 0) {
      deeds.push(deed)
      continue
    }
    changed = true
    const ends = later.some(({ deed: { mode } }) => mode === 'delete')
    // what belongs to a row is gone with it
    if (ends && at === 0) return undefined
    if (!ends && deed.mode !== 'delete') deeds.push({ ...deed, given: without(model, deed, later) })
  }
  if (!changed) return record
  return deeds.some((deed) => saysSomething(model, deed)) ? { ...record, deeds } : undefined
}

const isKey = (model: Model, entity: string, member: string): boolean =>
  model.entities.get(entity)?.naturalKey?.includes(member.replace(/Id$/, '')) === true ||
  model.entities.get(entity)?.naturalKey?.includes(member) === true

const saysSomething = (model: Model, deed: ExchangeDeed): boolean =>
  !('entity' in deed) ||
  deed.mode === 'delete' ||
  Object.keys(deed.given).some((member) => !isKey(model, deed.entity, member))

/** What a deed gives, but for the members that were given later; of those that are given in parts, these parts. */
function without(model: Model, { entity, given }: RowDeed, later: readonly Later[]): Record<string, unknown> {
  const left: Record<string, unknown> = { ...given }
  for (const { deed } of later)
    for (const [member, value] of Object.entries(deed.given)) {
      if (isKey(model, entity, member)) continue
      const inParts = deed.merge?.includes(member) && isObject(left[member]) && isObject(value)
      const parts = inParts ? Object.entries(left[member] as object).filter(([part]) => !(part in value)) : []
      for (const name of [member, `${member}Id`, member.replace(/Id$/, '')]) if (name in left) delete left[name]
      if (parts.length > 0) left[member] = Object.fromEntries(parts)
    }
  return left
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function keep({ runId, pass, record }: Waiting, left: ExchangeRecord, ctx: Ctx): Promise<void> {
  await ctx.db
    .updateTable('exchangeParked')
    .set({ body: JSON.stringify(left) })
    .where('runId', '=', runId)
    .where('pass', '=', pass)
    .where('record', '=', record)
    .execute()
}

async function drop({ runId, pass, record }: Waiting, said: ExchangeRecord, ctx: Ctx): Promise<void> {
  await settleOvertaken({ runId, number: record }, said, ctx)
  await sql`
    with gone as (
      delete from exchange_parked where run_id = ${runId} and pass = ${pass} and record = ${record} returning run_id)
    update exchange_runs r set same = same + 1, postponed = greatest(postponed - 1, 0) from gone where r.id = gone.run_id`.execute(
    ctx.db,
  )
}
