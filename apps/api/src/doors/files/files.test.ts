import { randomBytes } from 'node:crypto'
import type SftpClient from 'ssh2-sftp-client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openPartnersDoor, rawOf, type Partner, type PartnersDoor } from '../../testing/partners.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let door: PartnersDoor
beforeAll(async () => {
  shop = await openShop()
  door = await openPartnersDoor(shop)
})
afterEach(() => door.endAll())
afterAll(() => shop.close())

const names = async (client: SftpClient, folder: string) => (await client.list(folder)).map(({ name }) => name).sort()
const content = async (client: SftpClient, path: string) => ((await client.get(path)) as Buffer).toString()
const stored = ({ username }: Partner, folder: string) => shop.built.files.list(username, folder)
const deeds = async ({ id }: Partner) =>
  (
    await shop.database.db
      .selectFrom('auditEntries')
      .select(['deed', 'after', 'by', 'door', 'principal', 'ip'])
      .where('principalId', '=', id)
      .orderBy('id')
      .execute()
  ).map(({ after, ...entry }) => ({ ...entry, ...(after as object) }))

describe('a partner’s own folders', () => {
  it('are where files are brought, listed, fetched, renamed and taken away', async () => {
    const partner = await door.partner()
    const client = await partner.connect()
    expect(await names(client, '/')).toEqual(['archive', 'error', 'inbound', 'outbound', 'tmp'])
    await client.put(Buffer.from('sku;price'), 'tmp/prices.csv.tmp')
    await client.rename('tmp/prices.csv.tmp', '/inbound/prices.csv')
    const [entry] = await client.list('inbound')
    expect(entry).toMatchObject({ name: 'prices.csv', size: 9, type: '-', rights: { user: 'rw' } })
    expect(await content(client, 'inbound/../inbound/./prices.csv')).toBe('sku;price')
    expect(await client.stat('inbound/prices.csv')).toMatchObject({ size: 9, isFile: true })
    await client.delete('inbound/prices.csv')
    expect(await stored(partner, 'inbound')).toEqual([])
    const about = { by: 'fileAccount', door: 'sftp', principal: partner.username, ip: '127.0.0.1' }
    expect(await deeds(partner)).toEqual([
      { ...about, deed: 'bring', path: 'tmp/prices.csv.tmp', size: 9 },
      { ...about, deed: 'rename', path: 'tmp/prices.csv.tmp', to: 'inbound/prices.csv', size: 9 },
      { ...about, deed: 'fetch', path: 'inbound/prices.csv', size: 9, sent: 9 },
      { ...about, deed: 'remove', path: 'inbound/prices.csv', size: 9 },
    ])
  })

  it('take files of many pieces in both directions, whole', async () => {
    const partner = await door.partner()
    const client = await partner.connect()
    const bytes = randomBytes(5_000_001)
    await client.put(bytes, 'inbound/big.bin')
    expect(bytes.equals((await client.get('inbound/big.bin')) as Buffer)).toBe(true)
  })

  it('have folders below them, as deep as paths may be', async () => {
    const partner = await door.partner()
    const client = await partner.connect()
    expect(await client.exists('inbound/2026')).toBe(false)
    await client.mkdir('inbound/2026/08', true)
    await client.mkdir('inbound/2026/08', true)
    await client.put(Buffer.from('x'), 'inbound/2026/08/a.csv')
    await expect(client.rmdir('inbound/2026/08')).rejects.toThrow('a folder that is not empty')
    await client.rmdir('inbound/2026', true)
    expect(await stored(partner, 'inbound')).toEqual([])
  })

  it('tell long listings in several packets', async () => {
    const partner = await door.partner()
    const client = await partner.connect()
    const wanted = Array.from({ length: 120 }, (_, index) => `order-${String(index).padStart(3, '0')}.xml`)
    for (const name of wanted) await shop.built.files.write(partner.username, `outbound/${name}`, Buffer.from(name))
    expect(await names(client, 'outbound')).toEqual(wanted)
  })

  it('do not show what the house is reading, or has not given a name yet', async () => {
    const partner = await door.partner()
    const client = await partner.connect()
    await shop.built.files.write(partner.username, '.work/prices.csv', Buffer.from('being read'))
    expect(await names(client, '/')).toEqual(['archive', 'error', 'inbound', 'outbound', 'tmp'])
    for (const path of ['.work', '/.work', 'inbound/../.work', '.work/prices.csv', './.work/prices.csv'])
      expect([path, await client.exists(path)]).toEqual([path, false])
    await expect(client.list('.work')).rejects.toThrow('There is no')
    await expect(client.get('.work/prices.csv')).rejects.toThrow('There is no')
    await expect(client.put(Buffer.from('x'), '.work/prices.csv')).rejects.toThrow(/may not|There is no/)
    await expect(client.delete('.work/prices.csv')).rejects.toThrow(/may not|There is no/)
    await expect(client.rename('.work/prices.csv', 'inbound/prices.csv')).rejects.toThrow(/may not|There is no/)
    await expect(client.mkdir('.work/mine')).rejects.toThrow(/may not|There is no|Bad path/)
    expect((await stored(partner, '.work')).map(({ path }) => path)).toEqual(['.work/prices.csv'])
  })

  it('are all that there is: a path that climbs ends at the root, as in a chroot', async () => {
    const [partner, other] = [await door.partner(), await door.partner()]
    await shop.built.files.prepare(other.username)
    await shop.built.files.write(other.username, 'outbound/secret.xml', Buffer.from('not yours'))
    const client = await partner.connect()
    expect(await client.realPath('../../..')).toBe('/')
    expect(await names(client, '../../../..')).toEqual(['archive', 'error', 'inbound', 'outbound', 'tmp'])
    for (const path of [
      `../${other.username}/outbound/secret.xml`,
      `inbound/../../${other.username}/outbound/secret.xml`,
      '/etc/passwd',
      '../../../../etc/passwd',
    ]) {
      await expect(client.get(path)).rejects.toThrow('There is no /')
      await expect(client.put(Buffer.from('x'), path)).rejects.toThrow('may not write in the root')
    }
    await client.put(Buffer.from('x'), 'outbound/../inbound/../../inbound/ok.csv')
    expect(await stored(partner, 'inbound')).toMatchObject([{ path: 'inbound/ok.csv' }])
    for (const name of ['a\\b.csv', 'a\nb.csv', 'a\u0000b.csv', `${'x'.repeat(300)}.csv`])
      await expect(client.put(Buffer.from('x'), `inbound/${name}`)).rejects.toThrow('cannot be used so')
    expect(await stored(partner, 'inbound')).toHaveLength(1)
    expect(await stored(other, 'outbound')).toHaveLength(1)
  })
})

