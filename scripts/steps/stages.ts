import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runChecks } from './checks.ts'
import { root, runStep, seconds, type Step } from './run-step.ts'
import { tallyFaults, tallyPlaywright, tallyVitest, type Tally } from './tally.ts'

const reports = join(root, 'test-results')
const unitReport = join(reports, 'unit.json')
const faultsReport = join(reports, 'faults.json')
const journeyReport = join(reports, 'journeys.json')

/** Shows whole lines, each with the name of who says it, so that two who speak at once can be told apart. */
function showAs(name: string): (text: string) => void {
  let begun = ''
  return (text) => {
    const lines = (begun + text).split('\n')
    begun = lines.pop() ?? ''
    for (const line of lines) console.log(`  ${name} │ ${line}`)
  }
}

/** Runs a test runner with its output shown as it comes, and reads the report that it leaves. */
async function runReported(
  step: Step,
  report: string,
  tally: (file: string) => Tally,
  beside: boolean,
): Promise<Tally> {
  mkdirSync(reports, { recursive: true })
  rmSync(report, { force: true })
  const show = beside ? showAs(step.name) : (text: string) => process.stdout.write(text)
  const { passed, output } = await runStep(step, show)
  let result: Tally
  try {
    result = tally(report)
  } catch {
    const lastLine = output.trim().split('\n').at(-1) ?? 'no output'
    return { passed: 0, skipped: 0, failures: [`${step.name} ended without a report: ${lastLine}`] }
  }
  if (!passed && result.failures.length === 0)
    result.failures.push(`${step.name} ended with an error; read its output above`)
  return result
}

async function check(): Promise<Tally> {
  const results = await runChecks()
  const failed = results.filter((result) => !result.passed)
  return {
    passed: results.length - failed.length,
    skipped: 0,
    failures: failed.map((result) => `npm run check: ${result.name}`),
  }
}

const stages: Record<string, (filters: string[], beside: boolean) => Promise<Tally>> = {
  check,
  unit: (filters, beside) =>
    runReported(
      {
        name: 'unit',
        command: 'vitest',
        args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`, ...filters],
      },
      unitReport,
      tallyVitest,
      beside,
    ),
  e2e: (filters, beside) =>
    runReported(
      {
        name: 'e2e',
        command: 'playwright',
        args: ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json', ...filters],
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: journeyReport },
      },
      journeyReport,
      tallyPlaywright,
      beside,
    ),
  faults: (_, beside) =>
    runReported(
      { name: 'faults', command: 'tsx', args: ['e2e/faults/main.ts', '--short', '--report', faultsReport] },
      faultsReport,
      tallyFaults,
      beside,
    ),
}

/** The stages by name. */
export const stageNames = Object.keys(stages)

/**
 * All stages in their order; those of one round run at the same time. The suite of faults mostly waits (for leases, for what starts anew), and none of
 * its laws knows a time of its own: the checks, which only want processors, run meanwhile.
 */
export const rounds: readonly string[][] = [['check', 'faults'], ['unit'], ['e2e']]

/** Runs one stage; `beside` another, its lines bear its name. A stage that ran no test at all has failed: silence proves nothing. */
export async function runStage(name: string, filters: string[], beside = false): Promise<Tally> {
  const started = performance.now()
  console.log(`\n── ${name} ──`)
  const tally = (await stages[name]?.(filters, beside)) ?? { passed: 0, skipped: 0, failures: [] }
  if (tally.passed + tally.failures.length === 0) tally.failures.push(`${name} ran no test at all`)
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''
  const time = seconds((performance.now() - started) / 1000)
  console.log(`── ${name}: ${tally.passed} passed, ${tally.failures.length} failed${skipped} in ${time} ──`)
  return tally
}
