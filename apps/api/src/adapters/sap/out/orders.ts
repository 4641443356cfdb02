import type { DraftIdoc, DraftSegment } from '../idoc/segment.ts'
import type { SapSettings } from '../settings.ts'
import { sapDate } from '../values.ts'
import { controlOf } from './control.ts'
import { netOfOrder, written } from './net-amounts.ts'
import { conditions, dates, item, organization, paymentText, payments, segment, taxes, text } from './order-parts.ts'
import type { AmendmentRow, OrderLineRow, OrderRow } from './order-row.ts'
import { partners } from './partners.ts'
import { asItStood, putIn, takenOut } from './standing.ts'

/** What of an order or of an item has changed: it is new, changed, or taken back. */
type Action = '001' | '002' | '003'

/** An item with what is to be done with it. */
type Told = readonly [line: OrderLineRow, action: Action]

function header(order: OrderRow, settings: SapSettings, action: Action): DraftSegment {
  const { shippingConditions } = settings
  const option = order.shippingOption
  return segment('E1EDK01', {
    ...(action === '001' ? {} : { ACTION: action }),
    CURCY: order.currency,
    ZTERM: order.paymentTerm
      ? (Object.entries(settings.paymentTerms).find(([, ours]) => ours === order.paymentTerm?.code)?.[0] ??
        order.paymentTerm.code.slice(0, 4))
      : undefined,
    EIGENUINR: order.customer?.vatNumber?.slice(0, 20),
    BSART: settings.orderType,
    BELNR: order.number,
    VSART: option ? (shippingConditions[option.id] ?? shippingConditions[option.carrier]) : undefined,
    VSART_BEZ: option?.label.slice(0, 20),
  })
}

/** 002 is what the order comes to, 005 its taxes, 010 what it comes to without them, 011 with them. */
const sums = (order: OrderRow): DraftSegment[] =>
  [
    ['002', order.total.amount],
    ['005', order.taxTotal.amount],
    ['010', written(netOfOrder(order), order)],
    ['011', order.total.amount],
  ].map(([SUMID, SUMME]) => segment('E1EDS01', { SUMID, SUMME, SUNIT: order.currency }))

function documentOf(
  order: OrderRow,
  settings: SapSettings,
  action: Action,
  items: readonly Told[] = order.lines.map((line) => [line, action]),
): DraftSegment[] {
  return [
    header(order, settings, action),
    ...organization(settings),
    ...dates(order, settings),
    ...taxes(order, settings),
    ...conditions(order, settings),
    ...partners(order, settings),
    segment('E1EDK02', { QUALF: '001', BELNR: order.number, DATUM: sapDate(order.placedAt, settings.timeZone) }),
    // the buyer's own number, beside ours
    ...(order.poNumber ? [segment('E1EDK02', { QUALF: '044', BELNR: order.poNumber.slice(0, 35) })] : []),
    ...payments(order, settings),
    ...text('0001', order.note, order.locale),
    ...text('0005', paymentText(order), 'en'),
    ...text('0003', order.email, 'en'),
    ...(action === '003' ? text('0004', order.cancelReason, order.locale) : []),
    ...[...items]
      .sort(([one], [other]) => one.position - other.position)
      .map(([line, what]) => item(line, order, settings, what)),
    ...sums(order),
  ]
}

const moment = (value: Date | string) => (value instanceof Date ? value : new Date(value))

/** ORDERS05: an order as it was placed. What was changed since is told by ORDCHG. */
export const orderIdoc = (order: OrderRow, settings: SapSettings): DraftIdoc => ({
  control: controlOf(settings, {
    type: 'ORDERS05',
    message: 'ORDERS',
    reference: order.number,
    at: moment(order.placedAt),
  }),
  segments: documentOf(asItStood(order, 0), settings, '001'),
})

/**
 * ORDERS05 as ORDCHG: a step in which an order was changed, against what was told before it: items that it put in (001), that stand (002), that it took out (003). One that
 * cancelled the order takes every item out.
 */
export function changeIdoc(step: AmendmentRow, settings: SapSettings): DraftIdoc {
  const order = asItStood(step.order, step.number)
  const cancelled = step.kind === 'cancelled'
  const added = putIn(step)
  const items: Told[] = [
    ...order.lines.map((line): Told => [line, cancelled ? '003' : added.has(line.position) ? '001' : '002']),
    ...takenOut(step).map((line): Told => [line, '003']),
  ]
  return {
    control: controlOf(settings, {
      type: 'ORDERS05',
      message: 'ORDCHG',
      reference: order.number,
      at: moment(step.madeAt),
    }),
    segments: documentOf(order, settings, cancelled ? '003' : '002', items),
  }
}
