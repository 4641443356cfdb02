// `npm run faults`: people shop while everything goes wrong, and an auditor reads the books afterwards.
//   npm run faults -- [--checkouts 1000] [--faults 300] [--seed 1]   the long form
//   npm run faults -- --short                                        one fault at each place: what CI runs
//   npm run faults -- --only 'kill -9 of the worker'                 those whose name has this in it
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { run } from './run.ts'

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    checkouts: { type: 'string', default: '1000' },
    faults: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    report: { type: 'string' },
  },
})

const number = (name: 'checkouts' | 'faults' | 'seed'): number => {
  const value = Number(values[name])
  if (Number.isInteger(value) && value > 0) return value
  console.error(`--${name} is a whole number from 1 on: not ${values[name]}`)
  process.exit(2)
}

const passed = await run({
  dataDir: join(import.meta.dirname, '..', '..', '.data', 'faults'),
  seed: number('seed'),
  only: values.only,
  report: values.report,
  ...(values.short
    ? {
        oneOfEachPlace: true,
        checkouts: 0,
        faults: 0,
        shoppers: 1,
        together: 8,
        lateMs: 1_500,
        uses: 5,
        race: { pieces: 10, shoppers: 40 },
      }
    : {
        oneOfEachPlace: false,
        checkouts: number('checkouts'),
        faults: number('faults'),
        shoppers: 3,
        together: 1,
        lateMs: 10_000,
        uses: 100,
        race: { pieces: 50, shoppers: 200 },
      }),
})
process.exitCode = passed ? 0 : 1
