import { Decimal } from '../../kernel/decimal.ts'
import type { Parcelable } from '../../domain/shipping/port.ts'

/**
 * Packing: from order lines to packages, by weight, volume and the longest sides.
 *
 * A package is as large as its contents' volume (with some air once there is more than one piece in it) and never smaller than
 * the longest, second longest and shortest sides found in it; within that it is as close to a cube as it can be. Adding up
 * the pieces' sides, as others do, makes ten pens side by side as long as ten pens.
 *
 * Everything is counted in whole milligrams and tenths of a millimetre, rounded up, so that equal carts pack equally.
 */

export interface PackLimits {
  /** Milligrams in one package. */
  weight: number
  /** The longest side, tenths of a millimetre. */
  length: number
  /** Length + 2 × width + 2 × height, tenths of a millimetre. */
  lengthPlusGirth: number
  /** Sides are measured in whole steps of this (centimetre = 100, inch = 254), rounded up. */
  step: number
}

export interface PackedContent {
  sku: string
  /** Decimal string: how much of it is in ONE of the packages. */
  quantity: string
}

/** `count` packages that are alike. Sides sorted, longest first, in whole steps; all 0 when no size in it is known. */
export interface PackedGroup {
  count: number
  contents: PackedContent[]
  weight: number
  length: number
  width: number
  height: number
}

export interface Unpackable {
  sku: string
  reason: 'weightUnknown' | 'tooHeavy' | 'tooLarge'
}

export interface Packing {
  groups: PackedGroup[]
  /** Items that break a limit on their own; they are in no group. */
  unpackable: Unpackable[]
}

/** One of the pieces that an item consists of: sides longest first. */
interface Piece {
  sku: string
  weight: number
  sides: [number, number, number]
  volume: number
}

interface OpenPackage {
  contents: Map<string, Decimal>
  pieces: number
  weight: number
  volume: number
  sides: [number, number, number]
}

// Different things do not fill a box without gaps.
const AIR_PERCENT = 15
/** So many packages stay open for later items; older ones are closed. Keeps the work bounded for carts of thousands of lines. */
const OPEN_PACKAGES = 40

/**
 * Packs items into packages that keep the limits. The larger go first, each into the first package that takes it; the order
 * of the lines does not matter. A fraction of a unit (half a metre of cable) weighs its fraction and is as large as the unit.
 */
export function pack(items: readonly Parcelable[], limits: PackLimits): Packing {
  const unpackable: Unpackable[] = []
  const closed: PackedGroup[] = []
  let open: OpenPackage[] = []
  const close = (packages: readonly OpenPackage[]): void =>
    void closed.push(...packages.map((one) => groupOf(one, 1, limits)))

  for (const item of [...items].sort(byBulk)) {
    const reason = problemOf(item, limits)
    if (reason) {
      unpackable.push({ sku: item.sku, reason })
      continue
    }
    const whole = pieceOf(item, new Decimal(1))
    const quantity = new Decimal(item.quantity)
    const fraction = quantity.minus(quantity.floor())
    let left = quantity.floor().toNumber()
    if (item.shipsAlone) {
      if (left > 0) closed.push(groupOf(putInto(emptyPackage(), whole, 1, new Decimal(1)), left, limits))
      if (fraction.greaterThan(0)) close([putInto(emptyPackage(), pieceOf(item, fraction), 1, fraction)])
      continue
    }
    open = open.map((one) => {
      const fits = howManyFit(one, whole, left, limits)
      left -= fits
      return fits > 0 ? putInto(one, whole, fits, new Decimal(fits)) : one
    })
    if (left > 0) {
      const perPackage = howManyFit(emptyPackage(), whole, left, limits)
      const full = Math.floor(left / perPackage)
      const rest = left - full * perPackage
      const last = rest > 0 ? rest : perPackage
      const alike = rest > 0 ? full : full - 1
      // All but the last are full of the same thing and alike.
      if (alike > 0)
        closed.push(groupOf(putInto(emptyPackage(), whole, perPackage, new Decimal(perPackage)), alike, limits))
      open.push(putInto(emptyPackage(), whole, last, new Decimal(last)))
    }
    if (fraction.greaterThan(0)) {
      const piece = pieceOf(item, fraction)
      const at = open.findIndex((one) => howManyFit(one, piece, 1, limits) === 1)
      open[at === -1 ? open.length : at] = putInto(open[at] ?? emptyPackage(), piece, 1, fraction)
    }
    close(open.splice(0, Math.max(0, open.length - OPEN_PACKAGES)))
  }
  close(open)
  return { groups: closed, unpackable }
}

/** How many packages a packing has. */
export const packageCount = (packing: Pick<Packing, 'groups'>): number =>
  packing.groups.reduce((sum, group) => sum + group.count, 0)

