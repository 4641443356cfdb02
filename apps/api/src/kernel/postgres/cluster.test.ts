import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { forgetCluster, startCluster, type Cluster } from './cluster.ts'
import { fleetingFolder } from './fleeting.ts'
import { freePort } from './ports.ts'

const folders: string[] = []
function folder(mode = 0o755): string {
  const made = fleetingFolder('portico-cluster-')
  chmodSync(made, mode)
  folders.push(made)
  return made
}

async function ask(cluster: Cluster, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: cluster.url('shop') })
  await client.connect()
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true })
})

const nobody = () => Number(spawnSync('id', ['-u', 'nobody'], { encoding: 'utf8' }).stdout)

/** Only root can become somebody else, who must be let into this clone: one in a folder of mode 0700 is closed to them. */
function readableForNobody(): boolean {
  if (process.getuid?.() !== 0 || spawnSync('id', ['nobody']).status !== 0) return false
  return spawnSync('test', ['-r', join(import.meta.dirname, 'cluster.ts')], { uid: nobody() }).status === 0
}

describe('the embedded PostgreSQL', () => {
  it('makes a cluster, keeps its data over a second start, and has the extensions that the shop needs', async () => {
    const dataDir = folder()
    const first = await startCluster({ dataDir, port: 0, durable: false })
    await first.ensureDatabase('shop')
    await first.ensureDatabase('shop')
    await ask(first, 'create table kept as select 42 as answer')
    await first.stop()
    const second = await startCluster({ dataDir, port: 0, durable: false })
    try {
      expect(await ask(second, 'select answer from kept')).toEqual([42])
      for (const name of ['pg_trgm', 'unaccent', 'btree_gin', 'citext', 'pgcrypto', 'fuzzystrmatch'])
        await ask(second, `create extension ${name}`)
      expect(await ask(second, "select lower('ÄÖÜ')")).toEqual(['äöü'])
      expect(await ask(second, 'show jit')).toEqual(['off'])
    } finally {
      await second.stop()
    }
  })

  it('starts although a dead server left its postmaster.pid, with a number that lives on in another process', async () => {
    const dataDir = folder()
    const cluster = await startCluster({ dataDir, port: 0, durable: false })
    const pidFile = join(cluster.folder, 'postmaster.pid')
    const left = readFileSync(pidFile, 'utf8').split('\n')
    await cluster.stop()
    writeFileSync(pidFile, [String(process.pid), ...left.slice(1)].join('\n'))
    const again = await startCluster({ dataDir, port: 0, durable: false })
    await again.stop()
    expect(existsSync(pidFile)).toBe(false)
  })

  it('uses a server that already runs on the data along, leaves it running, and does not forget its data meanwhile', async () => {
    const dataDir = folder()
    const first = await startCluster({ dataDir, port: 0, durable: false })
    const second = await startCluster({ dataDir, port: 0, durable: false })
    expect(second.port).toBe(first.port)
    await second.stop()
    await first.ensureDatabase('shop')
    await expect(forgetCluster(dataDir)).rejects.toThrow('still runs')
    await first.stop()
    await forgetCluster(dataDir)
    expect(existsSync(first.folder)).toBe(false)
  })

  it('names the port and the setting when the port is taken', async () => {
    const other = createServer()
    const port = await freePort()
    await new Promise<void>((listening) => other.listen(port, '127.0.0.1', listening))
    await expect(startCluster({ dataDir: folder(), port })).rejects.toThrow(`Port ${port} is taken`)
    await expect(startCluster({ dataDir: folder(), port })).rejects.toThrow('POSTGRES_PORT')
    await new Promise((closed) => other.close(closed))
  })

  it('ends with a parent that was killed', async () => {
    const dataDir = folder()
    const script = `import { startCluster } from ${JSON.stringify(join(import.meta.dirname, 'cluster.ts'))}
      const cluster = await startCluster({ dataDir: ${JSON.stringify(dataDir)}, port: 0, durable: false })
      console.log('up ' + cluster.folder); setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const cluster = await new Promise<string>((up) =>
      parent.stdout.on('data', (chunk: Buffer) => up(chunk.toString().trim().slice(3))),
    )
    parent.kill('SIGKILL')
    const gone = () => !existsSync(join(cluster, 'postmaster.pid'))
    for (let waited = 0; waited < 10_000 && !gone(); waited += 50) await new Promise((wait) => setTimeout(wait, 50))
    expect(gone()).toBe(true)
  })

  it.runIf(process.getuid?.() === 0)(
    'keeps the cluster elsewhere when root has closed the folder, and says where',
    async () => {
      const cluster = await startCluster({ dataDir: join(folder(0o700), '.data'), port: 0, durable: false })
      await cluster.stop()
      expect(cluster.folder).toMatch(/^\/var\/lib\/portico\/[0-9a-f]{12}\/postgres$/)
      folders.push(join(cluster.folder, '..'))
    },
  )

  it.runIf(readableForNobody())('starts for an ordinary user', async () => {
    const dataDir = folder(0o777)
    const script = `import { startCluster } from ${JSON.stringify(join(import.meta.dirname, 'cluster.ts'))}
      const cluster = await startCluster({ dataDir: ${JSON.stringify(dataDir)}, port: 0, durable: false })
      await cluster.ensureDatabase('shop'); await cluster.stop(); console.log('fine')`
    const ran = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      encoding: 'utf8',
      uid: nobody(),
      env: { ...process.env, TMPDIR: dataDir, HOME: dataDir },
    })
    expect(ran.stderr + ran.stdout).toContain('fine')
  })
})
