import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openPim, pimProduct, type Pim } from '../../testing/pim.ts'
import { send } from '../../testing/jsonapi.ts'
import { keepPicture } from '../../testing/pictures.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let pim: Pim
beforeAll(async () => {
  shop = await openShop()
  pim = await openPim(shop, { pageSize: 2 })
  const picture = (background: string) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .png()
      .toBuffer()
  pim.pictures.set('front', { bytes: await picture('#333'), mediaType: 'image/png' })
  pim.pictures.set('side', { bytes: await picture('#999'), mediaType: 'image/png' })
  pim.pictures.set('broken', { bytes: Buffer.from('no picture'), mediaType: 'image/png' })
})
afterEach(() => {
  pim.faults.clear()
  pim.journal.clear()
  pim.overlap = 0
})
afterAll(async () => {
  await pim.close()
  await shop.close()
})

const front = { id: 'front', revision: 1, url: 'pictures/front' }
const side = { id: 'side', revision: 1, url: 'pictures/side', alt: { en_US: 'From the side' } }
const asked = (path: string) => pim.journal.list().filter((call) => call.path.startsWith(`/v1/${path}`))

interface Seen {
  name: string
  description: string | null
  images: { key: string; alt: string; width: number }[]
  attributes: { code: string; value: string }[]
}
/** What a shopper sees. */
const seen = async (sku: string, language = 'en') => {
  const shopper = shop.caller(undefined, { 'accept-language': language })
  return (
    await shopper.ask<Seen>(
      'productFind',
      { sku },
      'name description images { key alt width } attributes { label value }',
    )
  ).value
}
/** A product as the back office sees it. */
const product = async (sku: string): Promise<Record<string, unknown>> => {
  const admin = await shop.client()
  const { many, body } = await send(
    admin,
    `/admin/api/products?filter[sku]=${sku}&include=categories.category,images,units`,
  )
  const included = body.included ?? []
  return {
    ...many[0]?.attributes,
    categories: included.flatMap(({ type, attributes }) => (type === 'categories' ? [attributes!.code] : [])).sort(),
    pictures: included.flatMap(({ type, attributes }) => (type === 'productImages' ? [attributes!.key] : [])).sort(),
    weights: included.flatMap(({ type, attributes }) => (type === 'productUnits' ? [attributes!.weightKg] : [])),
  }
}
const count = async () =>
  (
    await shop.built.database.pool.query<Record<string, string>>(`select
      (select count(*) from products) as products, (select count(*) from product_images) as images, (select count(*) from categories) as categories`)
  ).rows[0]

describe('a connection check', () => {
  const check = async () => {
    const { ok, findings } = (await pim.act('integrations', pim.integrationId, 'check')).one.attributes as {
      ok: boolean
      findings: { what: string; ok: boolean; detail: string }[]
    }
    return {
      ok,
      said: findings.map(({ what, ok: well, detail }) => `${well ? 'ok' : 'no'} ${what}: ${detail}`).join('\n'),
    }
  }

  it('says that the PIM lets us in, or why not', async () => {
    expect(await check()).toMatchObject({ ok: true, said: expect.stringContaining('lets us in') as string })
    await pim.act('integrations', pim.integrationId, 'setCredentials', { credentials: { apiKey: 'wrong' } })
    const refused = await check()
    expect(refused.ok).toBe(false)
    expect(refused.said).toContain('refused the API key (401)')
    await pim.act('integrations', pim.integrationId, 'setCredentials', { credentials: { apiKey: pim.apiKey } })
  })

  it('changes nothing, and says that the PIM is out of order', async () => {
    const before = await count()
    pim.faults.add({ kind: 'status', status: 503, times: 5 })
    const broken = await check()
    expect(broken).toMatchObject({ ok: false, said: expect.stringContaining('answered 503') as string })
    expect(await count()).toEqual(before)
  })
})

