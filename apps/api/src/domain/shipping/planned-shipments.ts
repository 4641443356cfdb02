import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import type { MoneyValue } from '../../kernel/contract.ts'
import { sum, type Money } from '../../kernel/money.ts'
import { planShipments, shipDayOf, type WarehouseCalendar } from '../inventory/index.ts'
import type { Good } from '../pricing/index.ts'
import { customsWorth } from './customs-worth.ts'
import type { Parcelable, PostalAddress } from './port.ts'

/** A line that is to be sent: what rules look at, what a carrier has to know, and what stock is counted in. */
export interface ShippableLine extends Omit<Parcelable, 'customs'>, Good {
  productId: string
  /** In the primary unit. */
  primaryQuantity: string
  /** How many primary units one of it is. */
  conversion: string
  /** What promotions take off the row. */
  discount: MoneyValue
  /** A fraction. */
  taxRate: string
  taxAmount: MoneyValue
}

/** What leaves one warehouse together. */
export interface PlannedShipment {
  from: PostalAddress
  /** YYYY-MM-DD, by the warehouse's calendar. */
  shipDate: string
  /** When the ship date changes. */
  until: Date
  items: Parcelable[]
  /** For customs: `customsWorth`. */
  value: Money
}

/** In which money goods are sold, and whether their tax is in it. */
export interface Pricing {
  currency: string
  pricesIncludeTax: boolean
}

interface Warehouse extends WarehouseCalendar {
  id: string
  address: PostalAddress
}

/**
 * The shipments in which lines would leave: from the warehouses that would promise their stock (domain/inventory), those in the country of destination and of higher
 * priority first. What no warehouse has goes along with the largest part of the rest. Empty where no warehouse is active. At most three statements.
 */
export async function plannedShipments(
  ctx: Pick<Ctx, 'db' | 'clock'>,
  lines: readonly ShippableLine[],
  countryCode: string,
  pricing: Pricing,
): Promise<PlannedShipment[]> {
  const warehouses = await warehousesFor(ctx, countryCode)
  const first = warehouses[0]
  if (!first) return []
  const parts = warehouses.length === 1 ? new Map() : await partsOf(ctx, lines, countryCode)
  const main = largest(parts, warehouses) ?? first
  const sends = ({ id }: Warehouse) => lines.some((line) => !takenOf(parts, line, id, main.id).isZero())
  const abroad = warehouses.some((one) => one.address.countryCode !== countryCode && sends(one))
  const customs = abroad ? await customsOf(ctx, lines) : new Map()
  return warehouses.flatMap((warehouse) => {
    const { id, address } = warehouse
    const own = lines.flatMap((line) => {
      const share: Decimal = takenOf(parts, line, id, main.id)
      return share.isZero()
        ? []
        : [itemOf(line, share, address.countryCode === countryCode ? undefined : customs, pricing)]
    })
    if (own.length === 0) return []
    const { day, until } = shipDayOf(ctx.clock.now(), warehouse)
    return [
      {
        from: address,
        shipDate: day,
        until,
        items: own.map(({ item }) => item),
        value: sum(
          own.map(({ value }) => value),
          pricing.currency,
        ),
      },
    ]
  })
}

/** By line (its place in the list would do; its object does as well), how much of it each warehouse sends, in the primary unit. */
type Parts = ReadonlyMap<ShippableLine, ReadonlyMap<string, Decimal>>

async function partsOf(ctx: Pick<Ctx, 'db'>, lines: readonly ShippableLine[], countryCode: string): Promise<Parts> {
  const needs = new Map<string, Decimal>()
  for (const { productId, primaryQuantity } of lines)
    needs.set(productId, (needs.get(productId) ?? new Decimal(0)).plus(primaryQuantity))
  const shares = (await planShipments(ctx, needs, countryCode)).map((share) => ({ ...share }))
  return new Map(
    lines.map((line) => {
      const taken = new Map<string, Decimal>()
      let left = new Decimal(line.primaryQuantity)
      for (const share of shares) {
        if (share.productId !== line.productId || share.quantity.isZero() || left.isZero()) continue
        const part = Decimal.min(share.quantity, left)
        taken.set(share.warehouseId, part)
        share.quantity = share.quantity.minus(part)
        left = left.minus(part)
      }
      return [line, taken]
    }),
  )
}

/** The warehouse that sends most lines, the first of equals. */
function largest(parts: Parts, warehouses: readonly Warehouse[]): Warehouse | undefined {
  const counted = warehouses.map((warehouse) => ({
    warehouse,
    lines: [...parts.values()].filter((taken) => taken.has(warehouse.id)).length,
  }))
  return counted.sort((a, b) => b.lines - a.lines)[0]?.warehouse
}

const takenOf = (parts: Parts, line: ShippableLine, id: string, mainId: string): Decimal => {
  const taken = parts.get(line)
  if (taken && taken.size > 0) return taken.get(id) ?? new Decimal(0)
  return id === mainId ? new Decimal(line.primaryQuantity) : new Decimal(0)
}

interface CustomsRow {
  name: string
  hsCode: string | null
  countryOfOrigin: string | null
}

function itemOf(
  line: ShippableLine,
  share: Decimal,
  customs: ReadonlyMap<string, CustomsRow> | undefined,
  { currency, pricesIncludeTax }: Pricing,
): { item: Parcelable; value: Money } {
  const { sku, weightKg, lengthCm, widthCm, heightCm, shipsAlone, taxRate } = line
  const whole = share.equals(line.primaryQuantity)
  const [rowTotal, discount, taxAmount] = [line.rowTotal.amount, line.discount.amount, line.taxAmount.amount]
  const row = { rowTotal, discount, taxRate, taxAmount, pricesIncludeTax }
  const worth = customsWorth(row, currency, [share, line.primaryQuantity])
  const known = customs?.get(line.productId)
  return {
    item: {
      ...{ sku, weightKg, lengthCm, widthCm, heightCm },
      quantity: whole ? line.quantity : share.dividedBy(line.conversion).toDecimalPlaces(6).toFixed(),
      ...(shipsAlone ? { shipsAlone } : {}),
      ...(known
        ? {
            customs: {
              description: known.name,
              hsCode: known.hsCode,
              originCountry: known.countryOfOrigin,
              value: worth,
            },
          }
        : {}),
    },
    value: worth,
  }
}

async function warehousesFor({ db }: Pick<Ctx, 'db'>, countryCode: string): Promise<Warehouse[]> {
  const rows = await db
    .selectFrom('warehouses')
    .select(['id', 'name', 'company', 'street', 'city', 'region', 'postalCode', 'countryCode', 'phone'])
    .select(['timeZone', 'cutOff', 'workingDays', 'holidays', 'handlingDays'])
    .where('active', '=', true)
    .orderBy((eb) => eb('countryCode', '=', countryCode), 'desc')
    .orderBy('priority', 'desc')
    .orderBy('code')
    .execute()
  return rows.map(({ id, name, timeZone, cutOff, workingDays, holidays, handlingDays, ...address }) => ({
    ...{ id, timeZone, cutOff, workingDays, holidays, handlingDays },
    address: { ...address, company: address.company ?? name, firstName: '', lastName: '' },
  }))
}

async function customsOf({ db }: Pick<Ctx, 'db'>, lines: readonly ShippableLine[]): Promise<Map<string, CustomsRow>> {
  const { rows } = await sql<CustomsRow & { id: string }>`
    select id, coalesce(name->>'en', sku) as name, hs_code, country_of_origin from products
    where id = any (${[...new Set(lines.map(({ productId }) => productId))]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}
