import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../../kernel/decimal.ts'
import { money, sum } from '../../kernel/money.ts'
import { billOf, rowTotal, type BillInput, type PromotionTerms } from '../pricing/index.ts'
import { dueOf, type Going } from './due-for-goods.ts'

/** The same orders each time: a failure is found again. */
const seeded = { seed: 20261130, numRuns: 300 }
const currency = 'EUR'
const euros = (cents: number) => money(new Decimal(cents).dividedBy(100), currency)
const none = { exclusive: false, exclusionGroup: null, stopsFurther: false, priority: 0, mostTimes: null }
const whole = { minimumSubtotal: null, categoryId: null, brandId: null, buyQuantity: 1, getQuantity: 1 }

const promotion: fc.Arbitrary<PromotionTerms> = fc.record({
  ...{ id: fc.uuid(), code: fc.uuid(), name: fc.constant({ en: 'Less' }), currency: fc.constant(currency) },
  kind: fc.constantFrom(
    ...(['percentOff', 'amountOff', 'amountOffEach', 'buyXGetY'] as const),
    ...(['freeShipping', 'shippingPercentOff'] as const),
  ),
  percent: fc.constantFrom('5', '33.33', '100'),
  amount: fc.constantFrom('0.5', '19.99', '500'),
  productId: fc.constantFrom(null, '0', '1'),
  ...(Object.fromEntries(
    Object.entries({ ...none, ...whole, coupon: null }).map(([name, value]) => [name, fc.constant(value)]),
  ) as { [Key in keyof typeof none | keyof typeof whole | 'coupon']: fc.Arbitrary<never> }),
})

/** An order as it is kept, with promotions, and with what of each line is confirmed and in which parts it leaves. */
const leaving = fc
  .record({
    lines: fc.array(
      fc.record({
        cents: fc.integer({ min: 0, max: 30_000 }),
        quantity: fc.integer({ min: 1, max: 7 }),
        confirmed: fc.constantFrom(0, 0.5, 1, 1),
        parts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    shipping: fc.integer({ min: 0, max: 2_000 }).map(euros),
    promotions: fc.array(promotion, { maxLength: 3 }),
    pricesIncludeTax: fc.boolean(),
    taxRounding: fc.constantFrom('perLine' as const, 'perOrder' as const),
    surcharge: fc.constantFrom(null, { amount: '1.5', percent: null }),
    short: fc.boolean(),
  })
  .map(({ lines, short, ...more }) => {
    const input: BillInput = {
      ...{ ...more, currency, taxExempt: false, place: { countryCode: 'DE' } },
      rules: [
        {
          ...{ code: 'VAT', name: 'VAT', productTaxCodeId: 'standard', rate: '0.19', stacks: false },
          ...{ countryCode: 'DE', region: null, postalFrom: null, postalUntil: null },
        },
      ],
      lines: lines.map(({ cents, quantity }, at) => ({
        amount: rowTotal(euros(cents), quantity),
        productTaxCodeId: 'standard',
        goods: {
          ...{ productId: String(at), parentId: null, brandId: null, categoryIds: [], quantity },
          unitPrice: euros(cents),
        },
      })),
    }
    const bill = billOf(input)
    const stands = lines.map(({ quantity, confirmed }, at) => {
      const { discount, taxes } = bill.lines[at]!
      const tax = sum(
        taxes.map(({ amount }) => amount),
        currency,
      )
      const net = input.lines[at]!.amount.minus(discount)
      return {
        value: (input.pricesIncludeTax ? net : net.plus(tax)).toDecimalString(),
        quantity: String(quantity),
        delivered: String(short ? Math.floor(quantity * confirmed) : quantity),
      }
    })
    const steps = [0, 1, 2, 3].map((step) =>
      stands.map(({ delivered }, at) =>
        String(
          step === 3
            ? Number(delivered)
            : Math.floor(Number(delivered) * Math.max(...lines[at]!.parts.slice(0, step + 1))),
        ),
      ),
    )
    const after = (gone: string[]): Going => ({
      ...{ total: bill.total.toDecimalString(), currency },
      lines: stands.map((line, at) => ({ ...line, gone: gone[at]! })),
    })
    return { bill, short, steps: steps.map(after) }
  })

describe('what is due when goods leave', () => {
  it('is never below zero, never less than before, and never more than the order comes to', () => {
    fc.assert(
      fc.property(leaving, ({ bill, steps }) => {
        let before = money(0, currency)
        for (const step of steps) {
          const { amount } = dueOf(step)
          expect(amount.comparedTo(before)).toBeGreaterThanOrEqual(0)
          expect(amount.comparedTo(bill.total)).toBeLessThanOrEqual(0)
          expect(amount.equals(amount.rounded())).toBe(true)
          before = amount
        }
      }),
      seeded,
    )
  })

  it('is all of the order with the last piece', () => {
    fc.assert(
      fc.property(leaving, ({ bill, steps, short }) => {
        fc.pre(!short)
        const { amount, last } = dueOf(steps[3]!)
        expect([last, amount.toDecimalString()]).toEqual([true, bill.total.toDecimalString()])
      }),
      seeded,
    )
  })

  it('is without what is not delivered after all, at what that costs with its own discounts', () => {
    fc.assert(
      fc.property(leaving, ({ bill, steps }) => {
        const { lines } = steps[3]!
        const rejected = lines.filter(({ delivered }) => delivered === '0')
        fc.pre(lines.every(({ delivered, quantity }) => ['0', quantity].includes(delivered)))
        const missing = sum(
          rejected.map(({ value }) => money(value, currency)),
          currency,
        )
        const left = rejected.length === lines.length ? money(0, currency) : bill.total.minus(missing)
        expect(dueOf(steps[3]!).amount.toDecimalString()).toBe(left.toDecimalString())
      }),
      seeded,
    )
  })

  it('is nothing while nothing has left, and the delivery with the first piece, though that was given away', () => {
    const order = { total: '104.9', currency, lines: [{ value: '0', quantity: '1', delivered: '1', gone: '0' }] }
    const paid = { value: '100', quantity: '1', delivered: '1', gone: '0' }
    const free = order.lines[0]!
    const due = (...lines: Going['lines']) => dueOf({ ...order, lines }).amount.toDecimalString()
    expect(due(free, paid)).toBe('0.00')
    expect(due({ ...free, gone: '1' }, paid)).toBe('4.90')
    expect(due(free, { ...paid, gone: '1' })).toBe('104.90')
  })
})
