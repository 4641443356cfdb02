import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { drive, driveWhile, type Meanwhile } from '../drive.ts'
import { figuresOf, type Figures } from '../figures.ts'
import { findGoods } from '../goods.ts'
import type { Ground } from '../ground.ts'
import { watchMemory } from '../memory.ts'
import type { Row } from '../report.ts'
import { admit } from '../webhooks.ts'
import { callsAnew, isAnswer, readings } from '../works.ts'
import {
  copyPrices,
  copyProducts,
  dropProducts,
  priceLines,
  productLines,
  surroundingsOf,
  untilShown,
} from './catalogue.ts'
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
    say('measuring: the shop without a file')
    const calls = readings(await findGoods(apiUrl)).flatMap(callsAnew)
    const shop = { url: apiUrl, calls, isGood: isAnswer, connections: visits.connections, rate: visits.perSecond }
    await drive({ ...shop, seconds: 5 })
    const quiet = await drive({ ...shop, seconds: Math.max(ground.seconds, 20) })
    /** Has a file read while the shop is visited. */
    const read = async (connector: string, fileName: string, lines: Iterable<string>) => {
      const peak = watchMemory(workerPid)
      let going = true
      const reading = seconds(async () => {
        await partner.bring(fileName, lines)
        await partner.runOf(connector)
      })
        .finally(() => (going = false))
        // not after the last ten seconds of visits: what is shown in them was shown
        .then(async (took) => ({ took, behind: await untilShown(client) }))
      const [visited, { took, behind }] = await Promise.all([driveWhile(shop, () => going), reading])
      return { took, behind, memory: mb(peak()), visited }
    }
    const told = (many: number, { took, behind, memory, visited }: Read, floor: number) =>
      say(
        `${(many / took).toFixed(0)} a second (${(floor / took).toFixed(3)} of COPY); shown ${behind.toFixed(1)} s later; worker ${memory} MB; ` +
          `the shop's p95 ${quiet.p95.toFixed(1)} → ${visited.all.p95.toFixed(1)} ms, ${visited.worstP95.toFixed(1)} in the worst ten seconds`,
      )

    say(`measuring: COPY of ${many} products with units, prices and stock`)
    const floor = await copyProducts(client, prefix, many, around)
    say('measuring: the same as a CSV by SFTP, with customers in the shop')
    const products = await read(
      await partner.connector('products', 'product'),
      'products-1.csv',
      productLines(prefix, many, around),
    )
    told(many, products, floor)

    say(`measuring: COPY of ${prices} prices`)
    const priceFloor = await copyPrices(client, prefix, { products: many, prices }, around)
    say('measuring: the same as a CSV by SFTP, with customers in the shop')
    const priced = await read(
      await partner.connector('prices', 'price'),
      'prices-1.csv',
      priceLines(prefix, many, prices, around),
    )
    told(prices, priced, priceFloor)
    return [
      {
        work: 'file of products (rows/s)',
        figures: once(many, products.took),
        ratio: floor / products.took,
        goal: { ratio: 0.15 },
      },
      { work: '  its floor (COPY)', figures: once(many, floor) },
      {
        work: '  shown by the shop (s)',
        figures: once(many, products.took + products.behind),
        limits: limitsOf(products),
      },
      {
        work: `file of ${prices} prices (rows/s)`,
        figures: once(prices, priced.took),
        ratio: priceFloor / priced.took,
        limits: limitsOf(priced),
      },
      { work: '  its floor (COPY)', figures: once(prices, priceFloor) },
      { work: 'shop without a file', figures: quiet },
      ...[products, priced].map(({ visited }, at) => ({
        work: `shop while ${at === 0 ? 'products' : 'prices'} are read`,
        figures: visited.all,
        limits: [{ what: 'p95 of idle', is: visited.all.p95 / quiet.p95, most: 2 }],
      })),
    ]
  } finally {
    say('taking the products away again')
    await dropProducts(client, prefix)
    await untilShown(client)
    await client.end()
  }
}

const mb = (bytes: number): number => Math.round(bytes / 1024 / 1024)

/** What was measured of one file. */
interface Read {
  took: number
  /** How long after its last row the shop shows it, in seconds. */
  behind: number
  /** Of the worker at its peak, in MB. */
  memory: number
  visited: Meanwhile
}

const limitsOf = ({ behind, memory }: Read) => [
  { what: 'shown after, s', is: behind, most: 60 },
  { what: 'worker MB', is: memory, most: 400 },
]
