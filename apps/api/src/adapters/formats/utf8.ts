import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { UnreadableFile, type FileProfileSaid } from '../../domain/integrations/port.ts'

type Bytes = AsyncIterable<Uint8Array>
type Encoding = FileProfileSaid['encoding']

/** So much is looked at and taken apart at once. */
const largestPiece = 256 * 1024

/** What was seen of a file while its bytes went by. */
export interface Seen {
  /** A NUL byte: it has no place in a text, and the values have to be looked at. */
  nul: boolean
}

const names: Record<Encoding, string> = {
  utf8: 'UTF-8',
  latin1: 'ISO-8859-1',
  windows1252: 'Windows-1252',
  utf16le: 'UTF-16LE',
}

/**
 * A file's text as UTF-8, chunk by chunk, without its byte order mark. Throws UnreadableFile: FILE_EMPTY for one without a byte, FILE_NOT_IN_ENCODING, with the line,
 * for bytes that the encoding does not have.
 */
export async function* utf8Of(bytes: Bytes, encoding: Encoding, seen: Seen): AsyncGenerator<Buffer> {
  const read = encoding === 'utf8' ? checked : encoding === 'utf16le' ? fromUtf16 : fromLatin
  let first = true
  for await (const chunk of read(atLeast(bytes, 4), encoding)) {
    if (chunk.length === 0) continue
    const text = first && chunk.indexOf('\ufeff') === 0 ? chunk.subarray(3) : chunk
    first = false
    if (!seen.nul && text.includes(0)) seen.nul = true
    if (text.length > 0) yield text
  }
  if (first) throw new UnreadableFile('FILE_EMPTY')
}

/** The same bytes in pieces that are not too large, the first of at least so many: what a file begins with tells what it is. */
async function* atLeast(bytes: Bytes, length: number): AsyncGenerator<Buffer> {
  let start: Buffer | undefined = Buffer.alloc(0)
  for await (const one of bytes) {
    const chunk: Buffer = Buffer.from(one.buffer, one.byteOffset, one.byteLength)
    const whole: Buffer = start ? Buffer.concat([start, chunk]) : chunk
    start = start && whole.length < length ? whole : undefined
    if (start) continue
    for (let at = 0; at < whole.length; at += largestPiece) yield whole.subarray(at, at + largestPiece)
  }
  if (start && start.length > 0) yield start
}

async function* checked(bytes: Bytes, encoding: Encoding): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  let lines = 0
  let first = true
  for await (const one of bytes) {
    const chunk = rest.length > 0 ? Buffer.concat([rest, one]) : (one as Buffer)
    if (first) refuseOther(chunk, encoding)
    first = false
    const whole = chunk.subarray(0, chunk.length - unfinished(chunk))
    if (!isUtf8(whole)) throw notInEncoding(encoding, whole, lines)
    rest = Buffer.from(chunk.subarray(whole.length))
    lines += lineEnds(whole)
    yield whole
  }
  if (rest.length > 0) throw notInEncoding(encoding, rest, lines)
}

/** ISO-8859-1 has control characters where Windows-1252 has letters, and nobody writes those: it is read as the larger one. */
async function* fromLatin(bytes: Bytes, encoding: Encoding): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('windows-1252')
  let judged = false
  let first = true
  for await (const one of bytes) {
    const chunk = one as Buffer
    if (first) refuseOther(chunk, encoding)
    first = false
    if (!judged && !isAscii(chunk)) {
      judged = true
      // letters with accents that happen to be UTF-8 throughout are UTF-8
      if (isUtf8(chunk.subarray(0, chunk.length - unfinished(chunk))))
        throw new UnreadableFile('FILE_NOT_IN_ENCODING', { encoding: names[encoding], hint: 'it is UTF-8' })
    }
    yield Buffer.from(decoder.decode(chunk, { stream: true }))
  }
}

async function* fromUtf16(bytes: Bytes): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true })
  let lines = 0
  try {
    for await (const chunk of bytes) {
      const text = Buffer.from(decoder.decode(chunk, { stream: true }))
      lines += lineEnds(text)
      yield text
    }
    yield Buffer.from(decoder.decode())
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const hint = 'it was cut, or it is written otherwise'
    throw new UnreadableFile('FILE_NOT_IN_ENCODING', { encoding: names.utf16le, hint }, { line: lines + 1 })
  }
}

/** Files that are no text at all, or in UTF-16, say so in their first bytes. */
function refuseOther(start: Buffer, encoding: Encoding): void {
  const hint =
    start.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004'
      ? 'it is an XLSX file or another ZIP archive'
      : start[0] === 0x1f && start[1] === 0x8b
        ? 'it is packed by gzip'
        : (start[0] === 0xff && start[1] === 0xfe) || (start[1] === 0 && start[3] === 0)
          ? 'it is UTF-16LE'
          : (start[0] === 0xfe && start[1] === 0xff) || (start[0] === 0 && start[2] === 0)
            ? 'it is UTF-16BE, which is not read: save it as UTF-8'
            : undefined
  if (hint) throw new UnreadableFile('FILE_NOT_IN_ENCODING', { encoding: names[encoding], hint }, { line: 1 })
}

/** How many bytes at the end begin a character that the next chunk goes on with. */
function unfinished(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back += 1) {
    const byte = chunk[chunk.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}

function lineEnds(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1
  return count
}

/** Says where: the line, and what of it can be read. */
function notInEncoding(encoding: Encoding, chunk: Buffer, lines: number): UnreadableFile {
  let [from, line] = [0, lines + 1]
  for (let end = chunk.indexOf(10); end >= 0 && isUtf8(chunk.subarray(from, end)); end = chunk.indexOf(10, from)) {
    from = end + 1
    line += 1
  }
  const rest = chunk.subarray(from)
  const [good = ''] = rest.toString('utf8').split('\ufffd', 1)
  const value = good.slice(-20) + rest.subarray(Buffer.byteLength(good)).toString('latin1').slice(0, 20)
  const hint = 'it may be ISO-8859-1 or Windows-1252'
  return new UnreadableFile(
    'FILE_NOT_IN_ENCODING',
    { encoding: names[encoding], hint },
    { line, value: value.replace(/[\r\n].*$/s, '') },
  )
}

/** Text in the encoding of a profile. What an encoding does not have becomes the letter without its accents, or a question mark. */
export function encoder(encoding: Encoding): (text: string) => Buffer {
  if (encoding === 'utf8') return (text) => Buffer.from(text)
  if (encoding === 'utf16le') return (text) => Buffer.from(text, 'utf16le')
  const name = encoding === 'latin1' ? 'iso-8859-1' : 'windows-1252'
  return (text) => {
    const written = iconv.encode(text, name)
    return iconv.decode(written, name) === text
      ? written
      : iconv.encode([...text].map((sign) => near(sign, name)).join(''), name)
  }
}

function near(sign: string, name: string): string {
  const has = (one: string) => iconv.decode(iconv.encode(one, name), name) === one
  if (has(sign)) return sign
  const bare = sign.normalize('NFKD').replace(/\p{M}/gu, '')
  return bare !== '' && has(bare) ? bare : '?'
}
