import { execFile, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type SftpClient from 'ssh2-sftp-client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openPartnersDoor, rawOf, type Partner, type PartnersDoor } from '../../testing/partners.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { newKeyPair } from './key-pairs.ts'

let shop: OpenShop
let door: PartnersDoor
let folder: string
beforeAll(async () => {
  shop = await openShop()
  door = await openPartnersDoor(shop)
  folder = await mkdtemp(join(tmpdir(), 'portico-clients-'))
})
afterEach(() => door.endAll())
afterAll(async () => {
  await shop.close()
  await rm(folder, { recursive: true, force: true })
})

const stored = async ({ username }: Partner, at: string) =>
  (await shop.built.files.list(username, at)).map((entry) =>
    'folder' in entry ? entry.path : `${entry.path} ${entry.size}`,
  )

const hasOpenssh = spawnSync('sftp', ['-V']).error === undefined
if (!hasOpenssh) process.stdout.write('no `sftp` on this machine: OpenSSH’s client is not tried here\n')

describe.skipIf(!hasOpenssh)('OpenSSH’s sftp', () => {
  let partner: Partner
  beforeAll(async () => {
    const pair = newKeyPair({ type: 'ed25519' })
    await writeFile(join(folder, 'id'), pair.private, { mode: 0o600 })
    partner = await door.partner({ password: null, publicKeys: [pair.public], quotaBytes: '20000000' })
  })

  /** Runs lines of a batch, as schedulers do; stops at the first that fails unless it begins with `-`. */
  const sftp = (...lines: string[]) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const options = [
        'StrictHostKeyChecking=accept-new',
        `UserKnownHostsFile=${join(folder, 'known')}`,
        'BatchMode=yes',
      ]
      const child = execFile(
        'sftp',
        [
          '-q',
          '-b',
          '-',
          '-P',
          String(door.port),
          '-i',
          join(folder, 'id'),
          ...options.flatMap((one) => ['-o', one]),
          `${partner.username}@127.0.0.1`,
        ],
        { cwd: folder },
        (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
      )
      child.stdin?.end(`${lines.join('\n')}\n`)
    })

  it('brings, renames over a name, lists, fetches with times, and takes away', async () => {
    const bytes = randomBytes(3_000_000)
    await writeFile(join(folder, 'prices.csv'), bytes)
    const { code, said } = await sftp(
      'put -p prices.csv tmp/prices.csv.tmp',
      'put prices.csv inbound/prices.csv',
      'rename tmp/prices.csv.tmp inbound/prices.csv',
      'ls -l inbound',
      'get -p inbound/prices.csv back.csv',
      'chmod 600 inbound/prices.csv',
      'mkdir inbound/sub',
      'rmdir inbound/sub',
      'df',
      'pwd',
    )
    expect([code, said]).toEqual([0, expect.stringContaining('Remote working directory: /')])
    expect(said).toMatch(/-rw------- +1 \S+ +\S+ +3000000 .* prices\.csv/)
    expect(bytes.equals(await readFile(join(folder, 'back.csv')))).toBe(true)
    expect(await stored(partner, 'inbound')).toEqual(['inbound/prices.csv 3000000'])
    expect(await stored(partner, 'tmp')).toEqual([])
    expect((await sftp('rm inbound/prices.csv')).code).toBe(0)
  })

  it('resumes in both directions', async () => {
    const bytes = randomBytes(1_000_000)
    await writeFile(join(folder, 'big.bin'), bytes)
    const coming = await shop.built.files.receive(partner.username, 'inbound/big.bin', 'nothing')
    await coming.write(0, bytes.subarray(0, 400_000))
    await coming.keep()
    await writeFile(join(folder, 'part.bin'), bytes.subarray(0, 123_456))
    expect(await sftp('reput big.bin inbound/big.bin', 'reget inbound/big.bin part.bin')).toMatchObject({ code: 0 })
    expect(bytes.equals(await readFile(join(folder, 'part.bin')))).toBe(true)
    expect(await stored(partner, 'inbound')).toEqual(['inbound/big.bin 1000000'])
    expect((await sftp('rm inbound/big.bin')).code).toBe(0)
  })

  it('hears why, where something is refused', async () => {
    await writeFile(join(folder, 'huge.bin'), randomBytes(25_000_000))
    for (const [line, words] of [
      ['put prices.csv outbound/prices.csv', 'Permission denied'],
      ['ln -s /etc/passwd inbound/link', 'Failure|unsupported'],
      ['put prices.csv ../../etc/prices.csv', 'Permission denied|No such file'],
      ['get /etc/passwd stolen', 'not found|No such file'],
      ['put huge.bin inbound/huge.bin', 'Failure|quota'],
    ] as const) {
      const { code, said } = await sftp(line)
      expect([line, code]).toEqual([line, 1])
      expect(said).toMatch(new RegExp(words, 'i'))
    }
    expect(await stored(partner, 'inbound')).toEqual([])
    expect(await shop.built.files.unfinished(partner.username, 'inbound')).toEqual([])
  })
})

