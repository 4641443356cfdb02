import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { Clerk } from '../../testing/clerk.ts'
import { send, type Sent } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let client: ApiClient
let clerk: Clerk
let piece: string
let box: string
let families: { drills: string; paper: string }

beforeAll(async () => {
  shop = await openShop()
  client = await shop.client()
  clerk = await Clerk.of(shop)
  const { db } = shop.database
  const units = await db.selectFrom('units').select(['id', 'code']).execute()
  piece = units.find(({ code }) => code === 'piece')!.id
  box =
    units.find(({ code }) => code === 'box')?.id ??
    (await clerk.make('unit', { code: 'box', label: { en: 'box' }, labelPlural: { en: 'boxes' } }))
  const attribute = (code: string, type: string) => clerk.make('attribute', { code, type, label: { en: code } })
  const [hue, , , , volts] = await Promise.all([
    attribute('hue', 'option'),
    attribute('uses', 'options'),
    attribute('note', 'text'),
    attribute('cordless', 'boolean'),
    attribute('volts', 'number'),
  ])
  for (const code of ['red', 'blue'])
    await clerk.make('attributeOption', { attributeId: hue, code, label: { en: code } })
  families = {
    drills: await clerk.make('attributeFamily', { code: 'drills', label: { en: 'Drills' } }),
    paper: await clerk.make('attributeFamily', { code: 'paper', label: { en: 'Paper' } }),
  }
  for (const attributeId of [hue, volts])
    await clerk.make('familyAttribute', { familyId: families.drills, attributeId })
})
afterAll(() => shop.close())

let count = 0
/** A document that adds a product. */
function product(attributes: Record<string, unknown>, relationships: Record<string, unknown> = {}) {
  const sku = `VALUE-${(count += 1)}`
  return {
    type: 'products',
    attributes: { sku, slug: sku.toLowerCase(), name: { en: sku }, ...attributes },
    relationships: { primaryUnit: { data: { type: 'units', id: piece } }, ...relationships },
  }
}
const post = (path: string, data: unknown): Promise<Sent> =>
  send(client, `/admin/api/${path}`, { method: 'POST', body: { data } })
const patch = (path: string, data: unknown): Promise<Sent> =>
  send(client, `/admin/api/${path}`, { method: 'PATCH', body: { data } })
const said = ({ status, errors }: Sent) => [status, errors?.map(({ code, source }) => `${code} ${source?.pointer}`)]
const family = (id: string) => ({ family: { data: { type: 'attributeFamilies', id } } })

describe('what a product says of its attributes', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['an attribute that there is not', { nope: 1 }, 'nope'],
    ['an option that there is not', { hue: 'invisible' }, 'hue'],
    ['a list in the place of an option', { hue: ['red'] }, 'hue'],
    ['an option of a list that there is not', { uses: ['wood'] }, 'uses'],
    ['a text that is none', { note: 7 }, 'note'],
    ['a number that is none', { volts: 'many' }, 'volts'],
    ['a boolean that is none', { cordless: 'yes' }, 'cordless'],
    ['an attribute with the name of what all objects have', { constructor: 'x' }, 'constructor'],
  ])('refuses %s, and keeps nothing', async (_what, attributeValues, code) => {
    const refused = await still(shop.database, () => post('products', product({ attributeValues })))
    expect(said(refused)).toEqual([400, [`FIELD_INVALID /data/attributes/attributeValues/${code}`]])
  })

  it('refuses what is no document of values', async () => {
    const refused = await still(shop.database, () => post('products', product({ attributeValues: ['red'] })))
    expect(said(refused)).toEqual([400, ['FIELD_INVALID /data/attributes/attributeValues']])
  })

  it('takes values of their types, and refuses those of another family than the product’s', async () => {
    const attributeValues = { hue: 'red', volts: 18, note: 'x', cordless: true, uses: [] }
    expect((await post('products', product({ attributeValues }))).status).toBe(201)
    const own = { hue: 'red', volts: 18 }
    const made = await post('products', product({ attributeValues: own }, family(families.drills)))
    expect(made.status).toBe(201)
    const { id } = made.one
    const foreign = await still(shop.database, () =>
      post('products', product({ attributeValues: own }, family(families.paper))),
    )
    expect(said(foreign)).toEqual([
      400,
      ['FIELD_INVALID /data/attributes/attributeValues/hue', 'FIELD_INVALID /data/attributes/attributeValues/volts'],
    ])
    const moved = await still(shop.database, () =>
      patch(`products/${id}`, { type: 'products', id, relationships: family(families.paper) }),
    )
    expect(said(moved)[0]).toBe(400)
    const emptied = { type: 'products', id, attributes: { attributeValues: {} }, relationships: family(families.paper) }
    expect((await patch(`products/${id}`, emptied)).status).toBe(200)
  })

  it('lets what stands be said again, also when its attribute is gone', async () => {
    const id = await clerk.make('attribute', { code: 'passing', type: 'text', label: { en: 'passing' } })
    const made = await post('products', product({ attributeValues: { passing: 'by' } }))
    await clerk.remove('attribute', id)
    const path = `products/${made.one.id}`
    const again = { type: 'products', id: made.one.id, attributes: { attributeValues: { passing: 'by' }, mpn: 'M' } }
    expect((await patch(path, again)).status).toBe(200)
    const other = { ...again, attributes: { attributeValues: { passing: 'over' } } }
    expect(said(await still(shop.database, () => patch(path, other)))[0]).toBe(400)
  })

  it('is judged the same in a batch: the records that are right are taken', async () => {
    const records = [{ hue: 'red' }, { hue: 'invisible' }, { nope: 1 }].map((attributeValues) => {
      const { attributes } = product({ attributeValues })
      return { ...attributes, primaryUnit: { code: 'piece' } }
    })
    const job = await send(client, '/admin/api/batches?type=products&mode=create', {
      method: 'POST',
      headers: { 'content-type': 'application/jsonl' },
      body: records.map((record) => JSON.stringify(record)).join('\n'),
    })
    expect(job.status).toBe(202)
    await shop.drain()
    const { one } = await send(client, `/admin/api/jobs/${job.one.id}`)
    expect(one.attributes).toMatchObject({ created: 1, refused: 2 })
  })
})

