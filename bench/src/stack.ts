import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { startStack, type StackProcess } from '../../scripts/stack.ts'

/** What the benchmark needs of a running Portico. */
export interface BenchStack {
  apiUrl: string
  apiPid: number
  workerPid: number
  sftpUrl: string
  databaseUrl: string
  stripeSandboxUrl: string
  /** A second API process, which reaches its database by another address. */
  startApi: (databaseUrl: string) => Promise<StackProcess>
  stop: () => Promise<void>
}

const root = join(import.meta.dirname, '..', '..')

/** Limits that stand against strangers are off: one address asks for everything here. */
const open = {
  RATE_LIMIT_PER_MINUTE: '0',
  SIGN_IN_LIMIT_PER_MINUTE: '0',
  // requests of systems are counted as anywhere else
  CLIENT_LIMIT_PER_MINUTE: '10000000',
  // the subscriber of webhooks listens here
  WEBHOOK_ALLOW_PRIVATE: 'on',
  LOG_LEVEL: 'warn',
}

function generate(dataDir: string, databaseUrl: string, products: number, say: (line: string) => void): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'prisma/seed/generate.ts', '--products', String(products)],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DATABASE_URL: databaseUrl, PORTICO_DATA_DIR: dataDir },
    },
  )
  child.stdout.on('data', (data: Buffer) => data.toString().split('\n').filter(Boolean).forEach(say))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`generating products ended with code ${code}`)),
    )
  })
}

/**
 * Starts the API in production mode, its worker and the sandboxes, over so many generated products in a database of its own.
 * The database stays for the next run with the same number of products.
 */
export async function startBenchStack(products: number, say: (line: string) => void): Promise<BenchStack> {
  const dataDir = join(root, '.data', `bench-${products}`)
  const stack = await startStack({
    ports: 'free',
    dataDir,
    storefront: false,
    env: open,
    progress: say,
  })
  try {
    await generate(dataDir, stack.databaseUrl, products, say)
    const apiPid = stack.pids['api']
    const workerPid = stack.pids['worker']
    if (!apiPid || !workerPid || !stack.stripeSandboxUrl || !stack.sftpUrl)
      throw new Error(
        'the benchmark needs the API, the worker with SFTP, and the Stripe sandbox: unset STRIPE_SECRET_KEY and SFTP',
      )
    return {
      apiUrl: stack.apiUrl,
      apiPid,
      workerPid,
      sftpUrl: stack.sftpUrl,
      databaseUrl: stack.databaseUrl,
      stripeSandboxUrl: stack.stripeSandboxUrl,
      startApi: (databaseUrl) => stack.startApi({ DATABASE_URL: databaseUrl, DATABASE_REPLICA_URL: '' }),
      stop: () => stack.stop(),
    }
  } catch (error) {
    await stack.stop()
    throw error
  }
}
