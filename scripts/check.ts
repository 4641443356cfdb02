// `npm run check`: types, lint, format, dead code, boundaries, derived files, migrations. `npm run check -- types lint`
// runs only those that are named.
import { checkNames, runChecks } from './steps/checks.ts'

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !checkNames.includes(name))
if (unknown.length > 0) {
  console.error(`no check is called ${unknown.join(', ')}; there are: ${checkNames.join(', ')}`)
  process.exit(2)
}

console.log('check')
const results = await runChecks(wanted)
const failed = results.filter((result) => !result.passed)
console.log(
  failed.length === 0
    ? `check: all ${results.length} passed`
    : `check: ${failed.length} of ${results.length} failed: ${failed.map((result) => result.name).join(', ')}`,
)
process.exitCode = failed.length === 0 ? 0 : 1
