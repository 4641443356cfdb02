import { Decimal } from '../../../kernel/decimal.ts'
import { all, qualified, type Segment } from '../idoc/segment.ts'
import type { Reading, Source } from '../reading.ts'
import { textOf } from '../values.ts'
import { below, type InboundMessage } from './message.ts'
import { positionOf, type OrderKey } from './order-reference.ts'

/** What of an item leaves. */
interface Leaving {
  quantity: Decimal
  unit: string | undefined
  item: Segment
}

/** What leaves one warehouse for one order. */
interface Part {
  order: OrderKey
  source: Source
  warehouse: string | undefined
  /** The lowest of its items' numbers. */
  first: string
  lines: Map<number, Leaving>
}

/** The number of an item; of a batch, that of the item which it is part of. */
const numberOf = (item: Segment): string => textOf(item.fields['HIPOS']) ?? item.fields['POSNR'] ?? ''

/** The order of an item: its purchase order (E1EDL41, 001), else the sales order that it delivers (VGBEL, or E1EDL43 C). */
function orderOf(item: Segment, reading: Reading): { order: OrderKey; source: Source; line: Source } | undefined {
  const purchase = qualified(item, 'E1EDL41', 'QUALI', '001')
  const number = textOf(purchase?.fields['BSTNR'])
  if (purchase && number !== undefined)
    return {
      order: { number },
      source: [purchase, 'BSTNR'],
      line: textOf(purchase.fields['POSEX']) ? [purchase, 'POSEX'] : [item, 'VGPOS'],
    }
  const system = reading.settings.system
  const sales = qualified(item, 'E1EDL43', 'QUALF', 'C')
  const other = textOf(sales?.fields['BELNR'])
  if (sales && other !== undefined)
    return { order: { external: { system, id: other } }, source: [sales, 'BELNR'], line: [sales, 'POSNR'] }
  const reference = reading.text(item, 'VGBEL')
  if (reference === undefined) return undefined
  return { order: { external: { system, id: reference } }, source: [item, 'VGBEL'], line: [item, 'VGPOS'] }
}

/** `elsewhere`: the warehouse of items whose plant is none of ours. */
function readItem(item: Segment, parts: Map<string, Part>, elsewhere: string | undefined, reading: Reading): void {
  const quantity = reading.number(item, 'LFIMG')
  // what is split into batches stands there with zero, and its batches below it
  if (quantity === undefined || new Decimal(quantity).isZero()) return
  const found = orderOf(item, reading)
  if (!found) {
    const params = { field: 'E1EDL24/VGBEL' }
    return reading.object([item, 'VGBEL'], 'FIELD_REQUIRED', params, 'Send the order that the item delivers.')
  }
  const [at, field] = found.line
  const position = positionOf(at.fields[field])
  if (position === undefined)
    return reading.object(found.line, 'FIELD_INVALID', {
      field: `${at.name}/${field}`,
      problem: 'is no item of an order of ours, which are numbered in tens',
    })
  const unit = reading.code(item, 'VRKME', 'units')
  const warehouse = reading.settings.plants[item.fields['WERKS'] ?? ''] ?? elsewhere
  const key = JSON.stringify([found.order, warehouse])
  const part = parts.get(key) ?? { ...found, warehouse, first: numberOf(item), lines: new Map<number, Leaving>() }
  parts.set(key, part)
  if (numberOf(item) < part.first) part.first = numberOf(item)
  const before = part.lines.get(position)
  if (before && before.unit !== unit)
    return reading.object([item, 'VRKME'], 'FIELD_INVALID', {
      field: 'E1EDL24/VRKME',
      problem: 'is another unit than that of another item for the same item of the order',
    })
  part.lines.set(
    position,
    before ? { ...before, quantity: before.quantity.plus(quantity) } : { quantity: new Decimal(quantity), unit, item },
  )
}

