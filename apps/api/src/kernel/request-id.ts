import { randomIds } from './ids.ts'

/** The id under which a request is logged: what a proxy sent along, when it is sane (8 to 64 of letters, digits, . _ -), else a fresh one. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(header) ? header : randomIds.next()
}
