// Judges who imports whom in the whole repository; the rules are in .dependency-cruiser.cjs.
import { join } from 'node:path'
import { judge } from './boundaries/judge.ts'

const { trespasses, seen, missed } = await judge(join(import.meta.dirname, '..'))

for (const { rule, reason, from, to } of trespasses) console.error(`${rule}: ${from} imports ${to}\n  ${reason}`)
for (const file of missed) console.error(`not judged: ${file} was not seen by dependency-cruiser`)
console.log(`${seen.length} modules seen, ${trespasses.length} imports refused, ${missed.length} files missed`)
process.exitCode = trespasses.length + missed.length > 0 ? 1 : 0
