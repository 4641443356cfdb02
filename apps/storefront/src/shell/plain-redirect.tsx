import { headers } from 'next/headers'
import { localPath } from '#i18n/locales.ts'
import { getLocale } from '#i18n/request.ts'
import { isPlain } from './plain.ts'

/** In the head of every page: a browser without script asks for the same page sent whole (see plain.ts). */
export async function PlainRedirect() {
  if (await isPlain()) return null
  const [incoming, locale] = await Promise.all([headers(), getLocale()])
  const here = localPath(locale, incoming.get('x-shop-path') ?? '/') + (incoming.get('x-shop-search') ?? '')
  return (
    <noscript>
      <meta httpEquiv="refresh" content={`0; url=/plain?to=${encodeURIComponent(here)}`} />
    </noscript>
  )
}
