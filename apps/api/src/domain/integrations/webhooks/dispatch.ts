import type { Ctx } from '../../../kernel/context.ts'
import { listen } from '../../../kernel/listen.ts'
import type { Logger } from '../../../kernel/log.ts'
import { claim, dueSubscriptions, targetOf } from './claim.ts'
import { webhooksChannel } from './messages.ts'
import { bodiesOf, sendOne, type Outcome, type SendParts } from './send.ts'
import { settle } from './settle.ts'

/** So many messages of one subscription are on their way at once, from one process. */
const atOnce = 16

export interface DispatchOptions {
  parts: SendParts
  /** What sending runs in. */
  context(): Ctx | Promise<Ctx>
  log: Logger
  /** Longest wait for an answer, in milliseconds: a message is held a little longer. */
  timeoutMs: number
  /** How often to look without having been called (attempts come due by time), in milliseconds. */
  pollMs?: number
}

/** Sends messages until it is stopped. */
export interface Dispatch {
  /** Takes no more, and waits for what is in hand. */
  stop(): Promise<void>
}

/**
 * Starts sending. Every subscription is served for itself: whoever answers slowly or not at all fills the places that are kept for it, and nobody else's. Any
 * number of processes may send.
 */
export function startDispatch(options: DispatchOptions & { url: string }): Dispatch {
  const { log } = options
  const serving = new Map<string, { bell: Bell; work: Promise<void> }>()
  let stopped = false
  const serve = (id: string) => {
    if (stopped) return
    const present = serving.get(id)
    if (present) return present.bell.ring()
    const bell = new Bell()
    const work = serveOnce(options, id, bell)
      .then(() => undefined)
      .catch((error: unknown) => log.error({ err: error, subscription: id }, 'webhook messages could not be sent'))
      .finally(() => {
        serving.delete(id)
        // who called between the last look and now is heard, too
        if (bell.rings !== bell.heard) serve(id)
      })
    serving.set(id, { bell, work })
  }
  const look = async () => {
    try {
      for (const id of await dueSubscriptions(await options.context(), leaseOf(options))) serve(id)
    } catch (error) {
      log.error({ err: error }, 'it could not be seen which webhook messages are due')
    }
  }
  const lookNow = () => void look()
  const listener = listen({ url: options.url, channel: webhooksChannel, heard: serve, ready: lookNow, log })
  const poll = setInterval(lookNow, options.pollMs ?? 1_000)
  lookNow()
  return {
    stop: async () => {
      stopped = true
      clearInterval(poll)
      for (const { bell } of serving.values()) {
        bell.stopped = true
        bell.ring()
      }
      await Promise.all([...serving.values()].map(({ work }) => work))
      await listener.stop()
    },
  }
}

/** Sends all that is due now, until nothing is; for tests and commands. Answers how many attempts were made. */
export async function drainDispatch(options: DispatchOptions): Promise<number> {
  let attempts = 0
  for (;;) {
    const due = await dueSubscriptions(await options.context(), leaseOf(options))
    const rounds = await Promise.all(due.map((id) => serveOnce(options, id)))
    const now = rounds.reduce((sum, count) => sum + count, 0)
    attempts += now
    if (now === 0) return attempts
  }
}

/** How long messages are kept for whoever took them: until the subscriber has surely answered, and it is written down. */
const leaseOf = ({ timeoutMs }: DispatchOptions): number => timeoutMs + 20_000

/** Keeps the places of one subscription filled until nothing more is due for it. Answers how many attempts were made. */
async function serveOnce(options: DispatchOptions, id: string, bell = new Bell()): Promise<number> {
  const { parts } = options
  const ctx = await options.context()
  const book = keepBook(ctx, id)
  const inHand = new Set<Promise<void>>()
  let attempts = 0
  let failing = false
  while (!bell.stopped) {
    const called = bell.rung()
    const { rings } = bell
    bell.heard = rings
    // whoever has just failed is asked by one message at a time until one arrives
    const free = (failing ? 1 : atOnce) - inHand.size
    const target = free > 0 ? await targetOf(ctx, id) : undefined
    const messages = target ? await claim(ctx, id, free, leaseOf(options)) : []
    attempts += messages.length
    if (target && messages.length > 0) {
      const bodies = await bodiesOf(parts, target, messages, ctx)
      for (const message of messages) {
        const sending = sendOne(parts, target, message, bodies.get(message.id)!, ctx)
          .then((outcome) => {
            failing = !arrived(outcome)
            return book.write(outcome)
          })
          .finally(() => inHand.delete(sending))
        inHand.add(sending)
      }
    }
    if (inHand.size === 0) {
      if (bell.rings === rings) break
      continue
    }
    await enough(inHand, called)
  }
  await Promise.all(inHand)
  return attempts
}

/** Waits until there is reason to take more: a few places are free again, or somebody has called. */
async function enough(inHand: ReadonlySet<Promise<void>>, called: Promise<void>): Promise<void> {
  let rung = false
  void called.then(() => (rung = true))
  const full = inHand.size
  do await Promise.race([called, ...inHand])
  while (!rung && inHand.size > 0 && full - inHand.size < atOnce / 4)
}

/** Calls whoever serves a subscription: more has come, or it is time to go. */
class Bell {
  stopped = false
  rings = 0
  /** How many rings whoever serves has acted on. */
  heard = 0
  #ring: () => void = () => undefined

  /** Fulfilled at the next ring. */
  rung(): Promise<void> {
    return new Promise((resolve) => (this.#ring = resolve))
  }

  ring(): void {
    this.rings += 1
    this.#ring()
  }
}

const arrived = (outcome: Outcome) => 'withheld' in outcome || (outcome.reply.status ?? 500) < 300

/** Writes outcomes down, those that come in while others are being written all together. */
function keepBook(ctx: Ctx, subscriptionId: string): { write(outcome: Outcome): Promise<void> } {
  let waiting: Outcome[] = []
  let next: Promise<void> | undefined
  let current: Promise<unknown> = Promise.resolve()
  return {
    write(outcome) {
      waiting.push(outcome)
      next ??= current.then(async () => {
        const outcomes = waiting
        waiting = []
        next = undefined
        const writing = settle(ctx, subscriptionId, outcomes)
        current = writing.catch(() => undefined)
        await writing
      })
      return next
    },
  }
}
