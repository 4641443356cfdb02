import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tierFor, tiersByUnit, type Offer, type PricedUnit } from './tiers.ts'

const piece: PricedUnit = { unitId: 'piece', conversion: '1', precision: 0, sell: true, primary: true }
const box: PricedUnit = { unitId: 'box', conversion: '12', precision: 0, sell: true, primary: false }

const written = (units: PricedUnit[], offers: Offer[], unitId: string) =>
  tiersByUnit(units, offers)
    .get(unitId)
    ?.map((tier) => [tier.quantity.toString(), tier.amount.toString()])

describe('prices of a chain', () => {
  it('takes all tiers of a unit from the first list that prices it, and mixes nothing in from the next', () => {
    const offers = [
      { rank: 2, unitId: 'piece', quantity: 100, amount: '1' },
      { rank: 1, unitId: 'piece', quantity: 1, amount: '10' },
      { rank: 1, unitId: 'piece', quantity: 5, amount: '9' },
    ]
    expect(written([piece], offers, 'piece')).toEqual([
      ['1', '10'],
      ['5', '9'],
    ])
  })

  it('lets each unit find its own list', () => {
    const offers = [
      { rank: 1, unitId: 'piece', quantity: 1, amount: '10' },
      { rank: 2, unitId: 'box', quantity: 1, amount: '99' },
    ]
    expect(written([piece, box], offers, 'box')).toEqual([['1', '99']])
  })

  it('derives a box from its pieces, with the tier that so many pieces reach', () => {
    const offers = [
      { rank: 1, unitId: 'piece', quantity: 1, amount: '1.0000' },
      { rank: 1, unitId: 'piece', quantity: 10, amount: '0.9' },
      { rank: 1, unitId: 'piece', quantity: 100, amount: '0.8' },
    ]
    expect(written([piece, box], offers, 'box')).toEqual([
      ['1', '10.8'],
      ['9', '9.6'],
    ])
  })

  it('derives a piece from its box, rounds half-up to four decimals, and only from so many pieces on', () => {
    const offers = [{ rank: 1, unitId: 'box', quantity: 1, amount: '10.00' }]
    expect(written([piece, box], offers, 'piece')).toEqual([['12', '0.8333']])
    expect(tierFor(tiersByUnit([piece, box], offers).get('piece')!, 11)).toBeUndefined()
  })

  it('prices no unit that is not sold, and none without any price', () => {
    expect(
      tiersByUnit([{ ...piece, sell: false }], [{ rank: 1, unitId: 'piece', quantity: 1, amount: '1' }]).size,
    ).toBe(0)
    expect(tiersByUnit([piece, box], []).size).toBe(0)
  })

  const amounts = fc.integer({ min: 0, max: 10_000_000 }).map((units) => (units / 10_000).toFixed(4))
  const offers = fc.array(
    fc.record({
      rank: fc.integer({ min: 1, max: 4 }),
      unitId: fc.constantFrom('piece', 'box'),
      quantity: fc.integer({ min: 1, max: 500 }),
      amount: amounts,
    }),
    { maxLength: 12 },
  )
  /** A list holds a quantity of a unit once. */
  const once = (list: Offer[]) => [
    ...new Map(list.map((one) => [`${one.rank} ${one.unitId} ${String(one.quantity)}`, one])).values(),
  ]

  it('answers the same in whatever order the offers and units come', () => {
    fc.assert(
      fc.property(offers.map(once), fc.infiniteStream(fc.nat()), (list, chance) => {
        const shuffled = list
          .map((one) => ({ one, key: chance.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        for (const unit of ['piece', 'box'])
          expect(written([box, piece], shuffled, unit)).toEqual(written([piece, box], list, unit))
      }),
    )
  })

  it('never asks more per unit for more, where tiers descend; in units with a price of their own and in derived ones', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 6 }),
        fc.array(amounts, { minLength: 6, maxLength: 6 }),
        fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 1000 })),
        fc.constantFrom(piece, box),
        (quantities, prices, [less, more], unit) => {
          const falling = [...prices].sort((a, b) => Number(b) - Number(a))
          const list = [...quantities]
            .sort((a, b) => a - b)
            .map((quantity, index) => ({ rank: 1, unitId: 'piece', quantity, amount: falling[index]! }))
          const tiers = tiersByUnit([piece, box], list).get(unit.unitId)!
          const few = tierFor(tiers, less)
          const many = tierFor(tiers, less + more)
          if (few) expect(many!.amount.lessThanOrEqualTo(few.amount)).toBe(true)
        },
      ),
    )
  })

  it('gives a derived unit the price of the tier that its content reaches, to a ten-thousandth', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 300 }), amounts), {
          selector: ([quantity]) => quantity,
          minLength: 1,
          maxLength: 5,
        }),
        fc.integer({ min: 1, max: 60 }),
        (rows, boxes) => {
          const list = rows.map(([quantity, amount]) => ({ rank: 1, unitId: 'piece', quantity, amount }))
          const tiers = tiersByUnit([piece, box], list)
          const derived = tierFor(tiers.get('box')!, boxes)
          const content = tierFor(tiers.get('piece')!, boxes * 12)
          expect(derived?.amount.toString()).toBe(content?.amount.times(12).toDecimalPlaces(4).toString())
        },
      ),
    )
  })
})
