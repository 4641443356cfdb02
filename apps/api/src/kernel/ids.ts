import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** Chance as an argument: everything that identifies, so that a test can hold it in hand. */
export interface Ids {
  /** A uuid v7: grows with time, so that indexes stay compact. */
  next(): string
  /** A number for people, such as P-7KQ4-M2XN: 40 random bits in Crockford's base32, so that it cannot be counted or guessed. */
  orderNumber(): string
  /** An opaque bearer token (`pt_` and 256 random bits). Store only its `hashToken`. */
  token(): string
}

/** Crockford's alphabet: no I, L, O, U, so that a number survives the telephone. https://www.crockford.com/base32.html */
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Real chance from the operating system. */
export const randomIds: Ids = {
  next: () => v7(),
  orderNumber: () => humanNumber('P', randomBytes(8)),
  token: () => `pt_${randomBytes(32).toString('base64url')}`,
}

/** Eight symbols, one from each of eight bytes, as `P-7KQ4-M2XN`. */
export function humanNumber(prefix: string, bytes: Uint8Array): string {
  if (bytes.length < 8) throw new RangeError(`a human number needs 8 bytes of chance, not ${bytes.length}`)
  const symbols = [...bytes.subarray(0, 8)].map((byte) => crockford[byte & 31]).join('')
  return `${prefix}-${symbols.slice(0, 4)}-${symbols.slice(4)}`
}

/** What a person typed, as it was printed: case, spaces and the look-alikes I, L, O are forgiven. Undefined when it cannot be one. */
export function readHumanNumber(prefix: string, text: string): string | undefined {
  const symbols = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  const body = symbols.startsWith(prefix) ? symbols.slice(prefix.length) : symbols
  const read = body.replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(read)) return undefined
  return `${prefix}-${read.slice(0, 4)}-${read.slice(4)}`
}

/** What is stored of a token: sha256 in hex. A token has 256 random bits, so no salt or slow hash is needed. */
export function hashToken(token: string | Uint8Array): string {
  return createHash('sha256').update(token).digest('hex')
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether PostgreSQL would take it as a uuid in its usual writing. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text)
}
