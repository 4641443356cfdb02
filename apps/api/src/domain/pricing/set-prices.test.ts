import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { addCustomer } from '../../testing/fixtures/customers.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let unitId: string
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  const unit = await shop.database.db
    .selectFrom('units')
    .select('id')
    .where('code', '=', 'piece')
    .executeTakeFirstOrThrow()
  unitId = unit.id
})
afterAll(() => shop.close())

const say = (given: Record<string, unknown>) =>
  clerk.act('priceList.setPrices', {
    series: 'sap PR00 1000-10 all',
    websiteId: shop.website.id,
    precedence: 1,
    productId: shop.furniture.drill,
    unitId,
    currency: 'EUR',
    tiers: [{ quantity: '1', amount: '100' }],
    ...given,
  })

/** What the drill costs on a day, by tier. */
async function costs(day: string, customerId: string | null = null): Promise<string[]> {
  const { rows } = await sql<{ tier: string }>`
    select trim_scale(quantity) || ': ' || trim_scale(amount) as tier from prices_in_chain(
      price_list_chain(${shop.website.id}, ${customerId}::uuid, ${new Date(`${day}T12:00:00Z`)}::timestamptz),
      ${[shop.furniture.drill]}::uuid[], 'EUR') order by quantity`.execute(shop.database.db)
  return rows.map(({ tier }) => tier)
}

describe('prices as ERPs keep them', () => {
  it('hold for their time, and of two that hold the later one wins', async () => {
    await say({
      validFrom: '2026-01-01',
      tiers: [
        { quantity: '1', amount: '100' },
        { quantity: '10', amount: '90.1234' },
      ],
    })
    await say({ validFrom: '2026-07-01', validUntil: '2026-07-31', tiers: [{ quantity: '1', amount: '80' }] })
    expect(await costs('2025-12-31')).toEqual(['1: 119'])
    expect(await costs('2026-06-30')).toEqual(['1: 100', '10: 90.1234'])
    expect(await costs('2026-07-31')).toEqual(['1: 80'])
    expect(await costs('2026-08-01')).toEqual(['1: 100', '10: 90.1234'])
  })

  it('are what was said last of a beginning: other scales and another end replace them, no scales take them away', async () => {
    await say({ validFrom: '2026-01-01', validUntil: '2026-03-31', tiers: [{ quantity: '1', amount: '95' }] })
    expect(await costs('2026-03-31')).toEqual(['1: 95'])
    expect(await costs('2026-06-30')).toEqual(['1: 119'])
    await say({ validFrom: '2026-01-01', validUntil: '2026-03-31', tiers: [] })
    expect(await costs('2026-03-31')).toEqual(['1: 119'])
  })

  it('are the only ones of a beginning where that is said: what it cost in another unit or currency goes, of the same product', async () => {
    const series = 'sap PR00 1000-10 sole'
    const { id: boxId } = await shop.database.db
      .selectFrom('units')
      .select('id')
      .where('code', '<>', 'piece')
      .executeTakeFirstOrThrow()
    const left = async () => {
      const { rows } = await sql<{ price: string }>`
        select p.currency || ' ' || trim_scale(p.amount) || ' ' || (p.unit_id = ${unitId}) || ' ' || (p.product_id = ${shop.furniture.drill}) as price
        from prices p join price_lists l on l.id = p.price_list_id where l.series = ${series} order by 1`.execute(
        shop.database.db,
      )
      return rows.map(({ price }) => price)
    }
    const from = { series, validFrom: '2032-01-01' }
    await say({ ...from, tiers: [{ quantity: '1', amount: '100' }] })
    await say({ ...from, currency: 'USD', tiers: [{ quantity: '1', amount: '110' }] })
    await say({ ...from, productId: shop.furniture.cable, tiers: [{ quantity: '1', amount: '5' }] })
    await say({ ...from, validFrom: '2033-01-01', tiers: [{ quantity: '1', amount: '120' }] })
    expect(await left()).toEqual(['EUR 100 true true', 'EUR 120 true true', 'EUR 5 true false', 'USD 110 true true'])
    // the price of 2032 is one of a box now, and ends sooner
    await say({
      ...from,
      validUntil: '2032-12-31',
      unitId: boxId,
      sole: true,
      tiers: [{ quantity: '1', amount: '390' }],
    })
    expect(await left()).toEqual(['EUR 120 true true', 'EUR 390 false true', 'EUR 5 true false'])
    // in its own list as well
    await say({ ...from, validUntil: '2032-12-31', sole: true, tiers: [{ quantity: '1', amount: '101' }] })
    expect(await left()).toEqual(['EUR 101 true true', 'EUR 120 true true', 'EUR 5 true false'])
    await say({ ...from, unitId: boxId, sole: true, tiers: [] })
    expect(await left()).toEqual(['EUR 120 true true', 'EUR 5 true false'])
  })

  it('of a customer go before those of everybody', async () => {
    const customerId = await addCustomer(shop)
    await say({ series: 'sap PR00 1000-10 C1', customerId, tiers: [{ quantity: '1', amount: '70' }] })
    expect(await costs('2026-06-30', customerId)).toEqual(['1: 70'])
    expect(await costs('2026-06-30')).toEqual(['1: 119'])
  })

  it('are kept in lists that are made once, also where their name is long', async () => {
    const series = 'a very long name of a series of prices, as long as an ERP may come to think of'
    const count = async () =>
      Number(
        (
          await sql<{ count: number }>`select count(*) from price_lists where series = ${series}`.execute(
            shop.database.db,
          )
        ).rows[0]!.count,
      )
    await say({ series, validFrom: '2031-01-01' })
    await say({ series, validFrom: '2031-01-01', currency: 'USD' })
    expect(await count()).toBe(1)
  })

  it.each([
    ['an end before the beginning', { validFrom: '2026-02-01', validUntil: '2026-01-01' }],
    [
      'two tiers that begin alike',
      {
        tiers: [
          { quantity: '1', amount: '1' },
          { quantity: '1', amount: '2' },
        ],
      },
    ],
    [
      'a customer beside a group',
      { customerId: '00000000-0000-7000-8000-000000000001', customerGroupId: '00000000-0000-7000-8000-000000000001' },
    ],
  ])('are refused with %s', async (_what, given) => {
    await still(shop.database, async () => {
      expect(await codeOf(say(given))).toBe('FIELD_INVALID')
    })
  })
})

describe('a movement of stock', () => {
  it('that has a reference is posted once, in the unit that it was counted in', async () => {
    const level = await shop.database.db
      .selectFrom('inventoryLevels')
      .select(['id', 'onHand'])
      .where('productId', '=', shop.furniture.drill)
      .executeTakeFirstOrThrow()
    const boxId = await clerk.make('unit', { code: 'case-of-4', label: { en: 'case' }, labelPlural: { en: 'cases' } })
    await clerk.make('productUnit', { productId: shop.furniture.drill, unitId: boxId, conversion: '4' })
    const post = (given: object = {}) =>
      clerk.act('inventoryLevel.adjust', {
        id: level.id,
        change: '2',
        unitId: boxId,
        reason: 'received',
        reference: 'PS1/1/1',
        ...given,
      })
    await post()
    await post()
    const now = await clerk.read('inventoryLevel', level.id, 'onHand')
    expect(Number(now['onHand'])).toBe(Number(level.onHand) + 8)
    await still(shop.database, async () => {
      expect(await codeOf(post({ change: '3' }))).toBe('DOCUMENT_STANDS')
    })
  })
})
