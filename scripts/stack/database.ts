import { join } from 'node:path'
import { migrate } from '../../apps/api/src/kernel/migrations/apply.ts'
import { startCluster } from '../../apps/api/src/kernel/postgres/cluster.ts'
import { keepReadModel } from './read-model.ts'

/**
 * A database that is there, migrated and (unless told otherwise) has the demo company in it: `givenUrl`, else the embedded PostgreSQL on the
 * data of the last time. Answers its address.
 */
export async function prepareDatabase(options: {
  root: string
  dataDir: string
  port: number
  givenUrl: string | undefined
  seed: boolean
  durable: boolean
  progress: (line: string) => void
  /** Is told at once how to end what was started. */
  keep: (end: () => Promise<void>) => void
}): Promise<string> {
  const { progress } = options
  const prisma = join(options.root, 'prisma')
  if (options.givenUrl) {
    await fill(options.givenUrl)
    return options.givenUrl
  }
  const cluster = await startCluster({
    dataDir: options.dataDir,
    port: options.port,
    durable: options.durable,
    progress,
  })
  options.keep(() => cluster.stop())
  await cluster.ensureDatabase('portico')
  progress(`PostgreSQL is up on port ${cluster.port} (${cluster.folder})`)
  const url = cluster.url('portico')
  await fill(url)
  return url

  async function fill(url: string): Promise<void> {
    const { sql } = await migrate(url, prisma, progress)
    let seeded = false
    if (options.seed) {
      const { seed } = await import('../../prisma/seed/main.ts')
      seeded = await seed(url, { progress, mediaDir: join(options.dataDir, 'media') })
    }
    await keepReadModel(url, seeded || sql.length > 0, progress)
  }
}
