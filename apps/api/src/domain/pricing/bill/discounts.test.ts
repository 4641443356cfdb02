import { describe, expect, it } from 'vitest'
import { money, type Money } from '../../../kernel/money.ts'
import { billOf, type BillLine, type PromotionTerms } from './index.ts'

const promotion = (code: string, change: Partial<PromotionTerms>): PromotionTerms => ({
  id: code,
  code,
  name: { en: code },
  kind: 'percentOff',
  percent: null,
  currency: 'EUR',
  amount: null,
  buyQuantity: null,
  getQuantity: null,
  mostTimes: null,
  minimumSubtotal: null,
  exclusive: false,
  exclusionGroup: null,
  stopsFurther: false,
  priority: 0,
  categoryId: null,
  brandId: null,
  productId: null,
  coupon: null,
  ...change,
})
const tenPercent = promotion('ten', { percent: '10' })
const euros = (amount: string) => money(amount, 'EUR')

function line(unitPrice: string, quantity = '1', goods: Partial<NonNullable<BillLine['goods']>> = {}): BillLine {
  const price = euros(unitPrice)
  return {
    amount: price.times(quantity).rounded(),
    productTaxCodeId: 'standard',
    goods: { productId: 'p', parentId: null, brandId: null, categoryIds: [], quantity, ...goods },
  }
}

function bill(lines: BillLine[], promotions: PromotionTerms[], shipping: Money | null = null) {
  const found = billOf({
    ...{ lines, promotions, shipping },
    ...{ currency: 'EUR', place: { countryCode: 'DE' }, rules: [], pricesIncludeTax: false, taxExempt: false },
  })
  return {
    lines: found.lines.map(({ discount }) => discount.toDecimalString()),
    shipping: found.shippingDiscount.toDecimalString(),
    by: Object.fromEntries(found.reductions.map(({ code, amount }) => [code, amount.toDecimalString()])),
    applied: found.applied.map(({ code }) => code),
    total: found.total.toDecimalString(),
  }
}

describe('promotions of goods', () => {
  it('take percent off all goods together, rounded once and shared by value', () => {
    expect(bill([line('0.05'), line('0.05'), line('0.05')], [tenPercent])).toMatchObject({
      // 0.015 is 0.02; by itself each line would have 0.01
      lines: ['0.01', '0.01', '0.00'],
      by: { ten: '0.02' },
      total: '0.13',
    })
  })

  it('take an amount off, never more than there is', () => {
    const five = promotion('five', { kind: 'amountOff', amount: '5' })
    expect(bill([line('10'), line('20')], [five]).lines).toEqual(['1.67', '3.33'])
    expect(bill([line('1'), line('2')], [five])).toMatchObject({ by: { five: '3.00' }, total: '0.00' })
  })

  it('take an amount off each unit', () => {
    const each = promotion('each', { kind: 'amountOffEach', amount: '1.5' })
    expect(bill([line('10', '3'), line('1', '2')], [each]).lines).toEqual(['4.50', '2.00'])
  })

  it('look at the category and all above it, the brand, the product and what it is a variant of', () => {
    const lines = [
      line('10', '1', { categoryIds: ['drills', 'tools'], brandId: 'b1', productId: 'v1', parentId: 'p1' }),
      line('10', '1', { categoryIds: ['tables'], brandId: 'b2', productId: 'p2' }),
    ]
    const on = (of: Partial<PromotionTerms>) => bill(lines, [{ ...tenPercent, ...of }]).lines
    expect(on({ categoryId: 'tools' })).toEqual(['1.00', '0.00'])
    expect(on({ brandId: 'b2' })).toEqual(['0.00', '1.00'])
    expect(on({ productId: 'p1' })).toEqual(['1.00', '0.00'])
    expect(on({ productId: 'p2' })).toEqual(['0.00', '1.00'])
    expect(on({ categoryId: 'tools', brandId: 'b2' })).toEqual(['0.00', '0.00'])
  })

  it('leave prices alone that were agreed', () => {
    expect(bill([{ amount: euros('10'), productTaxCodeId: null }, line('10')], [tenPercent]).lines).toEqual([
      '0.00',
      '1.00',
    ])
  })

  it('hold from a subtotal on, and with amounts only in their own currency', () => {
    const from = promotion('from', { percent: '10', minimumSubtotal: '20' })
    expect(bill([line('19.99')], [from]).applied).toEqual([])
    expect(bill([line('20')], [from]).applied).toEqual(['from'])
    expect(bill([line('20')], [{ ...from, currency: 'USD' }]).applied).toEqual([])
  })
})

