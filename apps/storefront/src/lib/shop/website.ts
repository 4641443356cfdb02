import 'server-only'
import { cache } from 'react'
import { shop } from './call.ts'
import { FrontDocument, WebsiteDocument, type FrontQuery, type WebsiteQuery } from './generated/graphql.ts'

export type Website = WebsiteQuery['websiteCurrent']
/** What every page says of the shop: its name, its languages and how each is written. */
export type Front = FrontQuery['websiteCurrent']

/** The shop front as the API describes it: countries, notice, payment set-up. Asked once a request. */
export const readWebsite = cache(async (): Promise<Website> => (await shop(WebsiteDocument, {})).websiteCurrent)

/** How long a merchant's change of name or languages may take to be seen, in milliseconds. */
const fresh = 60_000
/** What a shop is called whose API has not answered yet. */
const nameless: Front = { name: 'Shop', localizations: [] }
let known: { until: number; front: Promise<Front> } | undefined
let last = nameless

/** The same for everybody, so it is asked once a minute and process. While the API is away: as it was last. */
export async function readFront(): Promise<Front> {
  if (!known || Date.now() >= known.until)
    known = {
      until: Date.now() + fresh,
      front: shop(FrontDocument, {}, { token: null }).then((it) => it.websiteCurrent),
    }
  try {
    return (last = await known.front)
  } catch {
    known = undefined
    return last
  }
}
