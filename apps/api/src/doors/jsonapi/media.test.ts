import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { skus } from '../../testing/fixtures/furniture.ts'
import type { ApiClient } from '../../testing/client.ts'
import { send } from '../../testing/jsonapi.ts'
import { keepPicture } from '../../testing/pictures.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let pim: ApiClient
let picture: Buffer
const manual = Buffer.from('%PDF-1.7\nhow to drill\n%%EOF')

beforeAll(async () => {
  shop = await openShop({ env: { MEDIA_MAX_BYTES: '50000' } })
  pim = await shop.client()
  picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#886644' } })
    .jpeg()
    .toBuffer()
})
afterAll(() => shop.close())

interface Put {
  status: number
  meta?: Record<string, unknown>
  code?: string
}

async function put(key: string, type: string, body: Buffer, client: Pick<ApiClient, 'fetch'> = pim): Promise<Put> {
  const headers = { 'content-type': type, accept: 'application/vnd.api+json' }
  const response = await client.fetch(`/admin/api/media/${key}`, { method: 'PUT', headers, body: new Uint8Array(body) })
  const { meta, errors } = (await response.json()) as { meta?: Put['meta']; errors?: { code: string }[] }
  return { status: response.status, ...(meta ? { meta } : {}), ...(errors ? { code: errors[0]!.code } : {}) }
}

/** A row of the drill that shows the picture of this key. */
async function showing(key: string) {
  const [product] = (await send(pim, `/admin/api/products?filter[sku]=${skus.drill}`)).many
  const relationships = { product: { data: { type: 'products', id: product!.id } } }
  const data = { type: 'productImages', attributes: { key, alt: { en: 'A drill' } }, relationships }
  return send(pim, '/admin/api/productImages', { method: 'POST', body: { data } })
}

const seen = (path: string) => fetch(`${shop.url}/media/${path}`)

describe('the media store', () => {
  it('takes a picture, which a row names and shoppers see', async () => {
    const key = 'drills/front'
    expect(await put(key, 'image/jpeg', picture)).toEqual({
      status: 201,
      meta: { key, mediaType: 'image/jpeg', bytes: picture.length, width: 300, height: 200 },
    })
    const made = await showing(key)
    expect([made.status, made.errors]).toEqual([201, undefined])
    expect(made.one.attributes).toMatchObject({ width: 300, height: 200 })
    await shop.drain()
    const { value } = await shop
      .caller()
      .ask<{ images: { key: string }[] }>('productFind', { sku: skus.drill }, 'images { key }')
    expect(value?.images.map((image) => image.key)).toContain(key)
    const shown = await seen(`${key}/160.webp`)
    expect([shown.status, (await sharp(Buffer.from(await shown.arrayBuffer())).metadata()).width]).toEqual([200, 160])
  })

  it('takes a document, and hands it out to be saved, never to be run', async () => {
    expect(await put('drills/manual', 'application/pdf', manual)).toMatchObject({ status: 201 })
    const got = await seen('drills/manual')
    expect([got.status, await got.text()]).toEqual([200, manual.toString()])
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="manual.pdf"',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    })
    const again = await fetch(`${shop.url}/media/drills/manual`, {
      headers: { 'if-none-match': got.headers.get('etag')! },
    })
    expect(again.status).toBe(304)
    expect((await seen('drills/manual/160.webp')).status).toBe(404)
  })

  it('puts one in the place of another, and tells both in the audit log', async () => {
    await put('swap', 'image/jpeg', picture)
    expect(await put('swap', 'application/pdf', manual)).toMatchObject({ status: 200 })
    expect((await seen('swap')).headers.get('content-type')).toBe('application/pdf')
    const { many } = await send(pim, '/admin/api/auditEntries?filter[entity]=media&sort=at&page[size]=100')
    const told = many
      .map(({ attributes }) => attributes!)
      .filter(({ after }) => (after as { key: string }).key === 'swap')
    expect(told.map(({ deed }) => deed)).toEqual(['create', 'update'])
  })
})

