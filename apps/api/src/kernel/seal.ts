import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Keeps secrets in the database that must be read again, so that the database alone gives none away. */
export interface Seal {
  /** A text, sealed for one purpose. */
  close(text: string, purpose: string): string
  /** The text again. Throws Error where it was sealed by another key or for another purpose, or was changed. */
  open(sealed: string, purpose: string): string
}

const nameOf = (key: Buffer) => createHash('sha256').update('portico seal').update(key).digest('base64url').slice(0, 8)

/**
 * AES-256-GCM with a nonce of its own for every text; the purpose is authenticated with it. The first of `keys` (32 bytes each, base64) seals, all of them open,
 * so that a key can be replaced: put the new one before the old one, seal everything anew, take the old one away.
 */
export function createSeal(keys: readonly string[]): Seal {
  const known = new Map(
    keys.map((text) => {
      const key = Buffer.from(text, 'base64')
      if (key.length !== 32) throw new Error('a key that seals secrets has 32 bytes, written in base64')
      return [nameOf(key), key] as const
    }),
  )
  const [first] = known
  if (!first) throw new Error('there is no key to seal secrets with')
  const [name, key] = first
  return {
    close(text, purpose) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return ['v1', name, ...[nonce, body, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.')
    },
    open(sealed, purpose) {
      const [version, by = '', ...parts] = sealed.split('.')
      const opening = known.get(by)
      const [nonce, body, tag] = parts.map((part) => Buffer.from(part, 'base64url'))
      if (version !== 'v1' || !opening || !nonce || !body || tag?.length !== 16)
        throw new Error(`a secret (${purpose}) was sealed by a key that is not in PORTICO_SECRET_KEY`)
      const decipher = createDecipheriv('aes-256-gcm', opening, nonce).setAAD(Buffer.from(purpose)).setAuthTag(tag)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}

/** Where the key of this house is kept, where none is configured. */
export const ownKeyFile = (dataDir: string): string => join(dataDir, 'secret.key')

/** The key of this house where none is configured: made once, kept in the data folder for its owner only. Processes that start at once agree. */
export function ownKey(dataDir: string): string {
  const file = ownKeyFile(dataDir)
  const read = () => readFileSync(file, 'utf8').trim()
  try {
    return read()
  } catch {
    mkdirSync(dataDir, { recursive: true })
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
    writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
    try {
      // a link is made whole or not at all, and never over another
      linkSync(draft, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(draft)
    }
    return read()
  }
}
