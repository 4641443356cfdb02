import type { CurrentWebsite, Locale } from '../kernel/context.ts'
import type { Db } from '../kernel/db.ts'
import { refuse } from '../kernel/errors.ts'

/** How long a change of a website's settings may take to be seen by a process. */
const freshMilliseconds = 5_000

/** The shop fronts, kept in memory for a few seconds: every request asks for one. */
export function createWebsites(db: Db, now: () => number = Date.now) {
  let known: Promise<{ byCode: Map<string, CurrentWebsite>; standard: CurrentWebsite | undefined }> | undefined
  let until = 0

  async function load() {
    const [rows, languages] = await Promise.all([
      db
        .selectFrom('websites')
        .selectAll()
        .where('active', '=', true)
        .orderBy('isDefault', 'desc')
        .orderBy('createdAt')
        .execute(),
      db.selectFrom('localizations').select(['code', 'currency']).where('active', '=', true).execute(),
    ])
    const currencyOf = new Map(languages.map(({ code, currency }) => [code, currency]))
    const websites = rows.map(
      (row) =>
        ({
          ...row,
          defaultLocale: row.defaultLocale as Locale,
          locales: row.locales as Locale[],
          localeCurrencies: Object.fromEntries(
            row.locales.flatMap((code) => {
              const currency = currencyOf.get(code)
              return currency && row.currencies.includes(currency) ? [[code, currency]] : []
            }),
          ),
        }) satisfies CurrentWebsite,
    )
    return { byCode: new Map(websites.map((website) => [website.code, website])), standard: websites[0] }
  }

  return {
    /** The website of this code, or the default one. Refuses NOT_FOUND. */
    async find(code: string | undefined): Promise<CurrentWebsite> {
      if (!known || now() >= until) {
        until = now() + freshMilliseconds
        known = load()
        known.catch(() => (known = undefined))
      }
      const { byCode, standard } = await known
      const found = code === undefined ? standard : byCode.get(code)
      if (!found) throw refuse('NOT_FOUND', { what: 'website' }, 'portico-website')
      return found
    },
  }
}

export type Websites = ReturnType<typeof createWebsites>

/** The language of the caller: the first of Accept-Language that the website speaks (RFC 9110, 12.5.4), else the website's own. */
export function negotiateLocale(header: string | undefined, website: CurrentWebsite): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part, index) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = Number(
        parameters
          .map((parameter) => parameter.trim())
          .find((parameter) => parameter.startsWith('q='))
          ?.slice(2) ?? 1,
      )
      return { language: tag.toLowerCase().split('-')[0], quality: Number.isFinite(quality) ? quality : 0, index }
    })
    .sort((a, b) => b.quality - a.quality || a.index - b.index)
  for (const { language, quality } of wanted) {
    const match = website.locales.find((locale) => locale.toLowerCase().split('-')[0] === language)
    if (match && quality > 0) return match
  }
  return website.defaultLocale
}
