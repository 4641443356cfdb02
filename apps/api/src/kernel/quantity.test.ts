import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from './errors.ts'
import { askedQuantity, convertQuantity, readQuantity } from './quantity.ts'

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'accepted'
}

describe('quantity', () => {
  it('accepts what the unit can be divided into and refuses what is finer', () => {
    expect(askedQuantity('2.5', { unit: 'metre', precision: 2 }).toString()).toBe('2.5')
    expect(codeOf(() => askedQuantity('2.5', { unit: 'piece', precision: 0 }))).toBe('QUANTITY_PRECISION')
    expect(codeOf(() => askedQuantity('2.500', { unit: 'metre', precision: 1 }))).toBe('accepted')
  })

  it('refuses zero, negatives and everything that is no plain number', () => {
    for (const text of ['0', '-1', '', 'two', '1e3', 'NaN', 'Infinity', '1,000', '0x10', '1.', '.5', '99999999999999'])
      expect(
        codeOf(() => askedQuantity(text, { unit: 'piece', precision: 0 })),
        text,
      ).toBe('QUANTITY_INVALID')
  })

  it('holds the bounds of one line, both included', () => {
    const rule = { unit: 'piece', precision: 0, minimum: 2, maximum: '10' }
    expect(codeOf(() => askedQuantity('1', rule))).toBe('QUANTITY_TOO_SMALL')
    expect(codeOf(() => askedQuantity('2', rule))).toBe('accepted')
    expect(codeOf(() => askedQuantity('10', rule))).toBe('accepted')
    expect(codeOf(() => askedQuantity('11', rule))).toBe('QUANTITY_TOO_LARGE')
  })

  it('reads back every number that it accepts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 12 }), fc.integer({ min: 0, max: 6 }), (digits, decimals) => {
        const text = (digits / 10 ** decimals).toFixed(decimals)
        expect(askedQuantity(text, { unit: 'x', precision: decimals }).equals(readQuantity(text)!)).toBe(true)
      }),
    )
  })

  it('rounds conversions up to the finer unit, so that nobody gets less than they asked for', () => {
    expect(convertQuantity('2', '12', 0).toString()).toBe('24')
    expect(convertQuantity('1', '0.333', 2).toString()).toBe('0.34')
  })
})
