import { parseArgs } from 'node:util'
import { writeIdoc } from './idoc.ts'
import { customer, guests, material, materials, price, receipt, stock, type Message } from './master-data.ts'
import { Middleware } from './middleware.ts'
import { confirmation, dayIn, delivery, invoice } from './sales-messages.ts'
import { bookOrder, isForUs, type SalesOrder } from './sales-order.ts'

const { values: asked } = parseArgs({
  options: { orders: { type: 'string', default: '1' }, wait: { type: 'string', default: '900' } },
})
const { PORTICO_SFTP, PORTICO_SFTP_USER, PORTICO_SFTP_PASSWORD, PORTICO_SHOP } = process.env
const door = new URL(PORTICO_SFTP ?? 'sftp://localhost:2222')
const shop = PORTICO_SHOP ?? 'http://localhost:3000'

const say = (line = '') => console.log(line)
const chapter = (time: string, title: string) => say(`\n${time}  ${title}`)

/** Numbers that no earlier run has used: IDocs, orders, deliveries and invoices count up from the clock. */
let last = Date.now()
const next = () => String(++last)

/** What the file of a message is called before its number: Portico's connectors go by it. */
const prefixes: Readonly<Record<string, string>> = { WMMBXY: 'WMMBID', DESADV: 'DELVRY' }

/** Brings a message as an IDoc of its own, and tells what became of it. @throws Error where Portico has not posted it */
async function send(sap: Middleware, { type, message, about, segments }: Message): Promise<void> {
  const docnum = next().padStart(16, '0')
  const serial = `${new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)}${docnum.slice(-6)}`
  await sap.bring(
    `${prefixes[message] ?? message}_${docnum}.xml`,
    writeIdoc({ type, message, docnum, serial }, segments),
  )
  const { isPosted, reason } = await sap.outcomeOf(docnum)
  say(`         ${type.padEnd(9)} ${about}: ${isPosted ? 'posted (53)' : `NOT POSTED (51): ${reason}`}`)
  if (!isPosted)
    throw new Error(`Portico did not post IDoc ${docnum}: the reasons stand beside its file, in archive/ or error/`)
}

async function masterData(sap: Middleware): Promise<void> {
  chapter('06:00', 'The nightly load: customers, materials, prices, stock')
  await send(sap, customer)
  await send(sap, guests)
  for (const one of materials) {
    await send(sap, material(one))
    for (const terms of one.prices) await send(sap, price(one, { ...terms, since: dayIn(0) }))
    await send(sap, stock(one))
  }
  const [drill] = materials
  if (!drill) throw new Error('this SAP has no materials')
  chapter('09:00', 'A price changes')
  await send(sap, price(drill, { currency: 'USD', amount: '139.00', fromTen: '129.00', since: dayIn(0) }))
  await send(sap, price(drill, { currency: 'EUR', amount: '129.00', fromTen: '119.00', since: dayIn(0) }))
  chapter('10:00', 'A truck brings goods')
  await send(sap, receipt(drill, 40, dayIn(0)))
}

/** Waits for orders with something of ours in them, and books them. */
async function orders(sap: Middleware, count: number, seconds: number): Promise<SalesOrder[]> {
  chapter('11:00', `Waiting for ${count === 1 ? 'an order' : `${count} orders`}`)
  for (const { number, names } of materials) say(`         buy ${names.EN}: ${shop}/search?q=${number}`)
  const booked: SalesOrder[] = []
  for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline && booked.length < count;) {
    for (const text of await sap.collectOrders(isForUs)) {
      const order = bookOrder(text, next().slice(-10).padStart(10, '0'))
      const lines = order.lines.map(({ quantity, unit, name }) => `${quantity.toFixed()} ${unit} ${name}`)
      say(`         ORDERS05  ${order.purchaseOrder} for ${order.buyer}: ${lines.join(', ')}`)
      booked.push(order)
    }
    if (booked.length < count) await new Promise((resolve) => setTimeout(resolve, 500))
  }
  if (booked.length < count) throw new Error(`nobody has ordered for ${seconds} seconds`)
  return booked
}

async function fulfil(sap: Middleware, order: SalesOrder): Promise<void> {
  chapter('12:00', `Order ${order.purchaseOrder} is confirmed`)
  await send(sap, confirmation(order))
  const sent = delivery(order, `008${next().slice(-7)}`, `0034043416109${next().slice(-7)}`)
  if (!sent) return say('         nothing of it can be delivered')
  chapter('15:00', 'It leaves the house')
  await send(sap, sent)
  chapter('17:00', 'It is billed')
  const bill = invoice(order, `009${next().slice(-7)}`)
  if (bill) await send(sap, bill)
}

let sap: Middleware | undefined
try {
  sap = await Middleware.connect({
    host: door.hostname,
    port: Number(door.port || 2222),
    username: PORTICO_SFTP_USER ?? 'sap-demo',
    password: PORTICO_SFTP_PASSWORD ?? 'werkmark-demo-files',
  })
  say(`SAP’s middleware has signed in at ${door.host}`)
  await masterData(sap)
  const count = Number(asked.orders)
  if (count > 0) for (const order of await orders(sap, count, Number(asked.wait))) await fulfil(sap, order)
  chapter('18:00', count > 0 ? `The day is over: the buyer sees it all at ${shop}/account` : 'The day is over')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await sap?.end()
}
