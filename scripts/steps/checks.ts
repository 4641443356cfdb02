import { runStep, seconds, type Step, type StepResult } from './run-step.ts'

/** What a machine can say about the repository without running it. The slowest come first, so that two cores end together. */
const checks: Step[] = [
  { name: 'lint', command: 'eslint', args: ['.', '--max-warnings', '0'] },
  {
    name: 'types',
    command: 'turbo',
    args: ['run', 'types', '--continue', '--output-logs=errors-only', '--no-update-notifier'],
  },
  { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'dead code', command: 'knip', args: ['--no-progress'] },
  { name: 'boundaries', command: 'tsx', args: ['scripts/check-boundaries.ts'] },
  { name: 'derived files', command: 'tsx', args: ['packages/schema/src/cli/derive.ts', '--check'] },
  { name: 'derived pages', command: 'tsx', args: ['scripts/reference.ts', '--check'] },
  { name: 'contracts', command: 'tsx', args: ['scripts/check-contracts.ts'] },
  { name: 'migrations', command: 'tsx', args: ['scripts/database.ts', 'check'] },
]

/** Types and imports can only be judged when the generated files are there; a fresh clone has none. */
const preparation: Step = {
  name: 'generated files',
  command: 'turbo',
  args: ['run', 'codegen', '--output-logs=errors-only', '--no-update-notifier'],
}

/** The names that `npm run check <name>` knows. */
export const checkNames = checks.map((check) => check.name)

/**
 * Runs the named checks (all, if none is named), two at a time, and says how each went as soon as it is known.
 * @returns one result per check, in the order of their ends
 */
export async function runChecks(names: string[] = []): Promise<StepResult[]> {
  const waiting = checks.filter((check) => names.length === 0 || names.includes(check.name))
  const running = new Map<string, number>()
  const results: StepResult[] = []
  const pulse = setInterval(() => {
    const now = performance.now()
    console.log(`  … ${[...running].map(([name, since]) => `${name} (${seconds((now - since) / 1000)})`).join(', ')}`)
  }, 15_000)
  const prepared = await runStep(preparation)
  if (!prepared.passed) console.log(prepared.output)
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      running.set(step.name, performance.now())
      const result = await runStep(step)
      running.delete(step.name)
      results.push(result)
      console.log(`  ${result.passed ? '✓' : '✗'} ${result.name.padEnd(14)} ${seconds(result.seconds)}`)
      if (!result.passed) console.log(result.output.replace(/^/gm, '      ').trimEnd())
    }
  }
  await Promise.all([worker(), worker()])
  clearInterval(pulse)
  return results
}
