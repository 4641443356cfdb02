import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FileMissing, PathRefused, type FileStore } from '../../kernel/file-store.ts'
import { filesOnDisk } from './files-on-disk.ts'

let folder: string
let outside: string
let store: FileStore
beforeAll(async () => {
  const top = await mkdtemp(join(tmpdir(), 'portico-disk-'))
  ;[folder, outside] = [join(top, 'files'), join(top, 'outside')]
  await mkdir(outside)
  await writeFile(join(outside, 'secret.txt'), 'not for partners')
  store = filesOnDisk(folder)
  await store.prepare('sap')
})
afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }))

describe('links that a partner left, whose own server let them make some', () => {
  const at = (path: string) => join(folder, 'sap', path)

  it('are not followed, neither to a file nor through a folder', async () => {
    await symlink(join(outside, 'secret.txt'), at('inbound/link.csv'))
    await symlink(outside, at('inbound/way'))
    await store.write('sap', 'inbound/own.csv', Buffer.from('own'))
    for (const attempt of [
      () => store.read('sap', 'inbound/way/secret.txt'),
      () => store.open('sap', 'inbound/way/secret.txt'),
      () => store.open('sap', 'inbound/link.csv'),
      () => store.write('sap', 'inbound/way/new.txt', Buffer.from('x')),
      () => store.write('sap', 'inbound/way/deep/new.txt', Buffer.from('x')),
      () => store.write('sap', 'inbound/link.csv', Buffer.from('x')),
      () => store.receive('sap', 'inbound/way/new.txt', 'nothing'),
      () => store.move('sap', 'inbound/own.csv', 'inbound/way/secret.txt'),
      () => store.move('sap', 'inbound/way/secret.txt', 'inbound/mine.txt'),
      () => store.makeFolder('sap', 'inbound/way/new'),
      () => store.list('sap', 'inbound/way'),
    ])
      await expect(attempt()).rejects.toBeInstanceOf(PathRefused)
    for (const attempt of [
      () => store.move('sap', 'inbound/link.csv', 'archive/link.csv'),
      () => store.remove('sap', 'inbound/link.csv'),
    ])
      await expect(attempt()).rejects.toBeInstanceOf(FileMissing)
    expect(await store.find('sap', 'inbound/link.csv')).toBeUndefined()
    expect(await store.find('sap', 'inbound/way/secret.txt')).toBeUndefined()
    expect((await store.list('sap', 'inbound')).map(({ path }) => path)).toEqual(['inbound/own.csv'])
    expect(await readdir(outside)).toEqual(['secret.txt'])
    expect(await readFile(join(outside, 'secret.txt'), 'utf8')).toBe('not for partners')
  })

  it('do not stand for an account either', async () => {
    await symlink(outside, join(folder, 'stranger'))
    await expect(store.list('stranger', '')).rejects.toBeInstanceOf(PathRefused)
    await expect(store.open('stranger', 'secret.txt')).rejects.toBeInstanceOf(PathRefused)
  })
})

it('a folder that is swapped for a link while a file of it is moved or removed leads to nobody else’s files', async () => {
  for (const account of ['swap', 'victim']) await store.prepare(account)
  const sub = join(folder, 'swap', 'inbound', 'sub')
  const [real, link] = [`${sub}.real`, `${sub}.link`]
  await mkdir(real)
  await symlink('../../victim/inbound', link)
  const theirs = join(folder, 'victim', 'inbound', 'x.csv')
  await writeFile(theirs, 'theirs')
  let swaps = true
  const swapping = (async () => {
    while (swaps) {
      await rename(link, sub)
      await rename(sub, link)
      await rename(real, sub)
      await rename(sub, real)
    }
  })()
  try {
    for (let times = 0; times < 600; times += 1) {
      await writeFile(join(real, 'x.csv'), 'own').catch(() => undefined)
      await store.move('swap', 'inbound/sub/x.csv', 'error/deep/x.csv').catch(() => undefined)
      await store.remove('swap', 'inbound/sub/x.csv').catch(() => undefined)
      expect(await readFile(theirs, 'utf8').catch(() => 'gone')).toBe('theirs')
    }
  } finally {
    swaps = false
    await swapping
  }
})

