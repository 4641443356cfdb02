import { setTimeout as sleep } from 'node:timers/promises'
import { inLanguage } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Notice, ShippingOption } from '../../kernel/contract.ts'
import { carrierNotice } from './notices.ts'
import type { CarrierRate, RateOutcome, RateRequest, ShippingCarrier } from './port.ts'

type Asker = Pick<Ctx, 'locale' | 'website' | 'log'>

const UNAVAILABLE = 'CARRIER_UNAVAILABLE'

/**
 * What carriers offer for shipments that leave together: a service that all of them have, with its prices summed. All are asked at once and none is waited for longer than
 * `patienceMs`; one that is late, fails or has no rates becomes a notice. Rates in another currency than the cart's are left out.
 */
export async function carrierOptions(
  carriers: readonly ShippingCarrier[],
  requests: readonly RateRequest[],
  ctx: Asker,
  patienceMs: number,
): Promise<{ options: ShippingOption[]; notices: Notice[] }> {
  const codes = new Set<string>()
  const offered = await Promise.all(
    carriers.map(async (carrier) => {
      const outcomes = await Promise.all(requests.map((request) => ask(carrier, request, ctx, patienceMs)))
      for (const { problem } of outcomes) if (problem) codes.add(problem.code)
      const byShipment = outcomes.map(({ rates }, at) => cheapest(rates, requests[at]!.currency, codes))
      const all = together(byShipment)
      if (all.length === 0 && byShipment.every(({ size }) => size > 0)) codes.add('CARRIER_NO_COMMON_SERVICE')
      return all
    }),
  )
  return {
    options: offered.flat().map((rate) => optionOf(`${rate.carrier}:${rate.service}`, rate, ctx)),
    notices: [...codes].map((code) => carrierNotice(code, ctx.locale)),
  }
}

function cheapest(rates: readonly CarrierRate[], currency: string, codes: Set<string>): Map<string, CarrierRate> {
  const found = new Map<string, CarrierRate>()
  for (const rate of rates) {
    const known = found.get(rate.service)
    if (rate.amount.currency !== currency) codes.add('CARRIER_CURRENCY')
    else if (!known || rate.amount.comparedTo(known.amount) < 0) found.set(rate.service, rate)
  }
  return found
}

/** Services that every shipment has: what they cost together, and when the last of it arrives. */
function together([first, ...others]: readonly Map<string, CarrierRate>[]): CarrierRate[] {
  return [...(first?.values() ?? [])].flatMap((rate) => {
    const all = others.map((rates) => rates.get(rate.service))
    if (all.includes(undefined)) return []
    return [(all as CarrierRate[]).reduce(added, rate)]
  })
}

const latest = <Value extends number | string>(a: Value | null, b: Value | null): Value | null =>
  a === null || b === null ? null : a > b ? a : b

const added = (one: CarrierRate, other: CarrierRate): CarrierRate => ({
  ...one,
  amount: one.amount.plus(other.amount),
  parcels: (one.parcels ?? 0) + (other.parcels ?? 0),
  transitDaysMin: latest(one.transitDaysMin, other.transitDaysMin),
  transitDaysMax: latest(one.transitDaysMax, other.transitDaysMax),
  deliveryDate: latest(one.deliveryDate, other.deliveryDate),
})

async function ask(
  carrier: ShippingCarrier,
  request: RateRequest,
  { log }: Asker,
  patienceMs: number,
): Promise<RateOutcome> {
  const enough = new AbortController()
  const late = async (): Promise<RateOutcome> => {
    await sleep(patienceMs, undefined, { signal: enough.signal })
    log.warn({ carrier: carrier.code, patienceMs }, 'a carrier did not answer in time')
    return { rates: [], problem: { code: UNAVAILABLE, text: `No answer within ${patienceMs} ms.` } }
  }
  try {
    return await Promise.race([carrier.rates(request), late()])
  } catch (error) {
    log.error({ err: error, carrier: carrier.code }, 'a carrier failed')
    return { rates: [], problem: { code: UNAVAILABLE, text: String(error) } }
  } finally {
    enough.abort()
  }
}

const optionOf = (id: string, rate: CarrierRate, ctx: Asker): ShippingOption => ({
  id,
  carrier: rate.carrier,
  service: rate.service,
  label: inLanguage(rate.name, ctx) ?? rate.service,
  description: null,
  price: rate.amount.rounded().toJSON(),
  transitDaysMin: rate.transitDaysMin,
  transitDaysMax: rate.transitDaysMax,
  deliveryDate: rate.deliveryDate,
  pickup: false,
  ...(rate.parcels ? { parcels: rate.parcels } : {}),
})
