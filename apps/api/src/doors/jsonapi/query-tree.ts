import { refuse } from '../../kernel/errors.ts'

/** Parameters of an address as they nest: `filter[or][0][sku]=A` is `{ filter: { or: { 0: { sku: 'A' } } } }`. */
export interface Tree {
  [name: string]: Tree | string
}

const most = { parameters: 200, depth: 10 }

/**
 * Reads the query of an address. A list that is said twice is joined by a comma, as JSON:API's lists are written.
 * @throws Refusal FIELD_INVALID for brackets that do not close, for what is both a value and a family, and for a condition of a filter that is said twice
 */
export function readTree(search: string): Tree {
  const tree: Tree = Object.create(null) as Tree
  let count = 0
  for (const [name, value] of new URLSearchParams(search)) {
    if (++count > most.parameters)
      throw refuse('FIELD_INVALID', { field: 'query', problem: `has more than ${most.parameters} parameters` })
    put(tree, stepsOf(name), value, name)
  }
  return tree
}

function stepsOf(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name)
  if (!match) throw refuse('FIELD_INVALID', { field: name, problem: 'has brackets that do not close' }, `?${name}`)
  const inner = [...match[2]!.matchAll(/\[([^[\]]*)\]/g)].map(([, step]) => step!)
  if (inner.length > most.depth)
    throw refuse('FIELD_INVALID', { field: name, problem: `nests deeper than ${most.depth}` }, `?${name}`)
  return [match[1]!, ...inner]
}

function put(tree: Tree, steps: readonly string[], value: string, name: string): void {
  let here = tree
  for (const step of steps.slice(0, -1)) {
    const next = here[step] ?? (Object.create(null) as Tree)
    if (typeof next === 'string') throw both(name)
    here[step] = next
    here = next
  }
  const last = steps.at(-1)!
  const before = here[last]
  if (typeof before === 'object') throw both(name)
  if (before !== undefined && steps[0] === 'filter' && last !== 'in')
    throw refuse(
      'FIELD_INVALID',
      { field: name, problem: 'is given twice; one of several values is asked for by [in]' },
      `?${name}`,
    )
  here[last] = before === undefined ? value : `${before},${value}`
}

const both = (name: string) =>
  refuse('FIELD_INVALID', { field: name, problem: 'is given both as a value and as a family of values' }, `?${name}`)
