import { JSONParser } from '@streamparser/json'
import { refuse, type Refusal } from './errors.ts'
import { storable } from './storable.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decoded(decoder: typeof utf8, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream })
  } catch {
    throw refuse('BODY_INVALID', { problem: 'it is not UTF-8' })
  }
}

/** Bytes as text, without a byte order mark. Throws Refusal BODY_INVALID where they are no UTF-8 (RFC 8259, 8.1): � must not stand in the place of what somebody said. */
export const readText = (bytes: Uint8Array): string => decoded(utf8, bytes, false)

/** The same for bytes that come part by part. */
export function textIn(): (part: Uint8Array) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return (part) => decoded(decoder, part, true)
}

/** What is said of a text that is no JSON: with the place where it breaks off, as the parser tells it. */
export const notJson = (error: unknown, place = ''): Refusal =>
  refuse('BODY_INVALID', {
    problem: `it is no JSON ${place}(${storable(error instanceof Error ? error.message : String(error), 200)})`,
  })

/** A text as JSON. Throws Refusal BODY_INVALID, with the line and the column where it breaks off. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw notJson(error, placeOf(text))
  }
}

/** Where a text stops being JSON; engines tell it in some of their messages only. */
function placeOf(text: string): string {
  const bytes = Buffer.from(text)
  let last = 0
  let offset: number | undefined
  const parser = new JSONParser({ keepStack: false })
  parser.onToken = ({ offset: at }) => {
    last = at
  }
  parser.onValue = () => undefined
  parser.onError = ({ message }) => {
    offset ??= Number(/at position "(\d+)"/.exec(message)?.[1] ?? last)
  }
  parser.write(bytes)
  const before = bytes.subarray(0, offset ?? bytes.length).toString()
  const lines = before.split('\n')
  return `at line ${lines.length}, column ${lines.at(-1)!.length + 1} `
}
