// Everything of Portico on this machine: database, sandboxes, API, worker, storefront. `npm start`, the journeys and the benchmark use it.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { forgetCluster, runningClusterPort } from '../apps/api/src/kernel/postgres/cluster.ts'
import { buildApi } from './stack/build-api.ts'
import { buildStorefront } from './stack/build-storefront.ts'
import { startChild, tellEnding, untilAnswers, type Child, type Ending } from './stack/child.ts'
import { prepareDatabase, type PreparedDatabase } from './stack/database.ts'
import { checkPorts, choosePorts, type Ports } from './stack/ports.ts'
import { startSandboxes, wantedSandboxes, type Sandboxes } from './stack/sandboxes.ts'

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
  progress?: (line: string) => void
}

/** One API process. */
export interface ApiProcess {
  url: string
  pid: number
  stop(): Promise<void>
}

export interface Stack {
  storefrontUrl: string | undefined
  apiUrl: string
  stripeSandboxUrl: string | undefined
  fedexSandboxUrl: string | undefined
  databaseUrl: string
  /** Where the logs are, one a process. */
  logs: string
  pids: Record<string, number>
  /** One more API process on a free port, with other settings (DATABASE_URL, say). */
  startApi(env?: Record<string, string>): Promise<ApiProcess>
  /** Settles when a process ends that nobody asked to. */
  crashed: Promise<Ending>
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '..')
const node = process.execPath
const tsx = ['--import', 'tsx']

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
  await checkPorts(neededPorts(ports, given, { storefront: withStorefront, postgres: ownDatabase }))

  const started: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of started.splice(0).reverse()) await end()
  }
  const children: Child[] = []
  const logs = join(dataDir, 'logs')
  const apiUrl = `http://localhost:${ports.api}`
  const storefrontUrl = withStorefront ? `http://localhost:${ports.storefront}` : undefined
  const run = (name: string, command: [string, ...string[]], cwd: string, env: NodeJS.ProcessEnv): Child => {
    const child = startChild({ name, command, cwd, env, logs, echo: options.log === 'inherit' })
    children.push(child)
    started.push(() => child.stop())
    return child
  }

  try {
    const sandboxes = await startSandboxes({ env: given, ports, apiUrl: `http://127.0.0.1:${ports.api}`, dataDir })
    started.push(() => sandboxes.close())
    const preparing: Promise<PreparedDatabase> = prepareDatabase({
      root,
      dataDir,
      port: ports.postgres,
      givenUrl: given['DATABASE_URL'] || undefined,
      seed: options.seed ?? true,
      durable: options.durable ?? true,
      progress,
    })
    const [prepared, builtApi, builtStorefront] = await Promise.allSettled([
      preparing,
      options.dev ? undefined : buildApi(root),
      options.dev || !withStorefront ? undefined : buildShop(logs, progress),
    ])
    if (prepared.status === 'fulfilled') started.push(() => prepared.value.stop())
    const database = must(prepared)
    const bundles = must(builtApi)
    must(builtStorefront)
    const env = processEnv({ given, sandboxes, ports, dataDir, databaseUrl: database.url, dev: options.dev ?? false })
    const source = (file: string): [string, ...string[]] => [
      node,
      join(root, 'node_modules/tsx/dist/cli.mjs'),
      'watch',
      '--clear-screen=false',
      `apps/api/src/${file}`,
    ]
    const bundle = (file: string): [string, ...string[]] => [node, '--enable-source-maps', file]

    const api = run('api', bundles ? bundle(bundles.main) : source('main.ts'), root, env)
    if (options.workers ?? true) run('worker', bundles ? bundle(bundles.worker) : source('worker.ts'), root, env)
    await untilAnswers(`http://127.0.0.1:${ports.api}/readyz`, api, 60, (status) => status === 200)
    progress(`the API answers at ${apiUrl}`)
    if (storefrontUrl) {
      const next = join(root, 'node_modules/next/dist/bin/next')
      const mode = options.dev ? 'dev' : 'start'
      const at = ['--hostname', given['STOREFRONT_HOST'] || '127.0.0.1', '--port', String(ports.storefront)]
      if (options.dev) await generate(run)
      const shop = run('storefront', [node, next, mode, ...at], join(root, 'apps/storefront'), env)
      await untilAnswers(`http://127.0.0.1:${ports.storefront}/`, shop, 90, (status) => status < 500)
      progress(`the shop answers at ${storefrontUrl}`)
    }
    const crashed = Promise.race(
      children.map((child) =>
        child.exited.then((ending) => (ending.asked ? new Promise<never>(() => undefined) : ending)),
      ),
    )
    return {
      storefrontUrl,
      apiUrl,
      stripeSandboxUrl: sandboxes.stripeUrl,
      fedexSandboxUrl: sandboxes.fedexUrl,
      databaseUrl: database.url,
      logs,
      pids: Object.fromEntries(children.map((child) => [child.name, child.pid])),
      startApi: async (more = {}) => {
        const { api: port } = await choosePorts('free', {})
        const name = `api-${port}`
        const child = run(name, bundles ? bundle(bundles.main) : [node, ...tsx, 'apps/api/src/main.ts'], root, {
          ...env,
          ...more,
          API_PORT: String(port),
        })
        await untilAnswers(`http://127.0.0.1:${port}/readyz`, child, 60, (status) => status === 200)
        return { url: `http://127.0.0.1:${port}`, pid: child.pid, stop: () => child.stop() }
      },
      crashed,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Ports that must be free before anything starts. */
function neededPorts(
  ports: Ports,
  env: NodeJS.ProcessEnv,
  options: { storefront: boolean; postgres: boolean },
): Partial<Ports> {
  const sandboxes = wantedSandboxes(env)
  return {
    ...(options.storefront ? { storefront: ports.storefront } : {}),
    api: ports.api,
    ...(sandboxes.stripe ? { stripe: ports.stripe } : {}),
    ...(sandboxes.fedex ? { fedex: ports.fedex } : {}),
    ...(options.postgres ? { postgres: ports.postgres } : {}),
  }
}

async function buildShop(logs: string, progress: (line: string) => void): Promise<void> {
  progress('building the storefront, unless nothing changed since the last build')
  const began = Date.now()
  const built = await buildStorefront(root, logs)
  progress(
    built ? `built the storefront in ${Math.round((Date.now() - began) / 1_000)} s` : 'the storefront is built already',
  )
}

/** The storefront's typed operations, which a fresh clone has not. */
async function generate(
  run: (name: string, command: [string, ...string[]], cwd: string, env: NodeJS.ProcessEnv) => Child,
): Promise<void> {
  const ending = await run(
    'codegen',
    ['npm', 'run', '--silent', 'codegen', '--workspace', 'apps/storefront'],
    root,
    process.env,
  ).exited
  if (ending.code !== 0) throw new Error(tellEnding(ending))
}

/** The environment of our processes: what was given, and what the pieces need to know of each other. */
function processEnv(parts: {
  given: NodeJS.ProcessEnv
  sandboxes: Sandboxes
  ports: Ports
  dataDir: string
  databaseUrl: string
  dev: boolean
}): NodeJS.ProcessEnv {
  const { given, ports } = parts
  return {
    // the storefront's server calls for many shoppers, and sends their addresses along
    TRUSTED_PROXIES: '1',
    RATE_LIMIT_PER_MINUTE: '6000',
    API_URL: `http://localhost:${ports.api}`,
    STOREFRONT_URL: `http://localhost:${ports.storefront}`,
    ...given,
    ...parts.sandboxes.env,
    NODE_ENV: parts.dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: parts.databaseUrl,
    PORTICO_DATA_DIR: parts.dataDir,
    API_PORT: String(ports.api),
    STOREFRONT_PORT: String(ports.storefront),
    PORTICO_API_URL: `http://127.0.0.1:${ports.api}`,
  }
}

function must<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}