describe('what a PIM tells', () => {
  it('is judged without a trace in a trial', async () => {
    pim.store.put('categories', { code: 'tools', label: { en_US: 'Tools', de_DE: 'Werkzeug' } })
    pim.store.put('categories', { code: 'drills', parent: 'tools', label: { en_US: 'Drills', de_DE: 'Bohrer' } })
    pim.store.put('attributes', {
      code: 'pimColour',
      type: 'select',
      label: { en_US: 'Colour', de_DE: 'Farbe' },
      options: [
        { code: 'red', label: { en_US: 'Red', de_DE: 'Rot' } },
        { code: 'blue', label: { en_US: 'Blue', de_DE: 'Blau' } },
      ],
    })
    for (const at of [1, 2, 3, 4, 5])
      pim.store.put(
        'products',
        pimProduct(`P-${at}`, {
          description: { en_US: `Drills hole ${at}.`, de_DE: `Bohrt Loch ${at}.` },
          values: { pimColour: 'red' },
          weight: { amount: '1250', unit: 'g' },
          categories: ['drills', 'tools'],
          pictures: at === 1 ? [front, side] : [],
        }),
      )
    const before = await count()
    expect(await pim.run('categories', { trial: true })).toMatchObject({ state: 'done', dryRun: true, created: 2 })
    expect(await count()).toEqual(before)
    expect(await pim.cursorOf('categories')).toBeNull()
  })

  it('comes in page by page: categories, attributes, products with texts, values, places and pictures', async () => {
    expect(await pim.run('categories')).toMatchObject({ state: 'done', created: 2, refused: 0 })
    expect(await pim.run('attributes')).toMatchObject({ state: 'done', refused: 0 })
    const run = await pim.run('products')
    // five products, and two pictures that stand alone
    expect(run).toMatchObject({ state: 'done', read: 7, refused: 0, postponed: 0, trigger: 'person', attempts: 1 })
    expect(asked('products')).toHaveLength(3)
    const drill = await seen('P-1')
    expect(drill).toMatchObject({
      name: 'Drill P-1',
      description: 'Drills hole 1.',
      images: [
        { alt: 'Drill P-1', width: 40 },
        { alt: 'From the side', width: 40 },
      ],
      attributes: [{ label: 'Colour', value: 'Red' }],
    })
    expect((await fetch(`${shop.url}/media/${drill!.images[0]!.key}/320.webp`)).status).toBe(200)
    expect(await product('P-1')).toMatchObject({ categories: ['drills', 'tools'], weights: ['1.25'] })
  })

  it('is asked for behind the cursor the next time: nothing, then what has changed', async () => {
    const cursor = await pim.cursorOf('products')
    expect(cursor).toEqual(expect.any(String))
    expect(await pim.run('products')).toMatchObject({ state: 'done', read: 0, created: 0, changed: 0 })
    expect(asked('products').map(({ path }) => path)).toEqual([`/v1/products?limit=2&cursor=${String(cursor)}`])
    pim.store.put('products', pimProduct('P-2', { name: { en_US: 'New name' }, values: { pimColour: 'blue' } }))
    const run = await pim.run('products')
    expect(run).toMatchObject({ state: 'done', read: 1, refused: 0 })
    expect((await product('P-2')).name).toEqual({ en: 'New name', de: 'Bohrer P-2' })
    // it stands in no category any more
    expect(await product('P-2')).toMatchObject({ categories: [], sku: 'P-2' })
    expect(await pim.run('products', { full: true })).toMatchObject({ state: 'done', read: 7, same: 7, created: 0 })
  })

  it('takes away pictures and places that a product has no longer, and leaves what people put there', async () => {
    const admin = await shop.client()
    const { many } = await send(admin, '/admin/api/products?filter[sku]=P-1')
    await keepPicture(admin, { key: 'people/own', width: 1, height: 1 })
    const own = await send(admin, '/admin/api/productImages', {
      method: 'POST',
      body: {
        data: {
          type: 'productImages',
          attributes: { key: 'people/own', alt: { en: 'Own', de: 'Eigenes' }, width: 1, height: 1 },
          relationships: { product: { data: { type: 'products', id: many[0]!.id } } },
        },
      },
    })
    expect(own.status).toBe(201)
    const newer = { ...front, revision: 2 }
    pim.store.put('products', pimProduct('P-1', { categories: ['tools'], pictures: [newer] }))
    const run = await pim.run('products')
    expect(run).toMatchObject({ state: 'done', deleted: 3, refused: 0 })
    const { rows } = await shop.built.database.pool.query<{ entity: string; gone: number }>(
      `select entity, jsonb_array_length(after -> 'deleted') as gone from audit_entries where request_id = $1 and after ? 'deleted' order by entity`,
      [run.id],
    )
    expect(rows).toEqual([
      { entity: 'productCategory', gone: 1 },
      { entity: 'productImage', gone: 2 },
    ])
    const { pictures, categories } = await product('P-1')
    expect(pictures).toEqual([expect.stringMatching(/^people\/own$/), expect.stringMatching(/\/front-2$/)])
    expect(categories).toEqual(['tools'])
    expect(asked('pictures').map(({ path }) => path)).toEqual(['/v1/pictures/front'])
  })

  it('sells no more what was taken away there', async () => {
    pim.store.remove('products', 'P-5')
    pim.store.remove('products', 'never-was-here')
    expect(await pim.run('products')).toMatchObject({ state: 'done', read: 2, changed: 1, same: 1, refused: 0 })
    expect(await product('P-5')).toMatchObject({ status: 'disabled', discontinued: true })
    expect(await seen('P-5')).toBeNull()
  })

  it('may come twice, and an older word after a newer one: the newest counts', async () => {
    for (const at of [6, 7, 8, 9]) pim.store.put('products', pimProduct(`P-${at}`))
    pim.overlap = 1
    expect(await pim.run('products')).toMatchObject({ state: 'done', created: 8, refused: 0 })
    expect(await pim.run('products', { full: true })).toMatchObject({
      state: 'done',
      created: 0,
      changed: 0,
      refused: 0,
    })
  })

  it('may name what comes on a later page', async () => {
    pim.store.put('products', pimProduct('V-1', { model: 'M-1', values: { pimColour: 'red' } }))
    for (const at of [1, 2]) pim.store.put('products', pimProduct(`W-${at}`))
    pim.store.put('products', pimProduct('M-1', { kind: 'model', axes: ['pimColour'] }))
    expect(await pim.run('products')).toMatchObject({ state: 'done', refused: 0, postponed: 0 })
    expect(await product('M-1')).toMatchObject({ type: 'configurable' })
    const { rows } = await shop.built.database.pool.query<{ sku: string }>(
      `select p.sku from products v join products p on p.id = v.parent_id where v.sku = 'V-1'`,
    )
    expect(rows).toEqual([{ sku: 'M-1' }])
  })

  it('is all asked for again where the PIM does not know the cursor any more; nothing is lost or doubled', async () => {
    pim.store.forgetHistory()
    pim.store.put('products', pimProduct('P-10'))
    const before = Number((await count())!.products)
    const run = await pim.run('products')
    expect(run).toMatchObject({ state: 'done', refused: 0, attempts: 1 })
    expect(asked('products').map(({ status }) => status)[0]).toBe(410)
    expect(Number((await count())!.products)).toBe(before + 1)
    expect(await pim.run('products')).toMatchObject({ read: 0 })
  })
})

