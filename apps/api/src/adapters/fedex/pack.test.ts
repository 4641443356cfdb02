import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Parcelable } from '../../domain/shipping/port.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { pack, packageCount, type PackLimits, type Packing } from './pack.ts'

/** 68 kg, 274 cm, 330 cm with girth. */
const limits: PackLimits = { weight: 68_000_000, length: 27_400, lengthPlusGirth: 33_000, step: 100 }

const item = (
  sku: string,
  quantity: string,
  weightKg: string | null,
  sides: [string, string, string] | null = ['20', '15', '10'],
  shipsAlone = false,
): Parcelable => ({
  sku,
  quantity,
  weightKg,
  lengthCm: sides?.[0] ?? null,
  widthCm: sides?.[1] ?? null,
  heightCm: sides?.[2] ?? null,
  shipsAlone,
})

const packed = (packing: Packing): Map<string, Decimal> => {
  const total = new Map<string, Decimal>()
  for (const group of packing.groups)
    for (const { sku, quantity } of group.contents)
      total.set(sku, (total.get(sku) ?? new Decimal(0)).plus(new Decimal(quantity).times(group.count)))
  return total
}

const decimal = (max: number, places: number) =>
  fc.integer({ min: 0, max: max * 10 ** places }).map((whole) => new Decimal(whole).dividedBy(10 ** places).toString())
const someItem = (sku: string) =>
  fc.record({
    sku: fc.constant(sku),
    quantity: fc.oneof(
      fc.integer({ min: 1, max: 400 }).map(String),
      decimal(60, 3).filter((quantity) => quantity !== '0'),
    ),
    weightKg: fc.option(decimal(90, 3), { freq: 20 }),
    lengthCm: fc.option(decimal(300, 2), { freq: 20 }),
    widthCm: fc.option(decimal(80, 2), { freq: 20 }),
    heightCm: fc.option(decimal(80, 2), { freq: 20 }),
    shipsAlone: fc.boolean(),
  })
const carts = fc
  .uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 })
  .chain((numbers) => fc.tuple(...numbers.map((number) => someItem(`SKU-${number}`))))

describe('packing, whatever the cart', () => {
  it('loses nothing: every item is wholly packed or wholly reported', () => {
    fc.assert(
      fc.property(carts, (items) => {
        const packing = pack(items, limits)
        const reported = new Set(packing.unpackable.map((one) => one.sku))
        const total = packed(packing)
        for (const one of items)
          expect(total.get(one.sku)?.toString()).toBe(
            reported.has(one.sku) ? undefined : new Decimal(one.quantity).toString(),
          )
      }),
    )
  })

  it('breaks no limit in any package, sides in whole centimetres', () => {
    fc.assert(
      fc.property(carts, (items) => {
        for (const group of pack(items, limits).groups) {
          expect(group.weight).toBeLessThanOrEqual(limits.weight)
          expect(group.length).toBeLessThanOrEqual(limits.length)
          expect(group.length + 2 * group.width + 2 * group.height).toBeLessThanOrEqual(limits.lengthPlusGirth)
          expect([group.length % 100, group.width % 100, group.height % 100]).toEqual([0, 0, 0])
          expect(group.length).toBeGreaterThanOrEqual(group.width)
          expect(group.width).toBeGreaterThanOrEqual(group.height)
        }
      }),
    )
  })

  it('gives each package room for the volume and weight of what is in it', () => {
    fc.assert(
      fc.property(carts, (items) => {
        const bySku = new Map(items.map((one) => [one.sku, one]))
        for (const group of pack(items, limits).groups) {
          let [volume, weight] = [new Decimal(0), new Decimal(0)]
          for (const { sku, quantity } of group.contents) {
            const one = bySku.get(sku)
            const space = new Decimal(one?.lengthCm ?? 0).times(one?.widthCm ?? 0).times(one?.heightCm ?? 0)
            volume = volume.plus(space.times(new Decimal(quantity).ceil()))
            weight = weight.plus(new Decimal(one?.weightKg ?? 0).times(quantity))
          }
          expect(
            new Decimal(group.length)
              .times(group.width)
              .times(group.height)
              .greaterThanOrEqualTo(volume.times(1_000_000)),
          ).toBe(true)
          expect(weight.times(1_000_000).lessThanOrEqualTo(group.weight)).toBe(true)
        }
      }),
    )
  })

  it('is the same again, and in any order of the lines', () => {
    fc.assert(
      fc.property(carts, (items) => {
        expect(pack([...items].reverse(), limits)).toEqual(pack(items, limits))
      }),
    )
  })
})

describe('packing', () => {
  it('puts many small things into one package that is no tower', () => {
    const { groups } = pack([item('PEN', '100', '0.012', ['14', '1', '1'])], limits)
    expect(groups).toHaveLength(1)
    expect(groups[0]?.count).toBe(1)
    expect(groups[0]?.length).toBeLessThanOrEqual(1500)
  })

  it('keeps the exact size of a single piece', () => {
    expect(pack([item('BOX', '1', '2', ['30.2', '20', '10'])], limits).groups[0]).toMatchObject({
      length: 3100,
      width: 2000,
      height: 1000,
      weight: 2_000_000,
    })
  })

  it('splits by weight', () => {
    const packing = pack([item('SAND', '5', '25')], limits)
    expect(packing.groups.map((group) => [group.count, group.weight])).toEqual([
      [2, 50_000_000],
      [1, 25_000_000],
    ])
  })

  it('gives what ships alone a package of its own, however many', () => {
    const packing = pack(
      [item('CHAIR', '1000000', '12', ['60', '60', '40'], true), item('PEN', '1', '0.01', ['14', '1', '1'])],
      limits,
    )
    expect(packageCount(packing)).toBe(1_000_001)
    expect(packing.groups).toHaveLength(2)
  })

  it('weighs a fraction as its fraction', () => {
    const [group] = pack([item('CABLE', '2.5', '0.4', ['30', '30', '5'])], limits).groups
    expect(group).toMatchObject({ count: 1, weight: 1_000_000, contents: [{ sku: 'CABLE', quantity: '2.5' }] })
  })

  it('reports what breaks a limit alone or has no weight, and packs the rest', () => {
    const packing = pack(
      [
        item('SAFE', '1', '300'),
        item('POLE', '1', '5', ['400', '5', '5']),
        item('GHOST', '1', null),
        item('PEN', '2', '0.01'),
      ],
      limits,
    )
    expect(packing.unpackable).toEqual(
      expect.arrayContaining([
        { sku: 'SAFE', reason: 'tooHeavy' },
        { sku: 'POLE', reason: 'tooLarge' },
        { sku: 'GHOST', reason: 'weightUnknown' },
      ]),
    )
    expect(packing.groups.map((group) => group.contents)).toEqual([[{ sku: 'PEN', quantity: '2' }]])
  })

  it('goes by weight alone where no size is known', () => {
    expect(pack([item('BAG', '3', '10', null)], limits).groups).toMatchObject([
      { count: 1, weight: 30_000_000, length: 0 },
    ])
  })

  it('is quick with an absurd quantity and with very many lines', () => {
    const lines = Array.from({ length: 3000 }, (_, index) =>
      item(`L-${index}`, '7', '0.9', [`${(index % 40) + 1}`, '12', '8']),
    )
    const start = performance.now()
    expect(packageCount(pack([item('SCREW', '9999999999999', '0.002', ['2', '0.5', '0.5'])], limits))).toBeGreaterThan(
      1_000_000,
    )
    pack(lines, limits)
    expect(performance.now() - start).toBeLessThan(3000)
  })
})
