import { Logger, runMigrations as migrateJobs } from 'graphile-worker'
import pg from 'pg'
import { withEngine } from './engine.ts'
import {
  extensions,
  filters,
  migrationList,
  readMigrations,
  readSqlFiles,
  type Migration,
  type SqlFile,
} from './folder.ts'

/** What a run of `migrate` did. */
export interface Migrated {
  /** Names of the migrations that were applied now. */
  applied: string[]
  /** Files of prisma/sql that are new or other than the last time (all of them are run when one is, or after a migration). */
  sql: string[]
}

/** Applying needs no model, but the engine wants one. */
const emptyDatamodel: [string, string][] = [['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n']]

const quiet = new Logger(() => () => undefined)

/** One number for all: whoever migrates this database holds it. */
const lockKey = 7_041_976_001

/**
 * Brings a database, new or old, to the schema of `prismaFolder`: extensions, Prisma's migrations (kept in _prisma_migrations just as `prisma
 * migrate deploy` does), prisma/sql, and the tables of the job queue. Forward only, repeatable; processes that start together wait for each
 * other. Throws Error when an applied migration was changed since, or when a migration fails (nothing of it stays).
 */
export async function migrate(
  url: string,
  prismaFolder: string,
  progress: (line: string) => void = () => undefined,
): Promise<Migrated> {
  const client = new pg.Client({ connectionString: url, application_name: 'portico-migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    for (const name of extensions) await client.query(`create extension if not exists ${name}`)
    const migrations = readMigrations(prismaFolder)
    const pending = await pendingMigrations(client, migrations)
    if (pending.length > 0) await applyPending(url, prismaFolder, pending, progress)
    const sql = await applySql(client, readSqlFiles(prismaFolder), pending.length > 0, progress)
    await migrateJobs({ connectionString: url, logger: quiet })
    return { applied: pending.map((migration) => migration.name), sql }
  } finally {
    await client.end()
  }
}

/** The migrations that a database still lacks. Throws when one that it has was edited since. */
export async function pendingMigrations(
  client: Pick<pg.ClientBase, 'query'>,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const known = await client
    .query<{ name: string; checksum: string }>(
      `select migration_name as name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null`,
    )
    .catch((error: unknown) => {
      if (error instanceof pg.DatabaseError && error.code === '42P01') return { rows: [] }
      throw error
    })
  const checksums = new Map(known.rows.map((row) => [row.name, row.checksum]))
  const edited = migrations.filter(({ name, checksum }) => checksums.has(name) && checksums.get(name) !== checksum)
  if (edited.length > 0)
    throw new Error(
      `${edited.map((migration) => migration.name).join(', ')} was changed after this database applied it: undo that change and write a new migration (npx tsx scripts/database.ts new <name>).`,
    )
  return migrations.filter((migration) => !checksums.has(migration.name))
}

async function applyPending(
  url: string,
  prismaFolder: string,
  pending: readonly Migration[],
  progress: (line: string) => void,
): Promise<void> {
  progress(
    `applying ${pending.length} migration${pending.length === 1 ? '' : 's'}: ${pending.map(({ name }) => name).join(', ')}`,
  )
  await withEngine(url, emptyDatamodel, async (engine) => {
    const diagnosis = await engine.diagnoseMigrationHistory({
      migrationsList: migrationList(prismaFolder),
      optInToShadowDatabase: false,
      filters,
    })
    // a script runs as a whole or not at all, so what failed last time left nothing and can be tried again
    for (const migrationName of diagnosis.failedMigrationNames) await engine.markMigrationRolledBack({ migrationName })
    await engine.applyMigrations({ migrationsList: migrationList(prismaFolder), filters })
  }).catch((error: unknown) => {
    throw new Error(
      `A migration failed, and nothing of it was kept: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  })
}

async function applySql(
  client: pg.Client,
  files: readonly SqlFile[],
  again: boolean,
  progress: (line: string) => void,
): Promise<string[]> {
  await client.query(
    'create table if not exists _portico_sql (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
  )
  const known = await client.query<{ name: string; checksum: string }>('select name, checksum from _portico_sql')
  const checksums = new Map(known.rows.map((row) => [row.name, row.checksum]))
  const changed = files.filter((file) => checksums.get(file.name) !== file.checksum)
  if (!again && changed.length === 0) return []
  progress(`running the ${files.length} files of prisma/sql`)
  for (const file of files) {
    try {
      await client.query('begin')
      await client.query(file.sql)
      await client.query(
        'insert into _portico_sql (name, checksum) values ($1, $2) on conflict (name) do update set checksum = excluded.checksum, applied_at = now()',
        [file.name, file.checksum],
      )
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw new Error(`prisma/sql/${file.name} failed: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    }
  }
  return changed.map((file) => file.name)
}
