import { hash, verify } from '@node-rs/argon2'
import { refuse } from './errors.ts'

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 iterations, 1 lane (the library's defaults are these or stronger). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

let decoy: Promise<string> | undefined

/** Whether it is the password. Takes the same time where there is no account, so that nobody learns which addresses have one. */
export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const matches = await verify(stored ?? (await decoy), password)
  return matches && stored != null
}

/** Refuses PASSWORD_TOO_WEAK: one repeated sign, a plain sequence, or the person's own name or address. Length is the model's business. */
export function checkPassword(password: string, about: readonly string[]): void {
  const lower = password.toLowerCase()
  const repeated = new Set(lower).size < 4
  const sequence = '0123456789012345678901234567890 abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm'.includes(
    lower,
  )
  const personal = about.some(
    (word) =>
      word.length > 3 && lower.replaceAll(/[^a-z0-9]/g, '').startsWith(word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')),
  )
  if (repeated || sequence || personal) throw refuse('PASSWORD_TOO_WEAK', { minimum: 10 }, 'password')
}
