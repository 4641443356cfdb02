import { refuse } from './errors.ts'

/** A tree of members: `{ lines: { product: {} } }`. */
export interface Branches {
  [member: string]: Branches
}

type Holder = Record<string, unknown>

/** Steps that lead out of the data, into what every object of the process shares. */
const leadingOut = new Set(['__proto__', 'constructor', 'prototype'])

/** Whether a path names members of data only. Paths come from outside: a subscription's fields, the columns of a file. */
export const isDataPath = (path: readonly string[]): boolean => !path.some((step) => leadingOut.has(step))

/** What stands at a path, of the data's own members; undefined where nothing does. */
export const valueAt = (from: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((here, step) => (isHolder(here) && Object.hasOwn(here, step) ? here[step] : undefined), from)

/**
 * Puts a value at a path, and makes the objects on the way where there are none (or null); they have no prototype. Refuses with FIELD_UNKNOWN a path that leads out
 * of the data, with FIELD_INVALID one that leads through a value.
 */
export function putAt(into: object, path: readonly string[], value: unknown): void {
  const holder = branch(into as Holder, path, path.slice(0, -1))
  holder[path.at(-1)!] = value
}

/** The branch at a path, grown where there is none. Refuses as `putAt`. */
export const branchAt = (tree: Branches, path: readonly string[]): Branches => branch(tree, path, path) as Branches

function branch(from: Holder, path: readonly string[], steps: readonly string[]): Holder {
  const field = path.join('.')
  if (!isDataPath(path)) throw refuse('FIELD_UNKNOWN', { field }, field)
  return steps.reduce<Holder>((here, step) => {
    const there = Object.hasOwn(here, step) ? here[step] : undefined
    if (isHolder(there)) return there
    if (there !== undefined && there !== null)
      throw refuse('FIELD_INVALID', { field, problem: `leads through ${step}, which is a value` }, field)
    return (here[step] = Object.create(null) as Holder)
  }, from)
}

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null
