import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'

export interface ChildOptions {
  name: string
  /** A script for node, with its arguments. */
  command: readonly [string, ...string[]]
  cwd: string
  env: NodeJS.ProcessEnv
  /** Where `<name>.log` is written. */
  logs: string
  /** Shows the output here too, each line under its name. */
  echo: boolean
}

/** A process of ours that runs. */
export interface Child {
  name: string
  pid: number
  /** Settles when it is gone, asked or not. */
  exited: Promise<Ending>
  /** SIGTERM to it and its children, SIGKILL when that does not help within 20 seconds. */
  stop(): Promise<void>
  /** SIGKILL at once. */
  kill(): void
}

export interface Ending {
  name: string
  code: number | null
  signal: NodeJS.Signals | null
  /** Whether `stop` was called before. */
  asked: boolean
  lastLines: string[]
  log: string
}

/** Starts a process in a group of its own: Ctrl-C reaches only us, and we end the others in order. It ends with us even when we are killed. */
export function startChild(options: ChildOptions): Child {
  mkdirSync(options.logs, { recursive: true })
  const log = join(options.logs, `${options.name}.log`)
  const file = createWriteStream(log, { flags: 'w' })
  const [program, ...args] = options.command
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lastLines: string[] = []
  const hear = lines((line) => {
    lastLines.push(line)
    if (lastLines.length > 15) lastLines.shift()
    if (options.echo) process.stdout.write(`${options.name.padEnd(10)} ${line}\n`)
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      file.write(chunk)
      hear(chunk)
    })
  }
  const watchdog = child.pid === undefined ? undefined : watchOver(child.pid)
  let asked = false
  const exited = new Promise<Ending>((resolve) => {
    const ended = (code: number | null, signal: NodeJS.Signals | null) => {
      watchdog?.kill('SIGKILL')
      closeFile(file)
      resolve({ name: options.name, code, signal, asked, lastLines, log })
    }
    child.once('error', (error) => {
      lastLines.push(error.message)
      ended(null, null)
    })
    child.once('close', ended)
  })
  return {
    name: options.name,
    pid: child.pid ?? 0,
    exited,
    kill: () => signalGroup(child, 'SIGKILL'),
    stop: async () => {
      asked = true
      signalGroup(child, 'SIGTERM')
      const patience = setTimeout(() => signalGroup(child, 'SIGKILL'), 20_000)
      await exited
      clearTimeout(patience)
    },
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // it is gone already
  }
}

function watchOver(pid: number): ChildProcess {
  const watchdog = spawn('sh', ['-c', `cat > /dev/null; kill -s TERM -- -${pid}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watchdog.unref()
  return watchdog
}

function closeFile(file: WriteStream): void {
  if (!file.destroyed) file.end()
}

/** Cuts a stream of bytes into lines. */
function lines(each: (line: string) => void): (chunk: Buffer) => void {
  let rest = ''
  return (chunk) => {
    const parts = (rest + chunk.toString()).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) if (line.trim()) each(line)
  }
}

/** Waits until an address answers with one of the wanted states. Throws when the process ends before, or after `seconds`. */
export async function untilAnswers(
  url: string,
  child: Child,
  seconds: number,
  wanted: (status: number) => boolean,
): Promise<void> {
  await until(child, seconds, `answer at ${url}`, async () => {
    const answer = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: 'manual' })
    return wanted(answer.status) || `${answer.status} ${(await answer.text()).slice(0, 300)}`
  })
}

/** Waits until a process takes connections at a port of this machine. Throws Error as `untilAnswers`. */
export async function untilListens(port: number, host: string, child: Child, seconds: number): Promise<void> {
  await until(child, seconds, `listen on port ${port}`, async () => {
    const socket = connect(port, host)
    await once(socket, 'connect')
    socket.destroy()
    return true
  })
}

async function until(child: Child, seconds: number, what: string, probe: () => Promise<true | string>): Promise<void> {
  let ending: Ending | undefined
  void child.exited.then((end) => (ending = end))
  const deadline = Date.now() + seconds * 1_000
  let last = 'no answer'
  while (!ending) {
    try {
      const found = await probe()
      if (found === true) return
      last = found
    } catch (error) {
      last = String(error)
    }
    if (Date.now() > deadline) throw new Error(`${child.name} does not ${what} after ${seconds} seconds: ${last}`)
    await new Promise((wait) => setTimeout(wait, 100))
  }
  throw new Error(tellEnding(ending))
}

/** What someone needs to know of a process that ended unasked. */
export function tellEnding(ending: Ending): string {
  const how = ending.signal ? `was ended by ${ending.signal}` : `ended with code ${ending.code}`
  return `${ending.name} ${how}. Its last lines (all of them: ${ending.log}):\n${ending.lastLines.map((line) => `  ${line}`).join('\n')}`
}
