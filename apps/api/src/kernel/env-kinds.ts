import { z } from 'zod'

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

/** Words separated by commas. */
export const list = () =>
  z.string().transform((written) =>
    written
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
  )

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
