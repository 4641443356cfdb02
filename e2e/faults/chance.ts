/** Chance that can be had again: the same seed makes the same choices. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number
  /** One of these. */
  of<Value>(all: readonly Value[]): Value
  /** The same in another order. */
  shuffled<Value>(all: readonly Value[]): Value[]
}

/** Mulberry32, by Tommy Ettinger (public domain). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    of: (all) => all[Math.floor(next() * all.length)]!,
    shuffled: (all) =>
      all
        .map((value) => ({ value, at: next() }))
        .sort((one, other) => one.at - other.at)
        .map(({ value }) => value),
  }
}
