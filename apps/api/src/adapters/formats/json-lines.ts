import type { FileProfileSaid } from '../../domain/integrations/port.ts'
import { deepest, isTooDeep } from '../../kernel/depth.ts'
import { utf8Of, type Seen } from './utf8.ts'

export type JsonObject = Record<string, unknown>

/** The longest line, in bytes. */
const longestLine = 1_000_000

/** A line: its document, or what is wrong with it. */
export type JsonLine = { line: number } & ({ value: JsonObject } | { problem: string; value: string })

/** The lines of a file that are not empty. A broken or over-long one is told, and the next one is read. */
export async function* jsonLinesOf(
  bytes: AsyncIterable<Uint8Array>,
  encoding: FileProfileSaid['encoding'],
  seen: Seen,
): AsyncGenerator<JsonLine> {
  let [rest, line, overlong] = [Buffer.alloc(0) as Buffer, 0, false]
  const of = (text: Buffer): JsonLine | undefined => {
    line += 1
    const tooLong = overlong || text.length > longestLine
    overlong = false
    return tooLong
      ? { line, problem: `it is longer than ${longestLine} bytes`, value: '' }
      : parsed(text.toString(), line)
  }
  for await (const chunk of utf8Of(bytes, encoding, seen)) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const piece = chunk.subarray(from, end)
      const found = of(rest.length > 0 ? Buffer.concat([rest, piece]) : piece)
      rest = Buffer.alloc(0)
      from = end + 1
      if (found) yield found
    }
    rest = overlong ? Buffer.alloc(0) : Buffer.concat([rest, chunk.subarray(from)])
    // what goes on without an end is not kept
    overlong ||= rest.length > longestLine
    if (overlong) rest = Buffer.alloc(0)
  }
  const last = rest.length > 0 || overlong ? of(rest) : undefined
  if (last) yield last
}

function parsed(text: string, line: number): JsonLine | undefined {
  if (text.trim() === '') return undefined
  const value = text.slice(0, 500)
  try {
    const read = JSON.parse(text) as unknown
    if (isTooDeep(read)) return { line, problem: `it is nested more than ${deepest} levels deep`, value }
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? { line, value: read as JsonObject }
      : { line, problem: 'it is JSON, and no object', value }
  } catch {
    return { line, problem: 'it is no JSON', value }
  }
}
