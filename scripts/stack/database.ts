import { join } from 'node:path'
import { migrate } from '../../apps/api/src/kernel/migrations/apply.ts'
import { startCluster } from '../../apps/api/src/kernel/postgres/cluster.ts'
import { rebuildReadModel } from './read-model.ts'

export interface PreparedDatabase {
  url: string
  stop(): Promise<void>
}

/**
 * A database that is there, migrated and (unless told otherwise) has the demo company in it: `givenUrl`, else the embedded PostgreSQL on the
 * data of the last time.
 */
export async function prepareDatabase(options: {
  root: string
  dataDir: string
  port: number
  givenUrl: string | undefined
  seed: boolean
  durable: boolean
  progress: (line: string) => void
}): Promise<PreparedDatabase> {
  const { progress } = options
  const prisma = join(options.root, 'prisma')
  if (options.givenUrl) {
    await fill(options.givenUrl)
    return { url: options.givenUrl, stop: () => Promise.resolve() }
  }
  const cluster = await startCluster({
    dataDir: options.dataDir,
    port: options.port,
    durable: options.durable,
    progress,
  })
  try {
    await cluster.ensureDatabase('portico')
    progress(`PostgreSQL is up on port ${cluster.port} (${cluster.folder})`)
    const url = cluster.url('portico')
    await fill(url)
    return { url, stop: () => cluster.stop() }
  } catch (error) {
    await cluster.stop()
    throw error
  }

  async function fill(url: string): Promise<void> {
    const { sql } = await migrate(url, prisma, progress)
    const rebuild = () => rebuildReadModel(url, progress)
    if (options.seed) {
      const { seed } = await import('../../prisma/seed/main.ts')
      if (await seed(url, { progress, mediaDir: join(options.dataDir, 'media'), rebuild })) return
    }
    // its tables are made by prisma/sql, and empty after that
    if (sql.length > 0) await rebuild()
  }
}
