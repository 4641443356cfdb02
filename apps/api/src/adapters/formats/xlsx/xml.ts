import type { Readable } from 'node:stream'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { UnreadableFile } from '../../../domain/integrations/port.ts'
import { XmlBounds } from '../../../kernel/xml-bounds.ts'
import { noWorkbook } from './package-parts.ts'

export type Tag = SaxesTagPlain

export interface Heard {
  open?: (tag: Tag) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

/**
 * Reads a part as it streams; yields after every piece of it, so that what was heard can be handed on. Throws UnreadableFile, also where the archive turns out to be damaged; a document type is none of a
 * workbook's.
 */
export async function* heard(part: Readable, { open, close, text }: Heard): AsyncGenerator<void> {
  const parser = new SaxesParser({})
  const fail = (problem: string): never => {
    throw noWorkbook(problem)
  }
  const bounds = new XmlBounds((piece) => void parser.write(piece), fail)
  parser.on('error', (error) => fail(error.message))
  parser.on('doctype', () => fail('it has a document type'))
  parser.on('attribute', () => bounds.attribute())
  // prefixes are the writer's choice
  parser.on('opentag', (tag) => {
    bounds.heard()
    open?.({ ...tag, name: bare(tag.name) })
  })
  parser.on('closetag', (tag) => {
    bounds.heard()
    close?.(bare(tag.name))
  })
  parser.on('text', (piece) => {
    bounds.heard()
    text?.(piece)
  })
  part.setEncoding('utf8')
  try {
    for await (const piece of part) yield* bounds.parse(piece as string)
    parser.close()
    yield
  } catch (error) {
    // a stream that breaks off: the checksum, the length or the compression is wrong
    throw error instanceof UnreadableFile ? error : noWorkbook((error as Error).message)
  } finally {
    part.destroy()
  }
}

/** Reads a part to its end. */
export async function hear(part: Readable, handlers: Heard): Promise<void> {
  for await (const _ of heard(part, handlers));
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1)

/** ECMA-376 part 1, 22.9.2.19 (ST_Xstring): characters that XML does not have, as `_x0007_`. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text

const odd =
  /_x[0-9A-Fa-f]{4}_|[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const code = (sign: string) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

/** Text as it stands between tags, whatever it holds. */
export const escaped = (text: string): string =>
  text
    .replace(odd, (found) => (found.length > 1 && found.startsWith('_') ? `_x005F${found}` : code(found)))
    .replace(/[&<>"]/g, (sign) => signs[sign]!)
