import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money } from '../../kernel/money.ts'
import { fromStripe, toStripe } from './amounts.ts'

describe('amounts at Stripe', () => {
  it.each([
    ['19.99', 'EUR', 1999],
    ['500', 'JPY', 500],
    ['5.12', 'KWD', 5120],
    ['5', 'ISK', 500],
    ['5', 'UGX', 500],
    ['5', 'MGA', 5],
    ['5.05', 'HUF', 505],
    ['999999.99', 'USD', 99999999],
  ])('%s %s is %d', (amount, currency, minor) => {
    expect(toStripe(money(amount, currency))).toBe(minor)
    expect(fromStripe(minor, currency.toLowerCase())).toEqual(money(amount, currency))
  })

  it.each([
    ['0', 'EUR'],
    ['-1', 'EUR'],
    ['19.995', 'EUR'],
    ['500.5', 'JPY'],
    ['5.124', 'KWD'],
    ['5.5', 'ISK'],
    ['1000000', 'USD'],
  ])('%s %s is refused instead of rounded', (amount, currency) => {
    expect(() => toStripe(money(amount, currency))).toThrow(
      expect.objectContaining({ code: 'PAYMENT_AMOUNT_UNSUPPORTED' }),
    )
  })

  it('come back as they went, in every currency', () => {
    const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'TND', 'ISK', 'UGX', 'HUF', 'CHF', 'MGA')
    fc.assert(
      fc.property(currency, fc.integer({ min: 1, max: 9_999_999 }), (code, whole) => {
        const amount = fromStripe(
          code === 'KWD' || code === 'TND'
            ? whole * 10
            : code === 'ISK' || code === 'UGX'
              ? ((whole % 900_000) + 1) * 100
              : whole,
          code,
        )
        expect(fromStripe(toStripe(amount), code.toLowerCase())).toEqual(amount)
      }),
    )
  })
})