const measure = (centimetres: string | null): number =>
  centimetres === null ? 0 : new Decimal(centimetres).times(100).toDecimalPlaces(0, Decimal.ROUND_UP).toNumber()

const sidesOf = (item: Parcelable): [number, number, number] => {
  const [a = 0, b = 0, c = 0] = [measure(item.lengthCm), measure(item.widthCm), measure(item.heightCm)].sort(
    (x, y) => y - x,
  )
  return [a, b, c]
}

function pieceOf(item: Parcelable, quantity: Decimal): Piece {
  const sides = sidesOf(item)
  const weight = new Decimal(item.weightKg ?? 0)
    .times(quantity)
    .times(1_000_000)
    .toDecimalPlaces(0, Decimal.ROUND_UP)
    .toNumber()
  return { sku: item.sku, weight, sides, volume: sides[0] * sides[1] * sides[2] }
}

// Larger first, then heavier; the name decides between equals, so that the order of lines does not.
function byBulk(a: Parcelable, b: Parcelable): number {
  const [p, q] = [pieceOf(a, new Decimal(1)), pieceOf(b, new Decimal(1))]
  return (
    q.volume - p.volume ||
    q.weight - p.weight ||
    (a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0) ||
    new Decimal(b.quantity).comparedTo(a.quantity)
  )
}

function problemOf(item: Parcelable, limits: PackLimits): Unpackable['reason'] | undefined {
  if (item.weightKg === null) return 'weightUnknown'
  const quantity = new Decimal(item.quantity)
  // Of half a metre only the half is sent.
  const piece = pieceOf(item, quantity.lessThan(1) ? quantity : new Decimal(1))
  if (piece.weight > limits.weight) return 'tooHeavy'
  return withinSize(rounded(piece.sides, limits.step), limits) ? undefined : 'tooLarge'
}

const emptyPackage = (): OpenPackage => ({ contents: new Map(), pieces: 0, weight: 0, volume: 0, sides: [0, 0, 0] })

function putInto(one: OpenPackage, piece: Piece, count: number, quantity: Decimal): OpenPackage {
  const contents = new Map(one.contents)
  contents.set(piece.sku, (contents.get(piece.sku) ?? new Decimal(0)).plus(quantity))
  return { contents, ...loaded(one, piece, count) }
}

const loaded = (one: OpenPackage, piece: Piece, count: number): Omit<OpenPackage, 'contents'> => ({
  pieces: one.pieces + count,
  weight: one.weight + piece.weight * count,
  volume: one.volume + piece.volume * count,
  sides: [
    Math.max(one.sides[0], piece.sides[0]),
    Math.max(one.sides[1], piece.sides[1]),
    Math.max(one.sides[2], piece.sides[2]),
  ],
})

/** The most pieces (up to `wanted`) that a package still takes, by halving; what is answered does keep the limits. */
function howManyFit(one: OpenPackage, piece: Piece, wanted: number, limits: PackLimits): number {
  const fits = (count: number): boolean => {
    const load = loaded(one, piece, count)
    return load.weight <= limits.weight && withinSize(outerSides(load, limits.step), limits)
  }
  if (wanted < 1 || !fits(1)) return 0
  let [most, tooMany] = [1, wanted + 1]
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2)
    if (fits(middle)) most = middle
    else tooMany = middle
  }
  return most
}

const roundUp = (side: number, step: number): number => Math.ceil(side / step) * step
const rounded = (sides: readonly [number, number, number], step: number): [number, number, number] => [
  roundUp(sides[0], step),
  roundUp(sides[1], step),
  roundUp(sides[2], step),
]

/** The outer sides of a package, longest first: its volume as close to a cube as the longest sides in it permit. */
function outerSides(load: Omit<OpenPackage, 'contents'>, step: number): [number, number, number] {
  if (load.pieces === 1) return rounded(load.sides, step)
  const volume = Math.ceil((load.volume * (100 + AIR_PERCENT)) / 100)
  if (volume === 0) return rounded(load.sides, step)
  const length = roundUp(Math.max(load.sides[0], Math.cbrt(volume)), step)
  const width = roundUp(Math.max(load.sides[1], Math.sqrt(volume / length)), step)
  const height = roundUp(Math.max(load.sides[2], volume / (length * width)), step)
  const [a = 0, b = 0, c = 0] = [length, width, height].sort((x, y) => y - x)
  return [a, b, c]
}

const withinSize = ([length, width, height]: readonly [number, number, number], limits: PackLimits): boolean =>
  length <= limits.length && length + 2 * width + 2 * height <= limits.lengthPlusGirth

function groupOf(one: OpenPackage, count: number, limits: PackLimits): PackedGroup {
  const [length, width, height] = outerSides(one, limits.step)
  const contents = [...one.contents].map(([sku, quantity]) => ({ sku, quantity: quantity.toString() }))
  return { count, contents, weight: one.weight, length, width, height }
}
