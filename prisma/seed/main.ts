import pg from 'pg'
import { diskStore } from '../../apps/api/src/adapters/storage/disk-store.ts'
import type { MediaStore } from '../../apps/api/src/kernel/media.ts'
import { demoApp, demoClient, demoFrontend, demoPartner, users } from './data/access.ts'
import { customers, demoPassword } from './data/customers.ts'
import { demoFiles } from './data/integrations.ts'
import { drawings, type Drawing } from './drawings.ts'
import { drawPicture } from './drawing.ts'
import type { Rows } from './copy.ts'
import { loadRows } from './load.ts'
import { accessRows } from './rows/access.ts'
import { businessRows } from './rows/business.ts'
import { catalogRows } from './rows/catalog.ts'
import { customerRows } from './rows/customers.ts'
import { afterOrders } from './rows/order-moves.ts'
import { orderRows } from './rows/orders.ts'
import { integrationRows } from './rows/integrations.ts'
import { invoiceRows } from './rows/invoices.ts'
import { priceRows } from './rows/prices.ts'
import { productRows } from './rows/products.ts'
import { sellables, type Sellable } from './rows/sellables.ts'
import { salesRows } from './rows/sales.ts'
import { stockRows } from './rows/stock.ts'

export interface SeedOptions {
  /** A line for whoever waits. */
  progress(line: string): void
  /** Where the media store keeps its files (`.data/media`). Left out: no pictures are drawn. */
  mediaDir?: string
  /** Brings the read model up to date, which does not hear of the rows by itself; called once after they are committed. */
  rebuild?: () => Promise<void>
  /** Orders lie before it, novelties shortly before, announcements after. Left out: now. */
  now?: Date
}

/** People to sign in as, for the table that `npm start` prints. */
export const demoSignIns: { who: string; email: string; password: string }[] = customers.flatMap(({ users }) =>
  users.flatMap(({ demo, email }) => (demo ? [{ who: demo, email, password: demoPassword }] : [])),
)

const withoutSecret = ({ redirectUri }: { redirectUri: string }) => `no secret: PKCE, back to ${redirectUri}`

/** Who opens the back office, for the same table. */
export const demoBackOffice: { who: string; name: string; secret: string }[] = [
  ...users.map(({ demo, email }) => ({ who: demo, name: email, secret: demoPassword })),
  { who: 'SFTP: SAP middleware', name: demoPartner.username, secret: demoPartner.password },
  { who: 'SFTP: other systems', name: demoFiles.username, secret: demoFiles.password },
  { who: 'Back office: API client', name: demoClient.clientId, secret: demoClient.secret },
  { who: 'Back office: app for people', name: demoApp.clientId, secret: withoutSecret(demoApp) },
  { who: 'Shop: app for customers', name: demoFrontend.clientId, secret: withoutSecret(demoFrontend) },
]

/** One number for all: two starts at once seed one after the other. */
const lockKey = 7_041_976_002

const filesAtOnce = 16

/**
 * Loads the company Werkmark into a migrated database, all or nothing, and its pictures into the media folder. A database that has a website
 * is left as it is. The same rows on every machine, but for the dates, which lie around `now`.
 * @returns whether anything was loaded
 */
export async function seed(databaseUrl: string, options: SeedOptions): Promise<boolean> {
  const all = sellables()
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'portico-seed' })
  await client.connect()
  try {
    if (options.mediaDir) await drawAll(all, options.mediaDir, options.progress)
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [lockKey])
    // the read model is built from all rows at once, so nobody need hear of each
    await client.query('set local portico.news = off')
    const known = await client.query('select from websites limit 1')
    if (known.rowCount) {
      await client.query('rollback')
      options.progress('the database has data already, and keeps it')
      return false
    }
    const now = options.now ?? new Date()
    const parts = await allRows(all, now)
    let total = 0
    await loadRows(client, parts, (_, count) => (total += count))
    await client.query('commit')
    await client.query('analyze')
    options.progress(`loaded Werkmark: ${all.filter(({ parentId }) => !parentId).length} products, ${total} rows`)
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.end()
  }
  await options.rebuild?.()
  return true
}

async function allRows(all: readonly Sellable[], now: Date): Promise<Rows[]> {
  const prices = priceRows(all)
  const stock = stockRows(all)
  const past = orderRows({ all, prices: prices.prices ?? [], taxRules: prices.taxRules ?? [] }, now)
  return [
    businessRows(),
    await accessRows(),
    await integrationRows(),
    await customerRows(),
    catalogRows(),
    productRows(all, now),
    { ...stock, inventoryLevels: afterOrders(stock.inventoryLevels, past.bought) },
    prices,
    past.rows,
    invoiceRows(past.rows.orders ?? [], past.rows.orderLines ?? []),
    salesRows(all, now),
  ]
}

async function drawAll(all: readonly Sellable[], mediaDir: string, progress: (line: string) => void): Promise<void> {
  const store = diskStore(mediaDir)
  const wanted = drawings(all)
  let written = 0
  for (let at = 0; at < wanted.length; at += filesAtOnce)
    written += (await Promise.all(wanted.slice(at, at + filesAtOnce).map((drawing) => drawOne(store, drawing)))).filter(
      Boolean,
    ).length
  if (written > 0) progress(`drew ${written} pictures`)
}

/** @returns whether the file had to be written: a picture that is as it was keeps its date, so that sizes made of it stay good */
async function drawOne(store: MediaStore, drawing: Drawing): Promise<boolean> {
  const svg = Buffer.from(drawPicture(drawing))
  const kept = await store.find(drawing.key)
  if (kept && (await kept.read()).equals(svg)) return false
  await store.put(drawing.key, 'image/svg+xml', svg)
  return true
}
