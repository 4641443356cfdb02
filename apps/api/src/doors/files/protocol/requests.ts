import { attributeFlags, largestPacket, requestTypes, version } from './wire.ts'

/** What a client wants to set; only the size means anything here. */
export interface GivenAttributes {
  size?: number
}

/** A request of a client. `id` goes back with its answer. Paths are as they were given. */
export type SftpRequest = { id: number } & (
  | { type: 'open'; path: string; flags: number }
  | { type: 'close' | 'fstat' | 'readdir'; handle: string }
  | { type: 'read'; handle: string; offset: number; length: number }
  | { type: 'write'; handle: string; offset: number; data: Buffer }
  | { type: 'stat' | 'lstat' | 'opendir' | 'remove' | 'mkdir' | 'rmdir' | 'realpath' | 'readlink'; path: string }
  | { type: 'setstat'; path: string; given: GivenAttributes }
  | { type: 'fsetstat'; handle: string; given: GivenAttributes }
  | { type: 'rename'; from: string; to: string }
  | { type: 'symlink' }
  | { type: 'extended'; name: string; fields: Fields }
  | { type: 'unreadable'; problem: string }
)

/** The client does not keep to the protocol: nothing that follows can be understood. */
export class ProtocolBroken extends Error {}

/** One field of a packet cannot be read; the next packet can. */
export class FieldBroken extends Error {}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The fields of one packet, in their order. */
export class Fields {
  private at = 0
  constructor(private readonly bytes: Buffer) {}

  private take(length: number): Buffer {
    if (this.at + length > this.bytes.length) throw new FieldBroken('the packet is shorter than it says')
    const taken = this.bytes.subarray(this.at, this.at + length)
    this.at += length
    return taken
  }
  uint32(): number {
    return this.take(4).readUInt32BE()
  }
  uint64(): number {
    const value = this.take(8).readBigUInt64BE()
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new FieldBroken('a place in a file is larger than any file')
    return Number(value)
  }
  bytesOf(): Buffer {
    return this.take(this.uint32())
  }
  handle(): string {
    return this.bytesOf().toString('latin1')
  }
  text(): string {
    const bytes = this.bytesOf()
    try {
      return utf8.decode(bytes)
    } catch {
      throw new FieldBroken('a name is not written in UTF-8')
    }
  }
  /** Section 5. */
  attributes(): GivenAttributes {
    const flags = this.uint32()
    const given: GivenAttributes = {}
    if (flags & attributeFlags.SIZE) given.size = this.uint64()
    // owners, modes and times that follow are the store's business
    return given
  }
}

type Read = (fields: Fields) => Omit<SftpRequest, 'id'>
const ofPath =
  (type: 'stat' | 'lstat' | 'opendir' | 'remove' | 'mkdir' | 'rmdir' | 'realpath' | 'readlink'): Read =>
  (fields) => ({
    type,
    path: fields.text(),
  })
const ofHandle =
  (type: 'close' | 'fstat' | 'readdir'): Read =>
  (fields) => ({ type, handle: fields.handle() })

const readers = {
  OPEN: (fields) => ({ type: 'open', path: fields.text(), flags: fields.uint32() }),
  CLOSE: ofHandle('close'),
  READ: (fields) => ({ type: 'read', handle: fields.handle(), offset: fields.uint64(), length: fields.uint32() }),
  WRITE: (fields) => ({ type: 'write', handle: fields.handle(), offset: fields.uint64(), data: fields.bytesOf() }),
  LSTAT: ofPath('lstat'),
  FSTAT: ofHandle('fstat'),
  SETSTAT: (fields) => ({ type: 'setstat', path: fields.text(), given: fields.attributes() }),
  FSETSTAT: (fields) => ({ type: 'fsetstat', handle: fields.handle(), given: fields.attributes() }),
  OPENDIR: ofPath('opendir'),
  READDIR: ofHandle('readdir'),
  REMOVE: ofPath('remove'),
  MKDIR: ofPath('mkdir'),
  RMDIR: ofPath('rmdir'),
  REALPATH: ofPath('realpath'),
  STAT: ofPath('stat'),
  RENAME: (fields) => ({ type: 'rename', from: fields.text(), to: fields.text() }),
  READLINK: ofPath('readlink'),
  SYMLINK: () => ({ type: 'symlink' }),
  EXTENDED: (fields) => ({ type: 'extended', name: fields.text(), fields }),
} satisfies Record<Exclude<keyof typeof requestTypes, 'INIT'>, Read>

const byNumber = new Map<number, Read>(
  Object.entries(readers).map(([name, read]) => [requestTypes[name as keyof typeof readers], read]),
)

/**
 * The requests of one client, each when whoever answers them asks for the next: what it may send ahead is bounded by the window of its channel. The first packet must be
 * INIT; `greeted` is called for it. Throws ProtocolBroken.
 */
export async function* requestsFrom(
  chunks: AsyncIterable<Buffer>,
  greeted: () => void,
): AsyncGenerator<SftpRequest, void, undefined> {
  let greetings = 0
  for await (const packet of packetsFrom(chunks)) {
    const type = packet[0]
    if ((type === requestTypes.INIT) !== (greetings === 0)) throw new ProtocolBroken('INIT comes first, and once')
    if (packet.length < 5) throw new ProtocolBroken('a packet has no number')
    if (type === requestTypes.INIT) {
      greetings += 1
      if (packet.readUInt32BE(1) < version) throw new ProtocolBroken(`the client speaks no version ${version}`)
      greeted()
    } else yield requestOf(packet)
  }
}

function requestOf(packet: Buffer): SftpRequest {
  const id = packet.readUInt32BE(1)
  const read = byNumber.get(packet[0] ?? 0)
  if (!read) return { id, type: 'unreadable', problem: `there is no request ${packet[0]} in version ${version}` }
  try {
    return { id, ...read(new Fields(packet.subarray(5))) } as SftpRequest
  } catch (error) {
    if (error instanceof FieldBroken) return { id, type: 'unreadable', problem: error.message }
    throw error
  }
}

/** Packets without their length, from whatever pieces they came in. */
async function* packetsFrom(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let parts: Buffer[] = []
  let held = 0
  for await (const chunk of chunks) {
    parts.push(chunk)
    held += chunk.length
    for (;;) {
      if (held < 4) break
      if ((parts[0]?.length ?? 0) < 4) parts = [Buffer.concat(parts)]
      const length = parts[0]?.readUInt32BE() ?? 0
      if (length === 0 || length > largestPacket) throw new ProtocolBroken(`a packet of ${length} bytes`)
      if (held < 4 + length) break
      const [whole = Buffer.alloc(0)] = parts.length === 1 ? parts : [Buffer.concat(parts)]
      yield whole.subarray(4, 4 + length)
      held -= 4 + length
      parts = held > 0 ? [whole.subarray(4 + length)] : []
    }
  }
}
