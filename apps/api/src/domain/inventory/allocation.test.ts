import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../../kernel/decimal.ts'
import { allocate, type Shelf } from './allocation.ts'

const shelf = (warehouseCode: string, countryCode: string, priority: number, available: string): Shelf => ({
  levelId: `level-${warehouseCode}`,
  warehouseId: warehouseCode,
  warehouseCode,
  countryCode,
  priority,
  available,
})
const shares = (...args: Parameters<typeof allocate>) =>
  allocate(...args)?.map((share) => [share.warehouseId, share.quantity.toString()])

describe('allocation', () => {
  const german = shelf('de', 'DE', 0, '5')
  const american = shelf('us', 'US', 10, '8')

  it('asks the country of destination first, then priority', () => {
    expect(shares('3', [american, german], 'DE', false)).toEqual([['de', '3']])
    expect(shares('3', [german, american], 'FR', false)).toEqual([['us', '3']])
  })

  it('prefers one warehouse that holds everything to a split, and splits where none does', () => {
    expect(shares('7', [german, american], 'DE', false)).toEqual([['us', '7']])
    expect(shares('10', [german, american], 'DE', false)).toEqual([
      ['de', '5'],
      ['us', '5'],
    ])
  })

  it('refuses what nobody has, and lets the first warehouse owe it where backorders are allowed', () => {
    expect(shares('14', [german, american], 'DE', false)).toBeUndefined()
    expect(shares('14', [german, american], 'DE', true)).toEqual([
      ['de', '6'],
      ['us', '8'],
    ])
    expect(shares('2', [shelf('de', 'DE', 0, '-4')], 'DE', true)).toEqual([['de', '2']])
    expect(shares('1', [], 'DE', true)).toBeUndefined()
  })

  it('hands out exactly the need, and takes from no shelf more than it has', () => {
    const quantities = fc
      .integer({ min: -1_000_000, max: 50_000_000 })
      .map((millionths) => (millionths / 1e6).toFixed(6))
    const shelves = fc
      .array(fc.tuple(fc.constantFrom('DE', 'US', 'FR'), fc.integer({ min: 0, max: 3 }), quantities), { maxLength: 6 })
      .map((list) =>
        list.map(([country, priority, available], index) => shelf(`w${index}`, country, priority, available)),
      )
    const needs = fc.integer({ min: 1, max: 100_000_000 }).map((millionths) => (millionths / 1e6).toFixed(6))
    fc.assert(
      fc.property(shelves, needs, (list, need) => {
        const total = list.reduce((sum, one) => sum.plus(Decimal.max(0, one.available)), new Decimal(0))
        const result = allocate(need, list, 'DE', false)
        expect(result !== undefined).toBe(total.greaterThanOrEqualTo(need))
        if (!result) return
        expect(result.reduce((sum, one) => sum.plus(one.quantity), new Decimal(0)).equals(need)).toBe(true)
        for (const one of result) {
          const from = list.find((candidate) => candidate.levelId === one.levelId)!
          expect(one.quantity.lessThanOrEqualTo(from.available)).toBe(true)
          expect(one.quantity.greaterThan(0)).toBe(true)
        }
      }),
    )
  })
})
