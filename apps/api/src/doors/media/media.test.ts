import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diskStore, pictureSizes } from '../../adapters/storage/index.ts'
import type { MediaStore } from '../../kernel/media.ts'
import { mediaDoor } from './index.ts'

const svg = (colour: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 1200" width="1200" height="1200"><circle cx="600" cy="600" r="500" fill="${colour}"/></svg>`,
  )

let folder: string
let store: MediaStore
let app: FastifyInstance
let url: string
let reads = 0

/** A door on a free port, over the same store; `reads` counts how often an original is read. */
async function open(waiting: number): Promise<{ app: FastifyInstance; url: string }> {
  const opened = Fastify()
  opened.get('/alive', () => 'yes')
  const counting: MediaStore = {
    ...store,
    find: async (key) => {
      const original = await store.find(key)
      return original && { ...original, read: () => ((reads += 1), original.read()) }
    },
  }
  await mediaDoor(opened, { store: counting, sizes: pictureSizes({ folder, atOnce: 2, waiting }) })
  return { app: opened, url: await opened.listen({ port: 0, host: '127.0.0.1' }) }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-media-'))
  store = diskStore(folder)
  await store.put('p-hammer', 'image/svg+xml', svg('#d94a3d'))
  await store.put('brands/ironmoor.logo', 'image/svg+xml', svg('#2f6fc4'))
  ;({ app, url } = await open(200))
})

afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const body = async (response: Response) => Buffer.from(await response.arrayBuffer())
const code = async (response: Response) => ((await response.json()) as { code: string }).code

