import { NextResponse, type NextRequest } from 'next/server'
import { contentSecurityPolicy } from './csp.ts'
import { defaultLocale, localeHeader, splitPath } from './i18n/locales.ts'

/**
 * What every page request gets before it is rendered: the language of its address (`/de/cart` or, without a prefix,
 * English), a request id that the API hears too, and a content security policy with a fresh nonce.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl
  const { locale, path } = splitPath(pathname)

  if (locale === defaultLocale && path !== pathname) {
    const canonical = request.nextUrl.clone()
    canonical.pathname = path
    return NextResponse.redirect(canonical, 308)
  }

  const headers = new Headers(request.headers)
  const given = request.headers.get('x-request-id')
  const requestId = given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID()
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce)
  headers.set(localeHeader, locale)
  headers.set('x-request-id', requestId)
  headers.set('x-shop-path', path)
  headers.set('x-nonce', nonce)
  headers.set('Content-Security-Policy', policy)

  const inner = request.nextUrl.clone()
  inner.pathname = `/${locale}${path === '/' ? '' : path}`
  const response = NextResponse.rewrite(inner, { request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  response.headers.set('x-request-id', requestId)
  return response
}

export const config = {
  // Everything but built files, pictures, and the files that stand in public/ or are made from app/*.ts.
  matcher: ['/((?!_next/|media/|icons/|sw\\.js|manifest\\.webmanifest|robots\\.txt|icon\\.svg|favicon\\.ico).*)'],
}
