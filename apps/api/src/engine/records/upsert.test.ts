import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Caller, granted } from '../../testing/caller.ts'
import type { ApiClient } from '../../testing/client.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { send, type Sent } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let erp: ApiClient
let graphql: Caller
beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
  graphql = new Caller(`${shop.url}/admin/graphql`, erp.token)
})
afterAll(() => shop.close())

const ask = (path: string, init?: Parameters<typeof send>[2]): Promise<Sent> => send(erp, `/admin/api${path}`, init)
const sap = (id: string) => ({ system: 'sap', id })

/** Adds by JSON:API, or (`upsert`) changes what is named. */
const post = (
  type: string,
  attributes: object,
  {
    external,
    upsert = true,
    ...more
  }: { external?: object; upsert?: boolean; dryRun?: boolean; relationships?: object } = {},
) =>
  ask(`/${type}${more.dryRun ? '?dryRun=true' : ''}`, {
    method: 'POST',
    body: {
      data: {
        type,
        attributes,
        ...(more.relationships ? { relationships: more.relationships } : {}),
        ...(external ? { meta: { externalReference: external } } : {}),
      },
      meta: { upsert },
    },
  })
const brand = (name: string, external?: object, more: object = {}) =>
  post('brands', { code: name, slug: name, name }, { ...(external ? { external } : {}), ...more })

type Written = { id: string; created: boolean }
const upsertBrand = (key: object, input: object, dryRun = false) =>
  graphql.send<Written>(
    `mutation ($key: BrandKey!, $input: BrandUpsertInput!) { brandUpsert(key: $key, input: $input, dryRun: ${dryRun}) { id created } }`,
    { key, input },
  )
const state = async () => {
  const { db } = shop.built.database
  return {
    brands: await db.selectFrom('brands').select(['id', 'code', 'name', 'slug']).orderBy('id').execute(),
    references: await db.selectFrom('externalReferences').select(['externalId', 'rowId']).orderBy('id').execute(),
  }
}
/** Sends something that must be refused, and holds it to having moved nothing. */
async function refused<Result>(attempt: () => Promise<Result>): Promise<Result> {
  const before = await state()
  const result = await attempt()
  expect(await state()).toEqual(before)
  return result
}
const first = ({ status, errors }: Sent) => [status, errors?.[0]?.code, errors?.[0]?.source]

