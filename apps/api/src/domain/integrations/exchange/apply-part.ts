import { rehearse } from '../../../engine/records/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { sql, transaction } from '../../../kernel/db.ts'
import type { ExchangeDeed, ExchangeRecord } from '../port.ts'
import type { Numbered } from './chunks.ts'
import { doDeeds, type DeedDone, type Done, type Manner } from './do-deeds.ts'
import type { Errand, Position } from './errand.ts'
import { keepOutcomes } from './outcomes.ts'
import { currentOf, forgetKeys, keepSerials, takeKeys, type Current } from './known-records.ts'
import { namesWhileWaiting, overtake } from './overtaken.ts'
import { park } from './parked.ts'
import type { ExchangeParts } from './parts.ts'
import { keepProblems, problemsOf, type Problem } from './problems.ts'
import { keepSeen } from './seen.ts'
import { advance, nothing, stillRuns, type Counts } from './steps.ts'
import { tellAudit } from './tell-audit.ts'
import { judgeByNames } from './trial-names.ts'

/** A part of a file, and what is to be done with it. */
export interface Part {
  numbered: readonly Numbered[]
  /** Where the run stands once the part is done. */
  next: Position
  /** Records that name rows which are not there yet wait, in this pass; left out: they are refused. */
  parkIn?: number
  /** They have waited already: they were counted when they were read. */
  waited?: boolean
  /** Whatever else belongs into its transaction. */
  besides?: (ctx: Ctx) => Promise<void>
}

/** What became of a part. */
export interface Applied {
  refused: number
  parked: number
  /** Records that were done. */
  moved: number
}

/** Applies a part: its rows, its problems, the count of it and how far the run has come are one transaction. Throws Stopped. */
export async function applyPart(
  parts: ExchangeParts,
  errand: Errand,
  part: Part,
  manner: Manner,
  ctx: Ctx,
): Promise<Applied> {
  const began = performance.now()
  if (part.next.trial) {
    const tried = await rehearse({ ...ctx, trial: true }, (inside) =>
      tryRecords(parts, errand, part.numbered, manner, inside),
    )
    return transaction(ctx, async (inside) => {
      await stillRuns(errand.run, inside)
      await part.besides?.(inside)
      const found = await judgeByNames(parts.model, errand.run, tried.found, inside)
      return settle(parts, errand, part, { ...tried, found }, began, inside)
    })
  }
  return transaction(ctx, async (inside) => {
    await stillRuns(errand.run, inside)
    const tried = await tryRecords(parts, errand, part.numbered, manner, inside)
    await part.besides?.(inside)
    return settle(parts, errand, part, tried, began, inside)
  })
}

const known: Done = { done: [] }

interface Tried {
  found: ReadonlyMap<Numbered, Done>
  /** Those that were not known and not stale: their keys are taken. */
  fresh: Current
}

/** What becomes of records: known and stale ones are left alone, and so are those that were objected to. */
async function tryRecords(
  parts: ExchangeParts,
  { integration }: Errand,
  numbered: readonly Numbered[],
  manner: Manner,
  ctx: Ctx,
): Promise<Tried> {
  const found = new Map<Numbered, Done>()
  for (const one of numbered) found.set(one, one.record.objections?.length ? { refused: [], missing: false } : known)
  const fresh = new Map<Numbered, readonly ExchangeDeed[]>()
  let left = await takeKeys(
    integration.id,
    numbered.filter(({ record }) => !record.objections?.length),
    ctx,
  )
  for (;;) {
    const next = [...(await currentOf(integration.id, left, ctx))].filter(([one]) => !fresh.has(one))
    const done = await doDeeds(
      parts,
      next.map(([{ record }, deeds]) => (deeds === record.deeds ? record : { ...record, deeds })),
      manner,
      ctx,
    )
    const refused = new Set<Numbered>()
    for (const [at, [one, deeds]] of next.entries()) {
      fresh.set(one, deeds)
      found.set(one, ofAll(one.record, deeds, done[at]!))
      if (one.record.serial !== undefined && 'refused' in done[at]!) refused.add(one)
    }
    // what was refused makes nothing stale: an older word about the same may stand after all
    if (refused.size === 0 || fresh.size === left.length) return { found, fresh }
    left = left.filter((one) => !refused.has(one))
  }
}

