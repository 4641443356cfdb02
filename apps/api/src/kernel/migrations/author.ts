import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withEngine } from './engine.ts'
import { filters, migrationList, readDatamodels } from './folder.ts'

/**
 * The SQL that leads from the migrations to the Prisma schema (all *.prisma of the folder); '' when there is nothing to do.
 * `url` is any database of a server on which databases may be made: the migrations are played into a fresh one.
 */
export async function missingMigration(url: string, prismaFolder: string): Promise<string> {
  const datamodels = readDatamodels(prismaFolder)
  const files = datamodels.map(([path, content]) => ({ path, content }))
  const difference = await withEngine(url, datamodels, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...migrationList(prismaFolder) },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters,
    }),
  )
  return difference.exitCode === 0 ? '' : (difference.stdout ?? '').trim()
}

/** Writes the next migration; undefined when the schema has not changed. */
export async function authorMigration(
  url: string,
  prismaFolder: string,
  name: string,
  now: Date,
): Promise<{ folder: string; sql: string } | undefined> {
  if (!/^[a-z][a-z0-9_]{1,60}$/.test(name))
    throw new Error(`'${name}' is no name for a migration: write it as add_brand_to_products.`)
  const sql = await missingMigration(url, prismaFolder)
  if (sql === '') return undefined
  const stamp = now.toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = join(prismaFolder, 'migrations', `${stamp}_${name}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'migration.sql'), `${sql}\n`)
  return { folder, sql }
}