const hasLftp = spawnSync('lftp', ['--version']).error === undefined
if (!hasLftp) process.stdout.write('no `lftp` on this machine: it is not tried here\n')

describe.skipIf(!hasLftp || !hasOpenssh)('lftp', () => {
  it('brings, replaces, renames over a name, mirrors, fetches and takes away', async () => {
    const pair = newKeyPair({ type: 'ed25519' })
    await writeFile(join(folder, 'lftp-id'), pair.private, { mode: 0o600 })
    const partner = await door.partner({ password: null, publicKeys: [pair.public] })
    const bytes = randomBytes(1_500_000)
    await writeFile(join(folder, 'lftp.bin'), bytes)
    await shop.built.files.write(partner.username, 'outbound/orders/1.xml', Buffer.from('one'))
    await shop.built.files.write(partner.username, 'outbound/orders/2.xml', Buffer.from('two'))
    const ssh = `ssh -a -x -i ${join(folder, 'lftp-id')} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR`
    const { code, said } = await new Promise<{ code: number; said: string }>((resolve) => {
      const commands = [
        'set cmd:fail-exit yes',
        'set net:max-retries 1',
        `set sftp:connect-program "${ssh}"`,
        `open -u ${partner.username},none -p ${door.port} sftp://127.0.0.1`,
        'put -O inbound lftp.bin',
        'put -O inbound lftp.bin',
        'put lftp.bin -o tmp/lftp.bin.tmp',
        'mv tmp/lftp.bin.tmp inbound/lftp.bin',
        'get inbound/lftp.bin -o lftp-back.bin',
        'mirror outbound/orders lftp-orders',
        'cls -1 inbound',
        'rm -r outbound/orders',
      ]
      execFile('lftp', ['-c', commands.join('; ')], { cwd: folder }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
      )
    })
    expect([code, said]).toEqual([0, expect.stringContaining('lftp.bin')])
    expect(bytes.equals(await readFile(join(folder, 'lftp-back.bin')))).toBe(true)
    expect(await readFile(join(folder, 'lftp-orders/2.xml'), 'utf8')).toBe('two')
    expect(await stored(partner, 'inbound')).toEqual(['inbound/lftp.bin 1500000'])
    expect(await stored(partner, 'tmp')).toEqual([])
    expect(await stored(partner, 'outbound')).toEqual([])
  })
})

