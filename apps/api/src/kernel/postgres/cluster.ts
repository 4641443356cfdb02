import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { embeddedBinaries } from './binaries.ts'
import { canReach, clusterOwner, type Owner } from './owner.ts'
import { freePort, isPortFree, PortTaken } from './ports.ts'
import { spareFolderFor, spareRoot } from './place.ts'
import { settings } from './settings.ts'

export interface ClusterOptions {
  /** Where pictures, mails and so on are; the cluster lives in `postgres` below it, or in /var/lib/portico where root's folder is closed. */
  dataDir: string
  /** 0 takes any free port. */
  port: number
  /** The setting to name when the port is taken. */
  portSetting?: string
  /** false: nothing survives a power cut, and everything is faster; for tests. */
  durable?: boolean
  /** A line for whoever waits. */
  progress?: (line: string) => void
}

/** A PostgreSQL 18 that runs beside us. */
export interface Cluster {
  port: number
  /** Where its files are. */
  folder: string
  /** The address of a database in it. */
  url(database: string): string
  /** Makes the database unless it is there. */
  ensureDatabase(database: string): Promise<void>
  /** Ends it, its files stay. Nothing when it was someone else's that we found running. */
  stop(): Promise<void>
}

const user = 'portico'

/**
 * Starts the embedded PostgreSQL, on the data of the last time if there is any. It ends with us, even when we are killed. Throws PortTaken,
 * or Error with the last lines of its log.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const progress = options.progress ?? (() => undefined)
  const owner = clusterOwner()
  const home = clusterHome(options.dataDir, owner)
  const folder = join(home, 'postgres')
  const passwordFile = join(home, 'postgres.password')
  const binaries = embeddedBinaries(owner, owner ? spareRoot : home)
  const running = await runningPostmaster(folder)
  if (running) {
    progress(`PostgreSQL is already running on port ${running.port}, and is used along`)
    return describe(running.port, folder, readFileSync(passwordFile, 'utf8'), () => Promise.resolve())
  }
  if (options.port !== 0 && !(await isPortFree(options.port)))
    throw new PortTaken(options.port, 'the embedded PostgreSQL', options.portSetting ?? 'POSTGRES_PORT')
  if (!existsSync(join(folder, 'PG_VERSION')) || !existsSync(passwordFile)) {
    progress('making a new PostgreSQL cluster')
    initialise(binaries.initdb, { home, folder, passwordFile, owner })
  }
  const port = options.port === 0 ? await freePort() : options.port
  const password = readFileSync(passwordFile, 'utf8')
  const log = join(home, 'postgres.log')
  const server = spawnServer(binaries.postgres, { folder, port, owner, log, durable: options.durable ?? true })
  await untilReady(server, { port, password, log })
  return describe(port, folder, password, () => stopServer(server))
}

/** Whether there is a cluster on the data of `dataDir`, running or not. */
export const hasCluster = (dataDir: string): boolean =>
  existsSync(join(clusterHome(dataDir, clusterOwner()), 'postgres', 'PG_VERSION'))

/** The port of the cluster that already runs on the data of `dataDir`, if one does. Waits for one that is just ending. */
export async function runningClusterPort(dataDir: string): Promise<number | undefined> {
  const running = await runningPostmaster(join(clusterHome(dataDir, clusterOwner()), 'postgres'))
  return running?.port
}

/** Removes the cluster of `dataDir` with all its data. Throws Error while it runs. */
export async function forgetCluster(dataDir: string): Promise<void> {
  const home = clusterHome(dataDir, clusterOwner())
  const running = await runningPostmaster(join(home, 'postgres'))
  if (running)
    throw new Error(`A PostgreSQL still runs on ${home} (port ${running.port}): end it before its data is removed.`)
  for (const name of ['postgres', 'postgres.password', 'postgres.log'])
    rmSync(join(home, name), { recursive: true, force: true })
}

/** Files of the cluster go beside the other data, unless we are root and PostgreSQL's user could not walk there. */
function clusterHome(dataDir: string, owner: Owner | undefined): string {
  const wanted = resolve(dataDir)
  mkdirSync(wanted, { recursive: true, mode: 0o755 })
  if (owner && canReach(owner, dirname(wanted))) chmodSync(wanted, 0o755)
  const home = canReach(owner, wanted) ? wanted : spareFolderFor(owner, wanted)
  mkdirSync(home, { recursive: true, mode: 0o755 })
  return home
}

