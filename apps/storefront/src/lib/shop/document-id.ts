import { createHash } from 'node:crypto'

const ids = new Map<string, string>()

/** By what the API knows an operation of ours: the SHA-256 of its text. */
export function documentId(text: string): string {
  const known = ids.get(text) ?? `sha256:${createHash('sha256').update(text).digest('hex')}`
  ids.set(text, known)
  return known
}