describe('the habits of other clients', () => {
  let client: SftpClient
  let partner: Partner
  const file = Buffer.from('sku;price\n')
  const callOf = () => rawOf(client)
  const arrived = () => stored(partner, 'inbound')
  const connected = async () => {
    partner = await door.partner()
    client = await partner.connect()
  }

  it('WinSCP: a .filepart that is renamed, the time set afterwards, and an existing file taken away first', async () => {
    await connected()
    const { sftp, call } = callOf()
    for (const replaced of [false, true]) {
      if (replaced) expect(await client.exists('inbound/prices.csv')).toBe('-')
      await client.put(file, 'inbound/prices.csv.filepart')
      if (replaced) await client.delete('inbound/prices.csv')
      await client.rename('inbound/prices.csv.filepart', 'inbound/prices.csv')
      await call((done) => sftp.setstat('inbound/prices.csv', { atime: 1, mtime: 1 }, done))
    }
    expect(await arrived()).toEqual([`inbound/prices.csv ${file.length}`])
  })

  it('SAP PI: a temporary name and a plain rename, over a file that is there', async () => {
    await connected()
    for (let time = 0; time < 2; time += 1) {
      await client.put(file, 'tmp/MATMAS.xml.tmp')
      await client.rename('tmp/MATMAS.xml.tmp', 'inbound/MATMAS.xml')
    }
    expect(await arrived()).toEqual([`inbound/MATMAS.xml ${file.length}`])
  })

  it('SAP CPI: a look before everything, the file, and an empty .done', async () => {
    await connected()
    expect(await client.exists('/inbound')).toBe('d')
    expect(await client.exists('/inbound/orders.csv')).toBe(false)
    await client.put(file, '/inbound/orders.csv')
    await client.put(Buffer.alloc(0), '/inbound/orders.csv.done')
    expect(await arrived()).toEqual([`inbound/orders.csv ${file.length}`, 'inbound/orders.csv.done 0'])
  })

  it('SAP CPI: fetches what lies in outbound in the order of names, and takes it away', async () => {
    await connected()
    for (const number of ['2', '1'])
      await shop.built.files.write(partner.username, `outbound/ORDERS_${number}.xml`, Buffer.from(number))
    const listing = (await client.list('outbound', (one) => one.name.endsWith('.xml'))).map(({ name }) => name).sort()
    const fetched: string[] = []
    for (const name of listing) {
      fetched.push(((await client.get(`outbound/${name}`)) as Buffer).toString())
      await client.delete(`outbound/${name}`)
    }
    expect(fetched).toEqual(['1', '2'])
    expect(await stored(partner, 'outbound')).toEqual([])
  })

  it('lftp: mkdir of a folder that is there, chmod after an upload, append', async () => {
    await connected()
    const { sftp, call } = callOf()
    await expect(call((done) => sftp.mkdir('inbound', done))).rejects.toThrow('is there already')
    await client.put(file, 'inbound/a.csv')
    await client.chmod('inbound/a.csv', 0o644)
    await client.append(file, 'inbound/a.csv')
    expect(await arrived()).toEqual([`inbound/a.csv ${2 * file.length}`])
  })

  it('ssh2’s fastPut and fastGet: many pieces at once, out of their order', async () => {
    await connected()
    const bytes = randomBytes(4_000_003)
    await writeFile(join(folder, 'fast.bin'), bytes)
    await client.fastPut(join(folder, 'fast.bin'), 'inbound/fast.bin')
    await client.fastGet('inbound/fast.bin', join(folder, 'fast-back.bin'))
    expect(bytes.equals(await readFile(join(folder, 'fast-back.bin')))).toBe(true)
  })

  it('a new file only where there is none, and a file that must be there', async () => {
    await connected()
    const { sftp, call } = callOf()
    await client.put(file, 'inbound/a.csv')
    await expect(call((done) => sftp.open('inbound/a.csv', 'wx', done))).rejects.toThrow('is there already')
    await expect(call((done) => sftp.open('inbound/b.csv', 'r+', done))).rejects.toThrow('There is no')
    expect(await arrived()).toEqual([`inbound/a.csv ${file.length}`])
  })

  it('more open files than one session may have are refused, and the others go on', async () => {
    await connected()
    const { sftp, call } = callOf()
    await client.put(file, 'inbound/a.csv')
    const open = () => call<Buffer>((done) => sftp.open('inbound/a.csv', 'r', done))
    const handles = await Promise.all(Array.from({ length: 64 }, open))
    await expect(open()).rejects.toThrow('64 files and folders open')
    for (const handle of handles) await call((done) => sftp.close(handle, done))
    await call((done) => sftp.close(Buffer.from('mine'), done)).catch((error: Error) => {
      expect(error.message).toContain('such handle')
    })
    expect(file.equals((await client.get('inbound/a.csv')) as Buffer)).toBe(true)
  })
})