/** When the goods left: goods issue (006), the real moment before the planned one. */
function leftAt(delivery: Segment, control: Readonly<Record<string, string>>, reading: Reading): string | undefined {
  const issue = qualified(delivery, 'E1EDT13', 'QUALF', '006')
  const day = issue && [reading.date(issue, 'NTEND'), reading.date(issue, 'NTANF')].find((date) => date !== undefined)
  const said = day && day !== 'endless' ? day : undefined
  // at noon: the same day in every zone in which somebody reads it
  if (said) return `${said}T12:00:00Z`
  const [, year, month, date] = /^(\d{4})(\d\d)(\d\d)$/.exec(control['CREDAT'] ?? '') ?? []
  return year ? `${year}-${month}-${date}T12:00:00Z` : undefined
}

/** The parcel's number: the bill of lading's, else that of the first handling unit. */
function tracking(delivery: Segment, reading: Reading): string | undefined {
  return (
    reading.text(delivery, 'BOLNR') ??
    below(delivery, 'E1EDL37')
      .map((unit) => reading.text(unit, 'EXIDV'))
      .find(Boolean)
  )
}

function carrierOf(delivery: Segment, reading: Reading): string {
  const { carriers } = reading.settings
  const forwarder = all(delivery, 'E1ADRM1').find(({ fields }) => fields['PARTNER_Q'] === 'SP')
  const codes = [reading.text(delivery, 'ROUTE'), reading.text(forwarder, 'PARTNER_ID')]
  return (
    codes.map((code) => carriers[code ?? '']).find(Boolean) ?? reading.text(forwarder, 'NAME1') ?? codes[0] ?? 'SAP'
  )
}

function readDelivery(delivery: Segment, reading: Reading, control: Readonly<Record<string, string>>): void {
  const number = reading.required(delivery, 'VBELN', delivery)
  if (number === undefined) return
  const parts = new Map<string, Part>()
  const items = all(delivery, 'E1EDL24')
  const elsewhere = items.map(({ fields }) => reading.settings.plants[fields['WERKS'] ?? '']).find(Boolean)
  for (const item of items) readItem(item, parts, elsewhere, reading)
  const parcel = tracking(delivery, reading)
  const url = parcel && reading.settings.trackingUrl.replace('{number}', encodeURIComponent(parcel))
  const handlingUnits = below(delivery, 'E1EDL37').length
  // SHPORD asks a warehouse to send, all others tell that it has been sent
  const left = control['MESTYP'] === 'SHPORD' ? undefined : leftAt(delivery, control, reading)
  // by the numbers of items, so that the order in which they are told again is no matter
  const sorted = [...parts.values()].sort((one, other) => (one.first < other.first ? -1 : 1))
  for (const [at, { order, source, warehouse, lines }] of sorted.entries()) {
    const from: Record<string, Source> = {
      orderId: source,
      trackingNumber: [delivery, 'BOLNR'],
      number: [delivery, 'VBELN'],
    }
    for (const [line, { item }] of [...lines.values()].entries()) {
      from[`lines.${line}.quantity`] = [item, 'LFIMG']
      from[`lines.${line}.unitId`] = [item, 'VRKME']
    }
    reading.act(
      'shipment.enter',
      {
        orderId: order,
        number: at === 0 ? number : `${number}-${at + 1}`,
        carrier: carrierOf(delivery, reading).slice(0, 40),
        trackingNumber: parcel,
        trackingUrl: url || undefined,
        warehouseId: warehouse === undefined ? undefined : { code: warehouse },
        packages: handlingUnits > 0 ? handlingUnits : undefined,
        shippedAt: left,
        lines: [...lines].map(([position, { quantity, unit }]) => ({
          position,
          quantity: quantity.toFixed(),
          ...(unit === undefined ? {} : { unitId: { code: unit } }),
        })),
      },
      from,
    )
  }
}

/** DELVRY07: what leaves for an order, with its tracking. */
export const deliveries: InboundMessage = {
  type: 'DELVRY07',
  doc: 'Deliveries: shipments of orders with their lines, carrier and tracking number; goods leave the stock.',
  entity: 'shipment',
  writes: ['shipment.enter'],
  messages: ['DESADV', 'SHPCON', 'SHPORD', 'SHPADV', 'WHSCON', 'DELVRY'],
  root: 'E1EDL20',
  read: readDelivery,
  object: ({ fields }) => fields['VBELN'],
}
