import 'server-only'
import { localPath } from './locales.ts'
import { getLocale } from './request.ts'

/** Turns addresses of the shop into addresses in the request's language: `const to = await getTo(); to('/cart')`. */
export async function getTo(): Promise<(path: string) => string> {
  const locale = await getLocale()
  return (path) => localPath(locale, path)
}
