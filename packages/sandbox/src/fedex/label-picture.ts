import { crc32, deflateSync } from 'node:zlib'
import { code128 } from './code-128.ts'
import type { LabelText } from './label-image.ts'
import { cell, dotsOf } from './pixel-font.ts'

/** Four by six inches at 203 dots an inch, as label printers have them; the width a multiple of eight. */
const WIDTH = 816
const HEIGHT = 1218
const MARGIN = 24

/** Black on white, a bit a dot. */
class Paper {
  readonly #rows = Buffer.alloc(HEIGHT * (1 + WIDTH / 8), 0xff)

  constructor() {
    // the filter of each row: none (W3C PNG, 9.2)
    for (let y = 0; y < HEIGHT; y += 1) this.#rows[y * (1 + WIDTH / 8)] = 0
  }

  fill(left: number, top: number, width: number, height: number): void {
    for (let y = top; y < Math.min(top + height, HEIGHT); y += 1)
      for (let x = left; x < Math.min(left + width, WIDTH); x += 1)
        this.#rows[y * (1 + WIDTH / 8) + 1 + (x >> 3)]! &= ~(0x80 >> (x & 7)) & 0xff
  }

  /** A line of text; what does not fit on the paper is left out. */
  write(text: string, left: number, top: number, size: number): void {
    const room = Math.floor((WIDTH - left - MARGIN) / (cell.width * size))
    for (const { x, y } of dotsOf(text.slice(0, room))) this.fill(left + x * size, top + y * size, size, size)
  }

  rule(top: number): void {
    this.fill(MARGIN, top, WIDTH - 2 * MARGIN, 3)
  }

  /** As wide as whole dots to a module let it be, in the middle. */
  bars(text: string, top: number, height: number): void {
    const modules = code128(text)
    // ten modules of quiet on either side
    const dot = Math.max(1, Math.min(4, Math.floor(WIDTH / (modules.length + 20))))
    const left = Math.floor((WIDTH - modules.length * dot) / 2)
    modules.forEach((dark, at) => dark && this.fill(left + at * dot, top, dot, height))
  }

  get rows(): Buffer {
    return this.#rows
  }
}

/** A label as a picture of one bit a dot: who sends, to whom, by which service, and the number, also as bars (Code 128). */
export function labelPicture({ from, to, references, ...label }: LabelText): Buffer {
  const paper = new Paper()
  paper.write('FEDEX STAND-IN: NOT A LABEL', MARGIN, 24, 3)
  paper.rule(60)
  paper.write('FROM', MARGIN, 76, 2)
  from.forEach((line, at) => paper.write(line, 130, 76 + at * 30, 3))
  const ships = 90 + Math.max(from.length, 3) * 30
  paper.write(`WEIGHT ${label.weight}`, MARGIN, ships, 3)
  paper.write(`PIECE ${label.piece}`, 440, ships, 3)
  paper.rule(ships + 36)
  paper.write('TO', MARGIN, ships + 56, 3)
  to.forEach((line, at) => paper.write(line, 130, ships + 56 + at * 44, 4))
  const refs = ships + 76 + Math.max(to.length, 3) * 44
  references.forEach((one, at) => paper.write(`REF ${one}`, MARGIN, refs + at * 26, 2))
  paper.rule(800)
  paper.write(label.serviceName, MARGIN, 820, 5)
  paper.write(`TRK# ${label.trackingNumber}`, MARGIN, 876, 4)
  paper.bars(label.trackingNumber, 930, 220)
  paper.write(label.trackingNumber, Math.floor((WIDTH - label.trackingNumber.length * cell.width * 3) / 2), 1166, 3)
  return png(paper.rows)
}

function png(rows: Buffer): Buffer {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(WIDTH, 0)
  size.writeUInt32BE(HEIGHT, 4)
  // one bit a dot, grey
  size[8] = 1
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