describe('an upsert by an external reference', () => {
  it('adds a row with its reference, and changes the same one from then on, whichever door it comes by', async () => {
    const made = await brand('acme', sap('1'))
    const changed = await post('brands', { code: 'acme', slug: 'acme', name: 'Acme' }, { external: sap('1') })
    expect([made.errors, made.status, changed.status, changed.one.id]).toEqual([undefined, 201, 200, made.one.id])
    const by = await granted(upsertBrand({ external: sap('1') }, { name: 'Acme & Co' }))
    expect(by).toEqual({ id: made.one.id, created: false })
    const read = await graphql.send<object>('query ($key: BrandKey!) { brandByKey(key: $key) { code name } }', {
      key: { external: sap('1') },
    })
    expect(read.value).toEqual({ code: 'acme', name: 'Acme & Co' })
    const fresh = await granted(upsertBrand({ external: sap('2') }, { code: 'bolt', slug: 'bolt', name: 'Bolt' }))
    expect(fresh.created).toBe(true)
    expect((await state()).references).toEqual([
      { externalId: '1', rowId: made.one.id },
      { externalId: '2', rowId: fresh.id },
    ])
  })

  it('gives a row another natural key, where the system outside has renamed it', async () => {
    const [made, renamed] = [await brand('old-name', sap('rename')), await brand('new-name', sap('rename'))]
    expect([renamed.status, renamed.one.id, renamed.one.attributes!.code]).toEqual([200, made.one.id, 'new-name'])
  })

  it('serves entities that have no natural key', async () => {
    const contact = (lastName: string, external?: object) =>
      post(
        'contacts',
        { lastName },
        {
          ...(external ? { external } : {}),
          relationships: { organization: { data: { type: 'organizations', id: shop.website.organizationId } } },
        },
      )
    const [made, changed] = [await contact('Byron', sap('p-1')), await contact('Lovelace', sap('p-1'))]
    expect([made.errors, made.status, changed.one?.id]).toEqual([undefined, 201, made.one.id])
    expect(changed.one.attributes!.lastName).toBe('Lovelace')
    const byKey = await granted(
      graphql.send<Written>(
        'mutation ($key: ContactKey!) { contactUpsert(key: $key, input: { jobTitle: "Countess" }) { id created } }',
        { key: { external: sap('p-1') } },
      ),
    )
    expect(byKey).toEqual({ id: made.one.id, created: false })
    expect(first(await refused(() => contact('Nobody')))).toEqual([
      400,
      'FIELD_REQUIRED',
      { pointer: '/data/meta/externalReference' },
    ])
  })

  it('names rows that it links to likewise, at both doors', async () => {
    await brand('linked', sap('linked'))
    const data = { type: 'brands', meta: { key: { external: sap('linked') } } }
    const [product] = (await ask(`/products?filter[sku]=${skus.drill}`)).many
    const patched = await ask(`/products/${product!.id}`, {
      method: 'PATCH',
      body: { data: { type: 'products', id: product!.id, relationships: { brand: { data } } } },
    })
    expect(patched.errors).toBeUndefined()
    const { brand: linked } = await granted(
      graphql.send<{ brand: object }>(`{ productByKey(key: { sku: "${skus.drill}" }) { brand { code } } }`),
    )
    expect(linked).toEqual({ code: 'linked' })
    const moved = await granted(
      graphql.send<{ product: object }>(
        `mutation ($brand: BrandKey!) { productUpsert(key: { sku: "${skus.cable}" }, input: { brand: $brand }) { product { brand { code } } } }`,
        { brand: { external: sap('linked') } },
      ),
    )
    expect(moved).toEqual({ product: { brand: { code: 'linked' } } })
    const nowhere = await graphql.send(
      `mutation { productUpsert(key: { sku: "${skus.cable}" }, input: { brand: { external: { system: "sap", id: "none" } } }) { id } }`,
    )
    expect(nowhere.error).toMatchObject({
      code: 'REFERENCE_NOT_FOUND',
      path: 'brand',
      message: 'brand names a brand that does not exist: none of sap.',
    })
  })

  it('is rehearsed without a trace', async () => {
    await refused(async () => {
      const would = await brand('ghost', sap('ghost'), { dryRun: true })
      expect([would.status, would.body.meta]).toEqual([200, { dryRun: true, created: true }])
      const again = await granted(upsertBrand({ external: sap('ghost') }, { code: 'g', slug: 'g', name: 'G' }, true))
      expect(again.created).toBe(true)
      const change = await granted(upsertBrand({ external: sap('1') }, { name: 'Other' }, true))
      expect(change.created).toBe(false)
    })
  })

  it('is part of operations and batches that stand or fall together', async () => {
    const type = 'application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"'
    const add = (code: string) => ({
      op: 'add',
      data: {
        type: 'brands',
        lid: code,
        attributes: { code, slug: code, name: code },
        meta: { externalReference: sap(code) },
      },
      meta: { upsert: true },
    })
    const operate = (...operations: object[]) =>
      ask('/operations', {
        method: 'POST',
        body: { 'atomic:operations': operations },
        headers: { 'content-type': type, accept: type },
      })
    const [once, twice] = [await operate(add('op-1'), add('op-1')), await operate(add('op-1'))]
    const ids = [once, twice].flatMap(({ body }) => body['atomic:results']!.map(({ data }) => data!.id))
    expect(new Set(ids).size).toBe(1)
    const wrong = { op: 'update', data: { ...add('op-2').data, id: ids[0] } }
    expect(first(await refused(() => operate(add('op-3'), wrong)))).toEqual([
      400,
      'DOCUMENT_INVALID',
      { pointer: '/atomic:operations/1/data/meta/externalReference' },
    ])
    const batch = await granted(
      graphql.send<{ id: string; created: boolean }[]>(
        'mutation ($operations: [BatchOperation!]!) { batch(operations: $operations) { id created } }',
        { operations: [{ brandUpsert: { key: { external: sap('op-1') }, input: { name: 'By a batch' } } }] },
      ),
    )
    expect(batch).toEqual([{ id: ids[0], created: false }])
  })

  it('leads to a new row where the old one is gone', async () => {
    const { db } = shop.built.database
    const made = await brand('gone', sap('gone'))
    // as a cascade does: the reference stays, and leads nowhere
    await db.deleteFrom('brands').where('id', '=', made.one.id).execute()
    const again = await brand('gone', sap('gone'))
    expect([again.status, again.one.id === made.one.id]).toEqual([201, false])
    expect((await brand('gone', sap('gone'))).one.id).toBe(again.one.id)
  })
})

