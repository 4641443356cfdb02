// `npm test`: the checks, the suite of faults, the tests of every workspace, and the journeys in a browser. `npm test -- unit apps/api/src/kernel`
// runs one stage, and of it only what the filters name. The last line is always `N passed, N failed`.
import { rounds, runStage, stageNames } from './steps/stages.ts'

const [first, ...filters] = process.argv.slice(2)
if (first !== undefined && !stageNames.includes(first)) {
  console.error(`no stage is called ${first}; there are: ${stageNames.join(', ')}`)
  process.exit(2)
}

let passed = 0
const failures: string[] = []
for (const round of first === undefined ? rounds : [[first]])
  for (const tally of await Promise.all(round.map((name) => runStage(name, filters, round.length > 1)))) {
    passed += tally.passed
    failures.push(...tally.failures)
  }

if (failures.length > 0) console.log(`\nfailed:\n${failures.map((failure) => `  ✗ ${failure}`).join('\n')}`)
console.log(`\n${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length === 0 ? 0 : 1
