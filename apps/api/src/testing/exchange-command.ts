import { spawn, type ChildProcess } from 'node:child_process'
import { exchange } from '../../../../scripts/exchange/command.ts'
import { repositoryRoot } from '../kernel/root.ts'

/** `npm run exchange -- …` as an operator runs it: what npm calls. */
interface ExchangeCommand {
  child: ChildProcess
  /** What it has said so far; complaints apart. */
  said(): string
  complained(): string
  /** Its exit code. */
  ended: Promise<number | null>
}

export function startExchangeCommand(args: readonly string[], env: Record<string, string>): ExchangeCommand {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/exchange.ts', ...args], {
    cwd: repositoryRoot(),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [said, complained] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, said: () => said, complained: () => complained, ended }
}

/** What the command does and says, without a process of its own: a second and a half less each time. */
export async function exchangeHere(args: readonly string[], env: Record<string, string>, patienceMs?: number) {
  let [said, complained] = ['', '']
  const code = await exchange(args, {
    env,
    tell: (line) => void (said += `${line}\n`),
    complain: (what) => void (complained += `${String(what)}\n`),
    clear: () => undefined,
    untilEnough: () => new AbortController().signal,
    ...(patienceMs === undefined ? {} : { patienceMs }),
  })
  return { code, said, complained }
}
