// npm run generate -- --products 10000 [--seed 1]
// Fills the database (DATABASE_URL, else the embedded one of this clone) with generated products beside those of the seed.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { rebuildReadModel } from '../../apps/api/src/domain/catalog/index.ts'
import { openDatabase } from '../../apps/api/src/kernel/db.ts'
import { createLogger } from '../../apps/api/src/kernel/log.ts'
import { migrate } from '../../apps/api/src/kernel/migrations/apply.ts'
import { startCluster } from '../../apps/api/src/kernel/postgres/cluster.ts'
import { generate } from './bulk/generate.ts'
import { seed } from './main.ts'

const root = join(import.meta.dirname, '..', '..')
const dataDir = process.env['PORTICO_DATA_DIR'] || join(root, '.data')
const tell = (line: string) => console.log(line)

interface Task {
  products: number
  seed: number
}

/** Throws Error that says how it is written. */
function readTask(): Task {
  const { values } = parseArgs({ options: { products: { type: 'string' }, seed: { type: 'string', default: '1' } } })
  const products = Number(values.products?.replaceAll(/[_,]/g, ''))
  if (!Number.isInteger(products) || products < 1) throw new Error('say how many: npm run generate -- --products 10000')
  return { products, seed: Number(values.seed) }
}

async function fill(url: string, task: Task): Promise<void> {
  await migrate(url, join(root, 'prisma'), tell)
  const seeded = await seed(url, { progress: tell, mediaDir: join(dataDir, 'media') })
  const { products, rows, seconds } = await generate(url, { ...task, progress: tell })
  if (products > 0) tell(`${products} products, ${rows} rows in ${Math.round(seconds)} s`)
  const log = createLogger({ level: 'warn', name: 'generate' })
  const database = openDatabase({ url, poolSize: 4, applicationName: 'portico-generate', log })
  try {
    const state = await database.pool.query<{ complete: boolean }>(
      'select complete_at is not null as complete from read_model.state',
    )
    if (seeded || products > 0 || !state.rows[0]?.complete) await rebuildReadModel(database, tell)
  } finally {
    await database.close()
  }
}

async function main(): Promise<void> {
  const task = readTask()
  if (process.env['DATABASE_URL']) return fill(process.env['DATABASE_URL'], task)
  const cluster = await startCluster({ dataDir, port: 0, progress: tell })
  try {
    await cluster.ensureDatabase('portico')
    await fill(cluster.url('portico'), task)
  } finally {
    await cluster.stop()
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
