import type {
  CarrierProblem,
  PostalAddress,
  RateOutcome,
  RateRequest,
  ShippingCarrier,
} from '../../domain/shipping/port.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Ids } from '../../kernel/ids.ts'
import type { Logger } from '../../kernel/log.ts'
import { AnswerCache } from './answer-cache.ts'
import { logTrouble } from './carrier-answer.ts'
import { fedexLabels } from './fedex-labels.ts'
import { fedexPickups } from './fedex-pickups.ts'
import { fedexTracking } from './fedex-tracking.ts'
import { FedexApi, type FedexApiSettings } from './fedex-api.ts'
import { knownService } from './named-services.ts'
import { packageCount, type Unpackable } from './pack.ts'
import { packingsFor, type ServicePacking } from './packings.ts'
import { rateRequestBody, type RateSettings } from './rate-request.ts'
import { ratesOf, readReply, type ReplyDetail } from './rate-reply.ts'
import { classificationOf, knownAddress, resolveAddress, type Resolution } from './residence.ts'
import { FedexTrouble } from './trouble.ts'
import { unpackableProblem } from './unpackable.ts'

/** The account and address of FedEx's API, and what may be left to its defaults. */
export interface FedexSettings
  extends
    Partial<Omit<FedexApiSettings, 'baseUrl' | 'clientId' | 'clientSecret'>>,
    Partial<Omit<RateSettings, 'accountNumber'>> {
  baseUrl: string
  clientId: string
  clientSecret: string
  accountNumber: string
  /** Longest wait for labels, pickups and tracking: nobody stands at a till. */
  patientMs?: number
  /** Whether FedEx is asked if an address is a home; when not, the shop's own flag counts. */
  resolveAddresses?: boolean
}

export interface FedexSurroundings {
  clock: Clock
  ids: Ids
  log: Pick<Logger, 'warn' | 'error'>
}

/** FedEx takes no more packages in one rate request. */
const MAX_PACKAGES = 100
const MINUTES = 60_000

/**
 * FedEx as a carrier of the shop: packs, asks for the rates of all services at once, and answers every outage as a problem instead
 * of throwing. Keep one per process: it holds the token and the answers of the last minutes.
 */
