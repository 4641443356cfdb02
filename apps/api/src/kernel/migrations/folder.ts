import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm'

/** The extensions that the schema builds on. All are trusted ones: the owner of a database may create them. */
export const extensions = ['pg_trgm', 'unaccent', 'btree_gin', 'citext', 'pgcrypto', 'fuzzystrmatch'] as const

/** Statements that make the extensions. */
export const extensionsSql = extensions.map((name) => `create extension if not exists ${name};`).join('\n')

/** One folder of prisma/migrations. */
export interface Migration {
  name: string
  sql: string
  /** As Prisma writes it into _prisma_migrations: sha256 of the file. */
  checksum: string
}

/** The migrations of a prisma folder, oldest first. */
export function readMigrations(prismaFolder: string): Migration[] {
  const folder = join(prismaFolder, 'migrations')
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/** The same, as Prisma's engine wants it. */
export function migrationList(prismaFolder: string): MigrationList {
  const lock = join(prismaFolder, 'migrations', 'migration_lock.toml')
  return {
    baseDir: resolve(prismaFolder, 'migrations'),
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    shadowDbInitScript: extensionsSql,
    migrationDirectories: readMigrations(prismaFolder).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  }
}

/** The Prisma schema: every *.prisma file of the folder as [name, content]. */
export function readDatamodels(prismaFolder: string): [string, string][] {
  return readdirSync(prismaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => [name, readFileSync(join(prismaFolder, name), 'utf8')])
}

/** One file of prisma/sql: what Prisma's language cannot say, written so that it can be run again. */
export interface SqlFile {
  name: string
  sql: string
  checksum: string
}

/** The files of prisma/sql by name. */
export function readSqlFiles(prismaFolder: string): SqlFile[] {
  const folder = join(prismaFolder, 'sql')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/** The engine's filters: nothing is left out. */
export const filters = { externalTables: [], externalEnums: [] }
