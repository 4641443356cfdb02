import { decodeText, unreadable } from './decode-text.ts'
import type { Layouts } from './layout.ts'
import { readFlat } from './read-flat.ts'
import { readXml } from './read-xml.ts'
import type { Idoc } from './segment.ts'

/** How many blanks may stand before the first IDoc; they are kept until it is known what the file is. */
const mostBlanks = 1_000_000

/**
 * The IDocs of a file, XML or flat: its first character tells. `encoding` is for flat files, which do not say themselves what they are written in.
 * Throws UnreadableFile.
 */
export async function* readIdocs(
  bytes: AsyncIterable<Uint8Array>,
  { layouts, encoding }: { layouts: Layouts; encoding: string },
): AsyncGenerator<Idoc> {
  const texts = decodeText(bytes, encoding)
  let start = ''
  for (let blank = true; blank;) {
    const { value, done } = await texts.next()
    if (done) break
    start += value
    blank = value.trimStart() === ''
    if (blank && start.length > mostBlanks) throw unreadable(`it begins with more than ${mostBlanks} blanks`)
  }
  async function* whole() {
    yield start
    yield* texts
  }
  yield* start.trimStart().startsWith('<') ? readXml(whole()) : readFlat(whole(), layouts)
}
