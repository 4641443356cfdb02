import { z } from 'zod'
import type { KnownAddress, PostalAddress } from '../../domain/shipping/port.ts'
import type { AnswerCache } from './answer-cache.ts'
import type { FedexApi } from './fedex-api.ts'
import { fedexPlace, regionOfState } from './fedex-place.ts'

const resolution = z.object({
  output: z.object({
    resolvedAddresses: z
      .array(
        z.object({
          classification: z.string().optional(),
          streetLinesToken: z.array(z.string()).default([]),
          city: z.string().optional(),
          stateOrProvinceCode: z.string().optional(),
          postalCode: z.string().optional(),
          parsedPostalCode: z.object({ base: z.string().optional() }).optional(),
          attributes: z.record(z.string(), z.unknown()).default({}),
        }),
      )
      .min(1),
  }),
})

/** An address as FedEx resolves it; undefined: the answer cannot be read. */
export type Resolution = z.output<typeof resolution>['output']['resolvedAddresses'][number] | undefined

export type Classification = 'residential' | 'business' | 'unknown'

/** The shopper waits for rates; knowing the kind of address better is not worth more than this. */
const BUDGET_MS = 2000

/** Asks FedEx for an address (`POST /address/v1/addresses/resolve`). Throws FedexTrouble when there is no answer. */
export async function resolveAddress(
  address: PostalAddress,
  api: FedexApi,
  cache: AnswerCache<Resolution>,
): Promise<Resolution> {
  const body = {
    addressesToValidate: [
      {
        address: {
          streetLines: [address.street, address.street2 ?? ''].filter((line) => line.trim() !== ''),
          ...fedexPlace(address),
        },
      },
    ],
  }
  return cache.get(body, async () => {
    const answer = await api.send('/address/v1/addresses/resolve', body, { budgetMs: BUDGET_MS })
    return resolution.safeParse(answer.body).data?.output.resolvedAddresses[0]
  })
}

/** Whether an address is a home. MIXED and UNKNOWN say nothing. */
export function classificationOf(found: Resolution): Classification {
  if (found?.classification === 'RESIDENTIAL') return 'residential'
  return found?.classification === 'BUSINESS' ? 'business' : 'unknown'
}

/** The address in a country as FedEx writes it; null where it has not resolved it. */
export function knownAddress(found: Resolution, countryCode: string): KnownAddress {
  const resolved = [true, 'true'].includes(found?.attributes['Resolved'] as boolean | string)
  const [street, street2] = found?.streetLinesToken ?? []
  if (!found || !resolved || !street || !found.city) return { found: null }
  return {
    found: {
      street,
      street2: street2 ?? null,
      city: found.city,
      region: regionOfState(countryCode, found.stateOrProvinceCode),
      postalCode: found.parsedPostalCode?.base ?? found.postalCode ?? '',
    },
  }
}
