// `npm run bench`: how many requests a second the API answers over 10,000 products, against a floor measured in the same run.
// Only some parts: `npm run bench -- files batch`; there are shop, back-office, webhooks, batch, files.
// Flags: --products N (10000), --seconds N a row (10), --connections N (16), --file-products N (100000), --file-prices N (1000000),
// --assert (exit code 1 when a goal is missed).
import { parseArgs } from 'node:util'
import { backOfficeRows } from './back-office.ts'
import { batchRows } from './batch.ts'
import { fileRows } from './files/index.ts'
import { openGround, type Ground } from './ground.ts'
import { watchMemory } from './memory.ts'
import { save, shortfalls, table, type Report, type Row } from './report.ts'
import { shopRows } from './shop.ts'
import { startBenchStack } from './stack.ts'
import { webhookRows } from './webhooks.ts'

/** Shoppers come first: what they take of memory is measured apart. */
const parts: Record<string, (ground: Ground) => Promise<Row[]>> = {
  shop: shopRows,
  'back-office': backOfficeRows,
  webhooks: webhookRows,
  batch: batchRows,
  files: fileRows,
}

const { values: flags, positionals: named } = parseArgs({
  allowPositionals: true,
  options: {
    products: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '16' },
    'file-products': { type: 'string', default: '100000' },
    'file-prices': { type: 'string', default: '1000000' },
    assert: { type: 'boolean', default: false },
  },
})
const products = Number(flags.products)
const seconds = Number(flags.seconds)
const connections = Number(flags.connections)
const wanted = named.length > 0 ? named : Object.keys(parts)
const sizes = { products: Number(flags['file-products']), prices: Number(flags['file-prices']) }
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`no part is called ${unknown.join(', ')}; there are: ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}

const began = Date.now()
const say = (line: string): void => console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`)

const stack = await startBenchStack(products, say)
try {
  const ground = await openGround(stack, { seconds, connections, sizes, say })
  const rows: Row[] = []
  const peaks = { shop: 0, later: 0 }
  for (const [name, part] of Object.entries(parts).filter(([name]) => wanted.includes(name))) {
    const peak = watchMemory(stack.apiPid)
    rows.push(...(await part(ground)))
    const kind = name === 'shop' ? 'shop' : 'later'
    peaks[kind] = Math.max(peaks[kind], peak())
  }
  ground.close()
  const report: Report = {
    products,
    variants: products * 2,
    connections,
    secondsPerRow: seconds,
    rows,
    peakMemoryMb: peaks.shop / 1024 / 1024,
    laterMemoryMb: Math.max(peaks.shop, peaks.later) / 1024 / 1024,
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
