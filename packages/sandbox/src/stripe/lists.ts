import type { Parameters } from './parameters.ts'
import { invalidRequest, missing } from './problem.ts'
import type { Store } from './store.ts'

export interface StripeList<T> {
  object: 'list'
  data: T[]
  has_more: boolean
  url: string
}

/** A page of a list, newest first, by `created`, `limit`, `starting_after` and `ending_before` (docs.stripe.com/api/pagination). */
export function page<T extends { id: string; created: number }>(
  rows: T[],
  parameters: Parameters,
  url: string,
): StripeList<T> {
  const newestFirst = createdIn(rows, parameters).reverse()
  const limit = parameters.integer('limit') ?? 10
  if (limit < 1 || limit > 100)
    throw invalidRequest('Invalid integer: limit must be between 1 and 100.', { param: 'limit' })
  const after = place(newestFirst, parameters.text('starting_after'), 'starting_after')
  const before = place(newestFirst, parameters.text('ending_before'), 'ending_before')
  const rest = newestFirst.slice(after === null ? 0 : after + 1, before ?? undefined)
  const data = before === null ? rest.slice(0, limit) : rest.slice(-limit)
  return { object: 'list', data, has_more: rest.length > data.length, url }
}

/** Those of a moment, or between the bounds of `created[gt|gte|lt|lte]`, in seconds. */
function createdIn<T extends { created: number }>(rows: T[], parameters: Parameters): T[] {
  const bounds = parameters.bounds('created')
  return rows.filter(({ created }) =>
    bounds.every(({ bound, value }) => {
      if (bound === 'gt') return created > value
      if (bound === 'gte') return created >= value
      if (bound === 'lt') return created < value
      return bound === 'lte' ? created <= value : created === value
    }),
  )
}

function place(rows: { id: string }[], id: string | null, param: string): number | null {
  if (id === null) return null
  const at = rows.findIndex((row) => row.id === id)
  if (at < 0) throw missing('object', id, param)
  return at
}

/** Replaces ids by objects where `expand[]` asks for it, one level deep: `latest_charge`, in lists `data.latest_charge`. */
export function expand(store: Store, answer: unknown, paths: string[] | null): unknown {
  if (!paths?.length) return answer
  const copy = structuredClone(answer) as Record<string, unknown>
  for (const path of paths) {
    const [head = '', tail] = path.split('.')
    const targets = head === 'data' && tail ? (copy['data'] as Record<string, unknown>[]) : [copy]
    const field = head === 'data' && tail ? tail : head
    for (const target of targets) {
      const value = target[field]
      if (value === null) continue
      const object = typeof value === 'string' ? byId(store, value) : undefined
      if (!object) throw invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' })
      target[field] = structuredClone(object)
    }
  }
  return copy
}

function byId(store: Store, id: string): unknown {
  const { intents, setups, charges, refunds, paymentMethods, customers, disputes } = store.tables
  return intents[id] ?? setups[id] ?? charges[id] ?? refunds[id] ?? paymentMethods[id] ?? customers[id] ?? disputes[id]
}
