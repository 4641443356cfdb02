import { Decimal } from '../../../kernel/decimal.ts'
import { all, first, qualified, type Segment } from '../idoc/segment.ts'
import type { Reading } from '../reading.ts'
import { textOf } from '../values.ts'
import type { InboundMessage } from './message.ts'
import { lineOf, orderOf } from './order-reference.ts'

/** The ACTION of an item that SAP will not deliver. */
const taken = '003'

function readLine(item: Segment, reading: Reading) {
  const position = lineOf(item, reading)
  if (position === undefined) return undefined
  const reason = reading.text(item, 'ABGRU')
  if (reason !== undefined || item.fields['ACTION'] === taken) {
    const note = reading.text(item, 'ABGRT') ?? (reason && reading.settings.rejectionReasons[reason])
    return { position, rejected: true, ...(note ? { note } : {}) }
  }
  const deliveries = all(item, 'E1EDP20').flatMap((schedule) => {
    const quantity = reading.number(schedule, 'WMENG')
    const on = reading.date(schedule, 'EDATU')
    return quantity === undefined || new Decimal(quantity).isZero()
      ? []
      : [{ quantity, ...(on === undefined || on === 'endless' ? {} : { on }) }]
  })
  const confirmed = deliveries.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0))
  const price = reading.number(item, 'VPREI')
  const per = reading.number(item, 'PEINH') ?? '1'
  return {
    position,
    quantity: deliveries.length > 0 ? confirmed.toFixed() : reading.number(item, 'MENGE'),
    ...(price === undefined || new Decimal(price).isZero()
      ? {}
      : {
          unitPrice: new Decimal(price)
            .dividedBy(new Decimal(per).isZero() ? 1 : per)
            .toDecimalPlaces(4)
            .toFixed(),
          // as ORDERS05 says it
          netPrice: true,
        }),
    deliveries,
  }
}

function readConfirmation(header: Segment, document: Pick<Segment, 'children'>, reading: Reading): void {
  const order = orderOf(document, 'E1EDK02', reading)
  if (!order) {
    const params = { field: 'E1EDK02/BELNR (QUALF 001 or 002)' }
    return reading.object([header, 'BELNR'], 'FIELD_REQUIRED', params, 'Send the purchase order number of the order.')
  }
  const sales = qualified(document, 'E1EDK02', 'QUALF', '002')
  const number = textOf(sales?.fields['BELNR']) ?? reading.text(header, 'BELNR')
  reading.act(
    'order.confirm',
    {
      id: order.key,
      externalSystem: reading.settings.system,
      externalNumber: number,
      lines: all(document, 'E1EDP01').flatMap((item) => readLine(item, reading) ?? []),
    },
    { id: order.source },
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
    const header = first(document, 'E1EDK01')
    if (header) readConfirmation(header, document, reading)
  },
  object: (document) => textOf(qualified(document, 'E1EDK02', 'QUALF', '001', '002')?.fields['BELNR']),
}
