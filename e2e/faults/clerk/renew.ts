import { byTheClock } from '../ground/schedule.ts'
import type { Desk } from './desk.ts'

/** What the schedule does each hour; where its worker dies it goes on by itself, later. */
export const renewReservations = (desk: Desk): Promise<void> =>
  byTheClock(desk.house, 'payments.renew', Date.now() + 8_000)
