import { JSONParser, TokenType } from '@streamparser/json'
import { longestRecord, recordTooLong } from '../../engine/records/batch/index.ts'
import { refuse } from '../../kernel/errors.ts'
import { notJson, readJson, readText, textIn } from '../../kernel/json-body.ts'
import { checkDocumentMember, malformed } from './given.ts'

type Bytes = AsyncIterable<Uint8Array>

/** One of many: a value, or what is wrong with it; of JSON lines with its line, counted from 1. */
export type Line = ({ value: unknown } | { problem: Error }) & { line?: number }

/** JSON lines, one after the other as they arrive; empty lines are left out, and counted. A broken line is told, and the next one is read. https://jsonlines.org */
export async function* linesOf(bytes: Bytes): AsyncGenerator<Line> {
  let parts: Uint8Array[] = []
  let length = 0
  let overlong = false
  let line = 0
  const ended = (): Line | undefined => {
    const found = overlong ? { problem: recordTooLong() } : lineOf(Buffer.concat(parts))
    parts = []
    length = 0
    overlong = false
    line += 1
    return found && { ...found, line }
  }
  for await (const chunk of bytes) {
    let from = 0
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, from)) {
      parts.push(chunk.subarray(from, at))
      from = at + 1
      const found = ended()
      if (found) yield found
    }
    parts.push(chunk.subarray(from))
    length += chunk.length - from
    if (length > longestRecord) {
      overlong = true
      parts = []
    }
  }
  const found = ended()
  if (found) yield found
}

const lineFeed = 0x0a

function lineOf(line: Uint8Array): Line | undefined {
  try {
    const text = readText(line)
    return text.trim() === '' ? undefined : { value: readJson(text) }
  } catch (error) {
    return { problem: error as Error }
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
  const unheard = unheardMembers()
  parser.onValue = ({ value, stack }) => {
    const problem = unheard.take()
    if (stack.length === 1) besides.meta = value
    if (stack.length === 1) wrong ??= problem
    else found.push(problem ? { problem } : { value })
    since = 0
  }
  parser.onError = (error) => {
    wrong ??= notJson(error)
  }
  const judge = topMembers()
  const read = textIn()
  parser.onToken = (token) => {
    wrong ??= judge(token)
    unheard.read(token)
  }
  for await (const chunk of bytes) {
    since += chunk.length
    parser.write(read(chunk))
    if (wrong) throw wrong
    if (since > longestRecord * 2) throw recordTooLong()
    yield* found
    found = []
  }
  if (!parser.isEnded) throw notJson(new Error('it ends too early'))
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

/**
 * Members that the parser would drop, because it builds objects by assignment: `__proto__`, however deep below `data` or `meta`. `take` answers what is wrong with the value that has just
 * ended.
 */
function unheardMembers(): {
  read: (token: { token: TokenType; value: unknown }) => void
  take: () => Error | undefined
} {
  /** Of each object or list around: the member that is being read; undefined in a list. */
  const around: (string | undefined)[] = []
  let last = TokenType.SEPARATOR
  let problem: Error | undefined
  return {
    read: ({ token, value }) => {
      const before = last
      last = token
      if (token === TokenType.LEFT_BRACE) around.push('')
      else if (token === TokenType.LEFT_BRACKET) around.push(undefined)
      else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) around.pop()
      const isMember = token === TokenType.STRING && before !== TokenType.COLON && around.at(-1) !== undefined
      if (!isMember) return
      around[around.length - 1] = String(value)
      if (value !== '__proto__' || around.length < 2) return
      // of a record, from there on
      const [top, ...path] = around.filter((one) => one !== undefined)
      // the rest of a document is not read
      if (top !== 'data' && top !== 'meta') return
      const at = top === 'meta' ? [top, ...path] : path
      problem ??= refuse('FIELD_UNKNOWN', { field: '__proto__' }, `/${at.join('/')}`)
    },
    take: () => {
      const found = problem
      problem = undefined
      return found
    },
  }
}
