import { model } from '@portico/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { send, type Sent } from '../../testing/jsonapi.ts'

let shop: OpenShop
let client: ApiClient
beforeAll(async () => {
  shop = await openShop()
  client = await shop.client()
})
afterAll(() => shop.close())

const ask = (path: string, init?: Parameters<typeof send>[2]): Promise<Sent> => send(client, `/admin/api${path}`, init)

describe('the back office by JSON:API', () => {
  it.each([...model.entities.values()])('lists and gets $plural', async (entity) => {
    const listed = await ask(`/${entity.plural}?page[size]=3&page[total]=true`)
    expect([listed.status, listed.errors]).toEqual([200, undefined])
    expect(listed.headers.get('content-type')).toBe('application/vnd.api+json')
    expect(listed.many.length).toBe(Math.min(3, listed.body.meta!.total as number))
    const [first] = listed.many
    if (!first) return
    expect(first.type).toBe(entity.plural)
    const got = await ask(`/${entity.plural}/${first.id}`)
    expect(got.one).toEqual(first)
    expect(got.headers.get('etag')).toBe(`"${first.meta!.version}"`)
  })

  it('sorts, filters by related fields, and counts', async () => {
    const found = await ask(
      '/prices?filter[product.sku][exists]=true&filter[or][0][currency]=EUR&filter[or][1][currency][eq]=XXX&sort=-amount&page[size]=4&page[total]=true',
    )
    expect(found.errors).toBeUndefined()
    const amounts = found.many.map(({ attributes }) => Number((attributes!.amount as { amount: string }).amount))
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a))
    const nested = await ask('/prices?filter[product][sku][exists]=true&page[total]=true&page[size]=1')
    expect(nested.body.meta!.total).toBeGreaterThanOrEqual(found.body.meta!.total as number)
  })

  it('walks by cursor and by number, with links that work', async () => {
    const seen: string[] = []
    let next: string | null | undefined = '/admin/api/products?page[size]=2&sort=sku&fields[products]=sku'
    while (next) {
      const page = await send(client, next)
      seen.push(...page.many.map(({ id }) => id))
      next = page.body.links!.next
    }
    const numbered = await ask('/products?page[size]=2&page[number]=2&sort=sku&page[total]=true')
    expect(new Set(seen).size).toBe(numbered.body.meta!.total)
    expect(numbered.many.map(({ id }) => id)).toEqual(seen.slice(2, 4))
    const before = await send(client, numbered.body.links!.prev!)
    expect(before.many.map(({ id }) => id)).toEqual(seen.slice(0, 2))
    const last = await send(client, numbered.body.links!.last!)
    expect(last.body.links!.next).toBeNull()
  })

  it('includes each related resource once, and links everything that it includes', async () => {
    const found = await ask('/products?include=brand,images,prices.priceList&page[size]=10')
    expect(found.errors).toBeUndefined()
    const included = found.body.included!
    const keys = included.map(({ type, id }) => `${type} ${id}`)
    expect(new Set(keys).size).toBe(keys.length)
    const linked = new Set(
      [...found.many, ...included].flatMap(({ relationships = {} }) =>
        Object.values(relationships).flatMap(({ data }) => [data ?? []].flat().map(({ type, id }) => `${type} ${id}`)),
      ),
    )
    for (const key of keys) expect(linked).toContain(key)
    expect(new Set(included.map(({ type }) => type))).toContain('priceLists')
  })

  it('answers what is asked for and no more', async () => {
    const [product] = (await ask('/products?fields[products]=sku,brand&page[size]=1')).many
    expect(Object.keys(product!.attributes!)).toEqual(['sku'])
    expect(Object.keys(product!.relationships!)).toEqual(['brand'])
  })

  it('takes long questions as JSON', async () => {
    const found = await ask('/products/search', {
      method: 'POST',
      body: {
        meta: {
          filter: {
            or: [{ sku: { starts: 'N' } }, { not: { 'brand.code': { exists: true } } }, { brand: { code: ['x'] } }],
          },
          sort: 'sku',
          page: { size: 2, total: true },
          fields: { products: ['sku'] },
        },
      },
    })
    expect(found.errors).toBeUndefined()
    expect(found.body.meta!.page).toMatchObject({ size: 2 })
  })

  it('reads related resources and relationships at their own addresses', async () => {
    const [product] = (await ask('/products?filter[prices.id][exists]=true&page[size]=1')).many
    const prices = await ask(`/products/${product!.id}/prices?page[total]=true&sort=-quantity`)
    expect(prices.body.meta!.total).toBeGreaterThan(0)
    const links = await ask(`/products/${product!.id}/relationships/prices`)
    expect(links.many.map(({ id }) => id).sort()).toEqual(prices.many.map(({ id }) => id).sort())
    const unit = await ask(`/products/${product!.id}/primaryUnit`)
    expect(unit.one.type).toBe('units')
    expect((await ask(`/products/${shop.website.id}/prices`)).errors![0]!.code).toBe('NOT_FOUND')
  })
})
