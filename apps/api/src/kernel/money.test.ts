import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromMinor, minorDigits, money, sum, zero } from './money.ts'

const currency = fc.constantFrom('EUR', 'JPY', 'KWD', 'USD')
const minor = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })

describe('money', () => {
  it('allocates without losing or inventing a cent, whatever the weights', () => {
    fc.assert(
      fc.property(
        minor,
        currency,
        fc.array(fc.nat(10_000), { minLength: 1, maxLength: 30 }),
        (units, code, weights) => {
          const whole = fromMinor(units, code)
          const parts = whole.allocate(weights)
          expect(sum(parts, code).equals(whole)).toBe(true)
          for (const part of parts) expect(part.amount.decimalPlaces()).toBeLessThanOrEqual(minorDigits(code))
        },
      ),
    )
  })

  it('keeps every allocated part within one coin of its fair share', () => {
    fc.assert(
      fc.property(
        minor,
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 20 }),
        (units, weights) => {
          const total = weights.reduce((a, b) => a + b, 0)
          fromMinor(units, 'EUR')
            .allocate(weights)
            .forEach((part, index) =>
              expect(Math.abs(part.toMinor() - (units * weights[index]!) / total)).toBeLessThan(1),
            )
        },
      ),
    )
  })

  it('shares evenly when all weights are zero', () => {
    expect(money('10.00', 'EUR').allocate([0, 0, 0]).map(String)).toEqual(['3.34 EUR', '3.33 EUR', '3.33 EUR'])
  })

  it('comes back unchanged from minor units, in currencies with 0, 2 and 3 decimals', () => {
    fc.assert(fc.property(minor, currency, (units, code) => void expect(fromMinor(units, code).toMinor()).toBe(units)))
    expect(money('19.99', 'EUR').toMinor()).toBe(1999)
    expect(money('500', 'JPY').toMinor()).toBe(500)
    expect(money('1.234', 'KWD').toMinor()).toBe(1234)
  })

  it('rounds half away from zero, on both sides of it', () => {
    expect(money('0.125', 'EUR').rounded().toDecimalString()).toBe('0.13')
    expect(money('-0.125', 'EUR').rounded().toDecimalString()).toBe('-0.13')
    expect(money('0.5', 'JPY').rounded().toDecimalString()).toBe('1')
    expect(money('1.0049', 'KWD').rounded().toDecimalString()).toBe('1.000')
    expect(money('47.481', 'KWD').rounded().toDecimalString()).toBe('47.480')
    expect(money('0.045', 'BHD').rounded().toDecimalString()).toBe('0.050')
  })

  it('adds exactly where floats do not', () => {
    expect(money('0.1', 'EUR').plus(money('0.2', 'EUR')).equals(money('0.3', 'EUR'))).toBe(true)
    expect(money('19.99', 'EUR').times(3).toJSON()).toEqual({ amount: '59.97', currency: 'EUR' })
  })

  it('refuses to mix currencies, to be a float and to be no number', () => {
    expect(() => money('1', 'EUR').plus(money('1', 'USD'))).toThrow('do not mix')
    expect(() => money(0.1, 'EUR')).toThrow('never comes from a float')
    expect(() => money('abc', 'EUR')).toThrow()
    expect(() => money('NaN', 'EUR')).toThrow('no amount')
    expect(() => money('1', 'euro')).toThrow('currency code')
    expect(() => zero('EUR').allocate([])).toThrow('nobody')
    expect(() => zero('EUR').allocate([-1])).toThrow('negative')
  })

  it('prints at least the decimals of its currency, and never an exponent', () => {
    expect(money('5', 'EUR').toDecimalString()).toBe('5.00')
    expect(money('0.0001', 'EUR').toDecimalString()).toBe('0.0001')
    expect(money('123456789012345.6789', 'EUR').toDecimalString()).toBe('123456789012345.6789')
  })
})