/** What became of all deeds of a record of which some were stale: these say what was known. */
function ofAll({ deeds }: ExchangeRecord, left: readonly ExchangeDeed[], done: Done): Done {
  if (deeds === left || !('done' in done)) return done
  const became = new Map(left.map((deed, at) => [deed, done.done[at]!]))
  return { done: deeds.map((deed): DeedDone => became.get(deed) ?? { done: 'same' }) }
}

async function settle(
  parts: Pick<ExchangeParts, 'model' | 'engine'>,
  errand: Errand,
  { numbered, next, parkIn, waited = false }: Part,
  { found: tried, fresh }: Tried,
  began: number,
  ctx: Ctx,
): Promise<Applied> {
  const { run, integration } = errand
  const { model } = parts
  const waiting = numbered.filter((one) => parkIn !== undefined && isMissing(tried.get(one)!))
  const refused = numbered.filter((one) => 'refused' in tried.get(one)! && !waiting.includes(one))
  const problems = refused.flatMap((one): Problem[] => {
    const done = tried.get(one)!
    return problemsOf(one.number, one.record, 'refused' in done ? done.refused : [])
  })
  await keepProblems(run.id, problems, ctx)
  const named = waiting.map((one) => ({ ...one, names: namesWhileWaiting(model, one.record, tried.get(one)) }))
  await park(run.id, parkIn ?? 0, named, ctx)
  const ended = numbered.filter((one) => !waiting.includes(one))
  await keepSeen(parts, errand, ended, tried, ctx)
  if (!next.trial) {
    const undone = new Set([...waiting, ...refused].filter((one) => fresh.has(one)))
    await forgetKeys(
      integration.id,
      [...undone].map(({ record }) => record),
      ctx,
    )
    await keepSerials(integration.id, new Map([...fresh].filter(([one]) => !undone.has(one))), ctx)
    await overtake(model, errand, numbered, tried, ctx)
    await tellAudit(errand, numbered, tried, ctx)
  }
  await keepOutcomes(run.id, ended, { problems, left: next.trial ? new Set(fresh.keys()) : new Set() }, ctx)
  const counts = countsOf([...tried.values()], refused.length)
  const moved = numbered.length - refused.length - waiting.length
  await advance(
    run,
    { ...next, moved: (next.moved ?? 0) + moved },
    {
      counts: { ...counts, read: waited ? 0 : numbered.length },
      tookMs: performance.now() - began,
      ...(await postponedNow(run.id, waiting.length > 0 || waited, ctx)),
    },
    ctx,
  )
  return { refused: refused.length, parked: waiting.length, moved }
}

const isMissing = (done: Done): boolean => 'refused' in done && done.missing && done.refused.length > 0

function countsOf(tried: readonly Done[], refused: number): Counts {
  const done = tried.flatMap((one): (readonly DeedDone[])[] => ('done' in one ? [one.done] : []))
  const rows = done.flat()
  const count = (what: string) =>
    rows.reduce((sum, row) => (row.done === what ? sum + (row.gone?.length ?? 1) : sum), 0)
  return {
    ...nothing,
    created: count('created'),
    changed: count('changed'),
    deleted: count('deleted'),
    same: done.filter((deeds) => deeds.every((row) => row.done === 'same')).length,
    refused,
  }
}

async function postponedNow(runId: string, changed: boolean, ctx: Ctx): Promise<{ postponed?: number }> {
  if (!changed) return {}
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from exchange_parked where run_id = ${runId}`.execute(ctx.db)
  return { postponed: rows[0]!.count }
}
