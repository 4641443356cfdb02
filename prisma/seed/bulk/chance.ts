/** Numbers that look like chance and are the same for the same start (mulberry32, public domain, Tommy Ettinger). */
export function chanceFrom(start: number): (below: number) => number {
  let state = start >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** What an id is for; part of the id, so that no two tables share one. */
export const idKinds = { brand: 1, category: 2, product: 3, unit: 4, place: 5, image: 6, level: 7, price: 8 } as const

/**
 * A uuid v7 (RFC 9562) without chance: its time grows with `number`, so that indexes are written at their end. `seed` below 4096,
 * `part` below 2^30 tells things of one number apart.
 */
export function bulkId(kind: keyof typeof idKinds, seed: number, number: number, part = 0): string {
  const time = (epoch + number).toString(16).padStart(12, '0')
  const tail = ((seed & 0xfff) * 0x1_0000_0000 + part).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${idKinds[kind].toString(16).padStart(3, '0')}-8000-${tail}`
}

/** 2020-01-01: before any id that the application makes. */
const epoch = Date.UTC(2020, 0, 1)