describe('a disk that takes no more', () => {
  // the limit is the system's own, on the size of files of one process: it answers EFBIG where a full disk answers ENOSPC
  const limited = (script: string) =>
    promisify(execFile)(
      'bash',
      ['-c', 'ulimit -f 1024; exec "$0" --import tsx --input-type=module -e "$1"', process.execPath, script],
      { cwd: import.meta.dirname },
    )

  it('is said so, the half of a file is taken away, and the former file stays', async () => {
    await store.write('sap', 'outbound/stock.csv', Buffer.from('former'))
    const { stdout } = await limited(`
      import { filesOnDisk } from ${JSON.stringify(join(import.meta.dirname, 'files-on-disk.ts'))}
      const store = filesOnDisk(${JSON.stringify(folder)})
      const big = Buffer.alloc(2 * 1024 * 1024)
      const said = []
      await store.write('sap', 'outbound/stock.csv', big).catch((error) => said.push(error.constructor.name))
      const coming = await store.receive('sap', 'outbound/stock.csv', 'nothing')
      await coming.write(0, Buffer.from('some'))
      await coming.write(4, big).catch((error) => said.push(error.constructor.name))
      console.log(said.join())
    `)
    expect(stdout.trim()).toBe('StoreFull,StoreFull')
    expect(await store.list('sap', 'outbound')).toMatchObject([{ path: 'outbound/stock.csv', size: 6 }])
    expect(await store.unfinished('sap', 'outbound')).toEqual([])
    expect(await readdir(join(folder, '.staging/drafts'))).toEqual([])
  })
})

describe('a worker that died', () => {
  const folderOf = (account: string) => join(folder, '.staging/unfinished', account, 'inbound')

  it('leaves what it took in for another to go on with; were it still alive, its writes would go nowhere', async () => {
    await store.prepare('late')
    const dead = await store.receive('late', 'inbound/big.csv', 'nothing')
    await dead.write(0, Buffer.from('0123456789'))
    // neither kept nor discarded
    expect(await store.unfinished('late', 'inbound')).toMatchObject([{ path: 'inbound/big.csv', size: 10 }])
    const next = await store.receive('late', 'inbound/big.csv', 'whatIsThere')
    expect(next.size).toBe(10)
    await dead.write(0, Buffer.from('XXXXXXXXXX'))
    await next.write(10, Buffer.from('more'))
    await next.finish()
    expect((await buffer(await store.read('late', 'inbound/big.csv'))).toString()).toBe('0123456789more')
    await expect(dead.finish()).rejects.toBeInstanceOf(FileMissing)
    expect(await readdir(folderOf('late'))).toEqual([])
  })

  it('leaves drafts, which are swept away once nobody can be at them', async () => {
    const draft = join(folder, '.staging/drafts/left-behind')
    await writeFile(draft, 'half of an export')
    await store.sweep(new Date(Date.now() - 60_000))
    expect(await readdir(join(folder, '.staging/drafts'))).toEqual(['left-behind'])
    await store.sweep(new Date(Date.now() + 60_000))
    expect(await readdir(join(folder, '.staging/drafts'))).toEqual([])
  })

  it('refuses names that leave no room for the mark of one that is coming in, and keeps long ones', async () => {
    const long = (bytes: number) => `inbound/${'n'.repeat(bytes - 4)}.csv`
    const coming = await store.receive('late', long(240), 'nothing')
    await coming.write(0, Buffer.from('x'))
    await coming.finish()
    expect(await store.find('late', long(240))).toMatchObject({ size: 1 })
    await expect(store.receive('late', long(250), 'nothing')).rejects.toBeInstanceOf(PathRefused)
  })
})
