import type { Ctx } from '../../../kernel/context.ts'
import { transaction } from '../../../kernel/db.ts'
import { FileMissing, StoreFull } from '../../../kernel/file-store.ts'
import { refusalsOf, refuse } from '../../../kernel/errors.ts'
import { errandOf } from './errand.ts'
import { fetchPages } from './fetch-pages.ts'
import { afterFailure, layOut, mostFailures, type Failure } from './failures.ts'
import { CallFailed } from '../port.ts'
import type { ExchangeParts } from './parts.ts'
import { pushRows } from './push-rows.ts'
import { putAway } from './put-away.ts'
import { readFile } from './read-file.ts'
import { FileChanged } from './same-bytes.ts'
import { begin, Stopped } from './steps.ts'
import { standingOf, WriterLacks } from './standing.ts'
import type { Taking } from './taking.ts'
import { writeFile } from './write-file.ts'

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
    if (errand.run.failures > mostFailures) throw new WorkerDied()
    const standing = await standingOf(parts, errand, ctx)
    await work({ parts, errand: { ...errand, standing }, ctx, signal })
  } catch (error) {
    if (error instanceof Stopped || signal.aborted) return
    // only tried out, it lies where its sender may take it away: there is nothing to wait for
    if (errand.run.dryRun && error instanceof FileMissing)
      return putAway(parts, errand, { state: 'refused', problem: problemOf(error) }, ctx)
    ctx.log.warn({ err: error }, 'a run of the exchange failed')
    const failure = failureOf(error)
    const what = await transaction(ctx, (inside) => afterFailure(errand, failure, inside))
    if (what === 'forGood')
      await layOut(parts, errand, failure, ctx).catch((err: unknown) => ctx.log.warn({ err }, 'its file stays'))
  }
}

/** Whoever worked on it died, again and again, before it got on. */
class WorkerDied extends Error {}

async function work(taking: Taking): Promise<void> {
  const { parts, errand } = taking
  const { direction, place } = errand.run
  const module = parts.registry.module(errand.integration.module)
  if (direction === 'in') {
    if (place) return readFile(taking)
    if (module.fetch) return fetchPages(taking, module)
    throw refuse('EXCHANGE_SWITCHED_OFF', { problem: `${module.name} sends files, and the connector has no account` })
  }
  if (errand.account) return writeFile(taking)
  if (module.push) return pushRows(taking, module)
  throw refuse('EXCHANGE_SWITCHED_OFF', { problem: `${module.name} takes files, and the connector has no account` })
}

function failureOf(error: unknown): Failure {
  if (error instanceof CallFailed) return { ...error.details, problem: error.message }
  if (error instanceof WriterLacks) return { problem: error.message, pauses: true }
  return { problem: problemOf(error) }
}

/** What people are told of a failure; what only concerns the house stays in its log. */
function problemOf(error: unknown): string {
  if (error instanceof WorkerDied)
    return 'The process that worked on it died, again and again; its log may say of what.'
  if (error instanceof FileMissing) return 'The file is not there any more.'
  if (error instanceof FileChanged)
    return 'The file was written to while it was looked through. Give it its name in inbound/ once it is written to its end.'
  if (error instanceof StoreFull)
    return 'The disk is full, or the quota of the account is used up. Take files away, or raise quotaBytes.'
  const [refusal] = refusalsOf(error)
  return refusal
    ? `${refusal.message} ${refusal.advice}`
    : 'Something failed in the house; its log says what. It is tried again.'
}
