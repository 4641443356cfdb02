import { describe, expect, it } from 'vitest'
import { money } from '../../kernel/money.ts'
import { inPostalRanges, rangeProblem } from './postal-ranges.ts'
import type { Purchase } from './purchase.ts'
import { expressionHolds, expressionProblem } from './rule-expression.ts'
import { ruleFits, type RuleConditions } from './rule-fits.ts'

const euros = (amount: string) => ({ amount, currency: 'EUR' })
const purchase = (given: Partial<Purchase> = {}): Purchase => ({
  countryCode: 'DE',
  region: 'BY',
  postalCode: '80331',
  subtotal: money('99.90', 'EUR'),
  goods: [
    { sku: 'DRILL', quantity: '2', precision: 0, weightKg: '2.4', rowTotal: euros('80.00') },
    { sku: 'CABLE', quantity: '2.5', precision: 0, weightKg: '0.1', rowTotal: euros('19.90') },
  ],
  buyer: { groupId: null, group: 'trade', number: 'C-7' },
  ...given,
})
const weightless: Purchase = purchase({
  goods: [{ sku: 'X', quantity: '1', precision: 0, weightKg: null, rowTotal: euros('1') }],
})
const open: RuleConditions = {
  ...{ countries: [], regions: [], postalCodes: [], currency: null, subtotalFrom: null, subtotalUntil: null },
  ...{ weightFrom: null, weightUntil: null, expression: null, customerGroupId: null },
}

describe('an expression of a rule', () => {
  it('asks for everything that is known of a purchase, with exact decimals', () => {
    for (const [holds, expression] of [
      [true, 'subtotal >= 99.9 && subtotal == 99.90 && subtotal < 100'],
      [false, 'subtotal > 99.9'],
      [true, 'subtotal + 0.1 == 100 && subtotal * 2 > 199'],
      [true, 'country == "DE" && region == "BY" && postalCode.startsWith("80") && currency == "EUR"'],
      [true, 'customerGroup == "trade" && customer == "C-7"'],
      [true, 'weight == 5.05 && weightKnown'],
      [true, 'lines.exists(l, l.sku == "CABLE" && l.quantity == 2.5 && l.weight == 0.25 && l.total == 19.9)'],
      [false, 'lines.all(l, l.weight > 1)'],
      [true, 'size(lines.filter(l, l.weightKnown)) == 2'],
      // what cannot be worked out does not hold
      [false, 'lines[9].sku == "DRILL"'],
      [false, '1 / 0 == 1'],
    ] as const)
      expect([expression, expressionProblem(expression), expressionHolds(expression, purchase())]).toEqual([
        expression,
        undefined,
        holds,
      ])
    expect(expressionHolds('!weightKnown && weight == 0', weightless)).toBe(true)
  })

  it('is refused where it cannot be read, is no condition, or may be costly', () => {
    for (const [expression, problem] of [
      ['subtotal >=', /cannot be read/],
      ['price > 5', /cannot be read: Unknown variable: price/],
      ['subtotal > "5"', /cannot be read: no such overload/],
      ['lines.exists(l, l.colour == "red")', /cannot be read: No such key/],
      ['subtotal', /comes to decimal, not to bool/],
      ['postalCode.matches("(8+)+$")', /regular expression/],
      ['lines.exists(a, lines.exists(b, a.sku == b.sku))', /loop within a loop/],
      [Array.from({ length: 90 }, (_, n) => `subtotal > ${n}`).join(' || '), /cannot be read/],
      [`${'('.repeat(60)}true${')'.repeat(60)}`, /cannot be read/],
    ] as const)
      expect(expressionProblem(expression)).toMatch(problem)
  })

  it('costs no more than lines times its length', () => {
    const goods = Array.from({ length: 1000 }, (_, n) => ({
      ...{ sku: `S-${n}`, quantity: '1', precision: 0, weightKg: '0.1', rowTotal: euros('1') },
    }))
    const started = performance.now()
    expect(expressionHolds('lines.exists(l, l.sku == "nowhere")', purchase({ goods }))).toBe(false)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('postal codes of a rule', () => {
  it('are one, a beginning, or a range', () => {
    for (const [written, code, country, within] of [
      ['80331', '80331', 'DE', true],
      ['80331', '80332', 'DE', false],
      ['SW1*', 'sw1a 1aa', 'GB', true],
      ['SW1*', 'SW2 1AA', 'GB', false],
      ['80000..81999', '81999', 'DE', true],
      ['80000..81999', '82000', 'DE', false],
      ['80..81', '81234', 'DE', true],
      ['80000..81999', '8033', 'CH', false],
      ['33101', '33101-1234', 'US', true],
      ['00-950', '00-950', 'PL', true],
    ] as const)
      expect([written, code, inPostalRanges([written], code, country)]).toEqual([written, code, within])
    expect(inPostalRanges(['80331'], '', 'DE')).toBe(false)
    for (const wrong of ['', '*', '8*1', '80000..8199', '81..80', '1..2..3', '80*..81*'])
      expect([wrong, rangeProblem(wrong)]).toEqual([wrong, expect.any(String)])
  })
})

describe('weights of a rule', () => {
  it('hold from the one on and below the other, and never for goods whose weight is not known', () => {
    expect(ruleFits({ ...open, weightFrom: '5.05' }, purchase())).toBe(true)
    expect(ruleFits({ ...open, weightUntil: '5.05' }, purchase())).toBe(false)
    expect(ruleFits({ ...open, weightUntil: '5.06' }, purchase())).toBe(true)
    expect(ruleFits({ ...open, weightFrom: '0' }, weightless)).toBe(false)
    expect(ruleFits(open, weightless)).toBe(true)
  })
})
