/** Working days and the words that FedEx has for them. */

const WORDS = [
  'SAME_DAY', 'ONE_DAY', 'TWO_DAYS', 'THREE_DAYS', 'FOUR_DAYS', 'FIVE_DAYS', 'SIX_DAYS', 'SEVEN_DAYS', 'EIGHT_DAYS', 'NINE_DAYS', 'TEN_DAYS',
] // prettier-ignore
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const
const DAY = 86_400_000

/** FedEx's word for a number of transit days: 2 → TWO_DAYS. */
export const transitWord = (days: number): string => WORDS[days] ?? 'UNKNOWN'

/** The day of an instant in UTC, YYYY-MM-DD. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10)

/** YYYY-MM-DD as an instant (UTC midnight), or undefined when there is no such day. */
export function readDay(text: string): Date | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return day && !Number.isNaN(day.getTime()) && dayOf(day) === text ? day : undefined
}

export const addDays = (day: Date, count: number): Date => new Date(day.getTime() + count * DAY)

/** The abbreviated weekday: MON. */
export const weekdayOf = (day: Date): string => WEEKDAYS[day.getUTCDay()] ?? 'MON'

const isWorkingDay = (day: Date): boolean => day.getUTCDay() !== 0 && day.getUTCDay() !== 6

/** The day on which a shipment arrives that is handed over on `shipDay` (a weekend waits for Monday) and takes `days` working days. */
export function arrivalOf(shipDay: Date, days: number): Date {
  let day = shipDay
  while (!isWorkingDay(day)) day = addDays(day, 1)
  for (let left = days; left > 0; left -= isWorkingDay(day) ? 1 : 0) day = addDays(day, 1)
  return day
}
