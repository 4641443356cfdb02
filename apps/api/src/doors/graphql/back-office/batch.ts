import { together } from '../../../engine/records/index.ts'
import { Refusal, Refusals, refusalsOf, refuse } from '../../../kernel/errors.ts'
import type { Root } from '../roots.ts'
import type { PlainWrite } from './writes.ts'

type Args = Readonly<Record<string, unknown>>

/** The most operations of one batch. */
const most = 500

/**
 * The root field `batch`: all operations in their order in one transaction. Refuses with FIELD_INVALID what is no batch; the refusal of an operation
 * is told with the operation's place before its path: `operations.3.input.code`.
 */
export function batchRoot(writes: ReadonlyMap<string, PlainWrite>): Root {
  return ({ operations, dryRun }, ctx) => {
    const list = operations as readonly Args[]
    if (list.length === 0 || list.length > most)
      throw refuse('FIELD_INVALID', { field: 'operations', problem: `takes 1 to ${most} of them` }, 'operations')
    const read = list.map((operation, at) => operationOf(operation, at, writes))
    return together(ctx, dryRun === true, async (inside) => {
      const ids = new Map<string, string>()
      const results = []
      for (const { name, local, args, write, place } of read) {
        try {
          const outcome = await write.perform(withIds(args, ids, place) as Args, inside)
          if (local !== undefined && outcome.id !== undefined) ids.set(local, outcome.id)
          results.push({ operation: name, local, created: false, ...outcome })
        } catch (error) {
          throw placed(error, place)
        }
      }
      return results
    })
  }
}

function operationOf(operation: Args, at: number, writes: ReadonlyMap<string, PlainWrite>) {
  const place = `operations.${at}`
  const { local, ...members } = operation
  const given = Object.entries(members).filter(([, value]) => value !== undefined && value !== null)
  const [first] = given
  const write = first && writes.get(first[0])
  if (given.length !== 1 || !first || !write)
    throw refuse('FIELD_INVALID', { field: place, problem: 'is exactly one write' }, place)
  return {
    name: first[0],
    args: first[1] as Args,
    local: typeof local === 'string' ? local : undefined,
    write,
    place: `${place}.${first[0]}`,
  }
}

const localId = /^local:(.+)$/

/** Puts ids in the place of local names, wherever an id is said. */
function withIds(value: unknown, ids: ReadonlyMap<string, string>, place: string): unknown {
  if (Array.isArray(value)) return value.map((one, at) => withIds(one, ids, `${place}.${at}`))
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = /(^id|Id)$/.test(key) && typeof inner === 'string' ? localId.exec(inner)?.[1] : undefined
      if (name === undefined) return [key, withIds(inner, ids, `${place}.${key}`)]
      const id = ids.get(name)
      if (id === undefined)
        throw refuse('REFERENCE_NOT_FOUND', { field: key, entity: 'earlier operation', value: name }, key)
      return [key, id]
    }),
  )
}

/** The refusal with the place of its operation. */
function placed(error: unknown, place: string): unknown {
  const refusals = refusalsOf(error).map(
    ({ code, params, path }) => new Refusal(code, params, path ? `${place}.${path}` : place),
  )
  const [first, ...more] = refusals
  if (!first) return error
  return more.length > 0 ? new Refusals([first, ...more]) : first
}
