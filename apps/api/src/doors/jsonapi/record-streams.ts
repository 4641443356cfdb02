import { JSONParser } from '@streamparser/json'
import { StringDecoder } from 'node:string_decoder'
import { longestRecord, recordTooLong } from '../../engine/records/batch/index.ts'
import { refuse } from '../../kernel/errors.ts'

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

/** The elements of `data` of a JSON:API document, one after the other as they arrive. Refuses with BODY_INVALID, REQUEST_TOO_LARGE. */
export async function* elementsOf(bytes: Bytes): AsyncGenerator<Line> {
  const parser = new JSONParser({ paths: ['$.data.*'], keepStack: false })
  let found: Line[] = []
  let broken = false
  let since = 0
  parser.onValue = ({ value }) => {
    found.push({ value })
    since = 0
  }
  parser.onError = () => {
    broken = true
  }
  for await (const chunk of bytes) {
    since += chunk.length
    parser.write(chunk)
    if (broken) throw refuse('BODY_INVALID')
    if (since > longestRecord * 2) throw recordTooLong()
    yield* found
    found = []
  }
  if (!parser.isEnded) throw refuse('BODY_INVALID')
}
