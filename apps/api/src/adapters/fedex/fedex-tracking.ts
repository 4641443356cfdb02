import { z } from 'zod'
import type {
  AskedNumber,
  CarrierTracking,
  ParcelStatus,
  ParcelStep,
  TrackedParcel,
} from '../../domain/shipping/port.ts'
import { answering, type FedexLog } from './carrier-answer.ts'
import type { FedexApi } from './fedex-api.ts'
import { FedexTrouble } from './trouble.ts'

/** FedEx takes no more numbers in one request. */
const MOST = 30

/** FedEx's codes of scan events and statuses; what is in none of them is on its way. */
const STATUSES: Readonly<Record<string, ParcelStatus>> = {
  ...{ OC: 'announced', IN: 'announced', PU: 'collected', PX: 'collected', OD: 'outForDelivery', DL: 'delivered' },
  ...{ DE: 'exception', SE: 'exception', CD: 'exception', DY: 'exception', DD: 'exception', RS: 'exception' },
  CA: 'cancelled',
}

const place = z
  .object({
    city: z.string().optional(),
    stateOrProvinceCode: z.string().optional(),
    countryCode: z.string().optional(),
  })
  .optional()

const scan = z.object({
  date: z.string(),
  eventType: z.string().default(''),
  eventDescription: z.string().default(''),
  derivedStatusCode: z.string().default(''),
  exceptionDescription: z.string().optional(),
  scanLocation: place,
})

const reply = z.object({
  output: z.object({
    completeTrackResults: z.array(
      z.object({
        trackingNumber: z.string(),
        trackResults: z.array(
          z.object({
            latestStatusDetail: z
              .object({ code: z.string().optional(), derivedCode: z.string().optional() })
              .optional(),
            scanEvents: z.array(scan).default([]),
            error: z.object({ code: z.string().default(''), message: z.string().default('') }).optional(),
          }),
        ),
      }),
    ),
  }),
})

type Result = z.output<typeof reply>['output']['completeTrackResults'][number]
type Found = Result['trackResults'][number]

/** Where parcels are, by FedEx's Track API: `POST /track/v1/trackingnumbers`. */
export function fedexTracking(api: FedexApi, { timeoutMs }: { timeoutMs: number }, log: FedexLog): CarrierTracking {
  return {
    most: MOST,
    urlOf: (trackingNumber) => `https://www.fedex.com/fedextrack/?trknbr=${encodeURIComponent(trackingNumber)}`,
    track: (asked) =>
      answering(log, 'FedEx does not tell where parcels are', async () => {
        const body = {
          includeDetailedScans: true,
          trackingInfo: asked.map(({ trackingNumber, since }) => ({
            trackingNumberInfo: { trackingNumber },
            shipDateBegin: since.toISOString().slice(0, 10),
          })),
        }
        const waits = { timeoutMs, budgetMs: timeoutMs * 1.5 }
        const answer = await api.send('/track/v1/trackingnumbers', body, waits)
        const results = reply.safeParse(answer.body).data?.output.completeTrackResults
        if (!results)
          throw new FedexTrouble('outage', 'FedEx answered with something that is no tracking', {
            transactionId: answer.transactionId,
          })
        return asked.map((one) => readResults(one, results))
      }),
  }
}

/** Of several parcels that have or had a number the first that something has happened to since. */
function readResults({ trackingNumber, since }: AskedNumber, results: readonly Result[]): TrackedParcel {
  const found = results.flatMap((one) => (one.trackingNumber === trackingNumber ? one.trackResults : []))
  const read = found.map((one) => readResult(trackingNumber, one, since))
  return read.find((one) => 'steps' in one) ?? read[0] ?? { trackingNumber, said: 'FedEx says nothing of this number.' }
}

function readResult(trackingNumber: string, found: Found, since: Date): TrackedParcel {
  if (found.error) {
    const { code, message } = found.error
    return { trackingNumber, said: message ? `${message} (${code})` : 'FedEx says nothing of this number.' }
  }
  // FedEx tells the latest first; of two in one second the one that it tells later was before
  const told = found.scanEvents.toReversed().flatMap(readScan)
  const steps = told
    .filter(({ occurredAt }) => occurredAt >= since)
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
  if (told.length > 0 && steps.length === 0)
    return { trackingNumber, said: 'FedEx knows only an earlier parcel of this number.' }
  const { derivedCode, code } = found.latestStatusDetail ?? {}
  const delivered = steps.some(({ status }) => status === 'delivered')
  return { trackingNumber, status: delivered ? 'delivered' : statusOf(derivedCode ?? '', code ?? ''), steps }
}

const statusOf = (...codes: readonly string[]): ParcelStatus =>
  codes.map((code) => STATUSES[code]).find((status) => status !== undefined) ?? 'inTransit'

/** A scan without a time that can be read is none. */
function readScan(found: z.output<typeof scan>): ParcelStep[] {
  const occurredAt = new Date(found.date)
  if (Number.isNaN(occurredAt.getTime())) return []
  const { city, stateOrProvinceCode, countryCode } = found.scanLocation ?? {}
  return [
    {
      occurredAt,
      localTime: found.date.slice(0, 40),
      code: (found.eventType || found.derivedStatusCode || '?').slice(0, 20),
      status: statusOf(found.eventType, found.derivedStatusCode),
      text: (found.eventDescription || found.eventType).slice(0, 255),
      exception: found.exceptionDescription?.slice(0, 255) || null,
      city: city?.slice(0, 80) || null,
      region: stateOrProvinceCode?.slice(0, 3) || null,
      countryCode: countryCode && /^[A-Z]{2}$/.test(countryCode) ? countryCode : null,
    },
  ]
}