describe('what a product says of quantities', () => {
  it('leaves something to order between the least and the most', async () => {
    const refused = await still(shop.database, () =>
      post('products', product({ minimumQuantity: '5', maximumQuantity: '2' })),
    )
    expect(said(refused)).toEqual([400, ['FIELD_INVALID /data/attributes/maximumQuantity']])
    const { id } = (await post('products', product({ minimumQuantity: '2', maximumQuantity: '5' }))).one
    const change = (attributes: object) => patch(`products/${id}`, { type: 'products', id, attributes })
    const raised = await still(shop.database, () => change({ minimumQuantity: '6' }))
    expect(said(raised)).toEqual([400, ['FIELD_INVALID /data/attributes/minimumQuantity']])
    expect((await change({ minimumQuantity: '5' })).status).toBe(200)
    expect((await change({ minimumQuantity: '6', maximumQuantity: null })).status).toBe(200)
  })

  it('prices units that it has, from more than nothing on, as finely as they are divided', async () => {
    const { id } = (await post('products', product({}))).one
    const priceListId = await clerk.make('priceList', { code: 'finely', name: 'Finely', currencies: ['EUR'] })
    const price = (quantity: string | undefined, unit: string) =>
      post('prices', {
        type: 'prices',
        attributes: {
          ...(quantity === undefined ? {} : { quantity }),
          currency: 'EUR',
          amount: { amount: '5', currency: 'EUR' },
        },
        relationships: {
          priceList: { data: { type: 'priceLists', id: priceListId } },
          product: { data: { type: 'products', id } },
          unit: { data: { type: 'units', id: unit } },
        },
      })
    const refused = async (quantity: string | undefined, unit: string) =>
      said(await still(shop.database, () => price(quantity, unit)))
    expect(await refused('0', piece)).toEqual([400, ['FIELD_INVALID /data/attributes/quantity']])
    expect(await refused('1.5', piece)).toEqual([422, ['QUANTITY_PRECISION /data/attributes/quantity']])
    expect(await refused('1', box)).toEqual([400, ['FIELD_INVALID /data/relationships/unit/data']])
    expect(await refused(undefined, box)).toEqual([400, ['FIELD_INVALID /data/relationships/unit/data']])
    expect((await price(undefined, piece)).status).toBe(201)
    await clerk.make('productUnit', { productId: id, unitId: box, conversion: '10', precision: 1 })
    expect((await price('1.5', box)).status).toBe(201)
  })
})

describe('texts and codes', () => {
  it.each<[string, string, Record<string, unknown>, string]>([
    ['a name of spaces', 'brands', { code: 'white', slug: 'white', name: '   ' }, 'FIELD_REQUIRED name'],
    ['a code that is empty', 'brands', { code: '', slug: 'white', name: 'White' }, 'FIELD_REQUIRED code'],
    [
      'a text of a language that there is not',
      'attributeFamilies',
      { code: 'f', label: { xx: 'f' } },
      'FIELD_INVALID label/xx',
    ],
    ['a text of spaces', 'attributeFamilies', { code: 'f', label: { en: 'f', de: ' ' } }, 'FIELD_INVALID label/de'],
    [
      'a currency that means no money',
      'priceLists',
      { code: 'p', name: 'P', currencies: ['EUR', 'XXX'] },
      'FIELD_INVALID currencies/1',
    ],
    [
      'a currency that is no code',
      'priceLists',
      { code: 'p', name: 'P', currencies: ['foo'] },
      'FIELD_INVALID currencies/0',
    ],
  ])('refuses %s, and keeps nothing', async (_what, type, attributes, refusal) => {
    const [code, place] = refusal.split(' ')
    const refused = await still(shop.database, () => post(type, { type, attributes }))
    expect(said(refused)).toEqual([400, [`${code} /data/attributes/${place}`]])
  })

  it('refuses to change a name to nothing, and keeps it', async () => {
    const { id } = (await post('brands', { type: 'brands', attributes: { code: 'kept', slug: 'kept', name: 'Kept' } }))
      .one
    const refused = await still(shop.database, () =>
      patch(`brands/${id}`, { type: 'brands', id, attributes: { name: ' ' } }),
    )
    expect(said(refused)).toEqual([400, ['FIELD_REQUIRED /data/attributes/name']])
  })
})
