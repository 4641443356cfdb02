// Everything of Portico on this machine: database, sandboxes, API, worker, storefront. `npm start`, the journeys and the benchmark use it.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { forgetCluster, runningClusterPort } from '../apps/api/src/kernel/postgres/cluster.ts'
import { freePort } from '../apps/api/src/kernel/postgres/ports.ts'
import { buildApi } from './stack/build-api.ts'
import { buildStorefront } from './stack/build-storefront.ts'
import { untilAnswers, untilListens, type Child, type Ending } from './stack/child.ts'
import { prepareDatabase } from './stack/database.ts'
import { household, type Household } from './stack/household.ts'
import { checkPorts, choosePorts, type Ports } from './stack/ports.ts'
import { processEnv } from './stack/process-env.ts'
import { startSandboxes, wantedSandboxes, type Sandboxes } from './stack/sandboxes.ts'
import { tellStill } from './stack/still.ts'

export interface StackOptions {
  /** 'environment': API_PORT and the like, else the standard ones (3000, 4000 …). */
  ports?: 'free' | 'environment'
  /** Absolute; where the database, pictures, mails and logs are. `.data` of the repository unless told otherwise. */
  dataDir?: string
  /** Forgets what is in `dataDir` first. */
  fresh?: boolean
  storefront?: boolean
  workers?: boolean
  /** Puts the demo company into an empty database. */
  seed?: boolean
  /** Source instead of builds, started anew after changes. */
  dev?: boolean
  /** false: faster, and nothing survives a power cut. */
  durable?: boolean
  /** 'inherit' shows the processes' output here, too. */
  log?: 'file' | 'inherit'
  /** Beyond process.env, for every process. */
  env?: Record<string, string>
  /** Where the stand-in for Stripe sends its news, and when again; to our API, as Stripe does but faster, unless told otherwise. */
  stripe?: { newsTo?: string; webhookRetryAfterMs?: readonly number[] }
  progress?: (line: string) => void
}

/** One process of several. */
export interface StackProcess {
  url: string
  port: number
  pid: number
  stop(): Promise<void>
  /** SIGKILL, as the machine's own when it runs out of memory. */
  kill(): void
  /** Settles when it is gone, however. */
  exited: Promise<Ending>
}

export interface Stack {
  storefrontUrl: string | undefined
  apiUrl: string
  stripeSandboxUrl: string | undefined
  /** The stand-in itself: what it has in its books, and what is to go wrong. */
  stripe: Sandboxes['stripe']
  fedexSandboxUrl: string | undefined
  fedex: Sandboxes['fedex']
  /** Where partners bring and fetch files; none without a worker. */
  sftpUrl: string | undefined
  databaseUrl: string
  /** Where the logs are, one a process. */
  logs: string
  /** Where mails lie, each a file, as long as MAIL_URL sends them nowhere else. */
  mails: string
  pids: Record<string, number>
  /** One more API process on a free port, with other settings (DATABASE_URL, say). */
  startApi(env?: Record<string, string>): Promise<StackProcess>
  /** One more worker, without a door for files. */
  startWorker(env?: Record<string, string>): StackProcess
  /** A workspace's `npm start` beside it all, on a free port that it is told as PORT. */
  startBeside(workspace: string, env?: Record<string, string>): Promise<StackProcess>
  /** Settles when a process ends that nobody asked to. */
  crashed: Promise<Ending>
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '..')
const node = process.execPath
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs')
const next = join(root, 'node_modules/next/dist/bin/next')
/** The API lives in some 100 MB; with all of a machine's memory before it, V8 lets garbage lie until it is five times that (docs/guides/going-live.md). */
const frugal = ['--max-old-space-size=192', '--max-semi-space-size=8']

