import 'server-only'
import { cookies, headers } from 'next/headers'

const cookieName = 'werkmark_session'
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

/** Forgets the token. Only in actions and route handlers. */
export async function dropToken(): Promise<void> {
  ;(await cookies()).delete(cookieName)
}
