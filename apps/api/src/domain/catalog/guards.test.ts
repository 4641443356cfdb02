import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let clerk: Clerk
let primaryUnitId: string
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  const drill = await clerk.read('product', shop.furniture.drill, 'primaryUnit')
  primaryUnitId = (drill['primaryUnit'] as { id: string }).id
})
afterAll(() => shop.close())

const product = (sku: string, given: Record<string, unknown> = {}) =>
  clerk.make('product', { sku, name: { en: sku }, slug: sku.toLowerCase(), primaryUnitId, ...given })
const category = (code: string, parentId?: string) =>
  clerk.make('category', { code, slug: code, name: { en: code }, ...(parentId ? { parentId } : {}) })

describe('what a PIM writes', () => {
  it('is a tree of categories, in which none stands below itself', async () => {
    const top = await category('tools')
    const middle = await category('drills', top)
    const low = await category('small-drills', middle)
    expect(await codeOf(clerk.change('category', top, { parentId: low }))).toBe('CATEGORY_CIRCLE')
    expect(await codeOf(clerk.change('category', top, { parentId: top }))).toBe('CATEGORY_CIRCLE')
    expect(await clerk.read('category', top, 'parent')).toMatchObject({ parent: null })
  })

  it('gives a product one main category: the last that is said', async () => {
    const id = await product('MAIN-1')
    const [first, second] = [await category('first'), await category('second')]
    const one = await clerk.make('productCategory', { productId: id, categoryId: first, main: true })
    await clerk.make('productCategory', { productId: id, categoryId: second, main: true })
    expect(await clerk.read('productCategory', one, 'main')).toMatchObject({ main: false })
  })

  it('makes variants of simple products below configurable ones only', async () => {
    const parentId = await product('CONF-1', { type: 'configurable' })
    const simple = await product('SIMPLE-1')
    const variant = await product('CONF-1-A', { parentId })
    for (const attempt of [
      () => product('CONF-2', { type: 'configurable', parentId }),
      () => product('SIMPLE-2', { parentId: simple }),
      () => product('DEEP-1', { parentId: variant }),
    ])
      expect(await codeOf(attempt())).toBe('FIELD_INVALID')
    expect(await clerk.read('product', parentId, 'children.sku')).toMatchObject({ children: [{ sku: 'CONF-1-A' }] })
  })

  it('builds kits of simple products, which shops do not sell', async () => {
    const kitId = await product('KIT-1', { type: 'kit' })
    const kitItem = (of: string) =>
      clerk.make('kitItem', { kitId: of, code: 'battery', label: { en: 'Battery' }, unitId: primaryUnitId })
    expect(await codeOf(kitItem(shop.furniture.drill))).toBe('FIELD_INVALID')
    const itemId = await kitItem(kitId)
    await clerk.make('kitItemProduct', { itemId, productId: shop.furniture.drill })
    expect(await codeOf(clerk.make('kitItemProduct', { itemId, productId: kitId }))).toBe('FIELD_INVALID')
    await shop.drain()
    expect((await shop.caller().send(`{ productFind(input: { sku: "KIT-1" }) { sku } }`)).value).toBeNull()
    expect((await shop.caller().act('cartAddLine', { sku: 'KIT-1', quantity: '1' }, 'id')).error?.code).toBe(
      'PRODUCT_UNAVAILABLE',
    )
  })
})

describe('what an ERP writes', () => {
  it('are prices in the currencies of their list, from quantities that the unit has', async () => {
    const priceListId = await clerk.make('priceList', { code: 'erp', name: 'ERP', currencies: ['EUR'] })
    const price = (given: Record<string, unknown>) =>
      clerk.make('price', {
        priceListId,
        productId: shop.furniture.drill,
        unitId: primaryUnitId,
        currency: 'EUR',
        amount: '10',
        ...given,
      })
    expect(await codeOf(price({ currency: 'USD' }))).toBe('FIELD_INVALID')
    expect(await codeOf(price({ quantity: '1.5' }))).toBe('QUANTITY_PRECISION')
    const id = await price({ quantity: '5' })
    expect(await codeOf(clerk.change('price', id, { amount: { amount: '9', currency: 'USD' } }))).toBe('FIELD_INVALID')
    expect(await clerk.read('price', id, 'amount')).toMatchObject({ amount: { amount: '10.00', currency: 'EUR' } })
  })

  it('are rules that tax one code of customers, in a jurisdiction of its country', async () => {
    const code = await clerk.make('productTaxCode', { code: 'STANDARD-X', name: 'Standard' })
    const jurisdictionId = await clerk.make('taxJurisdiction', { code: 'US-NY', name: 'New York', countryCode: 'US' })
    await clerk.make('taxPostalRange', { jurisdictionId, postalFrom: '10001', postalUntil: '10292' })
    const rule = (given: Record<string, unknown>) =>
      clerk.make('taxRule', { code: 'ny', name: 'NY', rate: '0.045', productTaxCodeId: code, jurisdictionId, ...given })
    expect(await codeOf(rule({ countryCode: 'DE' }))).toBe('FIELD_INVALID')
    expect(await codeOf(rule({ countryCode: 'US', region: 'NY' }))).toBe('FIELD_INVALID')
    const id = await rule({ countryCode: 'US' })
    expect(await clerk.read('taxRule', id, 'jurisdiction.postalRanges.postalFrom')).toMatchObject({
      jurisdiction: { postalRanges: [{ postalFrom: '10001' }] },
    })
  })

  it('are promotions that begin once they say what they take off', async () => {
    const id = await clerk.make('promotion', {
      code: 'SPRING',
      name: { en: 'Spring' },
      kind: 'percentOff',
      websiteId: shop.website.id,
    })
    expect(await codeOf(clerk.act('promotion.activate', { id }))).toBe('FIELD_REQUIRED')
    await clerk.change('promotion', id, { percent: '10' })
    await clerk.act('promotion.activate', { id })
    await clerk.act('promotion.end', { id })
    expect(await codeOf(clerk.change('promotion', id, { percent: '20' }))).toBe('TRANSITION_NOT_ALLOWED')
    expect(await clerk.read('promotion', id, 'state', 'percent')).toMatchObject({ state: 'ended', percent: '10' })
  })

  it('are customers with addresses, and people who can sign in by the password that they were given', async () => {
    const customerId = await clerk.make('customer', { code: 'K-9', name: 'Nine', organizationId: clerk.organizationId })
    expect(await codeOf(clerk.change('customer', customerId, { parentId: customerId }))).toBe('FIELD_INVALID')
    const id = await clerk.make('customerUser', {
      customerId,
      websiteId: shop.website.id,
      email: 'Nina@Example.com',
      firstName: 'Nina',
      lastName: 'Nine',
    })
    const address = {
      firstName: 'N',
      lastName: 'N',
      street: 'S 1',
      city: 'Ulm',
      postalCode: '89073',
      countryCode: 'DE',
    }
    expect(await codeOf(clerk.make('customerAddress', address))).toBe('FIELD_INVALID')
    await clerk.make('customerAddress', { ...address, customerId })
    expect(await codeOf(clerk.act('customerUser.setPassword', { id, password: 'aaaaaaaaaaaa' }))).toBe(
      'PASSWORD_TOO_WEAK',
    )
    await clerk.act('customerUser.setPassword', { id, password: 'a door of oak and brass' })
    const signedIn = await shop
      .caller()
      .act('customerUserSignIn', { email: 'nina@example.com', password: 'a door of oak and brass' }, 'token')
    expect(signedIn.errors).toEqual([])
  })
})
