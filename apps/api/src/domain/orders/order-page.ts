import type { Ctx } from '../../kernel/context.ts'

/** The words of a mail in the language of its order: German, or else English. */
export const wordsFor = <Words>(words: { en: Words; de: Words }, locale: string): Words =>
  isGerman(locale) ? words.de : words.en

const isGerman = (locale: string): boolean => locale.startsWith('de')

/** Where buyers see an order at the shop, in its language. */
export const orderPage = (storefrontUrl: string, locale: string, orderId: string): string =>
  `${storefrontUrl}${isGerman(locale) ? '/de' : ''}/order/${orderId}`

/** To read the house's texts in the language of an order. */
export const inLanguageOf = (ctx: Ctx, locale: string): Ctx => ({ ...ctx, locale: isGerman(locale) ? 'de' : 'en' })
