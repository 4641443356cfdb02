const base = 'http://shop.invalid'

/**
 * Path and query of an address that stays within this shop; null for any other. It is judged as a browser will read it, after dots and
 * backslashes are resolved: `/.//elsewhere.example` leaves the shop.
 */
export function insidePath(to: string): string | null {
  if (!to.startsWith('/') || !URL.canParse(to, base)) return null
  const { origin, pathname, search } = new URL(to, base)
  return origin === base && !pathname.startsWith('//') ? pathname + search : null
}
