import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refused, type Document, type Portico, type Resource } from './portico.ts'

interface Order {
  number: string
  placedAt: string
}

/** How this ERP is called in Portico's external references. */
const system = process.env['ERP_NAME'] ?? 'example-erp'

/** Orders are told by when they were placed, and a transaction may take a while: look back a little, and know again what was taken. */
const overlapMs = 10 * 60_000

/**
 * Takes the orders that were placed since the last run: books each (here: writes it to `folder`), and then acknowledges it by an external reference, which
 * says what the order is called here. Whatever breaks in between, the next run goes on: what has no reference is taken, and booking an order twice is booking it once.
 */
export async function pullOrders(
  portico: Portico,
  folder: string,
  pageSize: number,
): Promise<{ taken: string[]; known: number }> {
  await mkdir(folder, { recursive: true })
  const mark = join(folder, 'last-seen.json')
  const { placedAt: last } = JSON.parse(await readFile(mark, 'utf8').catch(() => '{}')) as { placedAt?: string }
  const query = new URLSearchParams({
    sort: 'placedAt',
    'page[size]': String(pageSize),
    include: 'lines,addresses,customer',
  })
  if (last) query.set('filter[placedAt][gte]', new Date(Date.parse(last) - overlapMs).toISOString())

  const taken: string[] = []
  let known = 0
  for await (const page of portico.pages<Order>(`/admin/api/orders?${query.toString()}`)) {
    const before = await acknowledged(portico, page.data)
    for (const order of page.data) {
      if (before.has(order.id)) known++
      else taken.push(await take(portico, order, page, folder))
    }
    const newest = page.data.at(-1)?.attributes.placedAt
    if (newest) await keep(mark, { placedAt: newest })
  }
  return { taken, known }
}

/** Those of the orders that have a reference of ours. */
async function acknowledged(portico: Portico, orders: Resource[]): Promise<Set<string>> {
  if (orders.length === 0) return new Set()
  const query = new URLSearchParams({
    'filter[system]': system,
    'filter[entity]': 'order',
    'filter[rowId][in]': orders.map(({ id }) => id).join(),
    'page[size]': String(orders.length),
  })
  const { data } = await portico.read<{ rowId: string }>(`/admin/api/externalReferences?${query.toString()}`)
  return new Set(data.map(({ attributes }) => attributes.rowId))
}

async function take(portico: Portico, order: Resource<Order>, page: Document, folder: string): Promise<string> {
  const { number } = order.attributes
  const belongs = Object.values(order.relationships ?? {}).flatMap(({ data }) => data ?? [])
  const included = page.included?.filter((one) => belongs.some(({ type, id }) => one.type === type && one.id === id))
  await keep(join(folder, `${number}.json`), { order, included })
  const reference = { system, entity: 'order', externalId: `SO-${number}`, rowId: order.id }
  try {
    await portico.text('/admin/api/externalReferences', {
      method: 'POST',
      idempotencyKey: `${system}/order/${order.id}`,
      body: JSON.stringify({ data: { type: 'externalReferences', attributes: reference } }),
    })
  } catch (error) {
    // another run was at it at the same time
    if (!(error instanceof Refused && error.code === 'ALREADY_EXISTS')) throw error
  }
  return number
}

/** The file as it was, or as it is to be: never half of it. */
async function keep(file: string, content: object): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(content, null, 2))
  await rename(`${file}.new`, file)
}
