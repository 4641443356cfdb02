// What is exchanged with the systems around the house (docs/guides/files.md):
//   npm run exchange -- status [--watch] [--last 20]
//   npm run exchange -- run <connector> [--trial] [--full]
//   npm run exchange -- import <file> <connector> [--trial]
//   npm run exchange -- export <connector> [--full] [--to <file>]
//   npm run exchange -- cancel | resume | confirm <run>
// A connector is named by its code, or as <integration>/<code> where two have the same. The work is done by the worker.
import { parseArgs } from 'node:util'
import { cancelRun, confirmRun, resumeRun } from '../apps/api/src/domain/integrations/exchange/move-run.ts'
import { connectorNamed, follow, runNamed } from './exchange/find.ts'
import { exportFile, importFile } from './exchange/files.ts'
import { Interrupted, inTheHouse, Mistake, type House } from './exchange/house.ts'
import { showStatus } from './exchange/status.ts'
import { runConnector } from '../apps/api/src/domain/integrations/exchange/run-connector.ts'

const usage = `usage: npm run exchange -- status [--watch] [--last 20]
                          run <connector> [--trial] [--full]
                          import <file> <connector> [--trial]
                          export <connector> [--full] [--to <file>]
                          cancel | resume | confirm <run>`

interface Flags {
  watch: boolean
  trial: boolean
  full: boolean
  last: string
  to?: string | undefined
}

const moving =
  (verb: typeof cancelRun, done: string) =>
  async (house: House, [name]: readonly string[]) => {
    const id = await runNamed(house, name)
    await verb({ id }, house.ctx, {})
    house.tell(`${id} ${done}`)
  }

const commands: Record<string, (house: House, names: readonly string[], flags: Flags) => Promise<void>> = {
  status: (house, _, { watch, last }) => {
    if (!/^[1-9]\d{0,3}$/.test(last))
      throw new Mistake(`--last is how many runs are shown, from 1 to 9999: not ${last}.`)
    return showStatus(house, { watch, last: Number(last) })
  },
  run: async (house, [name], { trial, full }) => {
    const { id } = await connectorNamed(house, name)
    const run = await runConnector(house)({ id, trial, full }, house.ctx, {})
    await follow(house, run.id)
  },
  import: async (house, [file, name], { trial }) => importFile(house, file, await connectorNamed(house, name), trial),
  export: async (house, [name], { full, to }) => exportFile(house, await connectorNamed(house, name), { full, to }),
  cancel: moving(cancelRun, 'is cancelled; what it has applied stays. `resume` has it go on behind that.'),
  resume: moving(resumeRun, 'goes on as soon as a worker is free.'),
  confirm: moving(confirmRun, 'is confirmed, and goes on as soon as a worker is free.'),
}

const options = {
  watch: { type: 'boolean', default: false },
  trial: { type: 'boolean', default: false },
  full: { type: 'boolean', default: false },
  last: { type: 'string', default: '20' },
  to: { type: 'string' },
} as const

/** What was asked for. Throws Mistake. */
function asked(): { work: (house: House) => Promise<void> } {
  try {
    const { values: flags, positionals } = parseArgs({ allowPositionals: true, options })
    const [command, ...names] = positionals
    const work = Object.hasOwn(commands, command ?? '') ? commands[command!] : undefined
    if (work) return { work: async (house) => work(house, names, flags) }
  } catch (error) {
    throw new Mistake(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
  throw new Mistake(usage)
}

try {
  await inTheHouse(asked().work)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = error instanceof Mistake ? 2 : error instanceof Interrupted ? 130 : 1
}
