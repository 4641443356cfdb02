/**
 * GET /media/<key>/<width>.<format>: the API's pictures under the shop's own address, so that no other origin is
 * needed. A route and not a rewrite: rewrites are fixed when the shop is built, the API's address when it is started.
 */
export async function GET(request: Request, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  const { path } = await params
  const file = path.map(encodeURIComponent).join('/')
  const wanted = request.headers.get('if-none-match')
  try {
    const picture = await fetch(`${process.env.PORTICO_API_URL || 'http://127.0.0.1:4000'}/media/${file}`, {
      cache: 'no-store',
      headers: wanted ? { 'if-none-match': wanted } : {},
      signal: AbortSignal.timeout(10_000),
    })
    const headers = new Headers()
    for (const name of ['content-type', 'content-length', 'cache-control', 'etag', 'last-modified']) {
      const value = picture.headers.get(name)
      if (value) headers.set(name, value)
    }
    return new Response(picture.body, { status: picture.status, headers })
  } catch {
    return new Response(null, { status: 502, headers: { 'cache-control': 'no-store' } })
  }
}
