import { locate } from './geography.ts'

const BY_COUNTRY: Readonly<Record<string, string>> = {
  ...{ AT: 'Europe/Vienna', AU: 'Australia/Sydney', BE: 'Europe/Brussels', CH: 'Europe/Zurich', CN: 'Asia/Shanghai' },
  ...{ DE: 'Europe/Berlin', ES: 'Europe/Madrid', FR: 'Europe/Paris', GB: 'Europe/London', IE: 'Europe/Dublin' },
  ...{ IN: 'Asia/Kolkata', IT: 'Europe/Rome', JP: 'Asia/Tokyo', NL: 'Europe/Amsterdam', PL: 'Europe/Warsaw' },
}

/** Western edges of the zones of North America, by longitude; close enough for a stand-in. */
const AMERICA = [
  { from: -85.5, zone: 'America/New_York' },
  { from: -102, zone: 'America/Chicago' },
  { from: -114.5, zone: 'America/Denver' },
  { from: -180, zone: 'America/Los_Angeles' },
]

/** Where the clocks of a place hang. */
export function zoneAt(countryCode: string, postalCode: string): string {
  if (countryCode !== 'US' && countryCode !== 'CA') return BY_COUNTRY[countryCode] ?? 'UTC'
  const longitude = locate(countryCode, postalCode)?.longitude ?? -90
  return AMERICA.find(({ from }) => longitude >= from)?.zone ?? 'America/Chicago'
}

/** An instant as FedEx writes it: local time with its offset, `2018-02-02T12:01:00-07:00`. */
export function localTime(instant: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    timeZoneName: 'longOffset',
  }).formatToParts(instant)
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  const offset = of('timeZoneName').replace('GMT', '') || '+00:00'
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}${offset}`
}
