import { transaction } from '../../../kernel/db.ts'
import type { ExchangeModule, RowsRead } from '../port.ts'
import type { Position } from './errand.ts'
import { callingOf } from './fetch-pages.ts'
import { putAway } from './put-away.ts'
import { rememberCursor, rowsToWrite, takeChanges } from './rows-to-write.ts'
import { advance, nothing, stillRuns } from './steps.ts'
import type { Taking } from './taking.ts'

/**
 * Pushes rows by calls, some at a time. How far it has come is written down after each call: where the process dies in between, the last call is made once more, so the other system must know
 * rows by their ids.
 */
export async function pushRows({ parts, errand, ctx, signal }: Taking, module: ExchangeModule): Promise<void> {
  const { run, connector } = errand
  run.position ??= { phase: 'read', records: 0 }
  await transaction(ctx, async (inside) => {
    await stillRuns(run, inside)
    await takeChanges(errand, inside)
  })
  const wanted = (module.wanted?.(connector.messageType ?? '') ?? {}) as RowsRead['wanted']
  const calling = callingOf(parts, errand, signal)
  const reads = { wanted, outside: [] }
  for await (const { rows, behind } of rowsToWrite(parts, errand, reads, ctx, signal, run.position.pushed)) {
    if (rows.length === 0) continue
    const began = performance.now()
    if (!run.dryRun) await module.push!(rows, calling)
    const next: Position = { ...run.position, records: run.position.records + rows.length, pushed: behind }
    await transaction(ctx, async (inside) => {
      await stillRuns(run, inside)
      const counts = { ...nothing, written: rows.length }
      await advance(run, next, { counts, tookMs: performance.now() - began }, inside)
    })
  }
  if (!run.dryRun)
    await transaction(ctx, async (inside) => {
      await stillRuns(run, inside)
      await rememberCursor(errand, inside)
    })
  await putAway(parts, errand, { state: 'done' }, ctx)
}
