import 'server-only'
import { cookies, headers } from 'next/headers'

const cookieName = 'portico_session'
const ninetyDays = 60 * 60 * 24 * 90

/** The bearer token of this visitor or customer, or null before the first write. */
export async function readToken(): Promise<string | null> {
  return (await cookies()).get(cookieName)?.value ?? null
}

/** Keeps the token the API gave, out of reach of scripts. Only in actions and route handlers. */
export async function keepToken(token: string): Promise<void> {
  const secure = (await headers()).get('x-forwarded-proto') === 'https'
  ;(await cookies()).set(cookieName, token, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: ninetyDays })
}

/** Tells the browser that it is somebody else's now: it forgets the pages that it keeps (src/pwa/pwa.tsx). Only in actions and route handlers. */
export async function changePerson(): Promise<void> {
  ;(await cookies()).set('purge', '1', { sameSite: 'lax', path: '/', maxAge: ninetyDays })
}

/** Forgets the token. Only in actions and route handlers. */
export async function dropToken(): Promise<void> {
  ;(await cookies()).delete(cookieName)
}
