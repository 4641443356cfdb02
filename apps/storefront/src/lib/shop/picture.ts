import 'server-only'
import { apiUrl } from './api-url.ts'

const passedOn = ['content-type', 'content-length', 'cache-control', 'etag', 'last-modified']

/** A picture of the API as it answers it, with its type and its age: `fetchPicture('p-hammer/640.webp', …)`. 502 while the API is away. */
export async function fetchPicture(file: string, ifNoneMatch: string | null): Promise<Response> {
  try {
    const picture = await fetch(`${apiUrl()}/media/${file}`, {
      cache: 'no-store',
      headers: ifNoneMatch ? { 'if-none-match': ifNoneMatch } : {},
      signal: AbortSignal.timeout(10_000),
    })
    const headers = new Headers()
    for (const name of passedOn) {
      const value = picture.headers.get(name)
      if (value) headers.set(name, value)
    }
    return new Response(picture.body, { status: picture.status, headers })
  } catch {
    return new Response(null, { status: 502, headers: { 'cache-control': 'no-store' } })
  }
}