describe('the rights of an account', () => {
  it('let it fetch and take away what lies in outbound, and read archive and error, unless told otherwise', async () => {
    const partner = await door.partner()
    const client = await partner.connect()
    await shop.built.files.write(partner.username, 'outbound/order.xml', Buffer.from('order'))
    await shop.built.files.write(partner.username, 'archive/a.csv', Buffer.from('old'))
    await expect(client.put(Buffer.from('x'), 'outbound/x.csv')).rejects.toThrow('may not write in /outbound')
    await expect(client.rename('outbound/order.xml', 'outbound/mine.xml')).rejects.toThrow('may not write')
    await expect(client.delete('archive/a.csv')).rejects.toThrow('may not delete in /archive')
    await expect(client.mkdir('error/x')).rejects.toThrow('may not write in /error')
    await expect(client.mkdir('another')).rejects.toThrow('may not write in the root')
    await expect(client.rmdir('inbound')).rejects.toThrow('may not delete in the root')
    expect(await content(client, 'archive/a.csv')).toBe('old')
    expect(await content(client, 'outbound/order.xml')).toBe('order')
    expect(await stored(partner, 'archive')).toHaveLength(1)
    await client.delete('outbound/order.xml')
    expect(await stored(partner, 'outbound')).toEqual([])
  })

  it('close folders that they do not name, and may let write where nothing can be read', async () => {
    const partner = await door.partner({
      rights: {
        inbound: { read: false, write: true, delete: false },
        outbound: { read: true, write: false, delete: false },
      },
    })
    const client = await partner.connect()
    expect(await names(client, '/')).toEqual(['inbound', 'outbound'])
    await client.put(Buffer.from('x'), 'inbound/a.csv')
    await expect(client.list('inbound')).rejects.toThrow('may not read in /inbound')
    await expect(client.get('inbound/a.csv')).rejects.toThrow('may not read in /inbound')
    await expect(client.delete('inbound/a.csv')).rejects.toThrow('may not delete in /inbound')
    for (const folder of ['archive', 'tmp']) await expect(client.list(folder)).rejects.toThrow('may not read')
    expect(await stored(partner, 'inbound')).toHaveLength(1)
  })

  it('hold at once, also for those who are here', async () => {
    const partner = await door.partner()
    const client = await partner.connect()
    await client.put(Buffer.from('x'), 'inbound/a.csv')
    await partner.change({ rights: { inbound: { read: true, write: false, delete: false } } })
    await expect
      .poll(() => client.put(Buffer.from('x'), 'inbound/b.csv').then(() => 'taken', String), { timeout: 10_000 })
      .toContain('may not write in /inbound')
    await client.list('inbound')
  })
})

