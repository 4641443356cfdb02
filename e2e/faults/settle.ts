import { holdMinutes, type House } from './ground/house.ts'
import { byTheClock } from './ground/schedule.ts'

/** How long the house may take to deliver what waits, when nothing goes wrong any more: what a worker died over is taken up after half a minute. */
const patienceMs = 120_000

/** Minutes by which the worker's clock says that it is later than it is. */
const past = {
  /** The time to pay is over, and what Stripe did is long enough ago to be compared. */
  payments: holdMinutes + 20,
  /** Parcels whose carrier did not answer several times are asked for again. */
  parcels: 26 * 60,
}

/**
 * Lets the time pass that checkouts may take to pay, has the house do what it does by the clock, and waits until nothing is left to do. What is to be tried again later is tried now. What is left
 * when patience ends is for the auditor to find.
 */
export async function settle(house: House, say: (line: string) => void): Promise<void> {
  await Promise.all([...house.apis, house.worker].map((member) => member.up()))
  const soon = Date.now() + patienceMs
  try {
    await itIsLater(house, past.payments)
    for (const job of ['checkouts.expire', 'payments.reconcile', 'payments.renew']) await byTheClock(house, job, soon)
    // a step of a parcel may lead to the next one
    await itIsLater(house, past.parcels)
    await byTheClock(house, 'shipping.trackParcels', soon)
  } finally {
    house.worker.shiftClock(0)
  }
  for (;;) {
    await waitNoLonger(house)
    const waiting = await leftToDo(house)
    if (waiting === 0) return
    if (Date.now() > soon) return say(`${waiting} messages and jobs still wait`)
    await new Promise((wait) => setTimeout(wait, 500))
  }
}

/** A process looks for its clock twenty times a second. */
async function itIsLater({ worker }: House, minutes: number): Promise<void> {
  worker.shiftClock(minutes * 60_000)
  await new Promise((wait) => setTimeout(wait, 500))
}

/** The moment has come for which what failed once waits: nobody learns more by waiting with it. */
async function waitNoLonger({ pool }: House): Promise<void> {
  await pool.query(`
    update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now() and attempts < max_attempts`)
  await pool.query(
    `update webhook_deliveries set next_attempt_at = now() where state = 'waiting' and next_attempt_at > now()`,
  )
  await pool.query(
    `update outbox_deliveries set next_attempt_at = now() where done_at is null and dead_at is null and next_attempt_at > now()`,
  )
}

async function leftToDo({ pool }: House): Promise<number> {
  const { rows } = await pool.query<{ waiting: number }>(
    `select (select count(*) from outbox_deliveries where done_at is null)::int
       + (select count(*) from webhook_deliveries where state in ('waiting', 'sending'))::int
       + (select count(*) from graphile_worker._private_jobs where attempts < max_attempts or locked_at is not null)::int as waiting`,
  )
  return rows[0]?.waiting ?? 0
}
