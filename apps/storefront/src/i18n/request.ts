import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { createTranslator, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core'
import de from '#messages/de.json'
import en from '#messages/en.json'
import { defaultLocale, isLocale, localeHeader, type Locale } from './locales.ts'

type Messages = typeof en
const catalogues: Record<Locale, Messages> = { en, de }

/** The language of the request at hand, in pages, actions and route handlers alike (proxy.ts reads it from the address). */
export const getLocale = cache(async (): Promise<Locale> => {
  const named = (await headers()).get(localeHeader)
  return isLocale(named) ? named : defaultLocale
})

/** The texts of one namespace in the request's language: `const t = await getT('cart'); t('empty.title')`. */
export async function getT<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(namespace: Namespace) {
  const locale = await getLocale()
  return createTranslator({ locale, messages: catalogues[locale], namespace })
}

/** All texts of the request's language, for places that hand a group of plain texts to a client component. */
export async function getMessages(): Promise<Messages> {
  return catalogues[await getLocale()]
}
