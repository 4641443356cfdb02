import { Decimal } from '../../../kernel/decimal.ts'
import { all, qualified, type Segment } from '../idoc/segment.ts'
import type { Reading, Source } from '../reading.ts'
import { textOf } from '../values.ts'
import { below, type InboundMessage } from './message.ts'
import { positionOf, type OrderKey } from './order-reference.ts'

interface Part {
  order: OrderKey
  source: Source
  lines: Map<number, Decimal>
  units: Map<number, string>
}

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

function readItem(item: Segment, parts: Map<string, Part>, reading: Reading): void {
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
  const key = JSON.stringify(found.order)
  const part = parts.get(key) ?? { ...found, lines: new Map<number, Decimal>(), units: new Map<number, string>() }
  parts.set(key, part)
  part.lines.set(position, (part.lines.get(position) ?? new Decimal(0)).plus(quantity))
  const unit = reading.text(item, 'VRKME') === undefined ? undefined : reading.code(item, 'VRKME', 'units')
  if (unit) part.units.set(position, unit)
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
  for (const item of all(delivery, 'E1EDL24')) readItem(item, parts, reading)
  const [, warehouse] =
    all(delivery, 'E1EDL24')
      .map((item) => Object.entries(reading.settings.plants).find(([plant]) => plant === item.fields['WERKS']))
      .find((found) => found !== undefined) ?? []
  const parcel = tracking(delivery, reading)
  const url = parcel && reading.settings.trackingUrl.replace('{number}', encodeURIComponent(parcel))
  const handlingUnits = below(delivery, 'E1EDL37').length
  // SHPORD asks a warehouse to send, all others tell that it has been sent
  const left = control['MESTYP'] === 'SHPORD' ? undefined : leftAt(delivery, control, reading)
  for (const [at, { order, source, lines, units }] of [...parts.values()].entries())
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
        lines: [...lines].map(([position, quantity]) => ({
          position,
          quantity: quantity.toFixed(),
          ...(units.has(position) ? { unitId: { code: units.get(position) } } : {}),
        })),
      },
      { orderId: source, trackingNumber: [delivery, 'BOLNR'], number: [delivery, 'VBELN'] },
    )
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