describe('GET /media', () => {
  it.each([
    ['avif', 'heif'],
    ['webp', 'webp'],
    ['png', 'png'],
  ])('draws an original in the asked width as %s, with its transparent ground', async (format, decoded) => {
    const response = await fetch(`${url}/media/p-hammer/320.${format}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(`image/${format}`)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const picture = sharp(await body(response))
    expect(await picture.metadata()).toMatchObject({ width: 320, height: 320, format: decoded, hasAlpha: true })
    const corner = await picture.ensureAlpha().extract({ left: 0, top: 0, width: 1, height: 1 }).raw().toBuffer()
    expect(corner[3]).toBe(0)
  })

  it('draws a vector larger than its own units, and lets keys have folders', async () => {
    const response = await fetch(`${url}/media/brands/ironmoor.logo/1600.webp`)
    expect(response.status).toBe(200)
    expect((await sharp(await body(response)).metadata()).width).toBe(1600)
  })

  it('never blows up a photograph', async () => {
    const photograph = await sharp({ create: { width: 200, height: 100, channels: 3, background: '#886644' } })
      .jpeg()
      .toBuffer()
    await store.put('p-photo', 'image/jpeg', photograph)
    const response = await fetch(`${url}/media/p-photo/640.webp`)
    expect(await sharp(await body(response)).metadata()).toMatchObject({ width: 200, height: 100 })
  })

  it('sends nothing again to someone who has it', async () => {
    const first = await fetch(`${url}/media/p-hammer/160.webp`)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^".+"$/)
    const again = await fetch(`${url}/media/p-hammer/160.webp`, { headers: { 'if-none-match': `W/${etag}` } })
    expect(again.status).toBe(304)
    expect((await body(again)).length).toBe(0)
    const other = await fetch(`${url}/media/p-hammer/320.webp`, { headers: { 'if-none-match': etag } })
    expect(other.status).toBe(200)
  })

  it('makes a picture once, however many ask for it at the same time, and later reads the file', async () => {
    const before = reads
    const answers = await Promise.all(Array.from({ length: 24 }, () => fetch(`${url}/media/p-hammer/480.avif`)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 24 }, () => 200))
    expect(
      new Set(await Promise.all(answers.map(async (answer) => (await body(answer)).toString('base64')))).size,
    ).toBe(1)
    await fetch(`${url}/media/p-hammer/480.avif`)
    expect(reads - before).toBe(1)
  })

  it('answers others while two dozen different pictures are made', async () => {
    const keys = Array.from({ length: 24 }, (_, index) => `p-tile-${index}`)
    await Promise.all(keys.map((key, index) => store.put(key, 'image/svg+xml', svg(`hsl(${index * 15} 60% 50%)`))))
    let made = 0
    const picture = (key: string) => fetch(`${url}/media/${key}/640.avif`).finally(() => (made += 1))
    const pictures = Promise.all(keys.map(picture))
    expect((await fetch(`${url}/alive`)).status).toBe(200)
    expect(made).toBeLessThan(12)
    expect((await pictures).every(({ status }) => status === 200)).toBe(true)
  })

  it('shows a new original under the old key, and drops the sizes of the old one', async () => {
    await store.put('p-change', 'image/svg+xml', svg('#000000'))
    const before = await fetch(`${url}/media/p-change/96.webp`)
    await store.put('p-change', 'image/png', await sharp(svg('#ffffff')).resize(400).png().toBuffer())
    const after = await fetch(`${url}/media/p-change/96.webp`)
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'))
    const { data } = await sharp(await body(after))
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(data.subarray((48 * 96 + 48) * 4, (48 * 96 + 48) * 4 + 3)).toEqual(Buffer.from([255, 255, 255]))
    expect(await readdir(join(folder, 'sizes', 'p-change'))).toHaveLength(1)
  })

  it.each([
    'p-hammer/321.webp',
    'p-hammer/0320.webp',
    'p-hammer/320.gif',
    'p-hammer/320.webp.png',
    'p-hammer/320',
    '320.webp',
  ])('refuses %s, naming what there is, and makes nothing', async (path) => {
    const files = await readdir(join(folder, 'sizes', 'p-hammer'))
    const response = await fetch(`${url}/media/${path}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      code: 'MEDIA_SIZE_UNKNOWN',
      params: { formats: ['avif', 'webp', 'png'] },
    })
    expect(await readdir(join(folder, 'sizes', 'p-hammer'))).toEqual(files)
  })

  it.each([
    'nothing',
    '..%2f..%2fetc%2fpasswd',
    'a/../../originals/p-hammer',
    '%2e%2e/p-hammer',
    'P-HAMMER',
    '.hidden',
    'p-hammer%00',
    'a'.repeat(161),
  ])('finds nothing at %s', async (key) => {
    const response = await fetch(`${url}/media/${key}/320.webp`)
    expect(response.status).toBe(404)
    expect(response.headers.get('cache-control') ?? '').not.toContain('immutable')
  })

  it('says that a damaged original is damaged, keeps no file of it, and goes on', async () => {
    await store.put('p-broken', 'image/png', Buffer.from('no picture at all'))
    const response = await fetch(`${url}/media/p-broken/320.webp`)
    expect([response.status, await code(response)]).toEqual([422, 'MEDIA_UNREADABLE'])
    await expect(stat(join(folder, 'sizes', 'p-broken'))).rejects.toThrow('ENOENT')
    expect((await fetch(`${url}/media/p-hammer/320.webp`)).status).toBe(200)
  })

  it('turns people away when the line is too long, and says when to come back', async () => {
    const small = await open(0)
    try {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) => fetch(`${small.url}/media/p-tile-${index}/1280.avif`)),
      )
      const busy = answers.filter(({ status }) => status === 503)
      expect(busy.length).toBeGreaterThan(0)
      expect(busy[0]?.headers.get('retry-after')).toBe('2')
      expect(await code(busy[0]!)).toBe('MEDIA_BUSY')
      expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
    } finally {
      await small.app.close()
    }
  })
})

describe('the store', () => {
  it.each(['../escape', 'a//b', '/abs', 'Capital', ''])('refuses to keep a picture under %s', async (key) => {
    await expect(store.put(key, 'image/png', Buffer.from('x'))).rejects.toThrow(RangeError)
  })
})
