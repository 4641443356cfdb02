import { Decimal } from '../../../kernel/decimal.ts'
import { all, first, qualified, type Segment } from '../idoc/segment.ts'
import type { Reading } from '../reading.ts'
import { keptNumber, textOf } from '../values.ts'
import type { InboundMessage } from './message.ts'
import { lineOf, orderOf } from './order-reference.ts'

/** Document types of credit notes (BSART). */
const credits = ['CRME', 'CRED', 'SUBC']

const sumOf = (of: Pick<Segment, 'children'>, reading: Reading, ...ids: readonly string[]): string | undefined => {
  const sum = qualified(of, 'E1EDS01', 'SUMID', ...ids)
  return sum && reading.number(sum, 'SUMME')
}

const amountOf = (item: Segment, reading: Reading, ...qualifiers: readonly string[]): string | undefined => {
  const amount = qualified(item, 'E1EDP26', 'QUALF', ...qualifiers)
  return amount && reading.number(amount, 'BETRG')
}

/** A rate as a fraction: SAP writes 19.000 for 19 %. */
const fraction = (percent: string | undefined) =>
  percent === undefined ? undefined : new Decimal(percent).dividedBy(100).toDecimalPlaces(6).toFixed()

/** Amounts of a credit note may be written with a minus: it is said by its kind here. */
const bare = (amount: string) => new Decimal(amount).abs().toFixed()

function readLine(item: Segment, at: number, hasOrder: boolean, reading: Reading) {
  const material = qualified(item, 'E1EDP19', 'QUALF', '002', '001')
  const number = textOf(material?.fields['IDTNR_LONG']) ?? textOf(material?.fields['IDTNR'])
  const quantity = reading.number(item, 'MENGE')
  const net = amountOf(item, reading, '003', '002', '001') ?? reading.number(item, 'NETWR')
  const unit = textOf(item.fields['MENEE']) === undefined ? undefined : reading.code(item, 'MENEE', 'units')
  if (quantity === undefined || net === undefined) {
    const field = quantity === undefined ? 'MENGE' : 'E1EDP26/BETRG (QUALF 003 or 002)'
    reading.object([item, 'MENGE'], 'FIELD_REQUIRED', { field })
    return undefined
  }
  const [tax] = all(item, 'E1EDP04')
  const count = new Decimal(quantity)
  return {
    position: at + 1,
    orderPosition: hasOrder ? lineOf(item, reading) : undefined,
    sku: number === undefined ? `${at + 1}` : keptNumber(number, reading.settings.materialNumbers),
    name: textOf(material?.fields['KTEXT']) ?? number ?? `${at + 1}`,
    unitCode: unit ?? '',
    quantity,
    unitPrice: count.isZero() ? bare(net) : new Decimal(bare(net)).dividedBy(count).toDecimalPlaces(4).toFixed(),
    rowTotal: bare(net),
    taxRate: fraction(tax && reading.number(tax, 'MSATZ')),
    taxAmount: bare((tax && reading.number(tax, 'MWSBT')) ?? '0'),
  }
}

/** What the document comes to: net (010), tax (005), gross (011); freight is what is left between them and the lines. */
function totals(document: Pick<Segment, 'children'>, rows: readonly { rowTotal: string }[], reading: Reading) {
  const lines = rows.reduce((sum, { rowTotal }) => sum.plus(rowTotal), new Decimal(0))
  const net = new Decimal(bare(sumOf(document, reading, '010', '001') ?? lines.toFixed()))
  const tax = new Decimal(bare(sumOf(document, reading, '005') ?? '0'))
  const gross = sumOf(document, reading, '011', '012')
  return {
    subtotal: lines.toFixed(),
    shippingTotal: net.minus(lines).toFixed(),
    taxTotal: tax.toFixed(),
    total: gross === undefined ? net.plus(tax).toFixed() : bare(gross),
  }
}

const taxes = (document: Pick<Segment, 'children'>, currency: string, reading: Reading) =>
  all(document, 'E1EDK04').flatMap((tax) => {
    const [rate, amount] = [reading.number(tax, 'MSATZ'), reading.number(tax, 'MWSBT')]
    if (rate === undefined || amount === undefined) return []
    const name = textOf(tax.fields['KTEXT']) ?? `${new Decimal(rate).toFixed()} %`
    return [{ name, rate: fraction(rate)!, amount: { amount: bare(amount), currency } }]
  })

const dayOf = (document: Pick<Segment, 'children'>, reading: Reading, ...ids: readonly string[]) => {
  const segment = qualified(document, 'E1EDK03', 'IDDAT', ...ids)
  const day = segment && reading.date(segment, 'DATUM')
  return day === 'endless' ? undefined : day
}

/** Who owes it. The order knows its buyer; an invoice for none, and one for an order of a guest's, needs to be told. */
function buyerOf(debtor: string | undefined, hasOrder: boolean, { settings }: Reading): { code: string } | undefined {
  if (debtor === undefined || (hasOrder && debtor !== settings.oneTimeCustomer)) return undefined
  return { code: keptNumber(debtor, settings.customerNumbers) }
}

function readInvoice(header: Segment, document: Pick<Segment, 'children'>, reading: Reading): void {
  const number = reading.required(header, 'BELNR', header)
  const currency = reading.required(header, 'CURCY', header)
  const items = all(document, 'E1EDP01')
  const order =
    orderOf(document, 'E1EDK02', reading) ?? items.map((item) => orderOf(item, 'E1EDP02', reading)).find(Boolean)
  const partner = qualified(document, 'E1EDKA1', 'PARVW', 'RG', 'RE', 'AG')
  const debtor = textOf(partner?.fields['PARTN'])
  if (number === undefined || currency === undefined) return
  const lines = items.flatMap((item, at) => readLine(item, at, order !== undefined, reading) ?? [])
  reading.act(
    'invoice.enter',
    {
      number,
      kind: credits.includes(header.fields['BSART'] ?? '') ? 'creditNote' : 'invoice',
      organizationId: reading.organizationId,
      orderId: order?.key,
      customerId: buyerOf(debtor, order !== undefined, reading),
      currency,
      issuedOn: dayOf(document, reading, '026', '012'),
      dueOn: dayOf(document, reading, '028'),
      poNumber: undefined,
      ...totals(document, lines, reading),
      taxes: taxes(document, currency, reading),
      lines,
    },
    {
      number: [header, 'BELNR'],
      currency: [header, 'CURCY'],
      ...(order ? { orderId: order.source } : {}),
      ...(partner ? { customerId: [partner, 'PARTN'] as const } : {}),
    },
  )
}

/** INVOIC02: invoices and credit notes, issued there and shown here. */
export const invoices: InboundMessage = {
  type: 'INVOIC02',
  doc: 'Invoices and credit notes: issued by SAP, shown to the customer in their account.',
  entity: 'invoice',
  writes: ['invoice.enter'],
  messages: ['INVOIC'],
  root: '',
  read: (document, reading) => {
    const header = first(document, 'E1EDK01')
    if (header) readInvoice(header, document, reading)
  },
  object: (document) => textOf(first(document, 'E1EDK01')?.fields['BELNR']),
}
