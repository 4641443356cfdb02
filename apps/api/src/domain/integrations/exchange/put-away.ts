import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { transaction } from '../../../kernel/db.ts'
import { FileMissing } from '../../../kernel/file-store.ts'
import { defineJob, enqueue } from '../../../kernel/jobs.ts'
import type { Ending, Errand, Position, Run } from './errand.ts'
import type { ExchangeParts } from './parts.ts'
import { allProblems, type Problem } from './problems.ts'
import { end, nothing, advance } from './steps.ts'

/** Where files lie while they are read: out of the reach of whoever brought them. */
export const workFolder = '.work'

export const workPlace = (run: Pick<Run, 'id' | 'fileName'>): string => `${workFolder}/${run.id}_${run.fileName}`

/** `archive/2026/11/20261129-064343-1f3a9c_prices.csv` */
export function restingPlace(
  { id, fileName, createdAt }: Pick<Run, 'id' | 'fileName' | 'createdAt'>,
  folder: 'archive' | 'error',
): string {
  const stamp = createdAt.toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15)
  const [year, month] = createdAt.toISOString().split('-')
  return `${folder}/${year}/${month}/${stamp}-${id.slice(-6)}_${fileName}`
}

/** The mail about what was refused; its text is made when it is sent. */
export const reportJobName = 'exchange.report'
export const reportPayload = z.object({ runId: z.uuid() })
export const reportJob = (send: (runId: string, ctx: Ctx) => Promise<void>) =>
  defineJob({ name: reportJobName, payload: reportPayload, run: ({ runId }, ctx) => send(runId, ctx) })

/**
 * Ends a run: its file goes where it stays, with what was wrong beside it, and whoever wants to know is told. How it ends is written down first, so that a
 * process that dies in between is followed by one that does the rest.
 */
export async function putAway(parts: ExchangeParts, errand: Errand, ending: Ending, ctx: Ctx): Promise<void> {
  const { run, account } = errand
  const moves = account && run.place && !run.dryRun
  const place = moves ? restingPlace(run, ending.state === 'done' ? 'archive' : 'error') : undefined
  const whole: Ending = { ...ending, ...(place ? { place } : {}) }
  const position: Position = { ...run.position!, phase: 'end', ending: whole }
  await transaction(ctx, async (inside) => advance(run, position, { counts: nothing, tookMs: 0 }, inside))
  await finish(parts, errand, whole, ctx)
}

/** The second half of `putAway`, once more where it was broken off. */
export async function finish(parts: ExchangeParts, errand: Errand, ending: Ending, ctx: Ctx): Promise<void> {
  const { run, account } = errand
  if (account && ending.place && run.place !== ending.place) {
    await moveOnce(parts, account.username, run.place!, ending.place, run.direction === 'out')
    if (run.direction === 'in' && (run.refused > 0 || ending.state !== 'done'))
      await parts.files.write(
        account.username,
        `${ending.place}.errors.csv`,
        Readable.from(errorLines(allProblems(run.id, ctx), ending), { objectMode: false }),
      )
  }
  await transaction(ctx, async (inside) => {
    await end(run, ending, inside)
    if (ending.place)
      await inside.db.updateTable('exchangeRuns').set({ place: ending.place }).where('id', '=', run.id).execute()
    for (const table of ['exchangeParked', 'exchangeSeen', 'exchangeOutcomes'] as const)
      await inside.db.deleteFrom(table).where('runId', '=', run.id).execute()
    if (ending.state === 'done') await countSuccess(errand, inside)
    if ((run.refused > 0 || ending.state !== 'done') && !run.dryRun)
      await enqueue(
        inside,
        { name: reportJobName, payload: reportPayload, run: () => Promise.resolve() },
        { runId: run.id },
      )
  })
}

/**
 * Moves a file that may have been moved already by a process that died right after. Throws FileMissing where it is at neither place, unless somebody may have `fetched`
 * it since.
 */
export async function moveOnce(
  { files }: Pick<ExchangeParts, 'files'>,
  account: string,
  from: string,
  to: string,
  fetched = false,
): Promise<void> {
  try {
    await files.move(account, from, to)
  } catch (error) {
    if (!(error instanceof FileMissing) || !(fetched || (await files.find(account, to)))) throw error
  }
}

async function countSuccess({ integration, connector, run }: Errand, ctx: Ctx): Promise<void> {
  if (run.dryRun) return
  const now = ctx.clock.now()
  await ctx.db
    .updateTable('integrations')
    .set({ failuresInRow: 0 })
    .where('id', '=', integration.id)
    .where('failuresInRow', '>', 0)
    .execute()
  await ctx.db.updateTable('connectors').set({ lastRunAt: now }).where('id', '=', connector.id).execute()
}

const columns = ['record', 'line', 'column', 'value', 'code', 'reason', 'advice'] as const

/** A value as RFC 4180 has it; one that a spreadsheet would take for a formula is marked as text. */
const cell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value)
  const plain = /^[=@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** What was wrong, as a table for people and for machines; where it was the file as a whole, in one line without a record. */
async function* errorLines(problems: AsyncIterable<Problem>, ending: Ending): AsyncGenerator<string> {
  yield `\uFEFF${columns.join(',')}\r\n`
  if (ending.problem) yield `,,,,${ending.state.toUpperCase()},${cell(ending.problem)},\r\n`
  for await (const { record, line, column, value, code, detail, advice } of problems)
    yield `${[record, line, column, value, code, detail, advice].map(cell).join(',')}\r\n`
}
