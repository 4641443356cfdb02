// The keys of the house (docs/guides/back-office-access.md):
//   npm run keys -- rotate    new keys sign from now on; what the former ones have signed is proved by them for 30 days more
//   npm run keys -- reseal    seals all secrets of the database anew with the first key of PORTICO_SECRET_KEY
import { join, resolve } from 'node:path'
import { resealAll } from '../apps/api/src/identity/authorization/reseal.ts'
import { rotateKeys } from '../apps/api/src/identity/authorization/signing-keys.ts'
import { systemClock } from '../apps/api/src/kernel/clock.ts'
import { openDatabase, type Db } from '../apps/api/src/kernel/db.ts'
import { createLogger } from '../apps/api/src/kernel/log.ts'
import { startCluster } from '../apps/api/src/kernel/postgres/cluster.ts'
import { createSeal, ownKey, type Seal } from '../apps/api/src/kernel/seal.ts'

const root = join(import.meta.dirname, '..')
const dataDir = resolve(process.env['PORTICO_DATA_DIR'] || join(root, '.data'))

/** DATABASE_URL, or the embedded database of this clone. */
async function onOurDatabase(work: (db: Db) => Promise<void>): Promise<void> {
  const given = process.env['DATABASE_URL']
  const cluster = given ? undefined : await startCluster({ dataDir, port: 0 })
  const database = openDatabase({
    url: given ?? cluster?.url('portico') ?? '',
    poolSize: 2,
    applicationName: 'portico-keys',
    log: createLogger({ level: 'warn', name: 'keys' }),
  })
  try {
    await work(database.db)
  } finally {
    await database.close()
    await cluster?.stop()
  }
}

const commands: Record<string, (db: Db, seal: Seal) => Promise<string>> = {
  rotate: async (db, seal) => {
    const { retired, forgotten } = await rotateKeys(db, seal, systemClock)
    return `new keys sign; ${retired} retired, ${forgotten} forgotten. Every process takes them within half a minute.`
  },
  reseal: async (db, seal) => `sealed ${await resealAll(db, seal)} secrets anew`,
}

const run = commands[process.argv[2] ?? '']
if (run) {
  const keys = (process.env['PORTICO_SECRET_KEY'] ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean)
  await onOurDatabase(async (db) =>
    console.log(await run(db, createSeal(keys.length > 0 ? keys : [ownKey(dataDir)]))),
  ).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
} else {
  console.error(`usage: npm run keys -- ${Object.keys(commands).join(' | ')}`)
  process.exitCode = 2
}
