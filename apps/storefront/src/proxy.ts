import { NextResponse, type NextRequest } from 'next/server'
import { contentSecurityPolicy } from './csp.ts'
import { localeHeader, splitPath } from './i18n/locales.ts'
import { cameFrom, localeCookie } from './i18n/wanted-locale.ts'

const year = 60 * 60 * 24 * 365

/**
 * What every page request gets before it is rendered: the language of its address (`/de/cart` or, without a prefix,
 * English; next.config.mjs rewrites the latter to /en), a request id that the API hears too, and a content security
 * policy with a fresh nonce. Who goes from a page in one language to one in the other has chosen: that is remembered, with script and without.
 */
export function proxy(request: NextRequest): NextResponse {
  const { locale, path } = splitPath(request.nextUrl.pathname)
  const headers = new Headers(request.headers)
  const given = request.headers.get('x-request-id')
  const requestId = given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID()
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce)
  headers.set(localeHeader, locale)
  headers.set('x-request-id', requestId)
  headers.set('x-shop-path', path)
  headers.set('x-shop-search', request.nextUrl.search)
  headers.set('x-nonce', nonce)
  headers.set('Content-Security-Policy', policy)

  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  response.headers.set('x-request-id', requestId)
  const from = cameFrom(request.headers.get('referer'), request.headers.get('host'))
  // The worker fetches pages of both languages for later: by that nobody has chosen.
  const goes = (request.headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate'
  if (from && from !== locale && goes && request.method === 'GET')
    response.cookies.set(localeCookie, locale, { path: '/', sameSite: 'lax', maxAge: year })
  return response
}

export const config = {
  // Everything but built files, pictures, and the files that stand in public/ or are made from app/*.ts.
  matcher: ['/((?!_next/|plain|media/|icons/|sw\\.js|manifest\\.webmanifest|robots\\.txt|icon\\.svg|favicon\\.ico).*)'],
}
