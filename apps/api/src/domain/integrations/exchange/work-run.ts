import type { Ctx } from '../../../kernel/context.ts'
import { transaction } from '../../../kernel/db.ts'
import { FileMissing, StoreFull } from '../../../kernel/file-store.ts'
import { refusalsOf } from '../../../kernel/errors.ts'
import { errandOf, type Errand } from './errand.ts'
import { afterFailure } from './failures.ts'
import type { ExchangeParts } from './parts.ts'
import { readFile } from './read-file.ts'
import { begin, Stopped } from './steps.ts'

/** Works on a run until it has ended, waits for something, was stopped, or `signal` says that the process ends: another one goes on then. */
export async function workRun(parts: ExchangeParts, runId: string, outer: Ctx, signal: AbortSignal): Promise<void> {
  const errand = await errandOf(runId, outer)
  if (!errand || !(await begin(errand.run, outer))) return
  const ctx: Ctx = {
    ...outer,
    door: 'exchange',
    requestId: runId,
    log: outer.log.child({ run: runId, connector: errand.connector.code }),
  }
  try {
    await work(parts, errand, ctx, signal)
  } catch (error) {
    if (error instanceof Stopped || signal.aborted) return
    await transaction(ctx, (inside) => afterFailure(errand, problemOf(error), inside))
    ctx.log.warn({ err: error }, 'a run of the exchange failed')
  }
}

async function work(parts: ExchangeParts, errand: Errand, ctx: Ctx, signal: AbortSignal): Promise<void> {
  const { direction, place } = errand.run
  if (direction === 'in' && place) return readFile(parts, errand, ctx, signal)
  throw new Error(`a run ${direction} without a file cannot be worked on`)
}

/** What people are told of a failure; what only concerns the house stays in its log. */
function problemOf(error: unknown): string {
  if (error instanceof FileMissing) return 'The file is not there any more.'
  if (error instanceof StoreFull)
    return 'The disk is full, or the quota of the account is used up. Take files away, or raise quotaBytes.'
  const [refusal] = refusalsOf(error)
  return refusal
    ? `${refusal.message} ${refusal.advice}`
    : 'Something failed in the house; its log says what. It is tried again.'
}
