import type { ExchangeRecord } from '../port.ts'

/** A record with its number in the file, from 0. */
export interface Numbered {
  number: number
  record: ExchangeRecord
}

/** So much is applied in one transaction, and held in memory: of records, of their deeds, and of what they say, in characters or bytes. */
const most = { records: 1_000, deeds: 4_000, size: 8_000_000 }

/** How much a value says, in characters: its texts, and something for each member. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  let size = 16
  for (const member of Object.values(value)) size += sizeOf(member)
  return size
}

/** Records in parts that are applied at once: not too many, and not too much. `gone`: of how many bytes they were made so far, where they come from a file. */
export async function* chunksOf(
  records: AsyncIterable<ExchangeRecord>,
  skip: number,
  gone: () => number = () => 0,
): AsyncGenerator<readonly Numbered[]> {
  let number = -1
  let chunk: Numbered[] = []
  let began = gone()
  let [deeds, size] = [0, 0]
  for await (const record of records) {
    number += 1
    if (number < skip) {
      began = gone()
      continue
    }
    const own = sizeOf(record.deeds)
    const full = chunk.length >= most.records || deeds + record.deeds.length > most.deeds || size + own > most.size
    if (chunk.length > 0 && (full || gone() - began > most.size)) {
      yield chunk
      chunk = []
      began = gone()
      deeds = 0
      size = 0
    }
    chunk.push({ number, record })
    deeds += record.deeds.length
    size += own
  }
  if (chunk.length > 0) yield chunk
}

/** The next thing is fetched while this one is worked on: a database and a decoder need not wait for each other. */
export async function* ahead<One>(source: AsyncIterable<One>): AsyncGenerator<One> {
  const iterator = source[Symbol.asyncIterator]()
  let next = iterator.next()
  try {
    for (;;) {
      const { value, done } = await next
      if (done) return
      next = iterator.next()
      // whoever asks for it hears of its failure; nobody may ask any more
      next.catch(() => undefined)
      yield value
    }
  } finally {
    await next.catch(() => undefined)
    await iterator.return?.()
  }
}
