import 'server-only'
import { cache } from 'react'
import { shop } from './call.ts'
import { WebsiteDocument, type WebsiteQuery } from './generated/graphql.ts'

export type Website = WebsiteQuery['websiteCurrent']

/** The shop front as the API describes it: countries, notice, payment set-up. Asked once a request. */
export const readWebsite = cache(async (): Promise<Website> => (await shop(WebsiteDocument, {})).websiteCurrent)
