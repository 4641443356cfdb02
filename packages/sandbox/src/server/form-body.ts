/** A form with bracket nesting, read: strings, nested forms and lists of them. */
export type FormValue = string | FormValue[] | Form
export interface Form {
  [key: string]: FormValue
}

const MAX_DEPTH = 8
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads `application/x-www-form-urlencoded` text or a query string with bracket nesting: `a=1`, `a[b]=1`, `a[]=1`, `a[0][b]=1`.
 * Keys that count from 0 without a gap become a list.
 */
export function readForm(text: string): Form {
  const root: Form = Object.create(null) as Form
  for (const [key, value] of new URLSearchParams(text)) {
    const head = /^[^[\]]+/.exec(key)?.[0]
    if (!head) continue
    const path = [head, ...[...key.slice(head.length).matchAll(/\[([^[\]]*)\]/g)].map((m) => m[1] ?? '')]
    if (path.length > MAX_DEPTH || path.some((part) => UNSAFE.has(part))) continue
    put(root, path, value)
  }
  return toLists(root) as Form
}

function put(into: Form, path: string[], value: string): void {
  let at = into
  path.forEach((part, index) => {
    const key = part === '' ? String(Object.keys(at).length) : part
    if (index === path.length - 1) at[key] = value
    else {
      if (typeof at[key] !== 'object') at[key] = Object.create(null) as Form
      at = at[key] as Form
    }
  })
}

function toLists(value: FormValue): FormValue {
  if (typeof value !== 'object' || Array.isArray(value)) return value
  const keys = Object.keys(value)
  if (keys.length > 0 && keys.every((key, index) => key === String(index)))
    return keys.map((key) => toLists(value[key] as FormValue))
  const form: Form = {}
  for (const key of keys) form[key] = toLists(value[key] as FormValue)
  return form
}
