import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountFolders, FileMissing, PathRefused, type FileStore } from '../../kernel/file-store.ts'
import { stores, type OpenStore } from '../../testing/file-stores.ts'

describe.each(Object.entries(stores))('a file store %s', (_name, openStore) => {
  let opened: OpenStore
  let store: FileStore
  let account: string
  let accounts = 0
  beforeAll(async () => {
    opened = await openStore()
    store = opened.store
  })
  afterAll(() => opened.close())
  beforeEach(async () => {
    account = `partner-${(accounts += 1)}`
    await store.prepare(account)
  })

  const put = (path: string, text: string) => store.write(account, path, Buffer.from(text))
  const textOf = async (path: string, start?: number) =>
    (await buffer(await store.read(account, path, start))).toString()
  const namesIn = async (folder: string) => (await store.list(account, folder)).map(({ path }) => path)
  const everything = async () => {
    const all: unknown[] = []
    for (const folder of accountFolders)
      all.push(await store.list(account, folder), await store.unfinished(account, folder))
    return all
  }

  it('has the five folders of an account, and prepares them again without harm', async () => {
    await put('inbound/prices.csv', 'sku')
    await store.prepare(account)
    expect(await store.list(account, '')).toEqual([...accountFolders].sort().map((path) => ({ path, folder: true })))
    expect(await namesIn('inbound')).toEqual(['inbound/prices.csv'])
  })

  it('gives back what was written, from any place on', async () => {
    const written = await put('inbound/prices.csv', '0123456789')
    expect(written).toMatchObject({ path: 'inbound/prices.csv', size: 10 })
    expect(Math.abs(written.changedAt.getTime() - Date.now())).toBeLessThan(60_000)
    expect(await store.find(account, 'inbound/prices.csv')).toEqual(written)
    expect(await textOf('inbound/prices.csv')).toBe('0123456789')
    expect(await textOf('inbound/prices.csv', 7)).toBe('789')
  })

  it('reads an open file here and there, and nothing behind its end', async () => {
    await put('outbound/order.xml', '0123456789')
    const file = await store.open(account, 'outbound/order.xml')
    expect((await file.read(4, 3)).toString()).toBe('456')
    expect((await file.read(0, 2)).toString()).toBe('01')
    expect((await file.read(8, 100)).toString()).toBe('89')
    expect((await file.read(10, 100)).length).toBe(0)
    expect(file.file.size).toBe(10)
    await file.close()
  })

  it('takes streams, empty files and names in any script, and makes the folders above', async () => {
    const parts = Array.from({ length: 40 }, (_, index) => Buffer.alloc(64 * 1024, index))
    const streamed = await store.write(account, 'archive/2026/08/große Datei 价格.csv', Readable.from(parts))
    expect(streamed.size).toBe(40 * 64 * 1024)
    expect(
      (await buffer(await store.read(account, 'archive/2026/08/große Datei 价格.csv'))).equals(Buffer.concat(parts)),
    ).toBe(true)
    expect((await put('inbound/nothing.csv', '')).size).toBe(0)
    expect(await textOf('inbound/nothing.csv')).toBe('')
    expect(await store.list(account, 'archive')).toEqual([{ path: 'archive/2026', folder: true }])
  })

  it('replaces a file at once: whoever reads the former one reads it to its end', async () => {
    const former = await put('outbound/stock.csv', 'former')
    const reader = await store.open(account, 'outbound/stock.csv')
    const next = await put('outbound/stock.csv', 'next one')
    expect(next.version).not.toBe(former.version)
    expect((await reader.read(0, 100)).toString()).toBe('former')
    await reader.close()
    expect(await textOf('outbound/stock.csv')).toBe('next one')
  })

  it('leaves the former file, and nothing else, where the bytes of the next one break off', async () => {
    await put('inbound/prices.csv', 'former')
    const before = await everything()
    const breaking = Readable.from(
      (async function* () {
        yield Buffer.from('half of')
        await Promise.resolve()
        throw new Error('the line is dead')
      })(),
    )
    await expect(store.write(account, 'inbound/prices.csv', breaking)).rejects.toThrow('the line is dead')
    expect(await everything()).toEqual(before)
  })

  it('tells another writing by the version, even of the same bytes', async () => {
    const one = await put('inbound/a.csv', 'same')
    const other = await put('inbound/b.csv', 'other')
    expect(one.version).not.toBe(other.version)
    expect((await store.find(account, 'inbound/a.csv'))?.version).toBe(one.version)
  })

  it('moves a file into folders that are not there yet, and over another', async () => {
    await put('inbound/a.csv', 'new')
    await put('archive/2026/a.csv', 'old')
    await store.move(account, 'inbound/a.csv', 'archive/2026/a.csv')
    expect(await namesIn('inbound')).toEqual([])
    expect(await textOf('archive/2026/a.csv')).toBe('new')
    await store.move(account, 'archive/2026/a.csv', 'error/2027/01/a.csv')
    expect(await textOf('error/2027/01/a.csv')).toBe('new')
  })

  it('says what is not there, and changes nothing', async () => {
    await put('inbound/a.csv', 'a')
    const before = await everything()
    for (const attempt of [
      () => store.read(account, 'inbound/b.csv'),
      () => store.open(account, 'inbound/b.csv'),
      () => store.move(account, 'inbound/b.csv', 'inbound/a.csv'),
      () => store.remove(account, 'inbound/b.csv'),
      () => store.removeUnfinished(account, 'inbound/b.csv'),
      () => store.list(account, 'inbound/nowhere'),
      () => store.removeFolder(account, 'inbound/nowhere'),
      () => store.makeFolder(account, 'inbound/no/where'),
      () => store.receive(account, 'inbound/nowhere/b.csv', 'nothing'),
    ])
      await expect(attempt()).rejects.toBeInstanceOf(FileMissing)
    expect(await store.find(account, 'inbound/b.csv')).toBeUndefined()
    expect(await store.hasFolder(account, 'inbound/b')).toBe(false)
    expect(await store.hasFolder(account, 'inbound')).toBe(true)
    expect(await everything()).toEqual(before)
  })

  it('refuses names that lead out, and touches nothing', async () => {
    await put('inbound/a.csv', 'a')
    const before = await everything()
    for (const path of [
      '../other/inbound/a.csv',
      'inbound/../../../etc/passwd',
      '..',
      'inbound/a\u0000b',
      'inbound\\..\\x',
    ])
      for (const attempt of [
        () => store.write(account, path, Buffer.from('x')),
        () => store.read(account, path),
        () => store.open(account, path),
        () => store.receive(account, path, 'nothing'),
        () => store.move(account, 'inbound/a.csv', path),
        () => store.move(account, path, 'inbound/b.csv'),
        () => store.remove(account, path),
        () => store.makeFolder(account, path),
        () => store.removeFolder(account, path),
        () => store.list(account, path),
      ])
        await expect(attempt()).rejects.toBeInstanceOf(PathRefused)
    for (const other of ['../x', '.staging', 'A', ''])
      await expect(store.write(other, 'inbound/a.csv', Buffer.from('x'))).rejects.toBeInstanceOf(PathRefused)
    expect(await everything()).toEqual(before)
  })

  it('keeps folders and files apart', async () => {
    await store.makeFolder(account, 'inbound/sub')
    await put('inbound/sub/a.csv', 'a')
    const before = await everything()
    await expect(store.removeFolder(account, 'inbound/sub')).rejects.toBeInstanceOf(PathRefused)
    await expect(store.makeFolder(account, 'inbound/sub')).rejects.toBeInstanceOf(PathRefused)
    await expect(store.write(account, 'inbound/sub', Buffer.from('x'))).rejects.toBeInstanceOf(PathRefused)
    await expect(store.move(account, 'inbound/sub/a.csv', 'inbound/sub')).rejects.toBeInstanceOf(PathRefused)
    await expect(store.makeFolder(account, 'inbound/sub/a.csv')).rejects.toBeInstanceOf(PathRefused)
    expect(await store.find(account, 'inbound/sub')).toBeUndefined()
    expect(await everything()).toEqual(before)
    await store.remove(account, 'inbound/sub/a.csv')
    await store.removeFolder(account, 'inbound/sub')
    expect(await namesIn('inbound')).toEqual([])
  })

  it('shows a file that comes in piece by piece only when it is finished', async () => {
    const coming = await store.receive(account, 'inbound/prices.csv', 'nothing')
    await coming.write(0, Buffer.from('half '))
    expect(coming.size).toBe(5)
    expect(await namesIn('inbound')).toEqual([])
    expect(await store.find(account, 'inbound/prices.csv')).toBeUndefined()
    await coming.write(5, Buffer.from('and half'))
    const finished = await coming.finish()
    expect(finished).toMatchObject({ path: 'inbound/prices.csv', size: 13 })
    expect(await store.find(account, 'inbound/prices.csv')).toEqual(finished)
    expect(await textOf('inbound/prices.csv')).toBe('half and half')
    expect(await store.unfinished(account, 'inbound')).toEqual([])
  })

  it('keeps what came of a file whose bringer left, and goes on with it', async () => {
    const first = await store.receive(account, 'inbound/prices.csv', 'nothing')
    await first.write(0, Buffer.from('half '))
    await first.keep()
    expect(await namesIn('inbound')).toEqual([])
    expect(await store.unfinished(account, 'inbound')).toMatchObject([{ path: 'inbound/prices.csv', size: 5 }])
    expect(await store.used(account)).toEqual({ finished: 0, unfinished: 5 })
    const second = await store.receive(account, 'inbound/prices.csv', 'whatIsThere')
    expect(second.size).toBe(5)
    await second.write(5, Buffer.from('and half'))
    await second.finish()
    expect(await textOf('inbound/prices.csv')).toBe('half and half')
    expect(await store.unfinished(account, 'inbound')).toEqual([])
  })

  it('begins anew on request, and forgets what was unfinished', async () => {
    const first = await store.receive(account, 'inbound/prices.csv', 'nothing')
    await first.write(0, Buffer.from('a long beginning'))
    await first.keep()
    const second = await store.receive(account, 'inbound/prices.csv', 'nothing')
    await second.write(0, Buffer.from('short'))
    await second.finish()
    expect(await textOf('inbound/prices.csv')).toBe('short')
    const third = await store.receive(account, 'inbound/other.csv', 'nothing')
    await third.write(0, Buffer.from('x'))
    await third.keep()
    await store.removeUnfinished(account, 'inbound/other.csv')
    expect(await store.unfinished(account, 'inbound')).toEqual([])
  })

  it('never mixes what two processes bring under one name', async () => {
    const first = await store.receive(account, 'inbound/prices.csv', 'nothing')
    await first.write(0, Buffer.from('first, and '))
    // the partner's line broke, which its worker has not noticed; it calls again, and another worker answers
    const second = await store.receive(account, 'inbound/prices.csv', 'nothing')
    await second.write(0, Buffer.from('second'))
    await first.write(11, Buffer.from('more'))
    await second.finish()
    expect(await textOf('inbound/prices.csv')).toBe('second')
    // the former may come to its end, whole, or is told that it is nobody's any more
    const late = await first.finish().catch((error: unknown) => error)
    if (late instanceof Error) expect(late).toBeInstanceOf(FileMissing)
    expect(await textOf('inbound/prices.csv')).toBe(late instanceof Error ? 'second' : 'first, and more')
    expect(await store.unfinished(account, 'inbound')).toEqual([])
  })

  it('has two go on with one half, each by itself', async () => {
    const left = await store.receive(account, 'inbound/prices.csv', 'nothing')
    await left.write(0, Buffer.from('half '))
    await left.keep()
    const first = await store.receive(account, 'inbound/prices.csv', 'whatIsThere')
    await first.write(5, Buffer.from('of mine'))
    await first.keep()
    const second = await store.receive(account, 'inbound/prices.csv', 'whatIsThere')
    expect(second.size).toBe(12)
    await second.truncate(5).catch(() => undefined)
    await second.discard()
    expect(await store.unfinished(account, 'inbound')).toEqual([])
  })

  it('appends to a finished file, which is unfinished for so long', async () => {
    await put('inbound/log.csv', 'one;')
    const more = await store.receive(account, 'inbound/log.csv', 'whatIsThere')
    expect(more.size).toBe(4)
    await more.write(4, Buffer.from('two;'))
    await more.finish()
    expect(await textOf('inbound/log.csv')).toBe('one;two;')
  })

  it('discards what came', async () => {
    await put('inbound/prices.csv', 'former')
    const before = await everything()
    const coming = await store.receive(account, 'inbound/prices.csv', 'nothing')
    await coming.write(0, Buffer.from('half'))
    await coming.discard()
    expect(await everything()).toEqual(before)
    expect(await textOf('inbound/prices.csv')).toBe('former')
  })

  it('adds up what an account holds', async () => {
    expect(await store.used(account)).toEqual({ finished: 0, unfinished: 0 })
    await put('inbound/a.csv', '12345')
    await put('archive/2026/08/b.csv', '123')
    await put('inbound/a.csv', '12')
    expect(await store.used(account)).toEqual({ finished: 5, unfinished: 0 })
  })

  it('knows nothing of one account in another', async () => {
    await put('inbound/a.csv', 'mine')
    const other = `${account}0`
    await store.prepare(other)
    expect(await store.list(other, 'inbound')).toEqual([])
    expect(await store.used(other)).toEqual({ finished: 0, unfinished: 0 })
    expect(await store.find(other, 'inbound/a.csv')).toBeUndefined()
  })
})
