import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { startStack, type Stack, type StackProcess } from '../../../scripts/stack.ts'
import { BackOffice, type Client } from '../../ground/back-office.ts'
import { openFront, type Front } from './front.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'
import { openPushService, type PushService } from './notified-devices.ts'
import { makeClerk } from './staff.ts'
import { openSubscriber, type Subscriber } from './subscriber.ts'
import { openWire, type Wire } from './wire.ts'

/** A process of the house with its own way to the database. Whoever kills it need do no more: it is started anew, as a service manager does. */
export interface Member {
  name: string
  wire: Wire
  /** SIGKILL now, in this very tick. */
  kill(): void
  /** Its clock goes wrong by so much. */
  shiftClock(ms: number): void
  /** Settles as soon as it runs and answers. */
  up(): Promise<void>
  /** How often it was started. */
  starts(): number
}

/** A shop as it stands in production: two API processes behind one address, a worker, PostgreSQL, and a system that hears of orders. */
export interface House {
  /** The shop's one address. */
  url: string
  stripe: NonNullable<Stack['stripe']>
  fedex: NonNullable<Stack['fedex']>
  post: PostOffice
  push: PushService
  apis: readonly [Member, Member]
  worker: Member
  subscriber: Subscriber
  backOffice: BackOffice
  /** Who may do everything. */
  clerk: Client
  /** The database itself, past all traps. */
  pool: pg.Pool
  /** Where the logs are. */
  logs: string
  close(): Promise<void>
}

/** How long stock is held for a payment, in minutes: auditors let the clock go past it. */
export const holdMinutes = 30

/** Opens the house, with the demo company in it. */
export async function openHouse(dataDir: string, progress: (line: string) => void): Promise<House> {
  const front = await openFront()
  const [subscriber, post, push] = await Promise.all([openSubscriber(), openPostOffice(), openPushService()])
  const stack = await startStack({
    ports: 'free',
    dataDir,
    fresh: true,
    storefront: false,
    workers: false,
    stripe: { newsTo: front.url, webhookRetryAfterMs: [100, 300, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000] },
    env: {
      LOG_LEVEL: 'warn',
      RESERVATION_MINUTES: String(holdMinutes),
      PROVIDER_TIMEOUT_MS: '1500',
      CARRIER_TIMEOUT_MS: '1500',
      MAIL_URL: post.url,
      PUSH_ALLOW_PRIVATE: 'on',
      RATE_LIMIT_PER_MINUTE: '0',
      // all shoppers come from one address: many give codes
      SIGN_IN_LIMIT_PER_MINUTE: '1000',
      WEBHOOK_ALLOW_PRIVATE: 'on',
      WEBHOOK_TIMEOUT_MS: '2000',
    },
    progress,
  })
  const pool = new pg.Pool({ connectionString: stack.databaseUrl, max: 4 })
  // a connection that PostgreSQL drops is made anew
  pool.on('error', () => undefined)
  const staff: Staff = { stack, front, pool, clocks: join(dataDir, 'clocks'), closing: false }
  mkdirSync(staff.clocks, { recursive: true })
  const apis = [await employ(staff, 'api-1'), await employ(staff, 'api-2')] as const
  const worker = await employ(staff, 'worker')
  const [clerk] = await Promise.all([makeClerk(stack.databaseUrl), ...[...apis, worker].map((member) => member.up())])
  progress('two API processes and a worker are up')
  const backOffice = await BackOffice.signIn(front.url)
  await tellOfOrders(backOffice, subscriber.url)
  return {
    url: front.url,
    stripe: stack.stripe!,
    fedex: stack.fedex!,
    post,
    push,
    clerk,
    apis,
    worker,
    subscriber,
    backOffice,
    pool,
    logs: stack.logs,
    close: async () => {
      staff.closing = true
      await pool.end()
      await stack.stop()
      front.close()
      for (const other of [subscriber, post, push]) other.close()
      for (const { wire } of [...apis, worker]) wire.close()
    },
  }
}

interface Staff {
  stack: Stack
  front: Front
  pool: pg.Pool
  clocks: string
  closing: boolean
}

async function employ(staff: Staff, name: string): Promise<Member> {
  const wire = await openWire(staff.stack.databaseUrl)
  const clock = join(staff.clocks, name)
  const env = {
    DATABASE_URL: wire.databaseUrl,
    NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'clock.mjs')).href}?${encodeURIComponent(clock)}`,
  }
  let process: StackProcess | undefined
  let starting: Promise<void> = Promise.resolve()
  let starts = 0
  const start = async (): Promise<void> => {
    starts += 1
    const started = name === 'worker' ? staff.stack.startWorker(env) : await staff.stack.startApi(env)
    process = started
    if (started.port === 0) await untilListening(staff.pool)
    if (started.port > 0) staff.front.add(started.port)
    void started.exited.then(() => {
      staff.front.remove(started.port)
      if (!staff.closing) startAnew()
    })
  }
  // what fails while the database is down is tried again
  const startAnew = (): void => {
    starting = start().catch(async () => {
      await new Promise((wait) => setTimeout(wait, 500))
      if (!staff.closing) startAnew()
    })
  }
  startAnew()
  return {
    name,
    wire,
    kill: () => process?.kill(),
    shiftClock: (ms) => {
      // whoever looks at it meanwhile must not find it empty
      writeFileSync(`${clock}.new`, String(ms))
      renameSync(`${clock}.new`, clock)
    },
    up: async () => {
      for (let waiting; waiting !== starting;) await (waiting = starting)
    },
    starts: () => starts,
  }
}

/** A worker works as soon as it listens for messages that are due. */
async function untilListening(pool: pg.Pool): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; await new Promise((wait) => setTimeout(wait, 100))) {
    // while the database is down it tells nothing: the worker lives, and must not be started a second time
    const { rowCount } = await pool
      .query(`select from pg_stat_activity where query ilike 'listen %webhook%'`)
      .catch(() => ({ rowCount: 0 }))
    if (rowCount) return
  }
  throw new Error('the worker does not listen after a minute')
}

/** The subscriber hears of every order. */
async function tellOfOrders(backOffice: BackOffice, url: string): Promise<void> {
  const made = await backOffice.ask<{ data: { id: string } }>('webhookSubscriptions', {
    data: { type: 'webhookSubscriptions', attributes: { url, topics: ['order.placed'], payload: 'thin' } },
  })
  await backOffice.ask(`webhookSubscriptions/${made.data.id}/actions/rotateSecret`, { meta: {} })
}