describe('the media store refuses', () => {
  const nobody = { fetch: (path: string, init?: RequestInit) => fetch(`${shop.url}${path}`, init) }
  const notThere = async (key: string) => expect((await seen(key)).status).toBe(400)

  it.each<[string, string, string, () => Buffer, number, string]>([
    ['what is no picture', 'a', 'image/png', () => Buffer.from('no picture'), 422, 'FILE_UNREADABLE'],
    ['another kind of picture', 'b', 'image/png', () => picture, 422, 'FILE_UNREADABLE'],
    ['a picture that breaks off', 'c', 'image/jpeg', () => picture.subarray(0, 400), 422, 'FILE_UNREADABLE'],
    ['what is no document', 'd', 'application/pdf', () => Buffer.from('<script>'), 422, 'FILE_UNREADABLE'],
    ['nothing at all', 'e', 'text/csv', () => Buffer.alloc(0), 422, 'FILE_UNREADABLE'],
    ['a type that is not kept', 'f', 'text/html', () => Buffer.from('<p>'), 415, 'FILE_TYPE_UNKNOWN'],
    ['a key that climbs', 'x/..%2F..%2Fetc', 'application/pdf', () => manual, 400, 'FIELD_INVALID'],
    ['a key in capitals', 'A', 'application/pdf', () => manual, 400, 'FIELD_INVALID'],
    ['too much', 'g', 'text/plain', () => Buffer.alloc(60_000, 'x'), 413, 'REQUEST_TOO_LARGE'],
  ])('%s, and keeps nothing', async (_what, key, type, bytes, status, code) => {
    expect(await put(key, type, bytes())).toEqual({ status, code })
    if (/^[a-z]$/.test(key)) await notThere(key)
  })

  it('whoever may not change every row that names what would be replaced, and shows what was there', async () => {
    const key = 'named'
    expect((await put(key, 'text/plain', Buffer.from('ours'))).status).toBe(201)
    const { db } = shop.database
    const { id: productId } = await db.selectFrom('products').select('id').limit(1).executeTakeFirstOrThrow()
    const file = await send(pim, '/admin/api/productFiles', {
      method: 'POST',
      body: {
        data: {
          type: 'productFiles',
          attributes: { key, label: { en: 'Named' }, kind: 'manual', mediaType: 'text/plain' },
          relationships: { product: { data: { type: 'products', id: productId } } },
        },
      },
    })
    expect([file.status, file.errors]).toEqual([201, undefined])
    const other = await shop.client([{ entity: 'brand', deed: '*', level: 'all' }])
    const weak = await shop.client([
      { entity: 'customer', deed: '*', level: 'own' },
      { entity: 'brand', deed: 'create', level: 'own' },
    ])
    for (const client of [other, weak])
      expect(await put(key, 'text/plain', Buffer.from('theirs'), client)).toEqual({ status: 403, code: 'FORBIDDEN' })
    expect(await (await seen(key)).text()).toBe('ours')
    expect((await put(key, 'text/plain', Buffer.from('newer'))).status).toBe(200)
  })

  it('to keep what is only tried, and to replace what is another one by now', async () => {
    const send = async (path: string, text: string, headers: Record<string, string> = {}) => {
      const response = await pim.fetch(`/admin/api/media/${path}`, {
        method: 'PUT',
        headers: { 'content-type': 'text/plain', accept: 'application/vnd.api+json', ...headers },
        body: text,
      })
      return { status: response.status, tag: response.headers.get('etag') }
    }
    expect((await send('tried?dryRun=true', 'one')).status).toBe(201)
    await notThere('tried')
    const { tag } = await send('tried', 'one')
    expect((await send('tried?dryRun=true', 'two!')).status).toBe(200)
    expect((await send('tried', 'three', { 'if-match': '"another"' })).status).toBe(412)
    expect((await send('tried?keep=no', 'three')).status).toBe(400)
    expect((await send('untried', 'three', { 'if-match': '*' })).status).toBe(412)
    expect(await (await seen('tried')).text()).toBe('one')
    expect((await send('tried', 'three', { 'if-match': `"another", ${tag!}` })).status).toBe(200)
  })

  it('whom the house does not know, and who may write nothing that names files', async () => {
    expect(await put('h', 'application/pdf', manual, nobody)).toEqual({ status: 401, code: 'ACCESS_TOKEN_REQUIRED' })
    const reader = await shop.client([{ entity: '*', deed: 'read', level: 'all' }])
    expect(await put('h', 'application/pdf', manual, reader)).toEqual({ status: 403, code: 'FORBIDDEN' })
    await notThere('h')
  })
})

