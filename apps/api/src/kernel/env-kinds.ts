import { isIP } from 'node:net'
import { z } from 'zod'
import { problemOfRange } from './addresses.ts'

/** A TCP port. */
export const port = (standard: number) => whole(standard, 0, 65_535)

/** A whole number within bounds, and what it is when absent. */
export function whole(standard: number, minimum: number, maximum: number) {
  const message = `wants a whole number from ${minimum} to ${maximum}`
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, message)
    .default(standard)
}

/** One of a few words. */
export function choice<const Options extends readonly [string, ...string[]]>(
  options: Options,
  standard: Options[number],
) {
  return z.enum(options, { error: `wants one of ${options.join(', ')}` }).default(standard as never)
}

/** An http(s) address, without the slash at its end. */
export const httpUrl = () =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
      'wants an address that begins with http:// or https://',
    )
    .transform((text) => text.replace(/\/+$/, ''))

/** The address of a PostgreSQL database. */
export const postgresUrl = () =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
      'wants postgresql://user:password@host:5432/name',
    )

/** Words, at least so many characters. */
export const text = (minimum = 1) => z.string().min(minimum, `wants at least ${minimum} characters`)

/** An http(s) address of a server, with nothing behind its name and port. */
export const origin = () => httpUrl().refine(isOrigin, 'wants an address without a path, as https://shop.example.com')

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text

/** Entries separated by commas, each of which must be right. */
const list = (isRight: (entry: string) => boolean, wanted: string, secret = false) =>
  z.string().transform((written, context) => {
    const entries = written
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean)
    for (const entry of entries.filter((one) => !isRight(one)))
      context.addIssue({
        code: 'custom',
        message: `${secret ? 'an entry' : `"${entry}"`} is none of what it wants: ${wanted}`,
      })
    return entries
  })

/** Origins of pages, as browsers name them, or `*`. */
export const origins = () =>
  list((entry) => entry === '*' || isOrigin(entry), 'origins without a path and a slash at the end')

/** Keys of 256 bits, in base64. */
export const keys = () =>
  list(
    (entry) => Buffer.from(entry, 'base64').length === 32,
    '32 bytes in base64, as `openssl rand -base64 32` makes them',
    true,
  )

/** Machines that stand between: IP addresses, ranges, and the names of ranges that Fastify knows (https://www.npmjs.com/package/proxy-addr). */
export const proxies = () =>
  list((entry) => {
    if (['loopback', 'linklocal', 'uniquelocal'].includes(entry)) return true
    const [address = '', bits, ...more] = entry.split('/')
    const longest = isIP(address) === 4 ? 32 : 128
    const ranged = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest)
    return isIP(address) > 0 && ranged && more.length === 0
  }, 'IP addresses, ranges as 10.0.0.0/8, or loopback, linklocal, uniquelocal')

/** Addresses and ranges. */
export const ranges = () =>
  list((entry) => problemOfRange(entry) === undefined, 'IP addresses, and ranges as 10.0.0.0/8 or 2001:db8::/32')

/** A sentence for people: as it is, or once per language as JSON: `{"en": "Closed on Monday.", "de": "Montag geschlossen."}`. None where it is empty. */
export const sentence = () =>
  z.string().transform((written, context): string | Record<string, string> | null => {
    if (!written.startsWith('{')) return written || null
    try {
      return z.record(z.string(), z.string()).parse(JSON.parse(written))
    } catch {
      context.addIssue({ code: 'custom', message: 'wants a sentence, or JSON with one sentence per language' })
      return z.NEVER
    }
  })
