import type { Model } from '@portico/schema'
import type { ExchangeDeed, ExchangeRecord } from '../port.ts'

/** A record with its number in the file, from 0. */
export interface Numbered {
  number: number
  record: ExchangeRecord
}

/** So much is applied in one transaction. */
const most = { records: 1_000, deeds: 4_000 }

/** What a deed is about, as far as its own words tell. */
function nameOf(model: Model, deed: ExchangeDeed): string {
  if ('action' in deed) return JSON.stringify([deed.action, deed.input])
  if ('rest' in deed) return JSON.stringify([deed.rest, deed.scope])
  const { entity, id, external, given } = deed
  const key =
    id ?? external ?? model.entities.get(entity)?.naturalKey?.map((member) => given[member] ?? given[`${member}Id`])
  return JSON.stringify([entity, key ?? given])
}

/**
 * Records in parts that may be applied together: not too many at once, and none of several deeds beside another one about the same rows, because their deeds
 * would get out of order.
 */
export async function* chunksOf(
  records: AsyncIterable<ExchangeRecord>,
  skip: number,
  model: Model,
): AsyncGenerator<readonly Numbered[]> {
  let number = -1
  let chunk: Numbered[] = []
  let deeds = 0
  const names = new Set<string>()
  for await (const record of records) {
    number += 1
    if (number < skip) continue
    const several = record.deeds.length > 1
    const mine = several ? [...new Set(record.deeds.map((deed) => nameOf(model, deed)))] : []
    const otherKind = chunk.length > 0 && chunk[0]!.record.deeds.length > 1 !== several
    const full = chunk.length >= most.records || deeds + record.deeds.length > most.deeds
    if (chunk.length > 0 && (otherKind || full || mine.some((name) => names.has(name)))) {
      yield chunk
      chunk = []
      deeds = 0
      names.clear()
    }
    chunk.push({ number, record })
    deeds += record.deeds.length
    for (const name of mine) names.add(name)
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
