import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../../../kernel/decimal.ts'
import { payableDigits, money, sum } from '../../../kernel/money.ts'
import type { TaxRule } from '../tax-rules.ts'
import { billOf, rowTotal, totalsAnswer } from './index.ts'

const rule = (name: string, code: string, rate: string, stacks = false): TaxRule => ({
  code: name,
  name,
  countryCode: 'DE',
  region: null,
  postalFrom: null,
  postalUntil: null,
  rate,
  stacks,
  productTaxCodeId: code,
})
const rules = [rule('VAT 19 %', 'standard', '0.19'), rule('VAT 7 %', 'reduced', '0.07')]
const place = { countryCode: 'DE' }
const line = (amount: string, productTaxCodeId: string | null = 'standard', currency = 'EUR') => ({
  amount: money(amount, currency),
  productTaxCodeId,
})
const reader = { locale: 'en', website: { defaultLocale: 'en' } } as Parameters<typeof totalsAnswer>[1]
const plain = { currency: 'EUR', place, rules, shipping: null, pricesIncludeTax: false, taxExempt: false }

describe('a bill', () => {
  it('rounds tax per line, not per order', () => {
    const bill = billOf({ ...plain, lines: [line('0.03'), line('0.03'), line('0.03')] })
    // 0.0057 each → 0.01; 0.0171 of the sum would be 0.02
    expect(totalsAnswer(bill, reader)).toEqual({
      subtotal: { amount: '0.09', currency: 'EUR' },
      discount: { amount: '0.00', currency: 'EUR' },
      discounts: [],
      shipping: null,
      shippingDiscount: null,
      surcharge: null,
      tax: { amount: '0.03', currency: 'EUR' },
      taxes: [{ name: 'VAT 19 %', rate: '0.19', amount: { amount: '0.03', currency: 'EUR' } }],
      total: { amount: '0.12', currency: 'EUR' },
    })
  })

  it('takes the contained tax out of prices that include it, and leaves the total alone', () => {
    const bill = billOf({
      ...plain,
      pricesIncludeTax: true,
      lines: [line('119.00'), line('10.70', 'reduced')],
      shipping: money('5.95', 'EUR'),
    })
    expect(bill.total.toString()).toBe('135.65 EUR')
    expect(bill.taxes.map((tax) => [tax.name, tax.amount.toString()])).toEqual([
      ['VAT 19 %', '19.95 EUR'],
      ['VAT 7 %', '0.70 EUR'],
    ])
  })

  it('taxes the shipping at the rates of the line that is taxed highest', () => {
    const bill = billOf({ ...plain, lines: [line('100'), line('1000', 'reduced')], shipping: money('10', 'EUR') })
    expect(bill.shippingTaxes.map((tax) => tax.amount.toString())).toEqual(['1.90 EUR'])
    expect(bill.total.toString()).toBe('1200.90 EUR')
    expect(billOf({ ...plain, lines: [line('5', null)], shipping: money('10', 'EUR') }).tax.isZero()).toBe(true)
  })

  it('taxes exempt customers with nothing', () => {
    const bill = billOf({ ...plain, taxExempt: true, lines: [line('100')], shipping: money('10', 'EUR') })
    expect(bill.taxes).toEqual([])
    expect(bill.total.toString()).toBe('110.00 EUR')
  })

  it('shows no tax of 0 %, and lets such a rule keep the wider one away', () => {
    const free = { ...rule('zero', 'reduced', '0'), region: 'BE' }
    const bill = billOf({
      ...plain,
      place: { countryCode: 'DE', region: 'BE' },
      rules: [...rules, free],
      lines: [line('10', 'reduced')],
    })
    expect(bill.taxes).toEqual([])
    expect(bill.total.toString()).toBe('10.00 EUR')
  })

  it('rounds a row half-up to the coins of its currency', () => {
    expect(rowTotal(money('0.125', 'EUR'), '1').toString()).toBe('0.13 EUR')
    expect(rowTotal(money('10.5', 'JPY'), '1').toString()).toBe('11 JPY')
    expect(rowTotal(money('0.0333', 'KWD'), '2.5').toString()).toBe('0.080 KWD')
  })

  const currencies = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD')
  const stacked = [...rules, rule('Levy', 'standard', '0.0125', true), rule('City', 'reduced', '0.03375', true)]
  const bills = currencies.chain((currency) =>
    fc.record({
      currency: fc.constant(currency),
      lines: fc.array(
        fc.record({
          amount: fc
            .integer({ min: 0, max: 10_000_000 })
            .map((coins) => money(new Decimal(coins).dividedBy(10 ** payableDigits(currency)), currency)),
          productTaxCodeId: fc.constantFrom('standard', 'reduced', null),
        }),
        { maxLength: 8 },
      ),
      shipping: fc.option(
        fc
          .integer({ min: 0, max: 50_000 })
          .map((coins) => money(new Decimal(coins).dividedBy(10 ** payableDigits(currency)), currency)),
      ),
      pricesIncludeTax: fc.boolean(),
      taxExempt: fc.boolean(),
    }),
  )

  it('adds up, whatever is in it: taxes to tax, parts to the total, all in coins', () => {
    fc.assert(
      fc.property(bills, (input) => {
        const bill = billOf({ ...input, place, rules: stacked })
        const { currency } = input
        const shipping = bill.shipping ?? money(0, currency)
        expect(
          sum(
            bill.taxes.map((tax) => tax.amount),
            currency,
          ).equals(bill.tax),
        ).toBe(true)
        expect(
          sum(
            [...bill.lines.flatMap(({ taxes }) => taxes), ...bill.shippingTaxes].map((tax) => tax.amount),
            currency,
          ).equals(bill.tax),
        ).toBe(true)
        const parts = bill.subtotal.plus(shipping)
        expect(bill.total.equals(input.pricesIncludeTax ? parts : parts.plus(bill.tax))).toBe(true)
        for (const amount of [bill.subtotal, bill.tax, bill.total, ...bill.taxes.map((tax) => tax.amount)])
          expect(amount.amount.decimalPlaces()).toBeLessThanOrEqual(payableDigits(currency))
        if (input.taxExempt) expect(bill.tax.isZero()).toBe(true)
      }),
    )
  })

  it('finds in a price that includes tax what it had put on top, to a coin for each tax', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), fc.constantFrom('standard', 'reduced'), (coins, code) => {
        const net = money(new Decimal(coins).dividedBy(100), 'EUR')
        const onTop = billOf({ ...plain, rules: stacked, lines: [{ amount: net, productTaxCodeId: code }] })
        const contained = billOf({
          ...plain,
          rules: stacked,
          pricesIncludeTax: true,
          lines: [{ amount: onTop.total, productTaxCodeId: code }],
        })
        expect(contained.tax.minus(onTop.tax).amount.abs().lessThanOrEqualTo('0.02')).toBe(true)
      }),
    )
  })
})
