import { attributeFlags, largestPiece, replyTypes, statusCodes, version, type StatusName } from './wire.ts'

/** What is told of a file or folder. */
export interface Attributes {
  size: number
  /** As stat(2) has it: kind and permissions. */
  mode: number
  changedAt: Date
}

export interface NamedEntry {
  name: string
  /** As `ls -l` writes it; clients show it. */
  long: string
  attributes: Attributes
}

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}
const uint64 = (value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}
const text = (value: string | Buffer): Buffer => {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value
  return Buffer.concat([uint32(bytes.length), bytes])
}

function packet(type: number, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 1)
  return Buffer.concat([uint32(length), Buffer.from([type]), ...parts], 4 + length)
}

const seconds = (at: Date) => Math.max(0, Math.floor(at.getTime() / 1000))

function attributesOf({ size, mode, changedAt }: Attributes): Buffer {
  const flags = attributeFlags.SIZE | attributeFlags.UIDGID | attributeFlags.PERMISSIONS | attributeFlags.ACMODTIME
  const at = uint32(seconds(changedAt))
  return Buffer.concat([uint32(flags), uint64(size), uint32(0), uint32(0), uint32(mode), at, at])
}

/** OpenSSH’s PROTOCOL, 4: clients use an extension only where the server has named it. */
const extensions: Readonly<Record<string, string>> = {
  'posix-rename@openssh.com': '1',
  'statvfs@openssh.com': '2',
  'fstatvfs@openssh.com': '2',
  'fsync@openssh.com': '1',
  'lsetstat@openssh.com': '1',
  'limits@openssh.com': '1',
}

export const versionReply = (): Buffer =>
  packet(replyTypes.VERSION, uint32(version), ...Object.entries(extensions).flat().map(text))

export const statusReply = (id: number, name: StatusName, message = ''): Buffer =>
  packet(replyTypes.STATUS, uint32(id), uint32(statusCodes[name]), text(message), text('en'))

export const handleReply = (id: number, handle: string): Buffer =>
  packet(replyTypes.HANDLE, uint32(id), text(Buffer.from(handle, 'latin1')))

export const dataReply = (id: number, bytes: Buffer): Buffer =>
  packet(replyTypes.DATA, uint32(id), uint32(bytes.length), bytes)

export const attributesReply = (id: number, attributes: Attributes): Buffer =>
  packet(replyTypes.ATTRS, uint32(id), attributesOf(attributes))

export const namesReply = (id: number, entries: readonly NamedEntry[]): Buffer =>
  packet(
    replyTypes.NAME,
    uint32(id),
    uint32(entries.length),
    ...entries.flatMap(({ name, long, attributes }) => [text(name), text(long), attributesOf(attributes)]),
  )

/** `limits@openssh.com` (PROTOCOL, 4.8): packet, read, write, handles. */
export const limitsReply = (id: number, handles: number): Buffer =>
  packet(replyTypes.EXTENDED, uint32(id), ...[largestPiece + 1024, largestPiece, largestPiece, handles].map(uint64))

const blockBytes = 4096
const noSuid = 2

/** `statvfs@openssh.com` (PROTOCOL, 4.4): how much an account may hold, and how much of it is free. */
export function roomReply(id: number, room: { total: number; free: number }): Buffer {
  const blocks = (bytes: number) => Math.floor(Math.max(0, bytes) / blockBytes)
  const [total, free] = [blocks(room.total), blocks(room.free)]
  // f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_fsid f_flag f_namemax
  const fields = [blockBytes, blockBytes, total, free, free, 0, 0, 0, 0, noSuid, 255]
  return packet(replyTypes.EXTENDED, uint32(id), ...fields.map(uint64))
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const halfYear = 182 * 86_400_000

/** A line of `ls -l`, which some clients read instead of the attributes; times are in UTC. */
export function longName(name: string, { size, mode, changedAt }: Attributes, owner: string, now: Date): string {
  const letters = [...'rwxrwxrwx'].map((letter, index) => (mode & (0o400 >> index) ? letter : '-')).join('')
  const day = `${months[changedAt.getUTCMonth()] ?? ''} ${String(changedAt.getUTCDate()).padStart(2)}`
  const recent = Math.abs(now.getTime() - changedAt.getTime()) < halfYear
  const when = recent ? changedAt.toISOString().slice(11, 16) : ` ${changedAt.getUTCFullYear()}`
  const kind = (mode & 0o170000) === 0o040000 ? 'd' : '-'
  return `${kind}${letters} 1 ${owner.padEnd(8)} ${owner.padEnd(8)} ${String(size).padStart(12)} ${day} ${when} ${name}`
}
