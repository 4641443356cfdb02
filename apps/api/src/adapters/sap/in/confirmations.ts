import { Decimal } from '../../../kernel/decimal.ts'
import { all, qualified, type Segment } from '../idoc/segment.ts'
import type { Reading, Source } from '../reading.ts'
import { textOf } from '../values.ts'
import type { InboundMessage } from './message.ts'
import { lineOf, orderOf } from './order-reference.ts'

/** The ACTION of an item that SAP will not deliver. */
const taken = '003'

/** What will be delivered when. Schedule lines that say nothing of a quantity are none; without any, nothing is said. */
function scheduleOf(item: Segment, reading: Reading) {
  const schedule = all(item, 'E1EDP20').flatMap((line) => {
    const quantity = reading.number(line, 'WMENG')
    const on = reading.date(line, 'EDATU')
    return quantity === undefined ? [] : [{ quantity, ...(on === undefined || on === 'endless' ? {} : { on }) }]
  })
  if (schedule.length === 0) return undefined
  return {
    // lines of which each says zero confirm zero
    total: schedule.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0)).toFixed(),
    deliveries: schedule.filter(({ quantity }) => !new Decimal(quantity).isZero()),
  }
}

/** Our unit for theirs, where one is said. */
function unitOf(item: Segment, field: string, reading: Reading): { code: string } | undefined {
  const code = reading.code(item, field, 'units')
  return code === undefined ? undefined : { code }
}

/** What one costs, without tax as in ORDERS05, and one of what. */
function priceOf(item: Segment, reading: Reading) {
  const price = reading.number(item, 'VPREI')
  if (price === undefined || new Decimal(price).isZero()) return {}
  const per = new Decimal(reading.number(item, 'PEINH') ?? '1')
  const priceUnitId = unitOf(item, 'PMENE', reading)
  return {
    unitPrice: new Decimal(price)
      .dividedBy(per.isZero() ? 1 : per)
      .toDecimalPlaces(4)
      .toFixed(),
    netPrice: true,
    ...(priceUnitId ? { priceUnitId } : {}),
  }
}

function readLine(item: Segment, reading: Reading) {
  const position = lineOf(item, reading)
  if (position === undefined) return undefined
  const reason = reading.text(item, 'ABGRU')
  if (reason !== undefined || item.fields['ACTION'] === taken) {
    const note = reading.text(item, 'ABGRT') ?? (reason && reading.settings.rejectionReasons[reason])
    return { position, rejected: true, ...(note ? { note } : {}) }
  }
  const schedule = scheduleOf(item, reading)
  const unitId = unitOf(item, 'MENEE', reading)
  return {
    position,
    quantity: schedule?.total ?? reading.number(item, 'MENGE'),
    ...(unitId ? { unitId } : {}),
    ...priceOf(item, reading),
    deliveries: schedule?.deliveries ?? [],
  }
}

/** The currency of all prices of the document; an item in another one is objected to. */
function currencyOf(header: Segment, items: readonly Segment[], reading: Reading): string | undefined {
  const currency = reading.text(header, 'CURCY') ?? items.map((item) => reading.text(item, 'CURCY')).find(Boolean)
  for (const item of items)
    if ((reading.text(item, 'CURCY') ?? currency) !== currency)
      reading.object([item, 'CURCY'], 'FIELD_INVALID', {
        field: 'E1EDP01/CURCY',
        problem: `is another currency than the document’s, ${currency}`,
      })
  return currency
}

function readConfirmation(header: Segment, document: Pick<Segment, 'children'>, reading: Reading): void {
  const order = orderOf(document, 'E1EDK02', reading)
  if (!order) {
    const params = { field: 'E1EDK02/BELNR (QUALF 001 or 002)' }
    return reading.object([header, 'BELNR'], 'FIELD_REQUIRED', params, 'Send the purchase order number of the order.')
  }
  const sales = qualified(document, 'E1EDK02', 'QUALF', '002')
  const number = textOf(sales?.fields['BELNR']) ?? reading.text(header, 'BELNR')
  const items = all(document, 'E1EDP01')
  const read = items.flatMap((item) => {
    const line = readLine(item, reading)
    return line ? [{ item, line }] : []
  })
  const from: Record<string, Source> = { id: order.source, currency: [header, 'CURCY'] }
  for (const [at, { item }] of read.entries()) {
    from[`lines.${at}.unitId`] = [item, 'MENEE']
    if (reading.text(item, 'PMENE') !== undefined) from[`lines.${at}.priceUnitId`] = [item, 'PMENE']
    from[`lines.${at}.position`] = [item, 'POSEX']
  }
  reading.act(
    'order.confirm',
    {
      id: order.key,
      externalSystem: reading.settings.system,
      externalNumber: number,
      currency: currencyOf(header, items, reading),
      lines: read.map(({ line }) => line),
    },
    from,
  )
}

/** ORDERS05 as ORDRSP: what SAP makes of an order. */
export const confirmations: InboundMessage = {
  type: 'ORDRSP',
  doc: 'Order confirmations: lines accepted, changed or rejected, with dates, prices and the number of the order there.',
  entity: 'order',
  writes: ['order.confirm'],
  messages: ['ORDRSP'],
  root: '',
  read: (document, reading) => {
    const header = reading.segment(document, 'E1EDK01')
    if (header) readConfirmation(header, document, reading)
  },
  object: (document) => textOf(qualified(document, 'E1EDK02', 'QUALF', '001', '002')?.fields['BELNR']),
}
