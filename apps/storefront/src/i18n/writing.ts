import 'server-only'
import { cache } from 'react'
import { readFront } from '#lib/shop/website.ts'
import type { Writing } from './format.ts'
import { getLocale } from './request.ts'

/** How numbers, prices and dates are written for the request at hand. While the API is away: as the bare language does, in UTC. */
export const getWriting = cache(async (): Promise<Writing> => {
  const [locale, { localizations }] = await Promise.all([getLocale(), readFront()])
  const own = localizations.find(({ code }) => code === locale)
  return { locale, tag: own?.formatting ?? locale, timeZone: own?.timeZone ?? 'UTC' }
})
