/** How deep JSON of others may be nested: whoever walks it afterwards, `JSON.stringify` among them, does so by calling itself. */
export const deepest = 64

/** Whether a value is nested deeper than `deepest`. Walks it without calling itself, and no further than that. */
export function isTooDeep(value: unknown): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    const inside: unknown[] = []
    for (const one of level)
      if (typeof one === 'object' && one !== null) for (const part of Object.values(one)) inside.push(part)
    if (inside.length > 0 && depth >= deepest) return true
    level = inside
  }
  return false
}
