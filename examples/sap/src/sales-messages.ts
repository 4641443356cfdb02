import { Decimal } from 'decimal.js'
import { segment, type Segment } from './idoc.ts'
import type { Message } from './master-data.ts'
import { scheduleOf, type SalesLine, type SalesOrder } from './sales-order.ts'

/** `20261129`, so many days from now. */
export const dayIn = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')

const ourReference = ({ purchaseOrder }: SalesOrder, { item }: SalesLine): Segment =>
  segment('E1EDP02', { QUALF: '001', BELNR: purchaseOrder, ZEILE: item })

const materialOf = ({ material, name }: SalesLine): Segment =>
  segment('E1EDP19', { QUALF: '002', IDTNR: material.padStart(18, '0'), KTEXT: name })

const delivered = ({ lines }: SalesOrder) => lines.filter(({ confirmed }) => confirmed.greaterThan(0))

/** ORDRSP: what SAP makes of the order, line by line. */
export function confirmation(order: SalesOrder): Message {
  const item = (line: SalesLine): Segment =>
    line.confirmed.isZero()
      ? segment(
          'E1EDP01',
          { POSEX: line.item, ACTION: '002', MENGE: line.quantity.toFixed(3), MENEE: line.unit, ABGRU: 'Z1' },
          ourReference(order, line),
        )
      : segment(
          'E1EDP01',
          { POSEX: line.item, ACTION: '002', MENGE: line.confirmed.toFixed(3), MENEE: line.unit },
          ourReference(order, line),
          ...scheduleOf(line).map(({ quantity, inDays }) =>
            segment('E1EDP20', { WMENG: quantity.toFixed(3), EDATU: dayIn(inDays) }),
          ),
          materialOf(line),
        )
  return {
    type: 'ORDERS05',
    message: 'ORDRSP',
    about: `confirmation of ${order.purchaseOrder}, which is ${order.number} here`,
    segments: [
      segment('E1EDK01', { ACTION: '002', CURCY: order.currency, BSART: 'TA', BELNR: order.number }),
      segment('E1EDK02', { QUALF: '001', BELNR: order.purchaseOrder }),
      segment('E1EDK02', { QUALF: '002', BELNR: order.number }),
      ...order.lines.map(item),
    ],
  }
}

/** DELVRY07: what leaves, with the parcel's number. Nothing where nothing was confirmed. */
export function delivery(order: SalesOrder, number: string, parcel: string): Message | undefined {
  const lines = delivered(order)
  if (lines.length === 0) return undefined
  return {
    type: 'DELVRY07',
    message: 'DESADV',
    about: `delivery ${number}, parcel ${parcel}`,
    segments: [
      segment(
        'E1EDL20',
        { VBELN: number, VSTEL: '1000', VKORG: '1000', ROUTE: 'R00001', BOLNR: parcel },
        segment('E1EDT13', { QUALF: '006', NTANF: dayIn(0), NTEND: dayIn(0) }),
        ...lines.map((line) =>
          segment(
            'E1EDL24',
            {
              POSNR: line.item,
              MATNR: line.material.padStart(18, '0'),
              WERKS: '1000',
              LFIMG: line.confirmed.toFixed(3),
              VRKME: line.unit,
              VGBEL: order.number,
              VGPOS: line.item,
            },
            segment('E1EDL41', { QUALI: '001', BSTNR: order.purchaseOrder, POSEX: line.item }),
          ),
        ),
      ),
    ],
  }
}

const netOf = ({ price }: SalesLine, quantity: Decimal) => price.times(quantity).toDecimalPlaces(2)
const sum = (amounts: readonly Decimal[]) => amounts.reduce((all, one) => all.plus(one), new Decimal(0))

/** INVOIC02: what is owed for what was delivered; taxes by as much as was delivered of what was ordered. */
export function invoice(order: SalesOrder, number: string): Message | undefined {
  const lines = delivered(order)
  if (lines.length === 0) return undefined
  const net = sum(lines.map((line) => netOf(line, line.confirmed))).plus(order.freight)
  const ordered = sum(order.lines.map((line) => netOf(line, line.quantity))).plus(order.freight)
  const taxes = order.taxes.map(({ rate, name, amount }) => ({
    rate,
    name,
    amount: amount.times(net).dividedBy(ordered).toDecimalPlaces(2),
  }))
  const tax = sum(taxes.map(({ amount }) => amount))
  return {
    type: 'INVOIC02',
    message: 'INVOIC',
    about: `invoice ${number} over ${net.plus(tax).toFixed(2)} ${order.currency}`,
    segments: [
      segment('E1EDK01', { CURCY: order.currency, BSART: 'INVO', BELNR: number }),
      segment('E1EDKA1', { PARVW: 'RG', PARTN: order.payer }),
      segment('E1EDK02', { QUALF: '009', BELNR: number, DATUM: dayIn(0) }),
      segment('E1EDK02', { QUALF: '001', BELNR: order.purchaseOrder }),
      segment('E1EDK03', { IDDAT: '026', DATUM: dayIn(0) }),
      segment('E1EDK03', { IDDAT: '028', DATUM: dayIn(30) }),
      ...taxes.map(({ rate, name, amount }) =>
        segment('E1EDK04', { MSATZ: rate, MWSBT: amount.toFixed(2), KTEXT: name }),
      ),
      ...lines.map((line) =>
        segment(
          'E1EDP01',
          { POSEX: line.item, MENGE: line.confirmed.toFixed(3), MENEE: line.unit },
          ourReference(order, line),
          materialOf(line),
          segment('E1EDP26', { QUALF: '002', BETRG: netOf(line, line.confirmed).toFixed(2) }),
          segment('E1EDP04', {
            MSATZ: line.taxRate.toFixed(3),
            MWSBT: netOf(line, line.confirmed).times(line.taxRate).dividedBy(100).toFixed(2),
          }),
        ),
      ),
      segment('E1EDS01', { SUMID: '010', SUMME: net.toFixed(2) }),
      segment('E1EDS01', { SUMID: '005', SUMME: tax.toFixed(2) }),
      segment('E1EDS01', { SUMID: '011', SUMME: net.plus(tax).toFixed(2) }),
    ],
  }
}
