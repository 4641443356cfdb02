// `npm run bench`: how many requests a second the API answers over 10,000 products, against a floor measured in the same run.
// Flags: --products N (10000), --seconds N a row (10), --connections N (16), --assert (exit code 1 when a goal is missed).
import { parseArgs } from 'node:util'
import { measureBatch } from './batch.ts'
import { Client } from './client.ts'
import { countAddition, countPurchase, countReading } from './count.ts'
import { drive, driveInTurn } from './drive.ts'
import { startFloor, storeAnswers } from './floor.ts'
import { findGoods } from './goods.ts'
import { watchMemory } from './memory.ts'
import { drivePurchases } from './purchase.ts'
import { save, shortfalls, table, type Report, type Row } from './report.ts'
import { countStatements } from './statement-counter.ts'
import { startBenchStack } from './stack.ts'
import { measureWebhooks } from './webhooks.ts'
import { additions, callsAnew, callsOf, isAnswer, readings, type Reading } from './works.ts'

const { values: flags } = parseArgs({
  options: {
    products: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '16' },
    assert: { type: 'boolean', default: false },
  },
})
const products = Number(flags.products)
const seconds = Number(flags.seconds)
const connections = Number(flags.connections)

const began = Date.now()
const say = (line: string): void => console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`)

const stack = await startBenchStack(products, say)
try {
  const { apiUrl, databaseUrl, stripeSandboxUrl } = stack
  say('looking around for things to list, search and buy')
  const goods = await findGoods(apiUrl)
  say(
    `${goods.categories.length} categories, ${goods.products.length} products, ${goods.words.length} words, ${goods.buyable.length} things to buy`,
  )

  const works = readings(goods)
  const counted = await count(works)

  const floor = await startFloor(databaseUrl)
  const peak = watchMemory(stack.apiPid)
  const rows: Row[] = []

  for (const work of works) {
    say(`measuring: ${work.name}, in turn with its floor`)
    const client = new Client(apiUrl)
    const answers: string[] = []
    for (const { query, variables } of work.questions.slice(0, 200)) answers.push(await client.text(query, variables))
    const ids = await storeAnswers(databaseUrl, answers)
    const [figures, anew, least] = await driveInTurn(
      [
        { url: apiUrl, calls: callsOf(work), isGood: isAnswer },
        { url: apiUrl, calls: callsAnew(work), isGood: isAnswer },
        { url: floor.url, calls: ids.map((id) => ({ method: 'GET', path: `/${id}` })) },
      ],
      { seconds, connections },
    )
    const kilobytes = answers.reduce((sum, answer) => sum + answer.length, 0) / answers.length / 1024
    const statements = counted.get(work.name)
    rows.push(
      { work: work.name, figures, statements, ratio: figures.perSecond / least.perSecond, goal: work.goal },
      { work: '  each answered anew', figures: anew, statements, ratio: anew.perSecond / least.perSecond },
      { work: `  its floor (${kilobytes.toFixed(1)} KB)`, figures: least, statements: 1 },
    )
  }

  say('measuring: add to cart')
  const calls = await additions(apiUrl, goods.buyable, 1000)
  const added = await drive({ url: apiUrl, calls, seconds, connections, isGood: isAnswer })
  rows.push({ work: 'add to cart', figures: added, statements: counted.get('add to cart'), goal: { statements: 10 } })

  say('measuring: a whole order, from the first line in the cart to the paid order')
  const bought = await drivePurchases({ apiUrl, stripeSandboxUrl, buyable: goods.buyable }, connections, seconds)
  rows.push({
    work: 'a whole order',
    figures: bought,
    statements: counted.get('a whole order'),
    goal: { statements: 80 },
  })

  const shoppersPeak = peak()
  const laterPeak = watchMemory(stack.apiPid)

  for (const payload of ['thin', 'full'] as const) {
    say(`measuring: webhooks with ${payload} payloads, to one subscriber`)
    const told = await measureWebhooks(stack, { messages: 3_000, payload, connections, seconds: seconds / 2 })
    rows.push(
      { work: `webhooks, ${payload}`, figures: told.figures, ratio: told.figures.perSecond / told.floor.perSecond },
      { work: '  its floor (posts alone)', figures: told.floor },
    )
  }

  say('measuring: 100,000 prices by an asynchronous batch')
  const batch = await measureBatch(stack, 100_000)
  rows.push(
    {
      work: 'batch of prices (rows/s)',
      figures: batch.figures,
      ratio: batch.figures.perSecond / batch.floor.perSecond,
      goal: { ratio: 0.1 },
    },
    { work: '  its floor (COPY)', figures: batch.floor },
  )

  floor.stop()
  const report: Report = {
    products,
    variants: products * 2,
    connections,
    secondsPerRow: seconds,
    rows,
    peakMemoryMb: shoppersPeak / 1024 / 1024,
    laterMemoryMb: Math.max(shoppersPeak, laterPeak()) / 1024 / 1024,
    memoryGoalMb: 300,
  }
  console.log(`\n${table(report)}\n`)
  say(`written to ${save(report, new Date())}`)
  const short = shortfalls(report)
  if (short.length > 0) console.log(`short of the goals:\n${short.map((line) => `  ${line}`).join('\n')}`)
  if (flags.assert && short.length > 0) process.exitCode = 1
} finally {
  await stack.stop()
}

/** Statements of every work, by a second API process whose way to the database is counted. */
async function count(works: Reading[]): Promise<Map<string, number>> {
  say('counting statements on the wire')
  const goods = await findGoods(stack.apiUrl)
  const counter = await countStatements(stack.databaseUrl)
  const api = await stack.startApi(counter.databaseUrl)
  try {
    const counted = new Map<string, number>()
    for (const work of works) counted.set(work.name, await countReading(api.url, counter, work))
    counted.set('add to cart', await countAddition(api.url, counter, goods))
    counted.set('a whole order', await countPurchase(api.url, stack.stripeSandboxUrl, counter, goods))
    return counted
  } finally {
    await api.stop()
    counter.stop()
  }
}