/** Starts all of it; answers when everything answers. Throws Error saying what is wrong, with nothing left running. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const progress = options.progress ?? (() => undefined)
  const given: NodeJS.ProcessEnv = { ...process.env, ...options.env }
  const dataDir = options.dataDir ?? (given['PORTICO_DATA_DIR'] || join(root, '.data'))
  const withStorefront = options.storefront ?? true
  const ports = await choosePorts(options.ports ?? 'environment', given)
  if (options.fresh) {
    await forgetCluster(dataDir)
    rmSync(dataDir, { recursive: true, force: true })
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o755 })
  const ownDatabase = !given['DATABASE_URL'] && (await runningClusterPort(dataDir)) === undefined
  const sftpHost = given['SFTP_HOST'] || '127.0.0.1'
  const withSftp = (options.workers ?? true) && given['SFTP'] !== 'off'
  await checkPorts(neededPorts(ports, given, { storefront: withStorefront, postgres: ownDatabase, sftp: withSftp }))

  const logs = join(dataDir, 'logs')
  const house = household(logs, options.log === 'inherit')
  const dev = options.dev ?? false
  const apiUrl = `http://localhost:${ports.api}`
  const storefrontUrl = withStorefront ? `http://localhost:${ports.storefront}` : undefined

  // each of these leads to the next; what does not need the other runs beside it
  const sandboxes = startSandboxes({
    env: given,
    ports,
    apiUrl: options.stripe?.newsTo ?? `http://127.0.0.1:${ports.api}`,
    dataDir,
    stripe: options.stripe?.webhookRetryAfterMs ? { webhookRetryAfterMs: options.stripe.webhookRetryAfterMs } : {},
  }).then((all) => {
    house.keep(() => all.close())
    return all
  })
  const database = prepareDatabase({
    root,
    dataDir,
    port: ports.postgres,
    givenUrl: given['DATABASE_URL'] || undefined,
    seed: options.seed ?? true,
    durable: options.durable ?? true,
    progress,
    keep: house.keep,
  })
  const bundles = dev ? Promise.resolve(undefined) : buildApi(root)
  const shopBuilt = withStorefront ? buildShop(house, dev, progress) : Promise.resolve()

  const api = (async () => {
    const env = processEnv({ given, sandboxes: await sandboxes, ports, dataDir, databaseUrl: await database, dev })
    const files = await bundles
    const command = (file: 'main' | 'worker'): [string, ...string[]] =>
      files
        ? [node, '--enable-source-maps', ...frugal, files[file]]
        : [node, tsx, 'watch', '--clear-screen=false', `apps/api/src/${file}.ts`]
    const child = house.run('api', command('main'), root, env)
    const worker = (options.workers ?? true) ? house.run('worker', command('worker'), root, env) : undefined
    await untilAnswers(`http://127.0.0.1:${ports.api}/readyz`, child, 60, (status) => status === 200)
    progress(`the API answers at ${apiUrl}`)
    if (worker && withSftp) await untilListens(ports.sftp, sftpHost, worker, 60)
    return { env, command }
  })()

  const shop = (async () => {
    await shopBuilt
    const { env } = await api
    if (!storefrontUrl) return
    const at = ['--hostname', given['STOREFRONT_HOST'] || '127.0.0.1', '--port', String(ports.storefront)]
    const child = house.run(
      'storefront',
      [node, next, dev ? 'dev' : 'start', ...at],
      join(root, 'apps/storefront'),
      env,
    )
    await untilAnswers(`http://127.0.0.1:${ports.storefront}/`, child, 90, (status) => status < 500)
    progress(`the shop answers at ${storefrontUrl}`)
  })()

  const parts = [sandboxes, database, bundles, shopBuilt, api, shop]
  try {
    await Promise.all(parts)
  } catch (error) {
    // once for what runs, and once for what was just coming up
    await house.stop()
    await Promise.allSettled(parts)
    await house.stop()
    throw error
  }
  const { env, command } = await api
  const { stripe, fedex } = await sandboxes
  return {
    storefrontUrl,
    apiUrl,
    stripeSandboxUrl: stripe?.url,
    stripe,
    fedexSandboxUrl: fedex?.url,
    fedex,
    sftpUrl: withSftp ? `sftp://${sftpHost}:${ports.sftp}` : undefined,
    databaseUrl: await database,
    logs,
    mails: join(dataDir, 'mail'),
    pids: house.pids(),
    startApi: async (more = {}) => {
      const port = await freePort()
      const child = house.run(`api-${port}`, command('main'), root, { ...env, ...more, API_PORT: String(port) })
      await untilAnswers(`http://127.0.0.1:${port}/readyz`, child, 60, (status) => status === 200)
      return stackProcess(child, port)
    },
    startWorker: (more = {}) =>
      stackProcess(house.run('one-more-worker', command('worker'), root, { ...env, SFTP: 'off', ...more }), 0),
    startBeside: async (workspace, more = {}) => {
      const port = await freePort()
      const name = workspace.replaceAll('/', '-')
      const command = ['npm', 'start', '--workspace', workspace] as const
      const child = house.run(name, command, root, { ...given, ...more, PORT: String(port) })
      await untilAnswers(`http://127.0.0.1:${port}/`, child, 60, (status) => status === 200)
      return stackProcess(child, port)
    },
    crashed: house.crashed,
    stop: () => house.stop(),
  }
}

const stackProcess = (child: Child, port: number): StackProcess => ({
  url: `http://127.0.0.1:${port}`,
  port,
  pid: child.pid,
  stop: () => child.stop(),
  kill: () => child.kill(),
  exited: child.exited,
})

/** Ports that must be free before anything starts. */
function neededPorts(
  ports: Ports,
  env: NodeJS.ProcessEnv,
  options: { storefront: boolean; postgres: boolean; sftp: boolean },
): Partial<Ports> {
  const sandboxes = wantedSandboxes(env)
  return {
    ...(options.storefront ? { storefront: ports.storefront } : {}),
    api: ports.api,
    ...(sandboxes.stripe ? { stripe: ports.stripe } : {}),
    ...(sandboxes.fedex ? { fedex: ports.fedex } : {}),
    ...(options.sftp ? { sftp: ports.sftp } : {}),
    ...(options.postgres ? { postgres: ports.postgres } : {}),
  }
}

/** Source needs the typed operations, which a fresh clone has not; else the production build. */
async function buildShop(house: Household, dev: boolean, progress: (line: string) => void): Promise<void> {
  if (dev)
    return house.finish(
      'codegen',
      ['npm', 'run', '--silent', 'codegen', '--workspace', 'apps/storefront'],
      root,
      process.env,
    )
  progress('building the storefront, unless nothing changed since the last build')
  const began = Date.now()
  const built = await tellStill('building the storefront', progress, () => buildStorefront(root, house))
  progress(
    built ? `built the storefront in ${Math.round((Date.now() - began) / 1_000)} s` : 'the storefront is built already',
  )
}
