import type { BatchRecord, Mode, Outcome } from '../../../engine/records/batch/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { callsForAnotherTry, sql } from '../../../kernel/db.ts'
import { refusalsOf, refuse, type Refusal } from '../../../kernel/errors.ts'
import type { ExchangeDeed, ExchangeRecord, RestDeed } from '../port.ts'
import type { ExchangeParts } from './parts.ts'
import type { Refused } from './problems.ts'
import { deleteUnnamed } from './delete-unnamed.ts'
import type { Standing } from './standing.ts'
import { kindOf, stretchesOf } from './stretches.ts'

/** What became of a deed that was done. */
export type DeedDone = Extract<Outcome, { done: unknown }> & {
  /** Of a rest: all rows that are gone. */
  gone?: readonly string[]
}

/** What became of a record: of each of its deeds, or why none of them was done. `missing`: it names rows that are not there yet. */
export type Done =
  { done: readonly DeedDone[] } | { refused: readonly Refused[]; missing: boolean; row?: string | null | undefined }

/** How records are applied; the deeds of rows may be looked at before. */
export interface Manner {
  /** In whose name. */
  standing: Standing
  /** What is left to be written of rows that others have a say in. */
  yielding?: (entity: string, mode: Mode, records: readonly BatchRecord[], ctx: Ctx) => Promise<readonly BatchRecord[]>
  /** Is told what has been written. */
  noting?: (entity: string, records: readonly BatchRecord[], outcomes: readonly Outcome[], ctx: Ctx) => Promise<void>
}

/** So often all records that are left are tried together, before each is tried alone. */
const together = 3

/**
 * Does the deeds of records inside a transaction: of each record all, in their order, or none. What becomes of them is what would become of one record after the other; those that may stand
 * beside each other (see `stretchesOf`) are done by the same few statements, however many they are.
 */
export async function doDeeds(
  parts: Pick<ExchangeParts, 'engine' | 'model'>,
  records: readonly ExchangeRecord[],
  manner: Manner,
  ctx: Ctx,
): Promise<Done[]> {
  const found = new Map<ExchangeRecord, Done>()
  for (const stretch of stretchesOf(parts.model, records))
    for (const [record, done] of await doStretch(parts, stretch, manner, ctx)) found.set(record, done)
  return records.map((record) => found.get(record)!)
}

/** The first deed of every record, then the second, and so on. */
async function doStretch(
  parts: Pick<ExchangeParts, 'engine'>,
  records: readonly ExchangeRecord[],
  manner: Manner,
  ctx: Ctx,
): Promise<Map<ExchangeRecord, Done>> {
  if (records.every(({ deeds }) => deeds.length === 1)) return wave(parts, records, 0, manner, ctx)
  const found = new Map<ExchangeRecord, Done>()
  const alive = () => records.filter((record) => !found.has(record))
  for (let round = 0; alive().length > 0 && round < together; round += 1) {
    const outcomes = await undone(ctx, () => waves(parts, alive(), manner, ctx))
    for (const [record, done] of outcomes) found.set(record, done)
  }
  for (const record of alive())
    for (const [one, done] of await undone(ctx, () => waves(parts, [record], manner, ctx))) found.set(one, done)
  return found
}

/** Where some were refused, all is undone, and only the refusals are answered: the others are to be tried again without them. */
async function undone(ctx: Ctx, work: () => Promise<Map<ExchangeRecord, Done>>): Promise<Map<ExchangeRecord, Done>> {
  await sql`savepoint of_records`.execute(ctx.db)
  const outcomes = await work()
  const refused = [...outcomes].filter(([, done]) => 'refused' in done)
  if (refused.length > 0) await sql`rollback to savepoint of_records`.execute(ctx.db)
  await sql`release savepoint of_records`.execute(ctx.db)
  return refused.length > 0 ? new Map(refused) : outcomes
}

async function waves(
  parts: Pick<ExchangeParts, 'engine'>,
  records: readonly ExchangeRecord[],
  manner: Manner,
  ctx: Ctx,
): Promise<Map<ExchangeRecord, Done>> {
  const found = new Map<ExchangeRecord, Done>(records.map((record) => [record, { done: [] }]))
  for (let at = 0; ; at += 1) {
    const going = records.filter((record) => record.deeds.length > at && 'done' in found.get(record)!)
    if (going.length === 0) return found
    for (const [record, now] of await wave(parts, going, at, manner, ctx)) {
      const before = found.get(record)!
      found.set(record, 'done' in before && 'done' in now ? { done: [...before.done, ...now.done] } : now)
    }
  }
}

/** What became of a deed. */
export type DeedOutcome = DeedDone | Extract<Outcome, { refusals: unknown }>

type RowDeed = Extract<ExchangeDeed, { entity: string }>

