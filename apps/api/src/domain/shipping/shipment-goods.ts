import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { sum, type Money } from '../../kernel/money.ts'
import { shipDayOf, type WarehouseCalendar } from '../inventory/index.ts'
import { customsWorth, type ValuedRow } from './customs-worth.ts'
import type { LabelledShipment } from './label-parts.ts'
import type { Parcelable, PostalAddress } from './port.ts'

interface Row {
  sku: string
  name: string
  quantity: string
  ordered: string
  /** Of the whole line. */
  worth: ValuedRow
  weightKg: string | null
  lengthCm: string | null
  widthCm: string | null
  heightCm: string | null
  hsCode: string | null
  countryOfOrigin: string | null
}

/** What is in a shipment, as a carrier has to know it, and what it is worth (`customsWorth`). Refuses with SHIPMENT_EMPTY. One statement. */
export async function shipmentGoods(
  ctx: Ctx,
  { id, currency }: Pick<LabelledShipment, 'id' | 'currency'>,
): Promise<{ items: Parcelable[]; value: Money }> {
  const { rows } = await sql<Row>`
    select ol.sku, coalesce(p.name->>'en', ol.name) as name, sl.quantity::text, ol.quantity::text as ordered,
      jsonb_build_object('rowTotal', ol.row_total::text, 'discount', ol.discount_amount::text, 'taxRate', ol.tax_rate::text,
        'taxAmount', ol.tax_amount::text, 'pricesIncludeTax', o.prices_include_tax) as worth,
      pu.weight_kg::text, pu.length_cm::text, pu.width_cm::text, pu.height_cm::text, p.hs_code, p.country_of_origin
    from shipment_lines sl join order_lines ol on ol.id = sl.order_line_id join orders o on o.id = ol.order_id
    left join products p on p.id = ol.product_id
    left join units u on u.code = ol.unit_code
    left join product_units pu on pu.product_id = ol.product_id and pu.unit_id = u.id
    where sl.shipment_id = ${id} and sl.quantity > 0 order by ol.position`.execute(ctx.db)
  if (rows.length === 0) throw refuse('SHIPMENT_EMPTY')
  const values = rows.map(({ worth, quantity, ordered }) => customsWorth(worth, currency, [quantity, ordered]))
  const items = rows.map(({ name, hsCode, countryOfOrigin, quantity, ordered: _, worth: __, ...row }, at) => ({
    ...row,
    quantity: new Decimal(quantity).toFixed(),
    customs: { description: name, hsCode, originCountry: countryOfOrigin, value: values[at]! },
  }))
  return { items, value: sum(values, currency) }
}

/** Where a shipment leaves from, and when. Refuses with FIELD_REQUIRED where it does not say. */
export async function warehouseOf(
  ctx: Ctx,
  { warehouseId }: Pick<LabelledShipment, 'warehouseId'>,
): Promise<{ address: PostalAddress; calendar: WarehouseCalendar; shipDate: string }> {
  if (!warehouseId) throw refuse('FIELD_REQUIRED', { field: 'warehouseId' })
  const row = await ctx.db
    .selectFrom('warehouses')
    .select(['name', 'company', 'street', 'city', 'region', 'postalCode', 'countryCode', 'phone'])
    .select(['timeZone', 'cutOff', 'workingDays', 'holidays', 'handlingDays'])
    .where('id', '=', warehouseId)
    .executeTakeFirstOrThrow()
  const { name, timeZone, cutOff, workingDays, holidays, handlingDays, ...address } = row
  const calendar = { timeZone, cutOff, workingDays, holidays, handlingDays }
  return {
    address: { ...address, company: address.company ?? name, firstName: '', lastName: '' },
    calendar,
    // what is labelled is ready: it leaves today, or on the next day that the warehouse works
    shipDate: shipDayOf(ctx.clock.now(), { ...calendar, handlingDays: 0 }).day,
  }
}

/** Where a shipment goes. */
export async function destinationOf(
  ctx: Ctx,
  { orderId, email, phone }: Pick<LabelledShipment, 'orderId' | 'email' | 'phone'>,
): Promise<PostalAddress> {
  const address = await ctx.db
    .selectFrom('orderAddresses')
    .select(['company', 'firstName', 'lastName', 'street', 'street2', 'city', 'region', 'postalCode', 'countryCode'])
    .select('phone')
    .where('orderId', '=', orderId)
    .where('kind', '=', 'shipping')
    .executeTakeFirst()
  if (!address) throw refuse('NOT_FOUND', { what: 'orderAddress' })
  return { ...address, phone: address.phone ?? phone, email }
}