describe('buy x get y', () => {
  const threeForTwo = promotion('3-for-2', { kind: 'buyXGetY', buyQuantity: 2, getQuantity: 1 })

  it('gives the cheapest of all units, for each time that there are enough', () => {
    expect(bill([line('10', '2'), line('4', '2'), line('6', '2')], [threeForTwo]).lines).toEqual([
      '0.00',
      '8.00',
      '0.00',
    ])
    expect(bill([line('10', '2')], [threeForTwo]).applied).toEqual([])
  })

  it('stops at the most times, reduces by percent where it is not free, and counts whole units only', () => {
    expect(bill([line('10', '9')], [{ ...threeForTwo, mostTimes: 2 }]).lines).toEqual(['20.00'])
    expect(bill([line('10', '3')], [{ ...threeForTwo, percent: '50' }]).lines).toEqual(['5.00'])
    expect(bill([line('10', '2.9')], [threeForTwo]).lines).toEqual(['0.00'])
  })

  it('reduces what earlier promotions left of a unit, whichever is the cheapest by then', () => {
    const half = promotion('a-half', { kind: 'percentOff', percent: '50', priority: 1 })
    const oneForOne = { ...threeForTwo, buyQuantity: 1 }
    expect(bill([line('10', '2')], [half, oneForOne]).lines).toEqual(['15.00'])
    const halfOfTheDear = { ...half, productId: 'dear' }
    expect(bill([line('10', '1', { productId: 'dear' }), line('8')], [halfOfTheDear, oneForOne]).lines).toEqual([
      '10.00',
      '0.00',
    ])
  })
})

describe('promotions of the delivery', () => {
  it('make it free, or cheaper, and count with the delivery as it is', () => {
    const lines = [line('10')]
    const free = promotion('free', { kind: 'freeShipping' })
    expect(bill(lines, [free], euros('5.90'))).toMatchObject({ shipping: '5.90', lines: ['0.00'], total: '10.00' })
    expect(
      bill(lines, [promotion('half', { kind: 'shippingPercentOff', percent: '50' })], euros('5.90')).shipping,
    ).toBe('2.95')
    expect(bill(lines, [promotion('less', { kind: 'shippingAmountOff', amount: '9' })], euros('5.90')).shipping).toBe(
      '5.90',
    )
  })

  it('hold while the delivery is not known yet, and not where it costs nothing', () => {
    const free = promotion('free', { kind: 'freeShipping' })
    expect(bill([line('10')], [free]).applied).toEqual(['free'])
    expect(bill([line('10')], [free], euros('0')).applied).toEqual([])
  })
})

describe('several promotions', () => {
  const low = promotion('b-low', { percent: '50', priority: 1 })
  const high = promotion('c-high', { kind: 'amountOff', amount: '10', priority: 5 })

  it('are applied by priority, then by code, each to what the earlier ones left', () => {
    const first = promotion('a-first', { kind: 'amountOff', amount: '10', priority: 1 })
    expect(bill([line('100')], [low, first, high])).toMatchObject({
      applied: ['c-high', 'a-first', 'b-low'],
      by: { 'c-high': '10.00', 'a-first': '10.00', 'b-low': '40.00' },
      total: '40.00',
    })
  })

  it('give way to an exclusive one that comes first, and keep out one that comes later', () => {
    expect(bill([line('100')], [low, { ...high, exclusive: true }]).applied).toEqual(['c-high'])
    expect(bill([line('100')], [{ ...low, exclusive: true }, high]).applied).toEqual(['c-high'])
    // one that takes nothing off keeps nobody out
    const idle = { ...high, exclusive: true, categoryId: 'none' }
    expect(bill([line('100')], [low, idle]).applied).toEqual(['b-low'])
  })

  it('end after one that stops further ones, and are one of a group', () => {
    expect(bill([line('100')], [low, { ...high, stopsFurther: true }, tenPercent]).applied).toEqual(['c-high'])
    const grouped = [low, high].map((one) => ({ ...one, exclusionGroup: 'spring' }))
    expect(bill([line('100')], [...grouped, tenPercent]).applied).toEqual(['c-high', 'ten'])
  })
})
