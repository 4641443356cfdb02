import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'

const require = createRequire(import.meta.url)

type Exports = Record<string, unknown>

interface Glue {
  SchemaEngine: typeof SchemaEngine
  __wbg_set_wasm(exports: Exports): void
}

/** The part of the WebAssembly API that is used here; @types/node 20 does not describe it. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: Record<string, unknown>): Promise<{ instance: { exports: Exports } }>
}

/** Kept where every copy of this module finds it: test runners load one a project, and the engine's glue can serve only one memory. */
const place = globalThis as { [key: symbol]: Promise<Glue> | undefined }
const engineKey = Symbol.for('portico.schemaEngine')

function sayWhy(reason: string): void {
  process.stderr.write(`Prisma's schema engine gave up: ${reason}\n`)
}

/** The engine of Prisma Migrate as WebAssembly: no native binary, no download. Loaded once a process. */
function load(): Promise<Glue> {
  place[engineKey] ??= (async () => {
    const folder = dirname(require.resolve('@prisma/schema-engine-wasm'))
    const glue = (await import(pathToFileURL(join(folder, 'schema_engine_bg.js')).href)) as Glue
    const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, 'schema_engine_bg.wasm')), {
      './schema_engine_bg.js': glue,
    })
    // the engine leaves its last words here before it ends the process
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: sayWhy } })
    glue.__wbg_set_wasm(instance.exports)
    const start = instance.exports['__wbindgen_start']
    if (typeof start === 'function') start()
    return glue
  })()
  return place[engineKey]
}

/** Runs `work` with an engine on a database; `datamodels` are [file name, content] of the Prisma schema. */
export async function withEngine<Result>(
  url: string,
  datamodels: [string, string][],
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  const { SchemaEngine } = await load()
  const adapters = new WholeScripts(url)
  try {
    const engine = await SchemaEngine.new(
      { datamodels },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(adapters),
    )
    try {
      return await work(engine)
    } finally {
      engine.free()
    }
  } catch (error) {
    throw adapters.failure ?? error
  } finally {
    await adapters.close()
  }
}

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>

/**
 * The adapter, made fit for the engine. It cuts scripts at every semicolon, which breaks function bodies and leaves half a migration behind
 * when a statement fails: in one piece, PostgreSQL runs all of it or nothing. And it does not know PostgreSQL's internal type "char", which
 * the engine reads from the catalogues and wants as a character.
 */
function fitted(adapter: Adapter, onFailure: (error: unknown) => void): Adapter {
  const pool = adapter.underlyingDriver()
  adapter.executeScript = async (script) => {
    await pool.query(script).catch((error: unknown) => {
      onFailure(error)
      throw error
    })
  }
  const query = pool.query.bind(pool) as (...given: unknown[]) => Promise<pg.QueryArrayResult>
  pool.query = (async (...given: unknown[]) => {
    const result = await query(...given)
    for (const field of result.fields ?? [])
      if (field.dataTypeID === pg.types.builtins.CHAR) field.dataTypeID = charArray
    return result
  }) as typeof pool.query
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (asked) => {
    const result = await queryRaw(asked)
    const columnTypes = result.columnTypes.map((type) =>
      type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
    )
    return { ...result, columnTypes }
  }
  return adapter
}

/** "char"[]: the one type that the adapter knows for characters, and that no catalogue query of the engine answers with. */
const charArray = 1002

class WholeScripts extends PrismaPg {
  /** What PostgreSQL said of the first script that it refused; the engine itself keeps it back. */
  failure: unknown
  readonly #url: string
  readonly #closing: (() => Promise<void>)[] = []

  constructor(url: string) {
    super({ connectionString: url, max: 2 })
    this.#url = url
  }

  override async connect(): Promise<Adapter> {
    return this.#kept(await super.connect())
  }

  /** A database of its own for the engine to play the migrations into; dropped when the engine is done. */
  override async connectToShadowDb(): Promise<Adapter> {
    const name = `portico_shadow_${crypto.randomUUID().replaceAll('-', '')}`
    await once(this.#url, `create database ${name}`)
    this.#closing.push(() => once(this.#url, `drop database ${name} with (force)`))
    const address = new URL(this.#url)
    address.pathname = `/${name}`
    return this.#kept(await new PrismaPg({ connectionString: address.href, max: 2 }).connect())
  }

  /** Ends every connection, then drops the shadow databases: the engine leaves some of them open. */
  async close(): Promise<void> {
    for (const close of this.#closing.reverse()) await close()
  }

  #kept(adapter: Adapter): Adapter {
    const dispose = adapter.dispose.bind(adapter)
    let disposed: Promise<void> | undefined
    adapter.dispose = () => (disposed ??= dispose())
    this.#closing.push(() => adapter.dispose())
    return fitted(adapter, (error) => (this.failure ??= error))
  }
}

async function once(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
