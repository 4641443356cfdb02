import autocannon from 'autocannon'
import { figuresOf, type Figures } from './figures.ts'

/** A request that a work makes; they are made in turn. */
export interface Call {
  method: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: string
}

interface Run {
  url: string
  calls: Call[]
  seconds: number
  connections: number
  /** Says whether an answer is a good one; GraphQL answers 200 for refusals too. */
  isGood?: (body: string) => boolean
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
export async function drive(run: Run): Promise<Figures> {
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
  return figuresOf(times, (performance.now() - started) / 1000, bad)
}
