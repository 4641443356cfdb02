import autocannon from 'autocannon'
import { figuresOf, type Figures } from './figures.ts'

/** A request that a work makes; they are made in turn. */
export interface Call {
  method: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: string
}

/** What is asked of whom. */
interface Target {
  url: string
  calls: Call[]
  /** Says whether an answer is a good one; GraphQL answers 200 for refusals too. */
  isGood?: (body: string) => boolean
}

/** How hard, and how long. */
interface Effort {
  seconds: number
  connections: number
  /** Requests a second of all connections together; left out: as many as are answered. */
  rate?: number
}

/** Every connection begins somewhere else in the calls, so that no two ask the same at the same time. */
function turned(calls: Call[], share: number): Call[] {
  const start = Math.floor(calls.length * share)
  return [...calls.slice(start), ...calls.slice(0, start)]
}

/**
 * Makes the calls over and over for the given time, on every connection one after another.
 * @throws Error when the server could not be reached
 */
export async function drive(run: Target & Effort): Promise<Figures> {
  const { times, seconds, bad } = await timesOf(run)
  return figuresOf(times, seconds, bad)
}

/** What was measured as long as something else went on: of all requests together, and the p95 of the worst part. */
export interface Meanwhile {
  all: Figures
  worstP95: number
}

/** Makes the calls in parts of ten seconds, as long as something else goes on. */
export async function driveWhile(run: Target & Omit<Effort, 'seconds'>, goesOn: () => boolean): Promise<Meanwhile> {
  const sum: Times = { times: [], seconds: 0, bad: 0 }
  let worstP95 = 0
  while (goesOn()) {
    const { times, seconds, bad } = await timesOf({ ...run, seconds: 10 })
    worstP95 = Math.max(worstP95, figuresOf([...times], seconds, bad).p95)
    for (const time of times) sum.times.push(time)
    sum.seconds += seconds
    sum.bad += bad
  }
  return { all: figuresOf(sum.times, sum.seconds, sum.bad), worstP95 }
}

interface Times {
  times: number[]
  seconds: number
  bad: number
}

async function timesOf(run: Target & Effort): Promise<Times> {
  const times: number[] = []
  let opened = 0
  let bad = 0
  const started = performance.now()
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(
      {
        url: run.url,
        connections: run.connections,
        duration: run.seconds,
        ...(run.rate ? { overallRate: run.rate, ignoreCoordinatedOmission: false } : {}),
        setupClient: (client) => client.setRequests(turned(run.calls, opened++ / run.connections)),
        verifyBody: (body) => {
          const good = run.isGood?.(String(body)) ?? true
          if (!good) bad++
          return good
        },
      },
      (error, result) => {
        if (error) return reject(error as Error)
        bad += result.non2xx + result.errors + result.timeouts
        resolve()
      },
    )
    instance.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds))
  })
  return { times, seconds: (performance.now() - started) / 1000, bad }
}

/**
 * Drives several targets in turn, each a third of the time per round for three rounds after a warm-up: whatever else the
 * machine does in the meantime falls on all of them.
 */
export async function driveInTurn<Targets extends Target[]>(
  targets: [...Targets],
  effort: Effort,
): Promise<{ [Place in keyof Targets]: Figures }> {
  const rounds = 3
  const sums = targets.map((): Times => ({ times: [], seconds: 0, bad: 0 }))
  for (const target of targets) await timesOf({ ...target, ...effort, seconds: 3 })
  for (let round = 0; round < rounds; round++)
    for (const [place, target] of targets.entries()) {
      const part = await timesOf({ ...target, ...effort, seconds: effort.seconds / rounds })
      const sum = sums[place]
      if (!sum) continue
      sum.times.push(...part.times)
      sum.seconds += part.seconds
      sum.bad += part.bad
    }
  return sums.map((sum) => figuresOf(sum.times, sum.seconds, sum.bad)) as { [Place in keyof Targets]: Figures }
}
