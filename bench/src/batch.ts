import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { figuresOf, type Figures } from './figures.ts'
import type { Ground } from './ground.ts'
import type { Row } from './report.ts'
import { admit } from './webhooks.ts'

interface Place {
  apiUrl: string
  databaseUrl: string
}

/** Something that has a price, by its ids and by its names. */
interface Priced {
  sku: string
  unit: string
  product_id: string
  unit_id: string
}

/** The place of a price: a quantity more for each round through all that is priced. */
const placeOf = (priced: readonly Priced[], at: number) => ({
  ...priced[at % priced.length]!,
  quantity: 1 + Math.floor(at / priced.length),
})

function* copied(priced: readonly Priced[], listId: string, many: number): Generator<string> {
  for (let at = 0; at < many; at++) {
    const { product_id, unit_id, quantity } = placeOf(priced, at)
    yield `${randomUUID()}\t${listId}\t${product_id}\t${unit_id}\t${quantity}\tEUR\t${(at % 9_000) / 100}\n`
  }
}

function* sent(priced: readonly Priced[], list: string, many: number): Generator<string> {
  for (let at = 0; at < many; at++) {
    const { sku, unit, quantity } = placeOf(priced, at)
    const key = { priceList: { code: list }, product: { sku }, unit: { code: unit }, quantity, currency: 'EUR' }
    yield `${JSON.stringify({ ...key, amount: ((at % 9_000) / 100).toFixed(2) })}\n`
  }
}

/** Seconds that some work took. */
async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1_000
}

const once = (many: number, seconds: number): Figures => ({
  ...figuresOf([seconds * 1_000], seconds, 0),
  requests: many,
  perSecond: many / seconds,
})

/** Sends prices as an asynchronous batch and waits until the last one is applied. Throws Error where one was refused. */
async function runBatch({ apiUrl }: Place, token: string, lines: Iterable<string>): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/jsonl' }
  const response = await fetch(`${apiUrl}/admin/api/batches?type=prices&mode=upsert`, {
    method: 'POST',
    headers,
    body: Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream<Uint8Array>,
    duplex: 'half',
  })
  const text = await response.text()
  const id = /"id":"([^"]+)"/.exec(text)?.[1]
  if (response.status !== 202 || !id) throw new Error(`the batch was refused: ${text}`)
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const answer = await fetch(`${apiUrl}/admin/api/jobs/${id}`, { headers: { authorization: headers.authorization } })
    const { data } = (await answer.json()) as { data: { attributes: { state: string; refused: number } } }
    const { state, refused } = data.attributes
    if (refused > 0 || state === 'failed') throw new Error(`of the batch, ${refused} records were refused`)
    if (state === 'done') return
  }
}

/** New prices by one asynchronous batch, from the first byte to the last row; and COPY of the same rows into the same table. */
async function measureBatch(place: Place, many: number): Promise<{ figures: Figures; floor: Figures }> {
  const client = new pg.Client({ connectionString: place.databaseUrl })
  await client.connect()
  const lists = { copied: randomUUID(), sent: randomUUID() }
  try {
    const token = await admit(client)
    for (const id of Object.values(lists))
      await client.query(
        `insert into price_lists (id, code, name, currencies) values ($1::uuid, $1::text, 'Bench', '{EUR}')`,
        [id],
      )
    const { rows: priced } = await client.query<Priced>(
      `select p.sku, u.code as unit, p.id as product_id, u.id as unit_id
       from products p join units u on u.id = p.primary_unit_id order by p.id limit 20000`,
    )
    const columns = 'id, price_list_id, product_id, unit_id, quantity, currency, amount'
    const floor = await timed(() =>
      pipeline(
        Readable.from(copied(priced, lists.copied, many), { objectMode: false }),
        client.query(copyFrom(`copy prices (${columns}) from stdin`)),
      ),
    )
    const batch = await timed(() => runBatch(place, token, sent(priced, lists.sent, many)))
    return { figures: once(many, batch), floor: once(many, floor) }
  } finally {
    await client.query('delete from price_lists where id = any($1::uuid[])', [Object.values(lists)])
    await client.end()
  }
}

/** Many prices at once. */
export async function batchRows(ground: Ground): Promise<Row[]> {
  ground.say('measuring: 100,000 prices by an asynchronous batch')
  const { figures, floor } = await measureBatch(ground, 100_000)
  return [
    {
      work: 'batch of prices (rows/s)',
      figures,
      ratio: figures.perSecond / floor.perSecond,
      goal: { ratio: 0.1 },
    },
    { work: '  its floor (COPY)', figures: floor },
  ]
}
