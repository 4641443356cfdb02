import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../kernel/migrations/apply.ts'
import { startCluster, type Cluster } from '../kernel/postgres/cluster.ts'
import { fleetingFolder } from '../kernel/postgres/fleeting.ts'
import { repositoryRoot } from '../kernel/root.ts'
import { bundlesFolder } from './bundles-folder.ts'
import { onServer } from './server.ts'

/** One PostgreSQL for the run (TEST_DATABASE_URL, else an embedded one that forgets), with one migrated database to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL']
  const cluster = given ? undefined : await startScratch()
  const serverUrl = given ?? cluster!.url('postgres')
  const templateDatabase = `portico_template_${randomBytes(4).toString('hex')}`
  await onServer(serverUrl, `create database ${templateDatabase}`)
  const templateUrl = new URL(serverUrl)
  templateUrl.pathname = `/${templateDatabase}`
  await migrate(templateUrl.href, join(repositoryRoot(), 'prisma'))
  project.provide('serverUrl', serverUrl)
  project.provide('templateDatabase', templateDatabase)
  return async () => {
    rmSync(bundlesFolder(templateDatabase), { recursive: true, force: true })
    if (cluster) await endScratch(cluster)
    else await onServer(serverUrl, `drop database if exists ${templateDatabase} with (force)`)
  }
}

const startScratch = (): Promise<Cluster> =>
  startCluster({ dataDir: fleetingFolder('portico-test-'), port: 0, durable: false })

async function endScratch(cluster: Cluster): Promise<void> {
  await cluster.stop()
  rmSync(join(cluster.folder, '..'), { recursive: true, force: true })
}
