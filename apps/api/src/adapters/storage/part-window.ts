import { OutOfPlace } from '../../kernel/file-store.ts'

/** S3's smallest part, but for the last one of an upload, of which there may be 10,000: files of up to 50 GB. */
export const partBytes = 5 * 1024 * 1024
/** Clients send pieces beside one another, so that a few come out of their order. */
const partsAtOnce = 3

interface Part {
  bytes: Buffer
  /** What of it is there, as [from, to[. */
  ranges: [number, number][]
}

/** The stretch of a file that is still being put together; what was before it has gone out in parts, and cannot be changed. */
export class PartWindow {
  private parts: Part[] = []
  private reach: number

  constructor(private start = 0) {
    this.reach = start
  }

  /** How far the file reaches. */
  get size(): number {
    return this.reach
  }

  /** Throws OutOfPlace for a piece before the window, or too far behind it. */
  add(position: number, bytes: Buffer): void {
    const from = position - this.start
    if (from < 0 || from + bytes.length > partsAtOnce * partBytes)
      throw new OutOfPlace(`a piece at ${position}, where ${this.start} and what follows is being put together`)
    for (let done = 0; done < bytes.length;) {
      const index = Math.floor((from + done) / partBytes)
      const part = (this.parts[index] ??= { bytes: Buffer.allocUnsafe(partBytes), ranges: [] })
      const inside = from + done - index * partBytes
      const copied = bytes.copy(part.bytes, inside, done)
      part.ranges = merged([...part.ranges, [inside, inside + copied]])
      done += copied
    }
    this.reach = Math.max(this.reach, position + bytes.length)
  }

  /** The first part, once all of it is there. */
  takeFull(): Buffer | undefined {
    const [first] = this.parts
    if (!first || contiguous(first) < partBytes) return undefined
    this.parts.shift()
    this.start += partBytes
    return first.bytes
  }

  /** What follows the parts that went out, without a hole: the end of the file. */
  tail(): Buffer {
    const pieces: Buffer[] = []
    for (let index = 0; index < this.parts.length; index += 1) {
      const part = this.parts[index]
      const there = part ? contiguous(part) : 0
      if (part) pieces.push(part.bytes.subarray(0, there))
      if (there < partBytes) break
    }
    return Buffer.concat(pieces)
  }

  /** Throws OutOfPlace where what is said to be there is not all there. */
  whole(): Buffer {
    const tail = this.tail()
    if (this.start + tail.length !== this.reach) throw new OutOfPlace('the file has holes')
    return tail
  }

  /** Throws OutOfPlace where it would cut into what went out, or leave a hole. */
  truncate(size: number): void {
    const tail = this.tail()
    if (size < this.start || size > this.start + tail.length) throw new OutOfPlace(`a cut at ${size}`)
    this.parts = []
    this.reach = this.start
    if (size > this.start) this.add(this.start, tail.subarray(0, size - this.start))
  }
}

const contiguous = ({ ranges }: Part): number => (ranges[0]?.[0] === 0 ? ranges[0][1] : 0)

function merged(ranges: [number, number][]): [number, number][] {
  ranges.sort(([one], [other]) => one - other)
  const result: [number, number][] = []
  for (const [from, to] of ranges) {
    const last = result.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else result.push([from, to])
  }
  return result
}
