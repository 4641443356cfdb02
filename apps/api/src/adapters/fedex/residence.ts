import { z } from 'zod'
import type { PostalAddress } from '../../domain/shipping/port.ts'
import type { AnswerCache } from './answer-cache.ts'
import type { FedexApi } from './fedex-api.ts'

const resolution = z.object({
  output: z.object({ resolvedAddresses: z.array(z.object({ classification: z.string().optional() })).min(1) }),
})

export type Classification = 'residential' | 'business' | 'unknown'

/** The shopper waits for rates; knowing the kind of address better is not worth more than this. */
const BUDGET_MS = 2000

/**
 * Asks FedEx (`POST /address/v1/addresses/resolve`) whether an address is a home. MIXED and UNKNOWN say nothing. Throws
 * FedexTrouble when there is no answer.
 */
export async function classifyAddress(
  address: PostalAddress,
  api: FedexApi,
  cache: AnswerCache<Classification>,
): Promise<Classification> {
  const body = {
    addressesToValidate: [
      {
        address: {
          streetLines: [address.street, address.street2 ?? ''].filter((line) => line.trim() !== ''),
          city: address.city,
          ...(address.region ? { stateOrProvinceCode: address.region } : {}),
          postalCode: address.postalCode.trim(),
          countryCode: address.countryCode,
        },
      },
    ],
  }
  return cache.get(body, async () => {
    const answer = await api.post('/address/v1/addresses/resolve', body, { budgetMs: BUDGET_MS })
    const found = resolution.safeParse(answer.body).data?.output.resolvedAddresses[0]?.classification
    if (found === 'RESIDENTIAL') return 'residential'
    return found === 'BUSINESS' ? 'business' : 'unknown'
  })
}