describe('links', () => {
  it('are neither made nor read', async () => {
    const partner = await door.partner()
    const client = await partner.connect()
    await client.put(Buffer.from('x'), 'inbound/a.csv')
    const { sftp, call } = rawOf(client)
    await expect(call((done) => sftp.symlink('/etc/passwd', 'inbound/link', done))).rejects.toThrow('know no links')
    await expect(call((done) => sftp.readlink('inbound/a.csv', done))).rejects.toThrow('know no links')
    expect(await names(client, 'inbound')).toEqual(['a.csv'])
  })
})

describe('the quota of an account', () => {
  it('is held while a file comes in: it ends in time, and nothing of the file is left', async () => {
    const partner = await door.partner({ quotaBytes: '1000000' })
    const client = await partner.connect()
    await client.put(Buffer.alloc(400_000), 'inbound/a.bin')
    const before = await deeds(partner)
    // the writes that were on their way when it was refused are refused, too, and so is the close
    await expect(client.put(randomBytes(5_000_000), 'inbound/b.bin')).rejects.toThrow(
      `/inbound/b.bin would take ${partner.username} over its quota of 1000000 bytes`,
    )
    expect(await stored(partner, 'inbound')).toMatchObject([{ path: 'inbound/a.bin', size: 400_000 }])
    expect(await shop.built.files.unfinished(partner.username, 'inbound')).toEqual([])
    expect(await deeds(partner)).toEqual(before)
    await client.put(Buffer.alloc(500_000), 'inbound/c.bin')
    await expect(client.put(Buffer.alloc(200_000), 'inbound/d.bin')).rejects.toThrow('over its quota')
    // what a file replaces makes room for it
    await client.put(Buffer.alloc(500_000), 'inbound/c.bin')
    await client.delete('inbound/a.bin')
    await client.put(Buffer.alloc(200_000), 'inbound/d.bin')
  })

  it('stops 10 GB at the first byte that lies beyond it', async () => {
    const partner = await door.partner({ quotaBytes: '1000000' })
    const client = await partner.connect()
    const { sftp, call } = rawOf(client)
    for (const reach of [
      (handle: Buffer) => call((done) => sftp.write(handle, Buffer.from('x'), 0, 1, 10 * 2 ** 30, done)),
      (handle: Buffer) => call((done) => sftp.fsetstat(handle, { size: 10 * 2 ** 30 }, done)),
    ]) {
      const handle = await call<Buffer>((done) => sftp.open('inbound/huge.bin', 'w', done))
      await expect(reach(handle)).rejects.toThrow('over its quota')
      await expect(call((done) => sftp.close(handle, done))).rejects.toThrow('over its quota')
    }
    expect(await shop.built.files.used(partner.username)).toEqual({ finished: 0, unfinished: 0 })
  })

  it('is told to clients that ask how much room there is', async () => {
    const partner = await door.partner({ quotaBytes: '40960000' })
    const client = await partner.connect()
    await client.put(Buffer.alloc(4_096_000), 'inbound/a.bin')
    const { sftp, call } = rawOf(client)
    const room = await call((done) => sftp.ext_openssh_statvfs('/inbound', done))
    expect(room).toMatchObject({ f_frsize: 4096, f_blocks: 10_000, f_bavail: 9_000 })
  })
})

