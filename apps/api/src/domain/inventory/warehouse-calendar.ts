import type { Guard } from '../../engine/index.ts'
import { isDay } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/errors.ts'

/** When goods leave a warehouse. */
export interface WarehouseCalendar {
  /** IANA: Europe/Berlin. */
  timeZone: string
  /** HH:MM of its own clock. */
  cutOff: string | null
  /** As RFC 5545 calls them: MO … SU. */
  workingDays: readonly string[]
  /** YYYY-MM-DD. */
  holidays: readonly string[]
  handlingDays: number
}

/** What is ordered at a moment leaves on `day` (YYYY-MM-DD there); the answer holds `until` that instant. */
export interface ShipDay {
  day: string
  until: Date
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const DAY_MS = 86_400_000
/** A calendar in which nothing leaves for a year has a mistake in it. */
const FARTHEST = 370

// each formatter takes 0.15 ms and leaves memory outside of V8's heap
const formatters = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    formatters.set(timeZone, formatter)
  }
  return formatter
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)

const works = ({ workingDays, holidays }: WarehouseCalendar, day: string): boolean =>
  workingDays.includes(WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]!) && !holidays.includes(day)

function nextWorking(calendar: WarehouseCalendar, from: string): string {
  let day = from
  for (let days = 0; days < FARTHEST && !works(calendar, day); days += 1) day = dayAfter(day)
  return works(calendar, day) ? day : from
}

/** The instant at which the clock of a zone shows a time; in the hour that summer time leaves out, the one before. */
function instantOf(day: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const shown = (instant: number): number => Date.parse(`${clockOf(timeZone).format(instant).replace(' ', 'T')}Z`)
  const near = wanted - (shown(wanted) - wanted)
  return new Date(near - (shown(near) - wanted))
}

/** Which day it is where a warehouse stands, YYYY-MM-DD. */
export const dayAt = (now: Date, { timeZone }: Pick<WarehouseCalendar, 'timeZone'>): string =>
  clockOf(timeZone).format(now).slice(0, 10)

/** When goods that are ordered now leave a warehouse: today before the cut-off of a working day, else on the next one, and as many working days later as handling takes. */
export function shipDayOf(now: Date, calendar: WarehouseCalendar): ShipDay {
  const { cutOff, timeZone, handlingDays } = calendar
  const [today = '', time = ''] = clockOf(timeZone).format(now).split(' ')
  const inTime = cutOff === null || time.slice(0, 5) < cutOff
  const begun = nextWorking(calendar, inTime ? today : dayAfter(today))
  let day = begun
  for (let left = handlingDays; left > 0; left -= 1) day = nextWorking(calendar, dayAfter(day))
  const until = cutOff === null ? instantOf(dayAfter(begun), '00:00', timeZone) : instantOf(begun, cutOff, timeZone)
  return { day, until }
}

const isZone = (timeZone: string): boolean => {
  try {
    return clockOf(timeZone) !== undefined
  } catch {
    return false
  }
}

/** A calendar that can be read: a zone that there is, days of the week by their letters, holidays by their date. */
export const calendarGuard: Guard = async ({ deed, given }) => {
  if (deed === 'delete') return
  const wrong = (field: string, problem: string) => refuse('FIELD_INVALID', { field, problem }, field)
  const zone = given['timeZone']
  if (typeof zone === 'string' && !isZone(zone)) throw wrong('timeZone', `"${zone}" is no time zone: Europe/Berlin`)
  const days = given['workingDays'] as string[] | undefined
  if (days?.length === 0) throw wrong('workingDays', 'name no day, so nothing would ever leave')
  const noDay = days?.find((day) => !WEEKDAYS.includes(day))
  if (noDay !== undefined) throw wrong('workingDays', `"${noDay}" is none of ${WEEKDAYS.join(', ')}`)
  const noDate = (given['holidays'] as string[] | undefined)?.find((day) => !isDay(day))
  if (noDate !== undefined) throw wrong('holidays', `"${noDate}" is no day: 2026-12-25`)
}
