import 'server-only'
import { cache } from 'react'
import { shop } from './call.ts'
import {
  LocalizationsDocument,
  WebsiteDocument,
  type LocalizationsQuery,
  type WebsiteQuery,
} from './generated/graphql.ts'

export type Website = WebsiteQuery['websiteCurrent']
export type Localization = LocalizationsQuery['websiteCurrent']['localizations'][number]

/** The shop front as the API describes it: name, countries, notice, payment set-up. Asked once a request. */
export const readWebsite = cache(async (): Promise<Website> => (await shop(WebsiteDocument, {})).websiteCurrent)

/** How long a merchant's change of languages may take to be seen, in milliseconds. */
const fresh = 60_000
let known: { until: number; localizations: Promise<Localization[]> } | undefined

/** The languages of the shop front and how each is written. The same for everybody, so it is asked once a minute and process. */
export function readLocalizations(): Promise<Localization[]> {
  if (known && Date.now() < known.until) return known.localizations
  const localizations = shop(LocalizationsDocument, {}, { token: null }).then(
    ({ websiteCurrent }) => websiteCurrent.localizations,
  )
  known = { until: Date.now() + fresh, localizations }
  localizations.catch(() => (known = undefined))
  return localizations
}
