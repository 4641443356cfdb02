import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filesOnDisk } from '../../adapters/storage/index.ts'
import type { FilePartner } from '../../identity/file-accounts.ts'
import type { FileStore } from '../../kernel/file-store.ts'
import { createRoom } from './room.ts'
import { createUploads } from './uploads.ts'

let folder: string
let store: FileStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-uploads-'))
  store = filesOnDisk(folder)
  await store.prepare('acme')
})
afterEach(() => rm(folder, { recursive: true }))

const path = 'inbound/prices.csv'
const partner = (quotaBytes = 1_000): FilePartner => ({
  id: 'acme',
  username: 'acme',
  organizationId: 'acme',
  quotaBytes,
  rights: {} as FilePartner['rights'],
})
/** A worker of its own: what it knows of others, it knows by the store. */
function worker() {
  const time = { now: 0 }
  const room = createRoom(store, () => time.now)
  return { time, room, ...createUploads(store, room) }
}
const textOf = async () => (await buffer(await store.read('acme', path))).toString()
const lost = { code: 'FILE_LOST' }

describe('two sessions that bring one file', () => {
  it('at once, by one worker: the later one has it, and their bytes do not mix', async () => {
    const { begin } = worker()
    const [first, second] = await Promise.all([begin(partner, path, 'nothing'), begin(partner, path, 'nothing')])
    await expect(first.write(0, Buffer.from('first'))).rejects.toMatchObject(lost)
    await second.write(0, Buffer.from('second'))
    await second.finish()
    expect(await textOf()).toBe('second')
    expect(await store.unfinished('acme', 'inbound')).toEqual([])
  })

  it('by two workers: the later one has it, and the former is told so at its end', async () => {
    const first = await worker().begin(partner, path, 'nothing')
    await first.write(0, Buffer.from('first'))
    const second = await worker().begin(partner, path, 'nothing')
    await second.write(0, Buffer.from('second'))
    await first.write(5, Buffer.from(', and more'))
    await second.finish()
    await expect(first.finish()).rejects.toMatchObject(lost)
    expect(await textOf()).toBe('second')
    expect(await store.used('acme')).toEqual({ finished: 6, unfinished: 0 })
  })
})

describe('the quota', () => {
  it('sees what another worker takes in within a minute, also while a file comes in here', async () => {
    const [here, there] = [worker(), worker()]
    const first = await here.begin(partner, path, 'nothing')
    await first.write(0, Buffer.alloc(400))
    const second = await there.begin(partner, 'inbound/other.csv', 'nothing')
    await second.write(0, Buffer.alloc(500))
    expect(await here.room.used('acme')).toBe(400)
    here.time.now += 61_000
    expect(await here.room.used('acme')).toBe(900)
    await expect(first.write(400, Buffer.alloc(200))).rejects.toMatchObject({ code: 'FILE_QUOTA_USED_UP' })
    expect(await store.used('acme')).toEqual({ finished: 0, unfinished: 500 })
  })

  it('does not count what could not get its name', async () => {
    const { begin, room } = worker()
    const upload = await begin(partner, path, 'nothing')
    await upload.write(0, Buffer.alloc(400))
    await store.makeFolder('acme', path)
    await expect(upload.finish()).rejects.toMatchObject(lost)
    expect(await room.used('acme')).toBe(0)
    expect(await store.used('acme')).toEqual({ finished: 0, unfinished: 0 })
  })
})
