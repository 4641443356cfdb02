import { openDatabase, type Db } from '../../apps/api/src/kernel/db.ts'
import { createLogger } from '../../apps/api/src/kernel/log.ts'
import { hasCluster, startCluster } from '../../apps/api/src/kernel/postgres/cluster.ts'

/** Runs a command's work on DATABASE_URL, or on the embedded database in `dataDir`; none is made for the occasion. */
export async function onOurDatabase(
  { dataDir, command, tell }: { dataDir: string; command: string; tell: (line: string) => void },
  work: (db: Db) => Promise<void>,
): Promise<void> {
  const given = process.env['DATABASE_URL']
  if (!given && !hasCluster(dataDir))
    throw new Error(`There is no database in ${dataDir}: set DATABASE_URL, or PORTICO_DATA_DIR, to those of the shop.`)
  const cluster = given ? undefined : await startCluster({ dataDir, port: 0, progress: tell })
  const database = openDatabase({
    url: given ?? cluster?.url('portico') ?? '',
    poolSize: 2,
    applicationName: `portico-${command}`,
    log: createLogger({ level: 'warn', name: command }),
  })
  try {
    await work(database.db)
  } finally {
    await database.close()
    await cluster?.stop()
  }
}

/** What to do about errors of the database that say it only to those who know PostgreSQL. */
export function inWords(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  if (code === '42P01') return 'The database has no tables of Portico yet: run npm run database -- migrate first.'
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT')
    return `The database does not answer (${message ?? code}): look at DATABASE_URL.`
  return message ?? String(error)
}
