import 'server-only'
import { cookies, headers } from 'next/headers'

/** Set by /plain for browsers without script; src/pwa/pwa.tsx takes it away when a script runs after all. */
const plainCookie = 'plain'

/**
 * Whether this browser runs no script. Streamed parts are put into place by a script, so such a page is sent whole.
 */
export async function isPlain(): Promise<boolean> {
  if ((await cookies()).get(plainCookie)) return true
  return new URLSearchParams((await headers()).get('x-shop-search') ?? '').has(plainCookie)
}
