import { Decimal } from 'decimal.js'
import { all, readIdocs, valueOf, type Segment } from './idoc.ts'
import { materials } from './master-data.ts'

/** An order of Portico's, as this SAP books it. */
export interface SalesOrder {
  /** Its number here. */
  number: string
  /** Its number at Portico, which is the purchase order to SAP. */
  purchaseOrder: string
  currency: string
  buyer: string
  /** The customer's number here, whom it is billed to. */
  payer: string
  lines: readonly SalesLine[]
  /** Net, for the whole order. */
  freight: Decimal
  taxes: readonly { rate: string; name: string; amount: Decimal }[]
}

export interface SalesLine {
  /** POSEX: 000010 is the first. */
  item: string
  material: string
  name: string
  unit: string
  quantity: Decimal
  /** Net, of one. */
  price: Decimal
  taxRate: Decimal
  /** How much SAP will deliver; nothing: the line is rejected. */
  confirmed: Decimal
}

/** SAP has so many of everything on the shelf today, and gets so many more within the week. */
const onShelf = 2
const inWeek = 3

/** Of the second material, nothing can be delivered any more: SAP learns of it after the shop has sold it. */
const soldOut = materials[1]?.number

/** How a confirmed quantity comes: what lies there in three days, the rest in ten. */
export function scheduleOf({ confirmed }: SalesLine): { quantity: Decimal; inDays: number }[] {
  const [first, rest] = [Decimal.min(confirmed, onShelf), Decimal.max(confirmed.minus(onShelf), 0)]
  return [
    { quantity: first, inDays: 3 },
    { quantity: rest, inDays: 10 },
  ].filter(({ quantity }) => quantity.greaterThan(0))
}

const withoutZeros = (material: string) => (/^\d+$/.test(material) ? material.replace(/^0+/, '') : material)

function lineOf({ fields, children }: Segment): SalesLine {
  const material = withoutZeros(valueOf(children, 'E1EDP19', 'IDTNR', ['QUALF', '002']) ?? '')
  const taxRate = all(children, 'E1EDP04').reduce((sum, tax) => sum.plus(tax.fields['MSATZ'] ?? 0), new Decimal(0))
  const quantity = new Decimal(fields['MENGE'] ?? 0)
  const price = new Decimal(fields['VPREI'] ?? 0)
  const known = materials.some(({ number }) => number === material) && material !== soldOut
  return {
    item: fields['POSEX'] ?? '',
    material,
    name: valueOf(children, 'E1EDP19', 'KTEXT', ['QUALF', '002']) ?? material,
    unit: fields['MENEE'] ?? '',
    quantity,
    price,
    taxRate,
    confirmed: known ? Decimal.min(quantity, onShelf + inWeek) : new Decimal(0),
  }
}

/** Whether an order has anything of this SAP's in it; others are somebody else's to collect. */
export const isForUs = (text: string): boolean =>
  readIdocs(text).some((segments) =>
    all(segments, 'E1EDP01').some(({ children }) =>
      materials.some(
        ({ number }) => number === withoutZeros(valueOf(children, 'E1EDP19', 'IDTNR', ['QUALF', '002']) ?? ''),
      ),
    ),
  )

/** Books an order (ORDERS05) under a number of this SAP's. */
export function bookOrder(text: string, number: string): SalesOrder {
  const [segments = []] = readIdocs(text)
  return {
    number,
    purchaseOrder: valueOf(segments, 'E1EDK02', 'BELNR', ['QUALF', '001']) ?? '',
    currency: valueOf(segments, 'E1EDK01', 'CURCY') ?? '',
    buyer: [
      valueOf(segments, 'E1EDKA1', 'NAME1', ['PARVW', 'WE']),
      valueOf(segments, 'E1EDKA1', 'ORT01', ['PARVW', 'WE']),
    ]
      .filter(Boolean)
      .join(', '),
    payer: valueOf(segments, 'E1EDKA1', 'PARTN', ['PARVW', 'RG']) ?? '',
    lines: all(segments, 'E1EDP01').map(lineOf),
    freight: all(segments, 'E1EDK05').reduce((sum, { fields }) => sum.plus(fields['BETRG'] ?? 0), new Decimal(0)),
    taxes: all(segments, 'E1EDK04').map(({ fields }) => ({
      rate: fields['MSATZ'] ?? '0',
      name: fields['KTEXT'] ?? '',
      amount: new Decimal(fields['MWSBT'] ?? 0),
    })),
  }
}
