import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OutOfPlace, type FileStore, type Receiving } from '../../kernel/file-store.ts'
import { startObjectStorage } from '../../testing/file-stores.ts'
import { filesInObjectStorage } from './files-in-object-storage.ts'
import { partBytes } from './part-window.ts'

let server: Awaited<ReturnType<typeof startObjectStorage>>
let store: FileStore
beforeAll(async () => {
  server = await startObjectStorage()
  store = filesInObjectStorage(server.settings)
})
afterAll(async () => {
  store.close()
  await server.close()
})

const bytes = randomBytes(3 * partBytes + 12_345)
const piece = 32_768
/** Brings a stretch in pieces, as clients do. */
async function bring(coming: Receiving, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += piece) await coming.write(at, bytes.subarray(at, Math.min(at + piece, to)))
}
const read = async (path: string) => buffer(await store.read('sap', path))

// tens of megabytes through a server of one process
describe('a file of many parts', { timeout: 120_000 }, () => {
  it('is put together from pieces in their order', async () => {
    const coming = await store.receive('sap', 'inbound/a.bin', 'nothing')
    await bring(coming, 0, bytes.length)
    expect(await store.find('sap', 'inbound/a.bin')).toBeUndefined()
    expect(await coming.finish()).toMatchObject({ size: bytes.length })
    expect(bytes.equals(await read('inbound/a.bin'))).toBe(true)
  })

  it('is put together from pieces that overtake one another a little', async () => {
    const coming = await store.receive('sap', 'inbound/b.bin', 'nothing')
    const starts = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) => index * piece)
    for (let at = 0; at < starts.length; at += 8)
      for (const start of starts.slice(at, at + 8).reverse())
        await bring(coming, start, Math.min(start + piece, bytes.length))
    await coming.finish()
    expect(bytes.equals(await read('inbound/b.bin'))).toBe(true)
  })

  it('is gone on with by another worker, whatever size it had', async () => {
    for (const [name, size] of [
      ['c.bin', 2 * partBytes + 777],
      ['d.bin', 2 * partBytes],
      ['e.bin', 1234],
    ] as const) {
      const first = await store.receive('sap', `inbound/${name}`, 'nothing')
      await bring(first, 0, size)
      await first.keep()
      const other = filesInObjectStorage(server.settings)
      expect(await other.unfinished('sap', 'inbound')).toMatchObject([{ path: `inbound/${name}`, size }])
      const second = await other.receive('sap', `inbound/${name}`, 'whatIsThere')
      expect(second.size).toBe(size)
      await bring(second, size, bytes.length)
      await second.finish()
      other.close()
      expect(bytes.equals(await read(`inbound/${name}`))).toBe(true)
      expect(await store.unfinished('sap', 'inbound')).toEqual([])
    }
  })

  it('is appended to', async () => {
    await store.write('sap', 'inbound/f.bin', Readable.from([bytes.subarray(0, partBytes + 5)]))
    const coming = await store.receive('sap', 'inbound/f.bin', 'whatIsThere')
    await bring(coming, coming.size, bytes.length)
    await coming.finish()
    expect(bytes.equals(await read('inbound/f.bin'))).toBe(true)
  })

  it('is moved where it is too large for a copy at once, and is then nowhere else', async () => {
    const careful = filesInObjectStorage({ ...server.settings, largestCopyBytes: 2 * partBytes })
    await careful.write('sap', 'inbound/large.bin', bytes)
    await careful.write('sap', 'archive/2026/large.bin', Buffer.from('of before'))
    await careful.move('sap', 'inbound/large.bin', 'archive/2026/large.bin')
    expect(bytes.equals(await read('archive/2026/large.bin'))).toBe(true)
    expect(await store.find('sap', 'inbound/large.bin')).toBeUndefined()
    expect(await store.unfinished('sap', 'archive/2026')).toEqual([])
    careful.close()
  })

  it('is read here and there', async () => {
    const file = await store.open('sap', 'inbound/a.bin')
    for (const [at, length] of [
      [0, 100_000],
      [100_000, 50_000],
      [10_000_000, 70_000],
      [5, 9],
      [bytes.length - 3, 100],
    ] as const)
      expect(bytes.subarray(at, at + length).equals(await file.read(at, length))).toBe(true)
    await file.close()
  })

  it('refuses pieces of elsewhere, and a file with holes, and has neither', async () => {
    const coming = await store.receive('sap', 'inbound/g.bin', 'nothing')
    await expect(coming.write(10 * partBytes, Buffer.from('x'))).rejects.toBeInstanceOf(OutOfPlace)
    await bring(coming, 0, partBytes)
    await expect(coming.write(0, Buffer.from('x'))).rejects.toBeInstanceOf(OutOfPlace)
    await coming.write(partBytes + 10, Buffer.from('x'))
    await expect(coming.finish()).rejects.toBeInstanceOf(OutOfPlace)
    await coming.discard()
    expect(await store.find('sap', 'inbound/g.bin')).toBeUndefined()
    expect(await store.unfinished('sap', 'inbound')).toEqual([])
  })
})
