import { UnreadableFile } from '../../../domain/integrations/port.ts'

/** What is wrong with a file before anything of it can be read. */
export const unreadable = (problem: string) => new UnreadableFile('IDOC_UNREADABLE', { problem, line: 1 }, { line: 1 })

/** What the bytes are written in: by their mark, by the declaration of an XML, else as told. */
function encodingOf(start: Buffer, otherwise: string): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(start.toString('latin1'))
  if (declared) return declared[1]!
  return start.toString('latin1').trimStart().startsWith('<') ? 'utf-8' : otherwise
}

/**
 * Bytes as text, piece by piece. A mark at the beginning is left out. Throws UnreadableFile where they are not written in what they say, and where there
 * are none.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>, otherwise = 'utf-8'): AsyncGenerator<string> {
  let waiting: Buffer = Buffer.alloc(0)
  let decoder: InstanceType<typeof TextDecoder> | undefined
  const read = (piece?: Uint8Array): string => {
    try {
      return decoder!.decode(piece, { stream: piece !== undefined })
    } catch {
      throw unreadable(`its bytes are not ${decoder!.encoding.toUpperCase()}`)
    }
  }
  const begin = (): string => {
    const encoding = encodingOf(waiting.subarray(0, 200), otherwise)
    try {
      decoder = new TextDecoder(encoding, { fatal: true })
    } catch {
      throw unreadable(`nobody here knows the encoding ${encoding}`)
    }
    const piece = waiting
    waiting = Buffer.alloc(0)
    return read(piece)
  }
  for await (const piece of bytes) {
    if (decoder) {
      yield read(piece)
      continue
    }
    waiting = Buffer.concat([waiting, piece])
    if (waiting.length >= 200) yield begin()
  }
  if (!decoder) {
    if (waiting.length === 0) throw unreadable('it is empty')
    yield begin()
  }
  yield read()
}
