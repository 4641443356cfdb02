import { mkdirSync, writeFileSync } from 'node:fs'
import { arch, cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Figures } from './figures.ts'

/** A row of the table. */
export interface Row {
  work: string
  figures: Figures
  /** SQL statements of one call; undefined where there is no API in it. */
  statements?: number
  /** Share of the floor's requests a second, for answers of the same size. */
  ratio?: number
  /** What issue 2 asks of this work. */
  goal?: { ratio?: number; statements?: number }
  /** What else was measured beside it, and may not pass a bound. */
  limits?: { what: string; is: number; most: number }[]
}

export interface Report {
  products: number
  variants: number
  connections: number
  secondsPerRow: number
  rows: Row[]
  /** Peak resident memory of the API's process while shoppers shop, in megabytes. */
  peakMemoryMb: number
  /** The same with all that follows: webhooks and batches. */
  laterMemoryMb: number
  memoryGoalMb: number
}

const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0))

const short = (value: number): string => value.toFixed(value < 100 ? 1 : 0)

function cells(row: Row): string[] {
  const { figures } = row
  return [
    row.work,
    figures.perSecond.toFixed(figures.perSecond < 100 ? 1 : 0),
    ms(figures.p50),
    ms(figures.p95),
    ms(figures.p99),
    row.statements === undefined ? '' : `${row.statements}${row.goal?.statements ? ` (≤ ${row.goal.statements})` : ''}`,
    row.ratio === undefined ? '' : `${row.ratio.toFixed(2)}${row.goal?.ratio ? ` (≥ ${row.goal.ratio})` : ''}`,
    [
      figures.failures === 0 ? '' : `${figures.failures} failed`,
      ...(row.limits ?? []).map(({ what, is, most }) => `${what}: ${short(is)} (≤ ${most})`),
    ]
      .filter(Boolean)
      .join('; '),
  ]
}

/** The table as people read it. */
export function table(report: Report): string {
  const head = ['work', 'requests/s', 'p50 ms', 'p95 ms', 'p99 ms', 'SQL a call', 'of the floor', '']
  const lines = [head, ...report.rows.map(cells)]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  const text = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  return [
    ...text,
    `API process: ${report.peakMemoryMb.toFixed(0)} MB at most (≤ ${report.memoryGoalMb}), ${report.laterMemoryMb.toFixed(0)} MB with a batch of 100,000 records; ` +
      `${report.products} products, ${report.variants} variants, ${report.connections} connections, ${report.secondsPerRow} s a row`,
  ].join('\n')
}

/** What was not reached, in words; empty when everything was. */
export function shortfalls(report: Report): string[] {
  const found = report.rows.flatMap((row) => {
    const { ratio, statements } = row.goal ?? {}
    return [
      row.figures.failures > 0 ? `${row.work}: ${row.figures.failures} calls failed` : '',
      ratio && (row.ratio ?? 0) < ratio ? `${row.work}: ${row.ratio?.toFixed(2)} of the floor instead of ${ratio}` : '',
      statements && (row.statements ?? Infinity) > statements
        ? `${row.work}: ${row.statements} statements instead of ${statements}`
        : '',
      ...(row.limits ?? [])
        .filter(({ is, most }) => is > most)
        .map(({ what, is, most }) => `${row.work}: ${what} ${short(is)} instead of ${most}`),
    ].filter(Boolean)
  })
  if (report.peakMemoryMb > report.memoryGoalMb)
    found.push(`memory: ${report.peakMemoryMb.toFixed(0)} MB instead of ${report.memoryGoalMb}`)
  return found
}

/** Writes the report and the machine that it was made on to bench/results. @returns the file */
export function save(report: Report, now: Date): string {
  const folder = join(import.meta.dirname, '..', 'results')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${now.toISOString().replaceAll(':', '-').slice(0, 19)}.json`)
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    arch: arch(),
    memory: totalmem(),
    node: process.version,
  }
  writeFileSync(file, `${JSON.stringify({ at: now.toISOString(), machine, ...report }, null, 2)}\n`)
  return file
}