describe('a picture of a product', () => {
  let productId: string
  const image = (attributes: object) =>
    send(pim, '/admin/api/productImages', {
      method: 'POST',
      body: {
        data: {
          type: 'productImages',
          attributes: { alt: { en: 'A drill' }, ...attributes },
          relationships: { product: { data: { type: 'products', id: productId } } },
        },
      },
    })
  beforeAll(async () => {
    const { id } = await shop.database.db.selectFrom('products').select('id').limit(1).executeTakeFirstOrThrow()
    productId = id
    await keepPicture(pim, { key: 'real', width: 30, height: 20 })
    await keepPicture(pim, { key: 'other', width: 12, height: 34 })
    expect(await put('paper', 'application/pdf', manual)).toMatchObject({ status: 201 })
  })

  it('names one that is there, and is not told to be larger than it is', async () => {
    await still(
      shop.database,
      async () => {
        for (const [attributes, field] of [
          [{ key: 'nowhere', width: 3, height: 2 }, 'key'],
          [{ key: 'paper', width: 3, height: 2 }, 'key'],
          [{ key: 'real', width: 31 }, 'width'],
          [{ key: 'real', width: 30, height: 19 }, 'height'],
        ] as const) {
          const { status, errors } = await image(attributes)
          expect([status, errors?.[0]?.code, errors?.[0]?.source]).toEqual([
            400,
            'FIELD_INVALID',
            { pointer: `/data/attributes/${field}` },
          ])
        }
      },
      ['product_images'],
    )
  })

  it('follows what is put in the place of its picture, which is a picture', async () => {
    const key = 'drills/followed'
    await put(key, 'image/jpeg', picture)
    const made = await showing(key)
    expect(made.errors).toBeUndefined()
    const larger = await sharp({ create: { width: 600, height: 100, channels: 3, background: '#112233' } })
      .jpeg()
      .toBuffer()
    await still(shop.database, async () => {
      expect(await put(key, 'application/pdf', manual)).toMatchObject({ status: 400, code: 'FIELD_INVALID' })
      expect((await put(`${key}?dryRun=true`, 'image/jpeg', larger)).status).toBe(200)
    })
    expect((await put(key, 'image/jpeg', larger)).status).toBe(200)
    const { one } = await send(pim, `/admin/api/productImages/${made.one.id}`)
    expect(one.attributes).toMatchObject({ width: 600, height: 100 })
  })

  it('has its size from what it names, also when that is another one, and in a batch', async () => {
    const made = await image({ key: 'real' })
    expect(made.one.attributes).toMatchObject({ key: 'real', width: 30, height: 20 })
    const { id } = made.one
    const change = (attributes: object) =>
      send(pim, `/admin/api/productImages/${id}`, {
        method: 'PATCH',
        body: { data: { type: 'productImages', id, attributes } },
      })
    expect((await change({ key: 'other' })).one.attributes).toMatchObject({ width: 12, height: 34 })
    expect((await change({ height: 33 })).errors).toMatchObject([{ code: 'FIELD_INVALID' }])
    expect((await change({ height: 34, position: 4 })).status).toBe(200)
    const lines = ['real', 'nowhere', 'other'].map((key) =>
      JSON.stringify({ product: { sku: skus.drill }, key, alt: { en: 'x' } }),
    )
    const sent = await send(pim, '/admin/api/batches?type=productImages', {
      method: 'POST',
      headers: { 'content-type': 'application/jsonl' },
      body: lines.join('\n'),
    })
    await shop.drain()
    const job = (await send(pim, `/admin/api/jobs/${sent.one.id}`)).one.attributes
    expect(job).toMatchObject({ state: 'done', done: 3, refused: 1 })
    const rows = await shop.database.db
      .selectFrom('productImages')
      .select(['width', 'height'])
      .where('key', '=', 'real')
      .execute()
    expect(rows).toContainEqual({ width: 30, height: 20 })
  })
})

describe('a file that is sent again', () => {
  const sent = async (key: string, text: string, headers: Record<string, string>) => {
    const response = await pim.fetch(`/admin/api/media/${key}`, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain', accept: 'application/vnd.api+json', ...headers },
      body: text,
    })
    const body = (await response.json()) as { errors?: { code: string }[] }
    const { headers: told, status } = response
    return { status, code: body.errors?.[0]?.code, tag: told.get('etag'), again: told.get('idempotent-replayed') }
  }

  it('under its Idempotency-Key is answered as the first time, and what came in between stays', async () => {
    const once = { 'idempotency-key': 'a-file' }
    const first = await sent('again', 'one', once)
    expect(first).toMatchObject({ status: 201, again: null })
    expect((await sent('again', 'two', {})).status).toBe(200)
    expect(await sent('again', 'one', once)).toEqual({ ...first, again: 'true' })
    expect(await (await seen('again')).text()).toBe('two')
    expect(await sent('again', 'three', once)).toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_REUSED' })
    expect(await (await seen('again')).text()).toBe('two')
  })

  it('by two who know the same version is kept once, and told once', async () => {
    const { tag } = await sent('race', 'first', {})
    const both = await Promise.all(['one..', 'two..', 'three'].map((text) => sent('race', text, { 'if-match': tag! })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412, 412])
    const { many } = await send(pim, '/admin/api/auditEntries?filter[entity]=media&page[size]=100')
    const told = many.filter(({ attributes }) => (attributes!['after'] as { key: string }).key === 'race')
    expect(told).toHaveLength(2)
  })

  it('is answered as JSON:API, or not at all', async () => {
    expect(await sent('html', 'x', { accept: 'text/html' })).toMatchObject({ status: 406, code: 'NOT_ACCEPTABLE' })
    expect((await seen('html')).status).toBe(400)
  })
})
