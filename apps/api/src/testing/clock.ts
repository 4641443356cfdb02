import type { Clock } from '../kernel/clock.ts'
import { humanNumber, type Ids } from '../kernel/ids.ts'

/** A clock that stands still until it is told to move. */
export interface FrozenClock extends Clock {
  set(instant: Date | string): void
  advance(step: { days?: number; hours?: number; minutes?: number; seconds?: number; milliseconds?: number }): void
}

/** Stands at 2026-06-01 09:00 UTC, a Monday, unless told otherwise. */
export function frozenClock(start: Date | string = '2026-06-01T09:00:00.000Z'): FrozenClock {
  let now = new Date(start).getTime()
  return {
    now: () => new Date(now),
    set: (instant) => void (now = new Date(instant).getTime()),
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }) =>
      void (now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds),
  }
}

/** Ids that are the same in every run: 00000001-0000-7000-8000-000000000001, …; `series` keeps two sources apart. */
export function countedIds(series = 1): Ids {
  let count = 0
  const next = () => (count += 1)
  const prefix = series.toString(16).padStart(8, '0')
  return {
    next: () => `${prefix}-0000-7000-8000-${next().toString(16).padStart(12, '0')}`,
    orderNumber: () => {
      const number = next()
      return humanNumber(
        'P',
        Uint8Array.from({ length: 8 }, (_, at) => (number >> (5 * (7 - at))) & 31),
      )
    },
    token: () => `pt_${prefix}${next().toString(16).padStart(35, '0')}`,
  }
}
