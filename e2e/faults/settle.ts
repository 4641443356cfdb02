import { holdMinutes, type House } from './ground/house.ts'

/** How long the house may take to deliver what waits, when nothing goes wrong any more: the third attempt at a subscriber is after 35 seconds. */
const patienceMs = 120_000

/**
 * Lets the time pass that checkouts may take to pay, has the house do what it does by the clock, and waits until nothing is left to do. What is left when patience
 * ends is for the auditor to find.
 */
export async function settle(house: House, say: (line: string) => void): Promise<void> {
  await Promise.all([...house.apis, house.worker].map((member) => member.up()))
  const soon = Date.now() + patienceMs
  // the worker's clock says that the time to pay is over, and that what Stripe did is long enough ago to be compared
  house.worker.shiftClock((holdMinutes + 20) * 60_000)
  try {
    await byTheClock(house, 'checkouts.expire', soon)
    await byTheClock(house, 'payments.reconcile', soon)
  } finally {
    house.worker.shiftClock(0)
  }
  for (;;) {
    const { rows } = await house.pool.query<{ waiting: number }>(
      `select (select count(*) from outbox_deliveries where done_at is null)::int
         + (select count(*) from webhook_deliveries where state in ('waiting', 'sending'))::int as waiting`,
    )
    const waiting = rows[0]?.waiting ?? 0
    if (waiting === 0) return
    if (Date.now() > soon) return say(`${waiting} messages still wait`)
    await pause()
  }
}

/** Has a job of the schedule done now, and waits for its end. */
async function byTheClock({ pool }: House, job: string, until: number): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(`select (graphile_worker.add_job($1, '{}')).id::text`, [job])
  for (;;) {
    const left = await pool.query('select 1 from graphile_worker._private_jobs where id = $1', [rows[0]!.id])
    if (left.rowCount === 0 || Date.now() > until) return
    await pause()
  }
}

const pause = () => new Promise((wait) => setTimeout(wait, 200))
