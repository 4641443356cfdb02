import { insidePath } from '#i18n/inside-path.ts'

/**
 * GET /plain?to=/somewhere: remembers that this browser runs no script, and goes on to the page. The address says so
 * once more, for browsers that keep no cookies either.
 */
export function GET(request: Request): Response {
  const to = insidePath(new URL(request.url).searchParams.get('to') ?? '/') ?? '/'
  const target = new URL(to, 'http://shop.invalid')
  target.searchParams.set('plain', '1')
  return new Response(null, {
    status: 303,
    headers: {
      location: target.pathname + target.search,
      'set-cookie': 'plain=1; Path=/; SameSite=Lax',
      'cache-control': 'no-store',
    },
  })
}
