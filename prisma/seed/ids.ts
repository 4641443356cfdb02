import { createHash } from 'node:crypto'

const namespace = Buffer.from('8f0a6c1e52b94c0d9a37d4c1b0e7f215', 'hex')

/** The same uuid (v5, RFC 9562) for the same name on every machine, so that a seeded row can be named in a test. */
export function seedId(kind: string, name: string): string {
  const bytes = createHash('sha1').update(namespace).update(`${kind}/${name}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return dashed(bytes)
}

/** Before it lies all that the seed says has happened, so that what happens afterwards is newer by its id, too. */
const opening = Date.UTC(2026, 0, 1)
const day = 86_400_000

/** A `seedId` that is newer the fewer days ago it was: lists without an order of their own begin with the newest. */
export function seedIdOfDay(kind: string, name: string, daysAgo: number): string {
  const time = Buffer.alloc(6)
  time.writeUIntBE(opening - Math.round(daysAgo * day), 0, 6)
  return timed(time, kind, name)
}

/** A `seedId` of something that is as old as another one of a day. */
export const seedIdBeside = (other: string, kind: string, name: string): string =>
  timed(Buffer.from(other.replaceAll('-', ''), 'hex').subarray(0, 6), kind, name)

/** A uuid v8 (RFC 9562): its first 48 bits are a time, as in a v7. */
function timed(time: Buffer, kind: string, name: string): string {
  const bytes = Buffer.concat([time, Buffer.from(seedId(kind, name).replaceAll('-', ''), 'hex').subarray(6)])
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  return dashed(bytes)
}

/** Sixteen bytes as PostgreSQL writes a uuid. */
export function dashed(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** A number from 0 to `below` − 1 that looks like chance and is always the same for the same name. */
export function drawn(name: string, below: number): number {
  return createHash('sha1').update(name).digest().readUInt32BE(0) % below
}

/** A GTIN-13 in GS1's range for use inside a company (prefix 20), with its check digit. https://www.gs1.org/services/how-calculate-check-digit-manually */
export function inHouseGtin(name: string): string {
  const digest = createHash('sha1').update(`gtin/${name}`).digest()
  const body = `20${String(digest.readUIntBE(0, 6) % 10_000_000_000).padStart(10, '0')}`
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

/** A name as it stands in an address: lower case, ASCII, words joined by hyphens. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}