function initialise(
  initdb: string,
  at: { home: string; folder: string; passwordFile: string; owner: Owner | undefined },
): void {
  rmSync(at.folder, { recursive: true, force: true })
  mkdirSync(at.folder, { mode: 0o700 })
  const password = randomBytes(18).toString('base64url')
  const given = join(at.home, `.initdb-${process.pid}`)
  writeFileSync(given, password, { mode: 0o600 })
  if (at.owner) for (const path of [at.folder, given]) chownSync(path, at.owner.uid, at.owner.gid)
  try {
    const made = spawnSync(
      initdb,
      [
        `--pgdata=${at.folder}`,
        `--username=${user}`,
        `--pwfile=${given}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        '--no-sync',
      ],
      { encoding: 'utf8', cwd: at.home, env: { ...process.env, LC_ALL: 'C', TMPDIR: tmpdir() }, ...identity(at.owner) },
    )
    if (made.status !== 0) {
      rmSync(at.folder, { recursive: true, force: true })
      throw new Error(`initdb could not make a cluster in ${at.folder}: ${made.error?.message ?? made.stderr.trim()}`)
    }
  } finally {
    rmSync(given, { force: true })
  }
  writeFileSync(at.passwordFile, password, { mode: 0o600 })
}

function identity(owner: Owner | undefined): { uid?: number; gid?: number } {
  return owner ? { uid: owner.uid, gid: owner.gid } : {}
}

interface Server {
  process: ChildProcess
  exited: Promise<number | null>
  watchdog: ChildProcess | undefined
}

function spawnServer(
  postgres: string,
  options: { folder: string; port: number; owner: Owner | undefined; log: string; durable: boolean },
): Server {
  const output = openSync(options.log, 'w')
  const process_ = spawn(postgres, ['-D', options.folder, '-p', String(options.port), ...settings(options.durable)], {
    cwd: options.folder,
    // a session of its own: Ctrl-C is for us, and we end it last
    detached: true,
    stdio: ['ignore', output, output],
    env: { ...process.env, LC_ALL: 'C' },
    ...identity(options.owner),
  })
  closeSync(output)
  const exited = new Promise<number | null>((done) => process_.once('exit', done).once('error', () => done(null)))
  process_.unref()
  return { process: process_, exited, watchdog: process_.pid === undefined ? undefined : watchOver(process_.pid) }
}

/** Ends PostgreSQL (fast shutdown) when the pipe to us breaks, so that not even `kill -9` leaves it behind. */
function watchOver(pid: number): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const watchdog = spawn('sh', ['-c', `cat > /dev/null; kill -INT ${pid}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watchdog.unref()
  ;(watchdog.stdin as unknown as { unref(): void }).unref()
  return watchdog
}

async function untilReady(server: Server, at: { port: number; password: string; log: string }): Promise<void> {
  let ended = false
  void server.exited.then(() => (ended = true))
  const deadline = Date.now() + 60_000
  for (;;) {
    const client = new pg.Client({ connectionString: address(at.port, at.password, 'postgres') })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      const tail = () => readFileSync(at.log, 'utf8').trim().split('\n').slice(-8).join('\n  ')
      if (ended) throw new Error(`PostgreSQL ended while starting. Its log (${at.log}) says:\n  ${tail()}`)
      if (Date.now() > deadline) {
        await stopServer(server)
        throw new Error(
          `PostgreSQL did not answer within a minute (${String(error)}). Its log (${at.log}) says:\n  ${tail()}`,
        )
      }
      await new Promise((wait) => setTimeout(wait, 40))
    }
  }
}

async function stopServer(server: Server): Promise<void> {
  server.watchdog?.kill('SIGKILL')
  server.process.kill('SIGINT')
  const patience = setTimeout(() => server.process.kill('SIGQUIT'), 20_000)
  await server.exited
  clearTimeout(patience)
}

/** The postmaster that holds the folder, if one lives. What a dead one left behind is removed. */
async function runningPostmaster(folder: string): Promise<{ port: number } | undefined> {
  const file = join(folder, 'postmaster.pid')
  for (let waited = 0; existsSync(file); waited += 100) {
    const [pid, , , port, , , , status] = readFileSync(file, 'utf8').split('\n')
    if (!isPostgresOf(Number(pid), folder)) {
      // its number may have gone to another process since: PostgreSQL itself would then refuse to start
      rmSync(file, { force: true })
      return undefined
    }
    if (status?.trim() === 'ready') return { port: Number(port) }
    if (waited > 20_000)
      throw new Error(`A PostgreSQL (process ${pid}) holds ${folder} and neither starts nor ends: end it.`)
    await new Promise((wait) => setTimeout(wait, 100))
  }
  return undefined
}

function isPostgresOf(pid: number, folder: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false
  const listed = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  const command = listed.error ? readProc(pid) : listed.stdout
  return command.includes('postgres') && command.includes(folder)
}

function readProc(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

function address(port: number, password: string, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`
}

function describe(port: number, folder: string, password: string, stop: () => Promise<void>): Cluster {
  const url = (database: string) => address(port, password, database)
  return {
    port,
    folder,
    url,
    stop,
    ensureDatabase: async (database) => {
      const client = new pg.Client({ connectionString: url('postgres') })
      await client.connect()
      try {
        const found = await client.query('select 1 from pg_database where datname = $1', [database])
        if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`)
      } finally {
        await client.end()
      }
    },
  }
}
