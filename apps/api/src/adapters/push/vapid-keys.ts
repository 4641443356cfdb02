import { createECDH, hkdfSync } from 'node:crypto'

/** A pair by which a push service knows who sends (VAPID, RFC 8292), in base64url. */
export interface VapidKeys {
  publicKey: string
  privateKey: string
}

/** The order of the group of P-256 (FIPS 186-5, SP 800-186). */
const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')

/** The pair of a private key: 32 bytes in base64url, as `npx web-push generate-vapid-keys` makes them. Throws Error where it is none. */
export function pairOf(privateKey: string): VapidKeys {
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(Buffer.from(privateKey, 'base64url'))
  return { privateKey, publicKey: curve.getPublicKey().toString('base64url') }
}

/** The pair that belongs to a key of the house (32 bytes in base64): always the same one, and the key cannot be told from it. */
export function derivedPair(houseKey: string): VapidKeys {
  // 16 bytes more than the key has, so that no private key is likelier than another (FIPS 186-5, A.2.1)
  const bits = Buffer.from(hkdfSync('sha256', Buffer.from(houseKey, 'base64'), '', 'portico web push', 48))
  const scalar = (BigInt(`0x${bits.toString('hex')}`) % (order - 1n)) + 1n
  return pairOf(Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').toString('base64url'))
}
