import { parseArgs } from 'node:util'
import { cancelRun, confirmRun, resumeRun } from '../../apps/api/src/domain/integrations/exchange/move-run.ts'
import { connectorNamed, follow, runNamed } from './find.ts'
import { exportFile, importFile } from './files.ts'
import { Interrupted, inTheHouse, Mistake, type House, type Surroundings } from './house.ts'
import { showStatus } from './status.ts'
import { runConnector } from '../../apps/api/src/domain/integrations/exchange/run-connector.ts'

const usage = `usage: npm run exchange -- status [--watch] [--last 20]
                          run <connector> [--trial] [--full] [--row <id> …]
                          import <file> <connector> [--trial]
                          export <connector> [--full] [--row <id> …] [--to <file>]
                          cancel | resume | confirm <run>`

interface Flags {
  watch: boolean
  trial: boolean
  full: boolean
  last: string
  to?: string | undefined
  row?: string[] | undefined
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
  run: async (house, [name], { trial, full, row: rowIds }) => {
    const { id } = await connectorNamed(house, name)
    const run = await runConnector(house)({ id, trial, full, rowIds }, house.ctx, {})
    await follow(house, run.id)
  },
  import: async (house, [file, name], { trial }) => importFile(house, file, await connectorNamed(house, name), trial),
  export: async (house, [name], { full, to, row: rowIds }) =>
    exportFile(house, await connectorNamed(house, name), { full, to, rowIds }),
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
  row: { type: 'string', multiple: true },
} as const

/** What was asked for. Throws Mistake. */
function asked(args: readonly string[]): { work: (house: House) => Promise<void> } {
  try {
    const { values: flags, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const [command, ...names] = positionals
    const work = Object.hasOwn(commands, command ?? '') ? commands[command!] : undefined
    if (work) return { work: async (house) => work(house, names, flags) }
  } catch (error) {
    throw new Mistake(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
  throw new Mistake(usage)
}

/** Does what `args` ask for. Answers with the exit code: 0, 1 where it was refused or went wrong, 2 where it is written wrongly, 130 where somebody had enough. */
export async function exchange(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    await inTheHouse(around, asked(args).work)
    return 0
  } catch (error) {
    around.complain(error instanceof Error ? error.message : error)
    return error instanceof Mistake ? 2 : error instanceof Interrupted ? 130 : 1
  }
}
