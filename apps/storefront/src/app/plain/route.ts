/**
 * GET /plain?to=/somewhere: remembers that this browser runs no script, and goes on to the page. The address says so
 * once more, for browsers that keep no cookies either.
 */
export function GET(request: Request): Response {
  const to = new URL(request.url).searchParams.get('to') ?? '/'
  // Only addresses of this shop; the base is only there to parse a relative one.
  const inside = /^\/(?![/\\])/.test(to) && URL.canParse(to, 'http://shop.invalid')
  const target = new URL(inside ? to : '/', 'http://shop.invalid')
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
