import type { Ctx } from '../../../kernel/context.ts'
import { listen } from '../../../kernel/listen.ts'
import { holding } from '../../../kernel/locks.ts'
import type { Logger } from '../../../kernel/log.ts'
import { lookForFiles } from './arrivals.ts'
import { exchangeChannel } from './errand.ts'
import { busyLanes, laneName, nextRun, type Lane } from './lanes.ts'
import type { ExchangeParts } from './parts.ts'
import { workRun } from './work-run.ts'

export interface ExchangingOptions {
  parts: ExchangeParts
  /** What runs work in. */
  context(): Ctx | Promise<Ctx>
  log: Logger
  /** How often to look for files without having been called, in milliseconds. */
  pollMs?: number
}

/** Exchanges until it is stopped. */
export interface Exchanging {
  /** Takes no more; what is in hand stops between two of its parts, for another process to go on with. */
  stop(): Promise<void>
}

/** So many lanes of one way are worked on at once, by one process. */
const atOnce = 3

/** Looks for files and works on runs. Any number of processes may: a lane is worked on by one of them. */
export function startExchanging(options: ExchangingOptions & { url: string }): Exchanging {
  const { log } = options
  const stopping = new AbortController()
  const serving = new Map<string, Promise<void>>()
  const places = { in: atOnce, out: atOnce, rows: atOnce }
  const serve = (lane: Lane) => {
    const name = laneName(lane)
    if (stopping.signal.aborted || serving.has(name) || places[lane.way] === 0) return
    places[lane.way] -= 1
    const work = serveLane(options, lane, stopping.signal)
      .then((worked) => worked > 0 && bell.ring())
      .catch((error: unknown) => log.error({ err: error, lane }, 'a lane of the exchange could not be worked on'))
      .finally(() => {
        serving.delete(name)
        places[lane.way] += 1
      })
      .then(() => undefined)
    serving.set(name, work)
  }
  const looking = (look: (ctx: Ctx) => Promise<void>) => async () => {
    try {
      await look(await options.context())
    } catch (error) {
      log.error({ err: error }, 'it could not be seen what is to be exchanged')
    }
  }
  const bell = new Bell(
    looking(async (ctx) => {
      for (const lane of await busyLanes(ctx)) serve(lane)
    }),
  )
  // apart from the lanes: an order that must go out does not wait for a look into everybody's folders
  const folders = new Bell(
    looking(async (ctx) => {
      await lookForFiles(options.parts, ctx)
      bell.ring()
    }),
  )
  const ringAll = () => {
    bell.ring()
    folders.ring()
  }
  const listener = listen({ url: options.url, channel: exchangeChannel, heard: ringAll, ready: ringAll, log })
  const poll = setInterval(ringAll, options.pollMs ?? 2_000)
  ringAll()
  return {
    stop: async () => {
      clearInterval(poll)
      stopping.abort()
      await folders.silent()
      await bell.silent()
      await Promise.all(serving.values())
      await listener.stop()
    },
  }
}

/** Works on all that is due now, until nothing is; for tests and commands. Answers how many runs were worked on. */
export async function drainExchange(options: ExchangingOptions): Promise<number> {
  const never = new AbortController()
  let worked = 0
  for (;;) {
    const ctx = await options.context()
    await lookForFiles(options.parts, ctx)
    let now = 0
    for (const lane of await busyLanes(ctx)) now += await serveLane(options, lane, never.signal)
    worked += now
    if (now === 0) return worked
  }
}

/** Works on the runs of a lane, one after the other, unless another process is at it. */
async function serveLane(options: ExchangingOptions, lane: Lane, signal: AbortSignal): Promise<number> {
  const ctx = await options.context()
  const done = await holding(ctx.db, laneName(lane), async (stillHeld) => {
    let worked = 0
    // whose connection was lost holds the lane no more
    while (!signal.aborted && (await stillHeld())) {
      const own = await options.context()
      const next = await nextRun(lane, own)
      if (!next) break
      await workRun(options.parts, next, own, signal)
      worked += 1
    }
    return worked
  })
  return done?.result ?? 0
}

/** Calls whoever looks: rung while they look, they look once more. */
class Bell {
  #looking: Promise<void> | undefined
  #again = false
  #silent = false

  constructor(private readonly look: () => Promise<void>) {}

  ring(): void {
    if (this.#silent) return
    if (this.#looking) {
      this.#again = true
      return
    }
    this.#looking = this.look().finally(() => {
      this.#looking = undefined
      if (this.#again) {
        this.#again = false
        this.ring()
      }
    })
  }

  /** No more; waits for who looks. */
  async silent(): Promise<void> {
    this.#silent = true
    await this.#looking
  }
}
