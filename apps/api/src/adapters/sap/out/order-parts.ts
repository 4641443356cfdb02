import { Decimal } from '../../../kernel/decimal.ts'
import type { DraftSegment } from '../idoc/segment.ts'
import { textLines } from '../in/long-text.ts'
import type { SapSettings } from '../settings.ts'
import { letterOf, sapDate, sapKey, sapNumber, sapTime } from '../values.ts'
import type { OrderLineRow, OrderRow } from './order-row.ts'

export const segment = (
  name: string,
  fields: DraftSegment['fields'],
  children: readonly DraftSegment[] = [],
): DraftSegment => ({ name, fields, children })

const percent = (fraction: string) => new Decimal(fraction).times(100)

/** The tax code of a rate; none where the settings have none, and SAP works it out. */
const taxCodeOf = (fraction: string, { taxCodes }: SapSettings): string | undefined =>
  taxCodes[percent(fraction).toFixed()]

/** Their unit for ours: the one that is said, else one that the settings have for it. */
const unitOf = (ours: string, { units, unitsOut }: SapSettings): string =>
  unitsOut[ours] ?? Object.entries(units).find(([, unit]) => unit === ours)?.[0] ?? ours.slice(0, 3).toUpperCase()

/** The item number of a line: in tens, as SAP numbers items itself. */
const itemOf = (position: number) => String(position * 10).padStart(6, '0')

/** A partner: who they are, and where. */
function partner(role: string, order: OrderRow, kind: 'shipping' | 'billing', settings: SapSettings): DraftSegment {
  const address = order.addresses.find((one) => one.kind === kind)
  const number = order.customer
    ? sapKey(order.customer.code, settings.customerNumbers, 10)
    : settings.oneTimeCustomer || undefined
  const person = address ? `${address.firstName} ${address.lastName}` : order.customer?.name
  const [name, ...more] = [address?.company ?? undefined, person].filter((line) => line !== undefined)
  return segment('E1EDKA1', {
    PARVW: role,
    PARTN: number,
    NAME1: name?.slice(0, 35),
    NAME2: more[0]?.slice(0, 35),
    STRAS: address?.street.slice(0, 35),
    STRS2: address?.street2?.slice(0, 35),
    ORT01: address?.city.slice(0, 35),
    PSTLZ: address?.postalCode.slice(0, 9),
    LAND1: address?.countryCode,
    TELF1: (address?.phone ?? order.phone ?? undefined)?.slice(0, 25),
    SPRAS: letterOf(order.locale),
    REGIO: address?.region ?? undefined,
  })
}

/** Sold-to, ship-to, bill-to, payer. */
export const partners = (order: OrderRow, settings: SapSettings): DraftSegment[] => [
  partner('AG', order, 'billing', settings),
  partner('WE', order, 'shipping', settings),
  partner('RE', order, 'billing', settings),
  partner('RG', order, 'billing', settings),
]

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
export function dates(order: OrderRow): DraftSegment[] {
  const placed = { DATUM: sapDate(order.placedAt), UZEIT: sapTime(order.placedAt) }
  const wished = order.shippingOption?.deliveryDate
  return [
    ...(wished ? [segment('E1EDK03', { IDDAT: '002', DATUM: sapDate(wished) })] : []),
    segment('E1EDK03', { IDDAT: '012', ...placed }),
    segment('E1EDK03', { IDDAT: '022', ...placed }),
  ]
}

/** A text with its id: 0001 is what the buyer wrote, 0002 what the house must know. */
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

/** Header conditions: delivery. Its tax is among the taxes of the document. */
export function conditions(order: OrderRow, settings: SapSettings): DraftSegment[] {
  if (new Decimal(order.shippingTotal.amount).isZero()) return []
  return [
    segment('E1EDK05', {
      ALCKZ: '+',
      KSCHL: settings.conditions.delivery,
      KOTXT: order.shippingOption?.label.slice(0, 80),
      BETRG: order.shippingTotal.amount,
      KOEIN: order.currency,
    }),
  ]
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

/** How it was paid, by the payment card segment: type, reference at the provider, amount. */
export const payments = (order: OrderRow, settings: SapSettings): DraftSegment[] =>
  order.payments.flatMap(({ provider, reference, amount }) => {
    const type = settings.paymentMethods[provider]
    return type
      ? [segment('E1EDK36', { CCINS: type.slice(0, 4), CCNUM: reference?.slice(-25), FAKWR: amount.amount })]
      : []
  })

/** An item, with price, taxes, delivery and names of the material. ACTION: 001 new, 002 changed, 003 taken away. */
export function item(line: OrderLineRow, order: OrderRow, settings: SapSettings, action: string): DraftSegment {
  const unit = unitOf(line.unitCode, settings)
  const material = sapKey(line.sku, settings.materialNumbers, 18)
  const wished = order.shippingOption?.deliveryDate ?? order.placedAt
  return segment(
    'E1EDP01',
    {
      POSEX: itemOf(line.position),
      ACTION: action,
      MENGE: line.quantity,
      MENEE: unit,
      PMENE: unit,
      VPREI: line.unitPrice.amount,
      PEINH: '1',
      NETWR: line.rowTotal.amount,
      CURCY: order.currency,
    },
    [
      segment('E1EDP02', { QUALF: '001', BELNR: order.number, ZEILE: itemOf(line.position) }),
      segment('E1EDP05', {
        ALCKZ: '+',
        KSCHL: settings.conditions.price,
        BETRG: line.rowTotal.amount,
        KRATE: line.unitPrice.amount,
        UPRBS: '1',
        MEAUN: unit,
        MWSKZ: taxCodeOf(line.taxRate, settings),
        MSATZ: percent(line.taxRate).toFixed(3),
        KOEIN: order.currency,
      }),
      segment('E1EDP04', {
        MWSKZ: taxCodeOf(line.taxRate, settings),
        MSATZ: percent(line.taxRate).toFixed(3),
        MWSBT: line.taxAmount.amount,
      }),
      segment('E1EDP20', { WMENG: line.quantity, EDATU: sapDate(wished) }),
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