/** The deeds at one place of all records: those of one kind at once, the kinds in the order in which they are met. */
async function wave(
  parts: Pick<ExchangeParts, 'engine'>,
  records: readonly ExchangeRecord[],
  at: number,
  manner: Manner,
  ctx: Ctx,
): Promise<Map<ExchangeRecord, Done>> {
  const found = new Map<ExchangeRecord, Done>()
  const kinds = new Map<string, ExchangeRecord[]>()
  for (const record of records) {
    const kind = kindOf(record.deeds[at]!)
    const alike = kinds.get(kind)
    if (alike) alike.push(record)
    else kinds.set(kind, [record])
  }
  for (const alike of kinds.values()) {
    const first = alike[0]!.deeds[at]!
    const refusal = manner.standing.refusal(first)
    const outcomes = refusal
      ? alike.map((): DeedOutcome => ({ refusals: [refusal] }))
      : 'action' in first
        ? await actions(parts, alike, at, ctx)
        : 'rest' in first
          ? await rests(parts, alike, at, ctx)
          : await rows(
              parts,
              first,
              alike.map(({ deeds }) => deeds[at] as RowDeed),
              manner,
              ctx,
            )
    for (const [place, record] of alike.entries()) {
      const deed = record.deeds[at]!
      found.set(record, doneBy(deed, settledBy(deed, outcomes[place]!)))
    }
  }
  return found
}

function doneBy(deed: ExchangeDeed, outcome: DeedOutcome): Done {
  if ('done' in outcome) return { done: [outcome] }
  const { refusals, missing, row } = outcome
  return {
    refused: refusals.map((refusal) => ({ refusal, deed })),
    missing: missing ?? refusals.every(({ code }) => code === 'REFERENCE_NOT_FOUND'),
    row,
  }
}

/** What is not there need not be changed or taken away, where a deed says so. */
function settledBy(deed: ExchangeDeed, outcome: DeedOutcome): DeedOutcome {
  const absent = ({ code }: Refusal) => code === 'NOT_FOUND' || code === 'REFERENCE_NOT_FOUND'
  return 'entity' in deed && deed.ifThere && 'refusals' in outcome && outcome.refusals.every(absent)
    ? { done: 'same' }
    : outcome
}

async function rows(
  { engine }: Pick<ExchangeParts, 'engine'>,
  { entity: name, mode }: RowDeed,
  deeds: readonly RowDeed[],
  { standing, yielding, noting }: Manner,
  ctx: Ctx,
): Promise<Outcome[]> {
  const { records } = engine()
  const asked = deeds.map(({ id, external, given, merge, initially }): BatchRecord => ({
    id,
    external,
    given,
    merge,
    initially,
  }))
  const left = yielding ? await yielding(name, mode, asked, ctx) : asked
  const outcomes = await records.parts.apply(records.entity(name), mode, left, standing.writing(name, ctx))
  await noting?.(name, left, outcomes, ctx)
  return outcomes
}

async function rests(
  parts: Pick<ExchangeParts, 'engine'>,
  records: readonly ExchangeRecord[],
  at: number,
  ctx: Ctx,
): Promise<DeedOutcome[]> {
  const outcomes: DeedOutcome[] = []
  for (const { deeds } of records) outcomes.push(await deleteUnnamed(parts, deeds[at] as RestDeed, ctx))
  return outcomes
}

async function actions(
  { engine }: Pick<ExchangeParts, 'engine'>,
  records: readonly ExchangeRecord[],
  at: number,
  ctx: Ctx,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { deeds } of records) {
    const deed = deeds[at] as Extract<ExchangeDeed, { action: string }>
    outcomes.push(await act(engine(), deed, ctx))
  }
  return outcomes
}

async function act(
  engine: ReturnType<ExchangeParts['engine']>,
  { action, input }: Extract<ExchangeDeed, { action: string }>,
  ctx: Ctx,
): Promise<Outcome> {
  if (engine.isSaga(action)) return { refusals: [refuse('EXCHANGE_OUTSIDE_DEED', { action })] }
  await sql`savepoint of_action`.execute(ctx.db)
  try {
    await engine.act(action, await engine.records.inputOf(action, input, ctx), ctx, {})
    await sql`release savepoint of_action`.execute(ctx.db)
    return { done: 'changed' }
  } catch (error) {
    if (callsForAnotherTry(error)) throw error
    await sql`rollback to savepoint of_action`.execute(ctx.db)
    await sql`release savepoint of_action`.execute(ctx.db)
    const refusals = refusalsOf(error)
    if (refusals.length > 0) return { refusals }
    ctx.log.error({ err: error, action }, 'an action of a file failed')
    return { refusals: [refuse('INTERNAL')] }
  }
}
