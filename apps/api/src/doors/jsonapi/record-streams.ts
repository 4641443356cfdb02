import { JSONParser, TokenType } from '@streamparser/json'
import { StringDecoder } from 'node:string_decoder'
import { longestRecord, recordTooLong } from '../../engine/records/batch/index.ts'
import { refuse } from '../../kernel/errors.ts'
import { checkDocumentMember, malformed } from './given.ts'

type Bytes = AsyncIterable<Uint8Array>

/** A line of JSON lines: a value, or what is wrong with it. */
export type Line = { value: unknown } | { problem: Error }

/** JSON lines, one after the other as they arrive; empty lines are left out. A broken line is told, and the next one is read. https://jsonlines.org */
export async function* linesOf(bytes: Bytes): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let overlong = false
  for await (const chunk of bytes) {
    const lines = (rest + decoder.write(Buffer.from(chunk))).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      const found = overlong ? { problem: recordTooLong() } : lineOf(line)
      overlong = false
      if (found) yield found
    }
    if (rest.length > longestRecord) {
      overlong = true
      rest = ''
    }
  }
  const found = overlong ? { problem: recordTooLong() } : lineOf(rest + decoder.end())
  if (found) yield found
}

function lineOf(line: string): Line | undefined {
  if (line.trim() === '') return undefined
  try {
    return { value: JSON.parse(line) as unknown }
  } catch {
    return { problem: refuse('BODY_INVALID') }
  }
}

/** What a document says besides its data: known once all of it has been read. */
export interface Besides {
  meta?: unknown
}

/**
 * The elements of `data` of a JSON:API document, one after the other as they arrive. What else it says goes to `besides`. Refuses with BODY_INVALID, REQUEST_TOO_LARGE,
 * with FIELD_UNKNOWN or DOCUMENT_INVALID what would be ignored.
 */
export async function* elementsOf(bytes: Bytes, besides: Besides): AsyncGenerator<Line> {
  const parser = new JSONParser({ paths: ['$.data.*', '$.meta'], keepStack: false })
  let found: Line[] = []
  let wrong: Error | undefined
  let since = 0
  parser.onValue = ({ value, stack }) => {
    if (stack.length === 1) besides.meta = value
    else found.push({ value })
    since = 0
  }
  parser.onError = () => {
    wrong ??= refuse('BODY_INVALID')
  }
  const judge = topMembers()
  parser.onToken = (token) => {
    wrong ??= judge(token)
  }
  for await (const chunk of bytes) {
    since += chunk.length
    parser.write(chunk)
    if (wrong) throw wrong
    if (since > longestRecord * 2) throw recordTooLong()
    yield* found
    found = []
  }
  if (!parser.isEnded) throw refuse('BODY_INVALID')
}

/** Follows the members of a document, and says what is wrong with one. */
function topMembers(): (read: { token: TokenType; value: unknown }) => Error | undefined {
  let [depth, key, last] = [0, '', TokenType.SEPARATOR]
  return ({ token, value }) => {
    const before = last
    last = token
    const isTop = depth === 1
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) depth += 1
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) depth -= 1
    if (!isTop) return undefined
    if (before === TokenType.COLON && key === 'data' && token !== TokenType.LEFT_BRACKET)
      return malformed('data is a list of resource objects', '/data')
    if (token !== TokenType.STRING || before === TokenType.COLON) return undefined
    key = String(value)
    try {
      checkDocumentMember(key)
    } catch (error) {
      return error as Error
    }
    return undefined
  }
}
