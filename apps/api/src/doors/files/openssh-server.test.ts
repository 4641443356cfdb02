import { execFile, execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { statSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import SftpClient from 'ssh2-sftp-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repositoryRoot } from '../../kernel/root.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { newKeyPair } from './key-pairs.ts'

const has = (command: string) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
const sshd = '/usr/sbin/sshd'
/** Whether users who are not root may enter a folder, by all those above it: workers have users of their own. */
const openToOthers = (path: string): boolean =>
  (statSync(path).mode & 0o001) !== 0 && (path === dirname(path) || openToOthers(dirname(path)))
const able = process.getuid?.() === 0 && has(sshd) && has('sftp') && has('useradd') && openToOthers(repositoryRoot())
if (!able)
  process.stdout.write(
    'no `sshd` on this machine, not root, or this folder is closed to other users: partners on OpenSSH are not tried here (docs/guides/sftp.md)\n',
  )

/** Partners on OpenSSH as the guide has it: its two commands, run for real. Names are this process's own: users are the machine's. */
describe.skipIf(!able)('partners on OpenSSH', () => {
  const own = `pt${process.pid}`
  const [group, worker, partner, gone] = [`${own}g`, `${own}w`, `${own}a`, `${own}b`]
  let shop: OpenShop
  let root: string
  let folder: string
  /** Where the worker's own user may keep what it compiles. */
  let scratch: string
  let port: number
  let server: ChildProcess | undefined
  let log = ''
  const accounts = new Map<string, string>()

  beforeAll(async () => {
    shop = await openShop()
    folder = await mkdtemp(join(tmpdir(), 'portico-openssh-'))
    // sshd locks partners into folders that belong to root all the way up, which /tmp does not
    root = await mkdtemp('/srv/portico-openssh-')
    await chmod(root, 0o755)
    port = await freePort()
    execFileSync('groupadd', ['--system', group])
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', '-g', group, worker])
    scratch = await mkdtemp(join(tmpdir(), 'portico-openssh-worker-'))
    const { uid, gid } = workerIds()
    await chown(scratch, uid, gid)
    const pair = newKeyPair({ type: 'ed25519' })
    await writeFile(join(folder, 'id'), pair.private, { mode: 0o600 })
    for (const username of [partner, gone]) accounts.set(username, await account(username, pair.public))
    await setUp()
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'host')])
    const config = files('openssh-config')
    await writeFile(
      join(folder, 'config'),
      `ListenAddress 127.0.0.1\nHostKey ${join(folder, 'host')}\nPidFile none\n${config}`,
    )
    await mkdir('/run/sshd', { recursive: true, mode: 0o755 })
    server = spawn(sshd, ['-D', '-e', '-f', join(folder, 'config')], { stdio: ['ignore', 'ignore', 'pipe'] })
    server.stderr!.on('data', (words: Buffer) => (log += words.toString()))
    for (let tries = 0; !log.includes('Server listening') && tries < 300; tries += 1)
      await new Promise((wait) => setTimeout(wait, 100))
    expect(log).toContain('Server listening')
  }, 180_000)

  afterAll(async () => {
    server?.kill('SIGTERM')
    for (const user of [partner, gone, worker]) spawnSync('userdel', [user])
    spawnSync('groupdel', [group])
    for (const name of [partner, gone]) await rm(`/etc/ssh/portico/${name}`, { force: true })
    await rm(root, { recursive: true, force: true })
    for (const made of [folder, scratch]) await rm(made, { recursive: true, force: true })
    await shop.close()
  })

  const settings = () => ({
    ...process.env,
    DATABASE_URL: shop.databaseUrl,
    FILES_DIR: root,
    FILES_GROUP: group,
    SFTP_PORT: String(port),
    PORTICO_USER: worker,
  })
  const files = (command: string) =>
    execFileSync(process.execPath, ['--import', 'tsx', join(repositoryRoot(), 'scripts/files.ts'), command], {
      env: settings(),
      cwd: repositoryRoot(),
      encoding: 'utf8',
    })
  const setUp = async () => {
    await writeFile(join(folder, 'setup.sh'), files('openssh-setup'))
    execFileSync('sh', [join(folder, 'setup.sh')], { env: settings() })
  }
  async function account(username: string, key: string): Promise<string> {
    const relationships = { organization: { data: { type: 'organizations', id: shop.website.organizationId } } }
    const attributes = { username, name: 'A partner', publicKeys: [key] }
    const made = await send(await shop.client(), '/admin/api/fileAccounts', {
      method: 'POST',
      body: { data: { type: 'fileAccounts', attributes, relationships } },
    })
    expect(made.status).toBe(201)
    return made.one.id
  }

  const options = () => [
    ...['-i', join(folder, 'id')],
    ...['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR', 'BatchMode=yes'].flatMap(
      (one) => ['-o', one],
    ),
  ]
  const run = (command: string, given: readonly string[], input = '') =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const child = execFile(command, given, { cwd: folder }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, said: stdout + stderr }),
      )
      child.stdin?.end(input)
    })
  const sftp = (user: string, ...lines: string[]) =>
    run('sftp', ['-q', '-b', '-', '-P', String(port), ...options(), `${user}@127.0.0.1`], `${lines.join('\n')}\n`)
  const inside = (...path: string[]) => join(root, partner, ...path)
  const workerIds = () => {
    const [uid = 0, gid = 0] = ['-u', '-g'].map((which) =>
      Number(execFileSync('id', [which, worker], { encoding: 'utf8' })),
    )
    return { uid, gid }
  }
  /** Does something as the workers do: by their user, with their store. */
  const asWorker = (code: string) => {
    const store = join(repositoryRoot(), 'apps/api/src/adapters/storage/index.ts')
    const script = `const { filesOnDisk } = await import(${JSON.stringify(store)}); const store = filesOnDisk(process.env.FILES_DIR); ${code}`
    const env = { PATH: process.env.PATH, FILES_DIR: root, HOME: '/nonexistent', TMPDIR: scratch }
    return spawnSync(
      process.execPath,
      ['--import', join(repositoryRoot(), 'node_modules/tsx/dist/loader.mjs'), '--input-type=module', '-e', script],
      { env, ...workerIds(), cwd: '/', encoding: 'utf8' },
    )
  }

  it('bring, rename over a name, list, fetch and take away with OpenSSH’s sftp', async () => {
    await writeFile(join(folder, 'prices.csv'), 'sku;price\n')
    await writeFile(join(folder, 'newer.csv'), 'sku;newer price\n')
    const { code, said } = await sftp(
      partner,
      'put prices.csv inbound/prices.csv',
      'put newer.csv tmp/prices.csv.tmp',
      'rename tmp/prices.csv.tmp inbound/prices.csv',
      'ls -l inbound',
      'get inbound/prices.csv back.csv',
      'put prices.csv inbound/other.csv',
      'rm inbound/other.csv',
      'pwd',
    )
    expect([code, said]).toEqual([0, expect.stringContaining('Remote working directory: /')])
    expect(await readFile(join(folder, 'back.csv'), 'utf8')).toBe('sku;newer price\n')
    expect(await readdir(inside('inbound'))).toEqual(['prices.csv'])
  })

  it.skipIf(!has('lftp'))(
    'bring, replace, fetch and take away with lftp, whose rename replaces nothing at OpenSSH',
    async () => {
      await writeFile(join(folder, 'lftp.csv'), 'by lftp\n')
      const lftp = (...commands: string[]) =>
        run('lftp', [
          '-c',
          [
            'set cmd:fail-exit yes',
            'set net:max-retries 1',
            `set sftp:connect-program "ssh -a -x ${options().join(' ')}"`,
            `open -u ${partner},none -p ${port} sftp://127.0.0.1`,
            ...commands,
          ].join('; '),
        ])
      expect(await lftp('put -O inbound lftp.csv', 'put -O inbound lftp.csv', 'cat inbound/lftp.csv')).toMatchObject({
        code: 0,
        said: expect.stringContaining('by lftp') as string,
      })
      expect((await lftp('put lftp.csv -o tmp/lftp.csv.tmp', 'mv tmp/lftp.csv.tmp inbound/lftp.csv')).code).toBe(1)
      expect(
        (await lftp('rm inbound/lftp.csv', 'mv tmp/lftp.csv.tmp inbound/lftp.csv', 'rm inbound/lftp.csv')).code,
      ).toBe(0)
      expect(await readdir(inside('tmp'))).toEqual([])
    },
  )

  it('bring and rename over a name with ssh2-sftp-client', async () => {
    const client = new SftpClient()
    await client.connect({
      ...{ host: '127.0.0.1', port, username: partner },
      privateKey: await readFile(join(folder, 'id')),
    })
    for (const words of ['first', 'second']) {
      await client.put(Buffer.from(words), 'tmp/node.csv.tmp')
      await client.posixRename('tmp/node.csv.tmp', 'inbound/node.csv')
    }
    expect(((await client.get('inbound/node.csv')) as Buffer).toString()).toBe('second')
    await client.delete('inbound/node.csv')
    await client.end()
  })

  it('have their files read and moved by the workers, and fetch what these write', async () => {
    const done = asWorker(`
      const [file] = await store.list('${partner}', 'inbound')
      await store.move('${partner}', file.path, '.work/prices.csv')
      for await (const piece of await store.read('${partner}', '.work/prices.csv')) process.stdout.write(piece)
      await store.move('${partner}', '.work/prices.csv', 'archive/2026/11/prices.csv')
      await store.write('${partner}', 'outbound/orders.csv', Buffer.from('order'))
      await store.write('${partner}', '.work/busy.csv', Buffer.from('busy'))`)
    expect([done.status, done.stdout, done.stderr]).toEqual([0, 'sku;newer price\n', ''])
    const { code } = await sftp(
      partner,
      'get outbound/orders.csv fetched.csv',
      'rm outbound/orders.csv',
      'get archive/2026/11/prices.csv',
    )
    expect(code).toBe(0)
    expect(await readFile(join(folder, 'fetched.csv'), 'utf8')).toBe('order')
  })

  it('get nowhere else: not out of their folder, not into what is being read, by no link, and to no shell', async () => {
    for (const line of [
      'get /etc/passwd',
      'get ../../etc/passwd',
      `get ../${gone}/inbound`,
      'ls .work/busy.csv',
      'get .work/busy.csv',
      'put prices.csv .work/mine.csv',
      'put prices.csv archive/mine.csv',
      'put prices.csv mine.csv',
      'ln -s /etc/passwd inbound/link',
      'ln inbound tmp/hard',
    ])
      expect([line, (await sftp(partner, line)).code]).toEqual([line, 1])
    expect(await readdir(inside('inbound'))).toEqual([])
    const shell = await run('ssh', ['-p', String(port), ...options(), `${partner}@127.0.0.1`, 'id'])
    expect(shell).toMatchObject({ code: 1, said: expect.stringContaining('sftp connections only') as string })
    const forward = await run('ssh', ['-p', String(port), ...options(), '-W', '127.0.0.1:22', `${partner}@127.0.0.1`])
    expect(forward.code).not.toBe(0)
  })

  it('are let in no more once they are switched off and the script has run again', async () => {
    expect((await sftp(gone, 'pwd')).code).toBe(0)
    const id = accounts.get(gone)!
    await send(await shop.client(), `/admin/api/fileAccounts/${id}`, {
      method: 'PATCH',
      body: { data: { type: 'fileAccounts', id, attributes: { active: false } } },
    })
    await setUp()
    expect((await sftp(gone, 'pwd')).code).toBe(255)
    expect((await sftp(partner, 'pwd')).code).toBe(0)
    expect((await stat(inside('.work'))).mode & 0o777).toBe(0o700)
  })
})

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}