describe('a file that is half here', () => {
  /** Writes the beginning of a file, and is gone without a word. */
  async function breakOff(partner: Partner, path: string, text: string): Promise<void> {
    const { sftp, call, cut } = rawOf(await partner.connect())
    const handle = await call<Buffer>((done) => sftp.open(path, 'w', done))
    await call((done) => sftp.write(handle, Buffer.from(text), 0, text.length, 0, done))
    cut()
  }
  const halves = ({ username }: Partner) => shop.built.files.unfinished(username, 'inbound')

  it('is no file of the folder for the house, and stands at its name for its partner, who goes on with it', async () => {
    const partner = await door.partner()
    await breakOff(partner, 'inbound/prices.csv', 'half ')
    await expect.poll(() => halves(partner)).toMatchObject([{ path: 'inbound/prices.csv', size: 5 }])
    expect(await stored(partner, 'inbound')).toEqual([])
    expect(await deeds(partner)).toEqual([])

    const client = await partner.connect()
    expect(await names(client, 'inbound')).toEqual(['prices.csv'])
    expect(await client.stat('inbound/prices.csv')).toMatchObject({ size: 5 })
    await expect(client.get('inbound/prices.csv')).rejects.toThrow('is not finished')
    await expect(client.rename('inbound/prices.csv', 'inbound/other.csv')).rejects.toThrow('is not finished')
    await client.append(Buffer.from('and half'), 'inbound/prices.csv')
    expect(await content(client, 'inbound/prices.csv')).toBe('half and half')
    expect(await halves(partner)).toEqual([])
    await expect.poll(() => deeds(partner)).toMatchObject([{ deed: 'bring', size: 13 }, { deed: 'fetch' }])
  })

  it('is gone on with at its place by a client that resumes', async () => {
    const partner = await door.partner()
    await breakOff(partner, 'inbound/prices.csv', '01234')
    await expect.poll(() => halves(partner)).toHaveLength(1)
    const client = await partner.connect()
    const rest = client.createWriteStream('inbound/prices.csv', { flags: 'r+', start: 5 })
    await new Promise((resolve, reject) => rest.on('close', resolve).on('error', reject).end('56789'))
    expect(await content(client, 'inbound/prices.csv')).toBe('0123456789')
  })

  it('is begun anew by a client that puts it again, or taken away', async () => {
    const partner = await door.partner()
    await breakOff(partner, 'inbound/a.csv', 'a long beginning')
    await breakOff(partner, 'inbound/b.csv', 'b')
    await expect.poll(() => halves(partner)).toHaveLength(2)
    const client = await partner.connect()
    await client.put(Buffer.from('short'), 'inbound/a.csv')
    await client.delete('inbound/b.csv')
    expect(await halves(partner)).toEqual([])
    expect(await content(client, 'inbound/a.csv')).toBe('short')
  })

  it('is taken over by the session that came last, when the first one hangs', async () => {
    const partner = await door.partner()
    const hanging = await partner.connect()
    const first = hanging.createWriteStream('inbound/prices.csv')
    await new Promise((resolve) => first.write('from the first', resolve))
    const client = await partner.connect()
    await client.put(Buffer.from('from the second'), 'inbound/prices.csv')
    const failed = new Promise<Error>((resolve) => first.on('error', resolve))
    first.end(' and more')
    expect((await failed).message).toContain('another session began to write it')
    expect(await content(client, 'inbound/prices.csv')).toBe('from the second')
    expect(await halves(partner)).toEqual([])
  })

  it('leaves the former file of its name in place until it is closed', async () => {
    const partner = await door.partner()
    const client = await partner.connect()
    await client.put(Buffer.from('former'), 'inbound/prices.csv')
    await breakOff(partner, 'inbound/prices.csv', 'half')
    await expect.poll(() => halves(partner)).toHaveLength(1)
    expect(await content(client, 'inbound/prices.csv')).toBe('former')
    expect(await stored(partner, 'inbound')).toMatchObject([{ size: 6 }])
  })
})
