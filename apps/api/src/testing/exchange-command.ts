import { spawn, type ChildProcess } from 'node:child_process'
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