describe('bad items', () => {
  it('are told with what is wrong with them, and take no good one down', async () => {
    pim.store.put('products', pimProduct('B-1', { unit: 'BUSHEL' }))
    pim.store.put('products', pimProduct('B-2', { pictures: [{ id: 'broken', revision: 1, url: 'pictures/broken' }] }))
    pim.store.put('products', {
      ...pimProduct('B-3'),
      pictures: [{ id: 'far', revision: 1, url: 'https://elsewhere.test/x.png' }],
    })
    pim.store.put('products', { sku: 'B-4', unit: 'PCE', name: 'no texts' as never })
    pim.store.put('products', pimProduct('B-5'))
    const run = await pim.run('products')
    expect(run).toMatchObject({ state: 'done', read: 7, refused: 4 })
    expect(await pim.problems(run.id)).toMatchObject([
      { code: 'CODE_NOT_MAPPED', column: 'unit', value: 'BUSHEL' },
      { code: 'FIELD_INVALID', column: 'pictures', detail: expect.stringContaining('cannot be read') as string },
      { code: 'FIELD_INVALID', column: 'pictures', detail: expect.stringContaining('another server') as string },
      { code: 'FIELD_INVALID', column: 'name', value: '"B-4"' },
    ])
    const there = await Promise.all(['B-1', 'B-2', 'B-3', 'B-4', 'B-5'].map(async (sku) => (await product(sku)).sku))
    expect(there).toEqual([undefined, 'B-2', 'B-3', undefined, 'B-5'])
  })
})
