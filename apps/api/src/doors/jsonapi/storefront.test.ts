import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { skus } from '../../testing/fixtures/furniture.ts'
import { send, type Sent } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let token: string | undefined
beforeAll(async () => void (shop = await openShop()))
afterAll(() => shop.close())

/** A shop that keeps its token. */
async function ask(path: string, init?: Parameters<typeof send>[2]): Promise<Sent> {
  const fetching = (at: string, given?: RequestInit) =>
    fetch(shop.url + at, {
      ...given,
      headers: {
        ...(given?.headers as Record<string, string>),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
    })
  const sent = await send({ fetch: fetching }, `/api${path}`, init)
  token = sent.headers.get('portico-token') ?? token
  return sent
}
const act = (path: string, type: string, attributes: object) =>
  ask(path, { method: 'POST', body: { data: { type, attributes } } })

describe('the storefront by JSON:API', () => {
  it('searches, as one answer with its products included', async () => {
    const found = await ask(
      '/products/questions/search?page[size]=3&filter[sort]=newest&fields[products]=sku,name,price&include=items.image',
    )
    expect([found.errors, found.status]).toEqual([undefined, 200])
    expect(found.one.type).toBe('productListing')
    const items = found.one.relationships!.items!.data as { id: string }[]
    const products = found.body.included!.filter(({ type }) => type === 'products')
    expect(products.map(({ id }) => id).sort()).toEqual(items.map(({ id }) => id).sort())
    expect(typeof products[0]!.attributes!.name).toBe('string')
    const same = await act('/products/questions/search', 'productSearch', { first: 3, sort: 'newest' })
    expect(same.one.relationships!.items!.data).toEqual(items)
  })

  it('fills a cart with the token that the first write handed over, and reads it again', async () => {
    const sku = Object.values(skus)[0]!
    const added = await act('/carts/actions/addLine', 'cartAddLine', { sku, quantity: '2' })
    expect([added.errors, added.status]).toEqual([undefined, 200])
    expect(added.body.meta!.token).toBe(token)
    const current = await ask('/carts/questions/current?include=lines.product')
    expect(current.one.id).toBe(added.one.id)
    expect(current.body.included!.map(({ type }) => type)).toContain('products')
    token = undefined
    const nobody = await ask('/carts/questions/current')
    expect([401, 200]).toContain(nobody.status)
    expect(nobody.one ?? null).toBeNull()
  })

  it('shows nothing that is the back office’s', async () => {
    for (const path of [
      '/priceLists',
      '/products',
      '/apiClients',
      '/brands?filter[code]=x',
      '/orders?sort=createdAt',
      '/brands?sort=code',
    ])
      expect((await ask(path)).status).toBeGreaterThanOrEqual(400)
    expect((await ask('/brands', { method: 'POST', body: {} })).status).toBeGreaterThanOrEqual(404)
    const dry = await ask('/carts/actions/clear?rehearse=true', { method: 'POST' })
    expect(dry.errors![0]!.code).toBe('PARAMETER_UNKNOWN')
  })

  it('refuses an unknown input with its place', async () => {
    const refused = await act('/carts/actions/addLine', 'cartAddLine', { sku: 'x', quantity: '1', colour: 'red' })
    expect(refused.errors![0]).toMatchObject({ code: 'FIELD_UNKNOWN', source: { pointer: '/data/attributes/colour' } })
  })
})

describe.each(['/api', '/admin/api'])('the reference at %s', (base) => {
  it('is served from here alone, with its document', async () => {
    const page = await fetch(`${shop.url}${base}/docs`)
    const html = await page.text()
    expect([page.status, page.url.endsWith('/docs/')]).toEqual([200, true])
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!)
    expect(files.length).toBe(3)
    for (const file of files) {
      const served = await fetch(new URL(file, page.url))
      expect([served.status, (await served.text()).length > 100]).toEqual([200, true])
    }
    const document = (await (await fetch(`${shop.url}${base}/openapi.json`)).json()) as {
      openapi: string
      servers: unknown
    }
    expect([document.openapi, document.servers]).toEqual(['3.1.0', [{ url: base }]])
  })
})
