import type { Ctx } from '../../../kernel/context.ts'
import { transaction } from '../../../kernel/db.ts'
import type { Errand, Position } from './errand.ts'
import { alertLater } from './failures.ts'
import type { ExchangeParts } from './parts.ts'
import { advance, layAside, nothing } from './steps.ts'

/** What the steps of taking in work with. */
export interface Taking {
  parts: ExchangeParts
  errand: Errand
  ctx: Ctx
  signal: AbortSignal
}

/** Goes over to another phase. */
export const turn = ({ run }: Errand, change: Partial<Position>, ctx: Ctx): Promise<void> =>
  transaction(ctx, (inside) => advance(run, { ...run.position!, ...change }, { counts: nothing, tookMs: 0 }, inside))

/** Waits until somebody confirms it; the house is told. */
export const hold = ({ errand: { run }, ctx }: Taking, problem: string): Promise<void> =>
  transaction(ctx, async (inside) => {
    await layAside(run, { state: 'held', problem }, inside)
    await alertLater({ runId: run.id, paused: false }, inside)
  })
