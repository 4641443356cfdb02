import { fetchPicture } from '#lib/shop/picture.ts'

/**
 * GET /media/<key>/<width>.<format>: the API's pictures under the shop's own address, so that no other origin is
 * needed. A route and not a rewrite: rewrites are fixed when the shop is built, the API's address when it is started.
 */
export async function GET(request: Request, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  const { path } = await params
  return fetchPicture(path.map(encodeURIComponent).join('/'), request.headers.get('if-none-match'))
}
