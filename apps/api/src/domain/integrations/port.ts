/** A message to a subscriber, as it travels. */
export interface Letter {
  url: string
  /** The same for every attempt: subscribers know repetitions by it. */
  id: string
  body: string
  /** When it is sent; signed with it. */
  at: Date
  /** `whsec_…`; each of them signs. */
  secrets: readonly string[]
}

/** What came of an attempt. */
export interface Reply {
  durationMs: number
  /** None: there was no answer. */
  status?: number
  /** How the answer began. */
  start?: string
  /** Seconds that the subscriber asks to wait. */
  retryAfterSeconds?: number
  /** Why there was no answer. */
  problem?: string
}

/** Whoever brings messages to subscribers. */
export interface Courier {
  /** What stands against sending to an address, as the rest of a sentence about it; undefined: nothing. */
  problemOf(url: string): Promise<string | undefined>
  /** Sends once, follows no redirect, and answers whatever comes of it; never throws. */
  send(letter: Letter): Promise<Reply>
  close(): void
}
