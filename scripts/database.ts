// The database's commands:
//   npx tsx scripts/database.ts migrate        bring the database (DATABASE_URL, else the embedded one) to the schema of this clone
//   npx tsx scripts/database.ts rebuild        write the catalogue that shoppers read (the read model) anew; the shop stays up
//   npx tsx scripts/database.ts new <name>     write the next migration, from prisma/migrations to prisma/*.prisma
//   npx tsx scripts/database.ts check          refuse when prisma/*.prisma says more than the migrations do
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '../apps/api/src/kernel/migrations/apply.ts'
import { authorMigration, missingMigration } from '../apps/api/src/kernel/migrations/author.ts'
import { startCluster } from '../apps/api/src/kernel/postgres/cluster.ts'
import { fleetingFolder } from '../apps/api/src/kernel/postgres/fleeting.ts'
import { keepReadModel } from './stack/read-model.ts'

const root = join(import.meta.dirname, '..')
const prisma = join(root, 'prisma')
const tell = (line: string) => console.log(line)

/** Runs `work` on DATABASE_URL, or on the embedded database of this clone. */
async function onOurDatabase(work: (url: string) => Promise<void>): Promise<void> {
  if (process.env['DATABASE_URL']) return work(process.env['DATABASE_URL'])
  const dataDir = process.env['PORTICO_DATA_DIR'] || join(root, '.data')
  const cluster = await startCluster({ dataDir, port: 0, progress: tell })
  try {
    await cluster.ensureDatabase('portico')
    await work(cluster.url('portico'))
  } finally {
    await cluster.stop()
  }
}

/** Runs `work` on a server that may be scribbled on: TEST_DATABASE_URL, or a fresh embedded one. */
async function onScratchServer<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  if (process.env['TEST_DATABASE_URL']) return work(process.env['TEST_DATABASE_URL'])
  const dataDir = fleetingFolder('portico-scratch-')
  const cluster = await startCluster({ dataDir, port: 0, durable: false })
  try {
    return await work(cluster.url('postgres'))
  } finally {
    await cluster.stop()
    rmSync(dataDir, { recursive: true, force: true })
    rmSync(join(cluster.folder, '..'), { recursive: true, force: true })
  }
}

const commands: Record<string, (argument: string | undefined) => Promise<void>> = {
  migrate: () =>
    onOurDatabase(async (url) => {
      const { applied, sql } = await migrate(url, prisma, tell)
      await keepReadModel(url, sql.length > 0, tell)
      tell(applied.length + sql.length === 0 ? 'the database is up to date' : `applied ${applied.length} migrations`)
    }),
  rebuild: () => onOurDatabase((url) => keepReadModel(url, true, tell)),
  new: async (name) => {
    if (!name) throw new Error('give the migration a name: npx tsx scripts/database.ts new add_brand_to_products')
    const made = await onScratchServer((url) => authorMigration(url, prisma, name, new Date()))
    if (!made) return tell('nothing to do: the migrations already lead to prisma/*.prisma')
    tell(`${made.folder}/migration.sql`)
    const losses = made.sql.split('\n').filter((line) => /\bDROP (TABLE|COLUMN)\b|SET NOT NULL/.test(line))
    if (losses.length > 0)
      tell(
        `read these lines again, running processes and old rows may still need what they take away:\n${losses.join('\n')}`,
      )
  },
  check: async () => {
    const sql = await onScratchServer((url) => missingMigration(url, prisma))
    if (sql === '') return tell('the migrations lead to prisma/*.prisma')
    console.error(
      `prisma/*.prisma says more than prisma/migrations. Run: npx tsx scripts/database.ts new <name>. Missing:\n\n${sql}`,
    )
    process.exitCode = 1
  },
}

const [command = '', argument] = process.argv.slice(2)
const run = commands[command]
if (run) {
  await run(argument).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
} else {
  console.error(`usage: npx tsx scripts/database.ts ${Object.keys(commands).join(' | ')}`)
  process.exitCode = 2
}
