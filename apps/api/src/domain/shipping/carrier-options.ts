import { setTimeout as sleep } from 'node:timers/promises'
import { inLanguage } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Notice, ShippingOption } from '../../kernel/contract.ts'
import { carrierNotice } from './notices.ts'
import type { CarrierRate, RateOutcome, RateRequest, ShippingCarrier } from './port.ts'

type Asker = Pick<Ctx, 'locale' | 'website' | 'log'>

const UNAVAILABLE = 'CARRIER_UNAVAILABLE'

/**
 * What carriers offer for a shipment. All are asked at once and none is waited for longer than `patienceMs`; one that is late,
 * fails or has no rates becomes a notice. Rates in another currency than the cart's are left out.
 */
export async function carrierOptions(
  carriers: readonly ShippingCarrier[],
  request: RateRequest,
  ctx: Asker,
  patienceMs: number,
): Promise<{ options: ShippingOption[]; notices: Notice[] }> {
  const outcomes = await Promise.all(carriers.map((carrier) => ask(carrier, request, ctx, patienceMs)))
  const codes = new Set<string>()
  const cheapest = new Map<string, CarrierRate>()
  for (const { rates, problem } of outcomes) {
    if (problem) codes.add(problem.code)
    for (const rate of rates) {
      const id = `${rate.carrier}:${rate.service}`
      const known = cheapest.get(id)
      if (rate.amount.currency !== request.currency) codes.add('CARRIER_CURRENCY')
      else if (!known || rate.amount.comparedTo(known.amount) < 0) cheapest.set(id, rate)
    }
  }
  return {
    options: [...cheapest].map(([id, rate]) => optionOf(id, rate, ctx)),
    notices: [...codes].map((code) => carrierNotice(code, ctx.locale)),
  }
}

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
})
