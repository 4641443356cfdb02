import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { drive } from '../drive.ts'
import { figuresOf, type Figures } from '../figures.ts'
import { findGoods } from '../goods.ts'
import type { Ground } from '../ground.ts'
import { watchMemory } from '../memory.ts'
import type { Row } from '../report.ts'
import { admit } from '../webhooks.ts'
import { callsAnew, isAnswer, readings } from '../works.ts'
import { copyProducts, dropProducts, priceLines, productLines, surroundingsOf, untilShown } from './catalogue.ts'
import { createPartner } from './partner.ts'

const once = (many: number, seconds: number): Figures => ({
  ...figuresOf([seconds * 1_000], seconds, 0),
  requests: many,
  perSecond: many / seconds,
})

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1_000
}

/** A shop with customers in it: so many questions a second, whatever the answers take. */
const visits = { perSecond: 40, connections: 8 }

/**
 * Files of an ERP by SFTP: products with prices and stock, new and then with other prices; a price file of any size; what the worker takes of memory for it, and what the shop's
 * customers feel of it.
 */
export async function fileRows(ground: Ground): Promise<Row[]> {
  const { say, apiUrl, sftpUrl, databaseUrl, workerPid } = ground
  const { products: many, prices } = ground.sizes
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const prefix = `BF${randomBytes(3).toString('hex').toUpperCase()}`
  try {
    const around = await surroundingsOf(client)
    const token = await admit(client)
    const partner = await createPartner({ apiUrl, sftpUrl, token, organizationId: around.organizationId })
    await untilShown(client)
    say(`measuring: COPY of ${many} products with units, prices and stock`)
    const floor = await copyProducts(client, prefix, many, around)

    const reads = await partner.connector('products', 'product')
    const idle = watchMemory(workerPid)
    say('measuring: the same as a CSV by SFTP')
    const took = await seconds(async () => {
      await partner.bring('products-1.csv', productLines(prefix, many, around))
      await partner.runOf(reads)
    })
    const behind = await untilShown(client)
    const memory = idle()
    say(
      `${(many / took).toFixed(0)} products a second (${(floor / took).toFixed(3)} of COPY); shown ${behind.toFixed(1)} s later; worker ${mb(memory)} MB`,
    )

    say(`measuring: the shop without a file, and while ${prices} prices come`)
    const calls = readings(await findGoods(apiUrl)).flatMap(callsAnew)
    const shop = { url: apiUrl, calls, isGood: isAnswer, connections: visits.connections, rate: visits.perSecond }
    await drive({ ...shop, seconds: 5 })
    const quiet = await drive({ ...shop, seconds: Math.max(ground.seconds, 20) })
    const pricesRead = await partner.connector('prices', 'price')
    const peak = watchMemory(workerPid)
    let going = true
    const importing = seconds(async () => {
      await partner.bring('prices-1.csv', priceLines(prefix, many, prices, around))
      await partner.runOf(pricesRead)
    }).finally(() => (going = false))
    const parts: Figures[] = []
    while (going) parts.push(await drive({ ...shop, seconds: 10 }))
    const pricesTook = await importing
    const later = await untilShown(client)
    const most = peak()
    const busy = worst(parts)
    say(
      `${(prices / pricesTook).toFixed(0)} prices a second; shown ${later.toFixed(1)} s later; worker ${mb(most)} MB; p95 ${quiet.p95.toFixed(1)} → ${busy.p95.toFixed(1)} ms`,
    )
    return [
      { work: 'file of products (rows/s)', figures: once(many, took), ratio: floor / took, goal: { ratio: 0.15 } },
      { work: '  its floor (COPY)', figures: once(many, floor) },
      {
        work: '  shown by the shop (s)',
        figures: once(many, took + behind),
        limits: [
          { what: 'shown after, s', is: behind, most: 60 },
          { what: 'worker MB', is: mb(memory), most: 400 },
        ],
      },
      {
        work: `file of ${prices} prices (rows/s)`,
        figures: once(prices, pricesTook),
        limits: [
          { what: 'shown after, s', is: later, most: 60 },
          { what: 'worker MB', is: mb(most), most: 400 },
        ],
      },
      { work: 'shop without a file', figures: quiet },
      {
        work: 'shop while a file is read',
        figures: busy,
        limits: [{ what: 'p95 of idle', is: busy.p95 / quiet.p95, most: 2 }],
      },
    ]
  } finally {
    say('taking the products away again')
    await dropProducts(client, prefix)
    await untilShown(client)
    await client.end()
  }
}

const mb = (bytes: number): number => Math.round(bytes / 1024 / 1024)

/** Parts of ten seconds together: what a customer met in the middle of them, as the median of their p95. */
function worst(parts: readonly Figures[]): Figures {
  const sorted = [...parts].sort((one, other) => one.p95 - other.p95)
  const middle = sorted[Math.floor(sorted.length / 2)]!
  return { ...middle, failures: parts.reduce((sum, { failures }) => sum + failures, 0) }
}
