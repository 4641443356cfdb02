import { startChild, tellEnding, type Child, type Ending } from './child.ts'

type Command = readonly [string, ...string[]]

/** What was started together and ends together, the last first. */
export interface Household {
  /** Remembers how something is ended. */
  keep(end: () => Promise<void>): void
  /** Starts a process that is meant to stay. */
  run(name: string, command: Command, cwd: string, env: NodeJS.ProcessEnv): Child
  /** Runs a process to its end. Throws Error with its last lines when it fails. */
  finish(name: string, command: Command, cwd: string, env: NodeJS.ProcessEnv): Promise<void>
  pids(): Record<string, number>
  /** Settles when a process that was meant to stay ends unasked. */
  crashed: Promise<Ending>
  stop(): Promise<void>
}

/** An empty one. `echo` shows the processes' output here, beside their logs. */
export function household(logs: string, echo: boolean): Household {
  const ends: (() => Promise<void>)[] = []
  const staying: Child[] = []
  let crash: (ending: Ending) => void
  const crashed = new Promise<Ending>((resolve) => (crash = resolve))
  const start = (name: string, command: Command, cwd: string, env: NodeJS.ProcessEnv): Child => {
    const child = startChild({ name, command, cwd, env, logs, echo })
    ends.push(() => child.stop())
    return child
  }
  return {
    crashed,
    keep: (end) => void ends.push(end),
    run: (...given) => {
      const child = start(...given)
      staying.push(child)
      void child.exited.then((ending) => {
        if (!ending.asked) crash(ending)
      })
      return child
    },
    finish: async (...given) => {
      const ending = await start(...given).exited
      if (ending.code !== 0) throw new Error(tellEnding(ending))
    },
    pids: () => Object.fromEntries(staying.map((child) => [child.name, child.pid])),
    stop: async () => {
      for (const end of ends.splice(0).reverse()) await end()
    },
  }
}
