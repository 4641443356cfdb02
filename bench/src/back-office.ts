import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { sendCall, type Deed } from './client.ts'
import { countDeed } from './count.ts'
import { driveInTurn, type Call } from './drive.ts'
import type { Ground } from './ground.ts'
import type { Row } from './report.ts'
import { admit } from './webhooks.ts'

const jsonapi = 'application/vnd.api+json'
const pages = 40
const path = '/admin/api/products?page[size]=50&include=brand,images'

/** The first pages of products by JSON:API, each by the link in the page before. */
async function listCalls(apiUrl: string, authorization: string): Promise<Call[]> {
  const calls: Call[] = []
  let next: string | null = path
  while (next && calls.length < pages) {
    const call: Call = { method: 'GET', path: next, headers: { authorization, accept: jsonapi } }
    const page = JSON.parse(await sendCall(apiUrl, call)) as { links: { next: string | null } }
    next = page.links.next
    calls.push(call)
  }
  return calls
}

/** What JSON:API answers of a product, with the same two relations. */
const query = `query Products($after: String) {
  products(first: 50, after: $after) {
    pageInfo { endCursor hasNextPage }
    nodes {
      id version createdAt updatedAt sku type status name shortDescription description slug metaTitle metaDescription metaKeywords gtin mpn
      attributeValues variantAttributes manageInventory backorder lowInventoryThreshold minimumQuantity maximumQuantity discontinued availableFrom
      featured isNew position parent { id } primaryUnit { id } family { id } taxCode { id }
      brand { id version createdAt updatedAt code slug name description logoKey }
      images { id version createdAt updatedAt key alt roles position width height product { id } }
    }
  }
}`

/** The same pages by GraphQL. */
async function graphqlCalls(apiUrl: string, authorization: string): Promise<Call[]> {
  const calls: Call[] = []
  let after: string | null = null
  do {
    const call: Call = {
      method: 'POST',
      path: '/admin/graphql',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { after } }),
    }
    type Answer = { data: { products: { pageInfo: { endCursor: string | null; hasNextPage: boolean } } } }
    const { pageInfo } = (JSON.parse(await sendCall(apiUrl, call)) as Answer).data.products
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    calls.push(call)
  } while (after && calls.length < pages)
  return calls
}

/** Prices of 500 products in a list of their own, which are there already: each is told twice, and is another one every time. */
async function upsertCalls(client: pg.Client, list: string, authorization: string): Promise<Call[]> {
  const { rows } = await client.query<{ sku: string; unit: string }>(
    `with priced as (select p.id, p.sku, p.primary_unit_id as unit_id from products p order by p.id limit 500), told as (
       insert into prices (id, price_list_id, product_id, unit_id, quantity, currency, amount)
       select gen_random_uuid(), (select id from price_lists where code = $1), id, unit_id, 1, 'EUR', 1 from priced)
     select p.sku, u.code as unit from priced p join units u on u.id = p.unit_id`,
    [list],
  )
  const named = (type: string, key: object) => ({ data: { type, meta: { key } } })
  const call = ({ sku, unit }: { sku: string; unit: string }, amount: string): Call => ({
    method: 'POST',
    path: '/admin/api/prices',
    headers: { authorization, accept: jsonapi, 'content-type': jsonapi },
    body: JSON.stringify({
      data: {
        type: 'prices',
        attributes: { quantity: '1', currency: 'EUR', amount },
        relationships: {
          priceList: named('priceLists', { code: list }),
          product: named('products', { sku }),
          unit: named('units', { code: unit }),
        },
      },
      meta: { upsert: true },
    }),
  })
  return ['19.90', '21.50'].flatMap((amount) => rows.map((row) => call(row, amount)))
}

/** What systems do at the back office. */
export async function backOfficeRows(ground: Ground): Promise<Row[]> {
  const { apiUrl, databaseUrl, seconds, connections, say } = ground
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const list = randomUUID()
  try {
    const authorization = `Bearer ${await admit(client)}`
    await client.query(
      `insert into price_lists (id, code, name, currencies) values ($1::uuid, $1::text, 'Bench', '{EUR}')`,
      [list],
    )
    const deeds: Deed[] = [
      { name: 'JSON:API, 50 products, 2 includes', calls: await listCalls(apiUrl, authorization) },
      { name: 'GraphQL, the same', calls: await graphqlCalls(apiUrl, authorization) },
      { name: 'upsert of a price', calls: await upsertCalls(client, list, authorization) },
    ]
    say('counting statements on the wire')
    const statements = await ground.counted(async (url, counter) => {
      const counted = new Map<string, number>()
      for (const deed of deeds) counted.set(deed.name, await countDeed(url, counter, deed))
      return counted
    })
    const rows: Row[] = []
    for (const { name, calls } of deeds) {
      say(`measuring: ${name}, in turn with its floor`)
      const answers: string[] = []
      for (const call of calls.slice(0, pages)) answers.push(await sendCall(apiUrl, call))
      const floor = await ground.floorOf(answers)
      const isGood = (body: string): boolean => !body.includes('"errors":[')
      const [figures, least] = await driveInTurn([{ url: apiUrl, calls, isGood }, floor], { seconds, connections })
      const ratio = figures.perSecond / least.perSecond
      rows.push(
        { work: name, figures, statements: statements.get(name), ratio },
        { work: floor.name, figures: least, statements: 1 },
      )
    }
    return rows
  } finally {
    await client.query('delete from price_lists where id = $1', [list])
    await client.end()
  }
}
