import pLimit, { type LimitFunction } from 'p-limit'

/** Lets so many pieces of work through at once; the others wait in the order in which they came. */
export type Turnstile = LimitFunction

export const turnstile = (atOnce: number): Turnstile => pLimit(atOnce)
