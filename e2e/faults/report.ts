import { writeFileSync } from 'node:fs'
import type { Outcome } from './scene.ts'

interface Result extends Outcome {
  laws: readonly { law: string; broken: string[] }[]
  /** Laws that were broken on purpose afterwards, without being found broken; undefined where that was not tried. */
  blind: readonly string[] | undefined
  seed: number
  seconds: number
  logs: string
}

/** Prints the table, and writes it as JSON where somebody reads it. Answers whether all is well: every law holds, every fault struck, no shopper was let down. */
export function report(result: Result, file?: string): boolean {
  const { rows, stories, failures, laws, blind } = result
  const idle = rows.filter(({ struck }) => struck === 0)
  const width = Math.max(...rows.map(({ fault }) => fault.length))
  const row = (name: string, ...cells: (string | number)[]) =>
    console.log(`${name.padEnd(width)} ${cells.map((cell) => String(cell).padStart(10)).join('')}`)
  console.log()
  row('fault', 'set', 'struck', 'checkouts', 'sent again')
  for (const { fault, set, struck, checkouts, again } of rows) row(fault, set, struck, checkouts, again)
  const sum = (of: (one: (typeof rows)[number]) => number) => rows.reduce((total, one) => total + of(one), 0)
  row(
    'all',
    sum(({ set }) => set),
    sum(({ struck }) => struck),
    stories.length,
    stories.reduce((total, { again }) => total + again, 0),
  )
  console.log()
  const ends = (['ordered', 'left', 'refunded', 'soldOut'] as const).map(
    (end) => `${stories.filter(({ ended }) => ended === end).length} ${end}`,
  )
  console.log(`shoppers: ${ends.join(', ')}`)
  for (const { law, broken } of laws) {
    console.log(`${broken.length === 0 ? '✓' : '✗'} ${law}`)
    for (const line of broken.slice(0, 20)) console.log(`    ${line}`)
    if (broken.length > 20) console.log(`    … ${broken.length} in all`)
  }
  for (const law of blind ?? []) console.log(`✗ the auditor does not see when this is broken: ${law}`)
  if (!blind) console.log('– the auditor is tried on all faults only, not with --only')
  else if (blind.length === 0) console.log('✓ each of them, broken on purpose, was found broken')
  for (const failure of failures) console.log(`✗ a shopper was let down: ${failure}`)
  for (const { fault } of idle) console.log(`✗ never struck: ${fault}`)
  const broken = laws.filter((law) => law.broken.length > 0)
  const bad = broken.length + failures.length + idle.length + (blind?.length ?? 0)
  console.log(
    `\nseed ${result.seed}, ${result.seconds.toFixed(0)} s, logs in ${result.logs}: ${bad === 0 ? 'everything held' : `${bad} faults of the house`}`,
  )
  if (file) writeFileSync(file, JSON.stringify(result, null, 2))
  return bad === 0
}