export function createFedexCarrier(settings: FedexSettings, { clock, ids, log }: FedexSurroundings): ShippingCarrier {
  const api = new FedexApi(
    {
      baseUrl: settings.baseUrl.replace(/\/+$/, ''),
      clientId: settings.clientId,
      clientSecret: settings.clientSecret,
      timeoutMs: settings.timeoutMs ?? 4000,
      budgetMs: settings.budgetMs ?? 6000,
      firstPauseMs: settings.firstPauseMs ?? 200,
    },
    clock,
    ids,
  )
  const rateSettings: RateSettings = {
    accountNumber: settings.accountNumber,
    rateType: settings.rateType ?? 'ACCOUNT',
    pickupType: settings.pickupType ?? 'USE_SCHEDULED_PICKUP',
  }
  const replies = new AnswerCache<readonly ReplyDetail[]>(clock, { entries: 500, lifetimeMs: 5 * MINUTES })
  const residences = new AnswerCache<Resolution>(clock, { entries: 2000, lifetimeMs: 12 * 60 * MINUTES })

  // Without this, every shopper would wait for an address service that is down, or that the account may not use.
  let restUntil = 0

  const isHome = async (to: PostalAddress, believed: boolean): Promise<boolean> => {
    if (settings.resolveAddresses === false || clock.now().getTime() < restUntil) return believed
    try {
      const found = classificationOf(await resolveAddress(to, api, residences))
      return found === 'unknown' ? believed : found === 'residential'
    } catch (error) {
      logTrouble(log, error, 'FedEx could not classify an address; the shop’s own flag counts')
      restUntil = clock.now().getTime() + MINUTES
      return believed
    }
  }

  const ask = async (request: RateRequest): Promise<RateOutcome> => {
    const residential = await isHome(request.to, request.residential)
    const journey = { from: request.from.countryCode, to: request.to.countryCode, residential }
    const { packings, unpackable } = packingsFor(request.items, journey)
    const problem = problemOf(packings, unpackable)
    if (problem) return { rates: [], problem }
    const answers = await Promise.allSettled(packings.map((packing) => detailsFor(request, packing, residential)))
    const failed = answers.find((answer) => answer.status === 'rejected')
    if (failed && answers.every(({ status }) => status === 'rejected')) throw failed.reason
    if (failed) logTrouble(log, failed.reason, 'FedEx has no rates for one of the packings of a shipment')
    const offered = answers.flatMap((answer, at) =>
      answer.status === 'fulfilled'
        ? [
            {
              details: answer.value.filter(({ serviceType }) => packings[at]!.takes(serviceType)),
              packing: packings[at]!,
            },
          ]
        : [],
    )
    const wanted = { rateType: rateSettings.rateType, currency: request.currency, shipDate: request.shipDate }
    const rates = offered.flatMap(({ details, packing }) =>
      ratesOf(details, wanted).map((rate) => ({ ...rate, parcels: packageCount(packing) })),
    )
    if (rates.length > 0) return { rates }
    const priced = offered.some(({ details }) => details.length > 0)
    return {
      rates: [],
      problem: priced
        ? { code: 'CARRIER_CURRENCY', text: `FedEx has no rates in ${request.currency} for this shipment.` }
        : { code: 'CARRIER_NO_SERVICE', text: 'FedEx offers no service for this shipment.' },
    }
  }

  const detailsFor = (request: RateRequest, { groups }: ServicePacking, residential: boolean) => {
    const body = rateRequestBody(request, groups, residential, rateSettings)
    return replies.get(body, async () => {
      const answer = await api.send('/rate/v1/rates/quotes', body)
      const read = readReply(answer.body)
      if (read) return read
      throw new FedexTrouble('outage', 'FedEx answered with something that is no rate reply', {
        transactionId: answer.transactionId,
      })
    })
  }

  const { accountNumber, pickupType } = rateSettings
  const timeoutMs = settings.patientMs ?? 20_000
  return {
    code: 'fedex',
    name: 'FedEx',
    serviceName: knownService,
    labels: fedexLabels(api, { accountNumber, pickupType, timeoutMs }, log, isHome),
    pickups: fedexPickups(api, { accountNumber, timeoutMs }, log),
    tracking: fedexTracking(api, { timeoutMs }, log),
    ...(settings.resolveAddresses === false
      ? {}
      : {
          lookUp: async (address) => knownAddress(await resolveAddress(address, api, residences), address.countryCode),
        }),
    async rates(request) {
      if (request.items.length === 0) return { rates: [] }
      try {
        return await ask(request)
      } catch (error) {
        logTrouble(log, error, 'FedEx has no rates for a shipment')
        return { rates: [], problem: troubleProblem(error) }
      }
    },
  }
}

function problemOf(packings: readonly ServicePacking[], unpackable: readonly Unpackable[]): CarrierProblem | undefined {
  const problem = unpackableProblem(unpackable)
  if (problem) return problem
  const count = Math.min(...packings.map(packageCount))
  return count > MAX_PACKAGES
    ? {
        code: 'CARRIER_TOO_MANY_PACKAGES',
        text: `FedEx takes ${MAX_PACKAGES} packages at once; this cart needs ${count}.`,
      }
    : undefined
}

// FedEx's codes for a destination that does not exist are the shopper's to repair; everything else is the shop's or FedEx's.
const ADDRESS_CODES = /POSTAL|ZIP|CITY|STATEORPROVINCE|RATE\.LOCATION\.NOSERVICE|SERVICE\.LOCATION/

// Freight is asked for what is no parcel, and not every journey has it.
const LIMIT_CODES = /MAXIMUM\.WEIGHT|DIMENSIONS\.EXCEED/

function troubleProblem(error: unknown): CarrierProblem {
  if (!(error instanceof FedexTrouble))
    return { code: 'CARRIER_UNAVAILABLE', text: 'FedEx rates could not be worked out.' }
  const codes = (error.details.errors ?? []).map((one) => one.code)
  if (error.kind === 'refused' && codes.some((code) => code === 'RATE.LOCATION.NOSERVICE'))
    return { code: 'CARRIER_NO_SERVICE', text: 'FedEx does not deliver to this address.' }
  if (error.kind === 'refused' && codes.some((code) => ADDRESS_CODES.test(code)))
    return { code: 'CARRIER_ADDRESS_UNKNOWN', text: 'FedEx does not know this postal code.' }
  if (error.kind === 'refused' && codes.some((code) => LIMIT_CODES.test(code)))
    return { code: 'CARRIER_ITEM_TOO_LARGE', text: 'FedEx has no service for something so large or heavy.' }
  if (error.kind === 'refused') return { code: 'CARRIER_REFUSED', text: 'FedEx has no rates for this shipment.' }
  return { code: 'CARRIER_UNAVAILABLE', text: 'FedEx does not answer at the moment.' }
}
