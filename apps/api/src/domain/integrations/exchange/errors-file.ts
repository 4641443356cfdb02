import { Readable } from 'node:stream'
import type { Ctx } from '../../../kernel/context.ts'
import { guardFormula } from '../../../kernel/formulas.ts'
import type { Ending } from './errand.ts'
import type { ExchangeParts } from './parts.ts'
import { allProblems, type Problem } from './problems.ts'

const columns = ['record', 'line', 'column', 'value', 'code', 'reason', 'advice'] as const

/** A value as RFC 4180 has it; one that a spreadsheet would take for a formula is marked as text. */
const cell = (value: string | number | null): string => {
  const text = value === null ? '' : guardFormula(String(value))
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What was wrong, as a table for people and for machines; where it was the file as a whole, in one line without a record. */
export async function* errorLines(problems: AsyncIterable<Problem>, ending: Ending): AsyncGenerator<string> {
  yield `\uFEFF${columns.join(',')}\r\n`
  if (ending.problem) yield `,,,,${ending.state.toUpperCase()},${cell(ending.problem)},\r\n`
  for await (const { record, line, column, value, code, detail, advice } of problems)
    yield `${[record, line, column, value, code, detail, advice].map(cell).join(',')}\r\n`
}

/** Lays that table beside the file of a run. */
export async function writeErrors(
  { files }: Pick<ExchangeParts, 'files'>,
  username: string,
  { runId, ending }: { runId: string; ending: Ending },
  ctx: Ctx,
): Promise<void> {
  const lines = Readable.from(errorLines(allProblems(runId, ctx), ending), { objectMode: false })
  await files.write(username, `${ending.place}.errors.csv`, lines)
}