describe('upserts that come at the same time', () => {
  it('make one row, and all of them are answered', async () => {
    const byReference = await Promise.all(Array.from({ length: 8 }, () => brand('racing', sap('racing'))))
    const byKey = await Promise.all(
      Array.from({ length: 8 }, () => upsertBrand({ code: 'race-2' }, { slug: 'race-2', name: 'Race' })),
    )
    for (const ids of [byReference.map(({ one }) => one.id), byKey.map(({ value }) => value?.id)])
      expect([new Set(ids).size, ids[0]]).toEqual([1, expect.any(String)])
    expect(byReference.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(byKey.filter(({ value }) => value?.created)).toHaveLength(1)
  })
})

describe('what could be two rows is refused, and nothing moves', () => {
  beforeAll(async () => {
    await brand('one', sap('one'))
    await brand('two', sap('two'))
  })

  it('where the reference leads to one row, and the natural key to another', async () => {
    expect(first(await refused(() => brand('two', sap('one'))))).toEqual([
      409,
      'ALREADY_EXISTS',
      { pointer: '/data/attributes/code' },
    ])
    const { error } = await refused(() => upsertBrand({ external: sap('one') }, { code: 'two' }))
    expect(error?.code).toBe('ALREADY_EXISTS')
    expect(first(await refused(() => brand('two', sap('unknown'))))[1]).toBe('ALREADY_EXISTS')
  })

  it('where what stands from the beginning is said otherwise than it is', async () => {
    const price = (amount: string, sku: string) =>
      post(
        'prices',
        { currency: 'EUR', quantity: '500', amount: { amount, currency: 'EUR' } },
        {
          external: sap('price'),
          relationships: {
            priceList: { data: { type: 'priceLists', id: shop.priceListId } },
            product: { data: { type: 'products', meta: { key: { sku } } } },
            unit: { data: { type: 'units', id: shop.unitIds.piece } },
          },
        },
      )
    const [made, changed] = [await price('5', skus.drill), await price('6', skus.drill)]
    expect([made.errors, changed.errors, changed.status]).toEqual([undefined, undefined, 200])
    const other = await price('7', skus.cable)
    expect([other.status, other.errors?.map(({ source }) => source)]).toEqual([
      400,
      [{ pointer: '/data/relationships/product/data' }],
    ])
    expect((await ask(`/prices/${made.one.id}`)).one.attributes!.amount).toEqual({ amount: '6.00', currency: 'EUR' })
  })

  it('where a key says two things, or the input another one than the key, or not all of it', async () => {
    for (const [key, input, path] of [
      [{ code: 'one', external: sap('one') }, {}, 'key.code'],
      [{ code: 'one' }, { code: 'two' }, 'code'],
      [{}, { code: 'one' }, 'key.code'],
    ] as const) {
      const { error } = await refused(() => upsertBrand(key, input))
      expect(error).toMatchObject({ code: 'FIELD_INVALID', path })
    }
    expect((await granted(upsertBrand({ code: 'one' }, { code: 'one', name: 'One' }))).created).toBe(false)
    expect(first(await refused(() => post('brands', { name: 'No code' })))).toEqual([
      400,
      'FIELD_REQUIRED',
      { pointer: '/data/attributes/code' },
    ])
  })

  it('where a reference is given to a second row', async () => {
    expect(first(await refused(() => brand('three', sap('one'), { upsert: false })))).toEqual([
      409,
      'ALREADY_EXISTS',
      { pointer: '/data/meta/externalReference' },
    ])
    expect((await brand('three', sap('three'), { upsert: false })).status).toBe(201)
  })

  it('where a reference is none, or stands beside an id', async () => {
    for (const external of [{ system: 'sap' }, { system: 'sap', id: '' }, { ...sap('x'), more: 1 }, 'sap:1'])
      expect(first(await refused(() => brand('four', external as object)))).toEqual([
        400,
        'FIELD_INVALID',
        { pointer: '/data/meta/externalReference' },
      ])
    const [one] = (await ask('/brands?filter[code]=one')).many
    const data = { type: 'brands', id: one!.id, meta: { externalReference: sap('one') } }
    const patched = await refused(() => ask(`/brands/${one!.id}`, { method: 'PATCH', body: { data } }))
    expect(first(patched)).toEqual([400, 'DOCUMENT_INVALID', { pointer: '/data/meta/externalReference' }])
  })
})
