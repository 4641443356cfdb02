import 'server-only'
import type { Metadata } from 'next'
import { locales, localPath } from './locales.ts'
import { getLocale } from './request.ts'

/** The canonical address of a page and the same page in the other languages, for search engines. */
export async function alternates(path: string): Promise<Metadata['alternates']> {
  return {
    canonical: localPath(await getLocale(), path),
    languages: Object.fromEntries(locales.map((locale) => [locale, localPath(locale, path)])),
  }
}
