import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CartAnswer } from '../../kernel/contract.ts'
import { randomIds } from '../../kernel/ids.ts'
import { granted } from '../../testing/caller.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { rebuildReadModel } from '../catalog/index.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const parts = `id state itemCount pricesIncludeTax
  lines { id quantity precision minimumQuantity maximumQuantity unit { code label labelPlural } unitPrice { amount currency } rowTotal { amount }
    product { id sku name url type brand { name } image { key alt width height } attributes { code label value }
      availability { status orderable quantity } } }
  totals { subtotal { amount } shipping { amount } tax { amount } taxes { name rate amount { amount } } total { amount } }
  problems { code text lineId available }`

describe('the cart at the storefront’s door', () => {
  it('is kept by the token that the first line brings', async () => {
    const shopper = shop.caller()
    const cart = await granted(shopper.act<CartAnswer>('cartAddLine', { sku: skus.drill, quantity: 2 }, parts))
    expect(shopper.token).toMatch(/^pt_/)
    expect(cart).toMatchObject({ itemCount: 1, totals: { total: { amount: '283.22' } }, problems: [] })
    expect(await granted(shop.caller(shopper.token).ask<CartAnswer>('cartCurrent', null, parts))).toEqual(cart)
    expect((await shop.caller().ask('cartCurrent', null, parts)).value).toBeNull()
  })

  it('answers all that the catalogue knows of its products to whoever selects it', async () => {
    await rebuildReadModel(shop.database, () => undefined)
    const more = `lines { product { sku price { amount } unitPrices { unit tiers { quantity price { amount } } } images { key } breadcrumbs { slug } variants { sku } } }`
    const cart = await granted(shop.caller().act<CartAnswer>('cartAddLine', { sku: skus.cable, quantity: '1' }, more))
    expect(cart.lines![0]!.product).toEqual({
      sku: skus.cable,
      price: { amount: '4.50' },
      unitPrices: [
        {
          unit: 'metre',
          tiers: [
            { quantity: '1', price: { amount: '4.50' } },
            { quantity: '10', price: { amount: '4.00' } },
          ],
        },
      ],
      images: [],
      breadcrumbs: [],
      variants: [],
    })
  })

  it('speaks German where it is asked in German', async () => {
    const shopper = shop.caller(undefined, { 'accept-language': 'de' })
    const cart = await granted(
      shopper.act<CartAnswer>('cartAddLine', { sku: skus.cable, quantity: '2.5' }, 'lines { product { name } }'),
    )
    expect(cart.lines![0]!.product!.name).toBe(`Produkt ${skus.cable}`)
  })

  it('says with what each of its problems is filled, so that a shop can tell it in its own language', async () => {
    const shopper = shop.caller(undefined, { 'accept-language': 'de' })
    await granted(shopper.act('cartAddLine', { sku: skus.drill, quantity: '4' }, 'id'))
    await granted(shopper.act('cartAddLine', { sku: skus.cable, quantity: '6' }, 'id'))
    const bound = (sku: string, column: 'minimumQuantity' | 'maximumQuantity', to: string | null) =>
      shop.database.db
        .updateTable('products')
        .set({ [column]: to })
        .where('sku', '=', sku)
        .execute()
    const problems = async () =>
      (await granted(shopper.ask<CartAnswer>('cartCurrent', null, 'problems { code params }'))).problems
    await bound(skus.drill, 'maximumQuantity', '3')
    await bound(skus.cable, 'minimumQuantity', '7.5')
    const outOfBounds = await problems()
    await bound(skus.drill, 'maximumQuantity', null)
    await bound(skus.cable, 'minimumQuantity', null)
    expect(outOfBounds).toEqual([
      { code: 'QUANTITY_TOO_LARGE', params: { sku: skus.drill, quantity: '4', unit: 'piece', maximum: '3' } },
      { code: 'QUANTITY_TOO_SMALL', params: { sku: skus.cable, quantity: '6', unit: 'metre', minimum: '7.5' } },
    ])

    const kept = shop.database.db.selectFrom('products').select('id').where('sku', '=', skus.drill)
    const { reserved, onHand } = await shop.database.db
      .selectFrom('inventoryLevels')
      .select(['reserved', 'onHand'])
      .where('productId', '=', kept)
      .executeTakeFirstOrThrow()
    const reserve = (quantity: string) =>
      shop.database.db
        .updateTable('inventoryLevels')
        .set({ reserved: quantity })
        .where('productId', '=', kept)
        .execute()
    await reserve(String(Number(onHand) - 1))
    const scarce = await problems()
    await reserve(reserved)
    expect(scarce).toEqual([{ code: 'NOT_ENOUGH_STOCK', params: { sku: skus.drill, available: '1', unit: 'piece' } }])
  })

  it.each([
    ['an unknown field', { sku: skus.drill, quantity: '1', colour: 'red' }],
    ['a quantity that is no number', { sku: skus.drill, quantity: 'two' }],
    ['a negative quantity', { sku: skus.drill, quantity: '-1' }],
    ['no quantity at all', { sku: skus.drill, quantity: '0' }],
    ['a part of a piece', { sku: skus.drill, quantity: '1.5' }],
    ['a SKU longer than any', { sku: 'X'.repeat(65), quantity: '1' }],
    ['an id that is none', { productId: 'drill', quantity: '1' }],
    ['no product', { quantity: '1' }],
    ['a product that is not there', { sku: 'NOTHING', quantity: '1' }],
    ['a unit that it is not sold in', { sku: skus.drill, unit: 'box', quantity: '1' }],
    ['more than there is', { sku: skus.drill, quantity: '11' }],
  ])('refuses %s with a stable code, and nothing moves', async (_what, input) => {
    const shopper = shop.caller()
    const answer = await still(shop.database, () => shopper.act('cartAddLine', input, 'id'))
    expect(answer.error?.code).toMatch(/^(BAD_USER_INPUT|FIELD_|QUANTITY_|NOT_|UNIT_|QUERY_)/)
    expect(answer.value).toBeNull()
    expect(shopper.token).toBeUndefined()
  })

  it('answers for another visitor’s line what it answers for one that never was', async () => {
    const [one, other] = [shop.caller(), shop.caller()]
    const mine = await granted(one.act<CartAnswer>('cartAddLine', { sku: skus.cable, quantity: '1' }, 'lines { id }'))
    await granted(other.act('cartAddLine', { sku: skus.cable, quantity: '1' }, 'id'))
    const change = (lineId: string) =>
      still(shop.database, () => other.act('cartChangeLine', { lineId, quantity: '9' }, 'id'))
    const foreign = await change(mine.lines![0]!.id)
    const missing = await change(randomIds.next())
    expect(foreign.error).toMatchObject({ code: 'NOT_FOUND', status: 404 })
    expect({ ...foreign.error, requestId: '' }).toEqual({ ...missing.error, requestId: '' })
    const stranger = await shop.caller().act('cartChangeLine', { lineId: mine.lines![0]!.id, quantity: '9' }, 'id')
    expect(stranger.error?.code).toBe('SESSION_REQUIRED')
  })

  it('comes along when the visitor registers, and again when they sign in', async () => {
    const shopper = shop.caller()
    await granted(shopper.act('cartAddLine', { sku: skus.cable, quantity: '3' }, 'id'))
    const person = { email: 'ada@example.com', password: 'correct horse battery staple' }
    await granted(
      shopper.act('customerUserRegister', { ...person, firstName: 'Ada', lastName: 'L' }, 'token customerUser { id }'),
    )
    const own = await granted(shopper.ask<CartAnswer>('cartCurrent', null, parts))
    expect(own.lines).toMatchObject([{ quantity: '3' }])
    const elsewhere = shop.caller()
    await granted(elsewhere.act('cartAddLine', { sku: skus.cable, quantity: '4.25' }, 'id'))
    await granted(elsewhere.act('customerUserSignIn', person, 'token'))
    const merged = await granted(elsewhere.ask<CartAnswer>('cartCurrent', null, parts))
    expect(merged).toMatchObject({ id: own.id, lines: [{ quantity: '7.25' }] })
  })
})
