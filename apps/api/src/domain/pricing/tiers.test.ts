import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../../kernel/decimal.ts'
import { tierFor, type Tier } from './tiers.ts'

const tier = (quantity: string | number, amount: string | number): Tier => ({
  quantity: new Decimal(quantity),
  amount: new Decimal(amount),
})

describe('tier prices', () => {
  const tiers = [tier(1, '10'), tier(10, '9.5'), tier('99.5', '9')]
  const amountAt = (quantity: string) => tierFor(tiers, quantity)?.amount.toString()

  it('take the highest tier that is reached, its own quantity included', () => {
    expect(['1', '9.999', '10', '99.4', '99.5', '100000'].map(amountAt)).toEqual(['10', '10', '9.5', '9.5', '9', '9'])
  })

  it('have no price below the lowest tier, and none where there are no tiers', () => {
    expect(amountAt('0.5')).toBeUndefined()
    expect(tierFor([], '1')).toBeUndefined()
  })

  const amounts = fc.integer({ min: 0, max: 10_000_000 }).map((units) => (units / 10_000).toFixed(4))
  const lists = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 500 }), amounts), {
    selector: ([quantity]) => quantity,
    minLength: 1,
    maxLength: 8,
  })

  it('answer the same in whatever order the tiers come', () => {
    fc.assert(
      fc.property(
        lists,
        fc.integer({ min: 1, max: 600 }),
        fc.array(fc.nat(), { minLength: 8 }),
        (rows, asked, keys) => {
          const ordered = rows.map(([quantity, amount]) => tier(quantity, amount))
          const shuffled = ordered
            .map((one, index) => ({ one, key: keys[index]! }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one)
          expect(tierFor(shuffled, asked)?.quantity.toString()).toBe(tierFor(ordered, asked)?.quantity.toString())
        },
      ),
    )
  })

  it('never ask more for one when more are bought, where tiers descend', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 600 }), fc.integer({ min: 0, max: 600 }), (rows, few, more) => {
        const quantities = rows.map(([quantity]) => quantity).sort((a, b) => a - b)
        const falling = rows.map(([, amount]) => new Decimal(amount)).sort((a, b) => b.comparedTo(a))
        const tiers = quantities.map((quantity, index) => ({
          quantity: new Decimal(quantity),
          amount: falling[index]!,
        }))
        const before = tierFor(tiers, few)
        const after = tierFor(tiers, few + more)
        if (before) expect(after!.amount.lessThanOrEqualTo(before.amount)).toBe(true)
      }),
    )
  })

  it('never take a tier that is not reached, nor skip one that is', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 600 }), (rows, asked) => {
        const found = tierFor(
          rows.map(([quantity, amount]) => tier(quantity, amount)),
          asked,
        )
        const reached = rows.map(([quantity]) => quantity).filter((quantity) => quantity <= asked)
        expect(found?.quantity.toNumber()).toBe(reached.length > 0 ? Math.max(...reached) : undefined)
      }),
    )
  })
})
