/** Where FedEx says how long a service takes. */
export interface TransitWords {
  operationalDetail?: { transitTime?: string; deliveryDate?: string; commitDate?: string }
  commit?: {
    daysInTransit?: string
    dateDetail?: { dayFormat?: string }
    transitDays?: { minimumTransitTime?: string; maximumTransitTime?: string }
  }
}

const WORDS =
  'ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN SEVENTEEN EIGHTEEN NINETEEN TWENTY'.split(
    ' ',
  )

/** FedEx's word for a number of days (ONE_DAY, TWO_DAYS …) as a number; null for SMARTPOST_TRANSIT_DAYS, UNKNOWN and the like. */
export function daysOf(word: string | undefined): number | null {
  const at = WORDS.indexOf(/^([A-Z]+)_DAYS?$/.exec(word ?? '')?.[1] ?? '')
  return at === -1 ? null : at + 1
}

/** Working days (Monday to Friday) from the day after `from` up to and including `to`, both YYYY-MM-DD. */
export function workingDaysBetween(from: string, to: string): number | null {
  const [start, end] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)]
  if (Number.isNaN(start) || Number.isNaN(end) || end < start || end - start > 100 * 86_400_000) return null
  let days = 0
  for (let day = start + 86_400_000; day <= end; day += 86_400_000) {
    const weekday = new Date(day).getUTCDay()
    if (weekday !== 0 && weekday !== 6) days += 1
  }
  return days
}

/**
 * How long a service takes. FedEx says it in several places, by service: a span in `commit.transitDays`, a word in
 * `operationalDetail.transitTime` (Ground) or `commit.daysInTransit`, or only a date.
 */
export function readTransit(detail: TransitWords, shipDate: string) {
  const { commit, operationalDetail: operational } = detail
  const stamp = commit?.dateDetail?.dayFormat ?? operational?.deliveryDate ?? operational?.commitDate
  const deliveryDate = /^\d{4}-\d{2}-\d{2}/.exec(stamp ?? '')?.[0] ?? null
  const known =
    daysOf(operational?.transitTime) ??
    daysOf(commit?.daysInTransit) ??
    (deliveryDate ? workingDaysBetween(shipDate, deliveryDate) : null)
  const transitDaysMin = daysOf(commit?.transitDays?.minimumTransitTime) ?? known
  const transitDaysMax = daysOf(commit?.transitDays?.maximumTransitTime) ?? daysOf(commit?.daysInTransit) ?? known
  return { transitDaysMin, transitDaysMax, deliveryDate }
}
