import { Decimal } from '../../../kernel/decimal.ts'
import type { DraftSegment } from '../idoc/segment.ts'
import { textLines } from '../in/long-text.ts'
import type { SapSettings } from '../settings.ts'
import { letterOf, sapDate, sapKey, sapNumber, sapTime } from '../values.ts'
import { netBeforeDiscount, netOffLine, netOfHead, netOfLine, netOfOne, written } from './net-amounts.ts'
import type { OrderLineRow, OrderRow } from './order-row.ts'
import { unitOf } from './units.ts'

export const segment = (
  name: string,
  fields: DraftSegment['fields'],
  children: readonly DraftSegment[] = [],
): DraftSegment => ({ name, fields, children })

const percent = (fraction: string) => new Decimal(fraction).times(100)

/** The tax code of a rate; none where the settings have none, and SAP works it out. */
const taxCodeOf = (fraction: string, { taxCodes }: SapSettings): string | undefined =>
  taxCodes[percent(fraction).toFixed()]

/** The item number of a line: in tens, as SAP numbers items itself. */
const itemOf = (position: number) => String(position * 10).padStart(6, '0')

/** Where it is sold: 006 division, 007 channel, 008 sales organization, 012 order type. */
export function organization({ salesAreas: [area], orderType }: SapSettings): DraftSegment[] {
  const said: [string, string | undefined][] = [
    ['006', area?.division],
    ['007', area?.channel],
    ['008', area?.salesOrganization],
    ['012', orderType],
  ]
  return said.flatMap(([QUALF, ORGID]) => (ORGID ? [segment('E1EDK14', { QUALF, ORGID })] : []))
}

/** 012 document date, 022 purchase order date, 002 wished delivery. */
export function dates(order: OrderRow, { timeZone }: SapSettings): DraftSegment[] {
  const placed = { DATUM: sapDate(order.placedAt, timeZone), UZEIT: sapTime(order.placedAt, timeZone) }
  const wished = order.shippingOption?.deliveryDate
  return [
    ...(wished ? [segment('E1EDK03', { IDDAT: '002', DATUM: sapDate(wished) })] : []),
    segment('E1EDK03', { IDDAT: '012', ...placed }),
    segment('E1EDK03', { IDDAT: '022', ...placed }),
  ]
}

/** A text with its id: 0001 what the buyer wrote, 0003 their e-mail address, 0004 why it was cancelled, 0005 what it was paid with. */
export function text(id: string, said: string | null | undefined, locale: string): DraftSegment[] {
  if (!said) return []
  const head = { TDID: id, TSSPRAS: letterOf(locale), TSSPRAS_ISO: locale.slice(0, 2).toUpperCase() }
  return [
    segment(
      'E1EDKT1',
      head,
      textLines(said).map((line) => segment('E1EDKT2', line)),
    ),
  ]
}

/** Header conditions, net: delivery, what is taken off it, the surcharge of the way to pay. Their tax is among the taxes of the document. */
export function conditions(order: OrderRow, settings: SapSettings): DraftSegment[] {
  const { delivery, discount, surcharge } = netOfHead(order)
  const { conditions: types } = settings
  const said = [
    { ALCKZ: '+', KSCHL: types.delivery, KOTXT: order.shippingOption?.label.slice(0, 80), net: delivery },
    { ALCKZ: '-', KSCHL: types.deliveryDiscount, KOTXT: undefined, net: discount },
    { ALCKZ: '+', KSCHL: types.surcharge, KOTXT: undefined, net: surcharge },
  ]
  return said
    .filter(({ net }) => !net.isZero())
    .map(({ net, ...fields }) => segment('E1EDK05', { ...fields, BETRG: written(net, order), KOEIN: order.currency }))
}

export const taxes = (order: OrderRow, settings: SapSettings): DraftSegment[] =>
  order.taxes.map(({ name, rate, amount }) =>
    segment('E1EDK04', {
      MWSKZ: taxCodeOf(rate, settings),
      MSATZ: percent(rate).toFixed(3),
      MWSBT: sapNumber(amount.amount),
      KTEXT: name.slice(0, 50),
    }),
  )

/** The longest that a card's number may be (E1EDK36/CCNUM). */
const longestCard = 25

/** How it was paid, by the payment card segment: type, reference at the provider where it fits, amount. */
export const payments = (order: OrderRow, settings: SapSettings): DraftSegment[] =>
  order.payments.flatMap(({ provider, reference, amount }) => {
    const type = settings.paymentMethods[provider]
    return type
      ? [
          segment('E1EDK36', {
            CCINS: type.slice(0, 4),
            CCNUM: reference && reference.length <= longestCard ? reference : undefined,
            FAKWR: amount.amount,
          }),
        ]
      : []
  })

/** What it was paid with, in full: what each provider calls the payment, and how much it was. */
export const paymentText = ({ payments: paid }: OrderRow): string =>
  paid
    .flatMap(({ provider, reference, amount }) =>
      reference ? [`${provider} ${reference} ${amount.amount} ${amount.currency}`] : [],
    )
    .join('\n')

/** An item, net, with price, taxes, delivery and names of the material. ACTION: 001 new, 002 changed, 003 taken away. */
export function item(line: OrderLineRow, order: OrderRow, settings: SapSettings, action: string): DraftSegment {
  const unit = unitOf(line.unitCode, settings)
  const material = sapKey(line.sku, settings.materialNumbers, 18)
  const wished = order.shippingOption?.deliveryDate ?? order.placedAt
  const [price, net] = [netOfOne(line, order), written(netOfLine(line, order), order)]
  const off = netOffLine(line, order)
  return segment(
    'E1EDP01',
    {
      POSEX: itemOf(line.position),
      ACTION: action,
      MENGE: line.quantity,
      MENEE: unit,
      PMENE: unit,
      VPREI: price,
      PEINH: '1',
      NETWR: net,
      CURCY: order.currency,
    },
    [
      segment('E1EDP02', { QUALF: '001', BELNR: order.number, ZEILE: itemOf(line.position) }),
      segment('E1EDP05', {
        ALCKZ: '+',
        KSCHL: settings.conditions.price,
        BETRG: written(netBeforeDiscount(line, order), order),
        KRATE: price,
        UPRBS: '1',
        MEAUN: unit,
        MWSKZ: taxCodeOf(line.taxRate, settings),
        MSATZ: percent(line.taxRate).toFixed(3),
        KOEIN: order.currency,
      }),
      ...(off.isZero()
        ? []
        : [
            segment('E1EDP05', {
              ALCKZ: '-',
              KSCHL: settings.conditions.discount,
              BETRG: written(off, order),
              KOEIN: order.currency,
            }),
          ]),
      segment('E1EDP04', {
        MWSKZ: taxCodeOf(line.taxRate, settings),
        MSATZ: percent(line.taxRate).toFixed(3),
        MWSBT: line.taxAmount.amount,
      }),
      segment('E1EDP20', { WMENG: line.quantity, EDATU: sapDate(wished, settings.timeZone) }),
      // 002 is the material's number at the vendor, who SAP is to us; 001 is the customer's, and ours is the same
      ...['001', '002'].map((QUALF) =>
        segment('E1EDP19', {
          QUALF,
          ...(material.length > 35 ? { IDTNR_LONG: material } : { IDTNR: material }),
          KTEXT: line.name.slice(0, 70),
        }),
      ),
    ],
  )
}
