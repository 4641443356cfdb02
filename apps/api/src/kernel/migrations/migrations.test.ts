import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { createEmptyDatabase } from '../../testing/database.ts'
import { repositoryRoot } from '../root.ts'
import { migrate } from './apply.ts'
import { authorMigration, missingMigration } from './author.ts'

const prisma = join(repositoryRoot(), 'prisma')
const folders: string[] = []

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'portico-prisma-'))
  folders.push(folder)
  mkdirSync(join(folder, 'migrations'))
  mkdirSync(join(folder, 'sql'))
  writeFileSync(join(folder, 'migrations', 'migration_lock.toml'), 'provider = "postgresql"\n')
  return folder
}

/** Everything that makes a schema: columns, indexes, constraints, triggers. */
async function picture(url: string): Promise<string[]> {
  return query(
    url,
    `select format('%s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) as line
       from information_schema.columns where table_schema = 'public' and table_name not like '\\_%'
     union all select indexdef from pg_indexes where schemaname = 'public' and tablename not like '\\_%'
     union all select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace and conrelid <> 0
     union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
     order by 1`,
  )
}

async function query(url: string, sql: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<{ line: string }>(sql)).rows.map((row) => row.line)
  } finally {
    await client.end()
  }
}

const header = 'datasource db {\n  provider = "postgresql"\n}\n'
const now = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second))

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('migrations', () => {
  it('bring a fresh database and an old one with rows in it to the same schema, and keep the rows', async () => {
    const folder = temporary()
    const fresh = await createEmptyDatabase()
    const old = await createEmptyDatabase()
    try {
      writeFileSync(
        join(folder, 'schema.prisma'),
        `${header}model Part {\n  id String @id @db.Uuid\n  name String\n  @@map("parts")\n}\n`,
      )
      await authorMigration(old.url, folder, 'init', now(1))
      await migrate(old.url, folder)
      await query(old.url, `insert into parts (id, name) values (gen_random_uuid(), 'bolt')`)
      writeFileSync(
        join(folder, 'schema.prisma'),
        `${header}model Part {\n  id String @id @db.Uuid\n  name String\n  price Decimal @default(0) @db.Decimal(19, 4)\n  @@index([name])\n  @@map("parts")\n}\n`,
      )
      writeFileSync(
        join(folder, 'sql', '10-parts.sql'),
        `alter table parts drop constraint if exists price_not_negative;\nalter table parts add constraint price_not_negative check (price >= 0);\ncreate or replace function touch() returns trigger language plpgsql as $$ begin new.name := new.name; return new; end $$;\n`,
      )
      expect(await missingMigration(old.url, folder)).toContain('ADD COLUMN')
      await authorMigration(old.url, folder, 'price', now(2))
      expect(await missingMigration(old.url, folder)).toBe('')
      expect((await migrate(old.url, folder)).applied).toEqual(['20260101000002_price'])
      expect((await migrate(fresh.url, folder)).applied).toEqual(['20260101000001_init', '20260101000002_price'])
      expect(await picture(old.url)).toEqual(await picture(fresh.url))
      expect(await query(old.url, `select name || ' ' || price as line from parts`)).toEqual(['bolt 0.0000'])
      expect(await migrate(old.url, folder)).toEqual({ applied: [], sql: [] })
    } finally {
      await fresh.drop()
      await old.drop()
    }
  })

  it("lead Portico's own old databases, one a migration, to the schema of a fresh one", async () => {
    const names = readdirSync(join(prisma, 'migrations'), { withFileTypes: true })
      .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
      .sort()
    const first = temporary()
    cpSync(join(prisma, 'migrations', names[0]!), join(first, 'migrations', names[0]!), { recursive: true })
    const old = await createEmptyDatabase()
    const fresh = await createEmptyDatabase()
    try {
      expect((await migrate(old.url, first)).applied).toEqual([names[0]])
      await query(old.url, `insert into organizations (id, name) values (gen_random_uuid(), 'An old customer')`)
      expect((await migrate(old.url, prisma)).applied).toEqual(names.slice(1))
      await migrate(fresh.url, prisma)
      expect(await picture(old.url)).toEqual(await picture(fresh.url))
      expect(await query(old.url, 'select name as line from organizations')).toEqual(['An old customer'])
    } finally {
      await old.drop()
      await fresh.drop()
    }
  })

  it('wait for each other when several processes start at once', async () => {
    const database = await createEmptyDatabase()
    try {
      const runs = await Promise.all([1, 2, 3].map(() => migrate(database.url, prisma)))
      expect(runs.filter((run) => run.applied.length > 0)).toHaveLength(1)
    } finally {
      await database.drop()
    }
  })

  it('keep nothing of a migration that fails, name the reason, and apply it once it is mended', async () => {
    const folder = temporary()
    const database = await createEmptyDatabase()
    const file = join(folder, 'migrations', '20260101000001_init', 'migration.sql')
    try {
      mkdirSync(join(folder, 'migrations', '20260101000001_init'))
      writeFileSync(file, 'create table a (id int);\ncreate table b (id nonsense);\n')
      await expect(migrate(database.url, folder)).rejects.toThrow('nonsense')
      expect(
        await query(
          database.url,
          `select tablename as line from pg_tables where schemaname = 'public' and tablename in ('a', 'b')`,
        ),
      ).toEqual([])
      writeFileSync(file, 'create table a (id int);\ncreate table b (id int);\n')
      expect((await migrate(database.url, folder)).applied).toEqual(['20260101000001_init'])
    } finally {
      await database.drop()
    }
  })

  it('refuse a migration that was edited after it was applied', async () => {
    const folder = temporary()
    const database = await createEmptyDatabase()
    const file = join(folder, 'migrations', '20260101000001_init', 'migration.sql')
    try {
      mkdirSync(join(folder, 'migrations', '20260101000001_init'))
      writeFileSync(file, 'create table a (id int);\n')
      await migrate(database.url, folder)
      writeFileSync(file, 'create table a (id bigint);\n')
      await expect(migrate(database.url, folder)).rejects.toThrow('20260101000001_init was changed')
    } finally {
      await database.drop()
    }
  })
})
