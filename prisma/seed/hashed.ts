import { createHash } from 'node:crypto'
import { hash } from '@node-rs/argon2'

/** A password as it is kept: argon2id (the package's default), parameters as OWASP's password storage page names them. The salt is fixed, because demo passwords are printed anyway and a seed is the same twice. */
export function hashedWithFixedSalt(who: string, password: string): Promise<string> {
  const salt = createHash('sha256').update(who).digest().subarray(0, 16)
  return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1, salt })
}
