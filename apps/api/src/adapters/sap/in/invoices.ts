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

/** What an item comes to with its tax (E1EDP26), where the settings do not say otherwise. */
const gross = '003'

/** A rate as a fraction: SAP writes 19.000 for 19 %. */
const fraction = (percent: Decimal) => percent.dividedBy(100).toDecimalPlaces(6).toFixed()

const sum = (amounts: readonly (string | undefined)[]) =>
  amounts.reduce((all: Decimal, one) => all.plus(one ?? 0), new Decimal(0))

interface Line {
  row: Record<string, unknown>
  quantity: Decimal
  net: Decimal
  tax: Decimal
}

/** What an item comes to without its taxes. */
function netOf(item: Segment, tax: Decimal, reading: Reading): Decimal | undefined {
  const { netAmounts } = reading.settings
  const net = amountOf(item, reading, ...netAmounts) ?? reading.number(item, 'NETWR')
  if (net !== undefined) return new Decimal(net)
  const whole = netAmounts.includes(gross) ? undefined : amountOf(item, reading, gross)
  return whole === undefined ? undefined : new Decimal(whole).minus(tax)
}

function readLine(item: Segment, at: number, hasOrder: boolean, reading: Reading): Line | undefined {
  const material = qualified(item, 'E1EDP19', 'QUALF', '002', '001')
  const number = textOf(material?.fields['IDTNR_LONG']) ?? textOf(material?.fields['IDTNR'])
  const taxes = all(item, 'E1EDP04')
  const tax = sum(taxes.map((one) => reading.number(one, 'MWSBT')))
  const quantity = reading.number(item, 'MENGE')
  const net = netOf(item, tax, reading)
  const unit = reading.code(item, 'MENEE', 'units')
  if (quantity === undefined || net === undefined) {
    const field =
      quantity === undefined
        ? 'MENGE'
        : `E1EDP26/BETRG (QUALF ${reading.settings.netAmounts.join(' or ')}, or ${gross})`
    reading.object([item, 'MENGE'], 'FIELD_REQUIRED', { field })
    return undefined
  }
  return {
    row: {
      position: at + 1,
      orderPosition: hasOrder ? lineOf(item, reading) : undefined,
      sku: number === undefined ? `${at + 1}` : keptNumber(number, reading.settings.materialNumbers),
      name: textOf(material?.fields['KTEXT']) ?? number ?? `${at + 1}`,
      // left out: as it was ordered
      ...(unit === undefined ? {} : { unitCode: unit }),
      ...(taxes.length === 0 ? {} : { taxRate: fraction(sum(taxes.map((one) => reading.number(one, 'MSATZ')))) }),
    },
    // the minus of what goes back stands at its amount
    quantity: new Decimal(quantity).abs(),
    net,
    tax,
  }
}

/** The amounts of a line; each keeps its sign among those of its document. */
const rowOf = ({ row, quantity, net, tax }: Line, sign: number) => ({
  ...row,
  quantity: quantity.toFixed(),
  unitPrice: (quantity.isZero() ? net : net.dividedBy(quantity)).times(sign).toDecimalPlaces(4).toFixed(),
  rowTotal: net.times(sign).toFixed(),
  taxAmount: tax.times(sign).toFixed(),
})

/** What the document comes to: net (010), tax (005), gross (011); freight is what is left between them and the lines. */
function totals(document: Pick<Segment, 'children'>, rows: readonly Line[], reading: Reading) {
  const lines = rows.reduce((all, { net }) => all.plus(net), new Decimal(0))
  const net = new Decimal(sumOf(document, reading, '010', '001') ?? lines)
  const tax = new Decimal(sumOf(document, reading, '005') ?? 0)
  const total = new Decimal(sumOf(document, reading, '011', '012') ?? net.plus(tax))
  return { lines, net, tax, total }
}

const taxes = (document: Pick<Segment, 'children'>, currency: string, sign: number, reading: Reading) =>
  all(document, 'E1EDK04').flatMap((tax) => {
    const [rate, amount] = [reading.number(tax, 'MSATZ'), reading.number(tax, 'MWSBT')]
    if (rate === undefined || amount === undefined) return []
    const name = textOf(tax.fields['KTEXT']) ?? `${new Decimal(rate).toFixed()} %`
    const signed = new Decimal(amount).times(sign).toFixed()
    return [{ name, rate: fraction(new Decimal(rate)), amount: { amount: signed, currency } }]
  })

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Terms of payment (E1EDK18): the longest time without a discount says when it is due, and their words what is taken off before. */
function termsOf(document: Pick<Segment, 'children'>, issuedOn: string | undefined, reading: Reading) {
  const terms = all(document, 'E1EDK18').map((term) => ({
    days: Number(reading.number(term, 'TAGE') ?? 0),
    percent: new Decimal(reading.number(term, 'PRZNT') ?? 0),
    words: reading.text(term, 'ZTERM_TXT'),
  }))
  const net = terms.filter(({ percent, days }) => percent.isZero() && days > 0).map(({ days }) => days)
  const words = terms.flatMap(({ days, percent, words }) => {
    if (words !== undefined) return [words]
    return percent.isZero() || issuedOn === undefined ? [] : [`${percent.toFixed()} %: ${dayAfter(issuedOn, days)}`]
  })
  return {
    dueOn: net.length > 0 && issuedOn !== undefined ? dayAfter(issuedOn, Math.max(...net)) : undefined,
    note: words.length > 0 ? words.join('\n').slice(0, 1000) : undefined,
  }
}

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
  const sums = totals(document, lines, reading)
  if (sums.net.lessThan(sums.lines) && sums.tax.isPositive() && sums.lines.equals(sums.net.plus(sums.tax)))
    reading.object([header, 'BELNR'], 'FIELD_INVALID', {
      field: 'E1EDP26/BETRG',
      problem: 'come to the gross amount: say in the settings (netAmounts) which qualifier is the net one',
    })
  const kind = credits.includes(header.fields['BSART'] ?? '') ? 'creditNote' : 'invoice'
  // a credit note may be written with a minus throughout: that is said by its kind here
  const sign = kind === 'creditNote' && sums.total.isNegative() ? -1 : 1
  const signed = (amount: Decimal) => amount.times(sign).toFixed()
  const issuedOn = dayOf(document, reading, '026', '012')
  const terms = termsOf(document, issuedOn, reading)
  reading.act(
    'invoice.enter',
    {
      number,
      kind,
      organizationId: reading.organizationId,
      orderId: order?.key,
      customerId: buyerOf(debtor, order !== undefined, reading),
      currency,
      issuedOn,
      dueOn: dayOf(document, reading, '028') ?? terms.dueOn,
      note: terms.note,
      subtotal: signed(sums.lines),
      shippingTotal: signed(sums.net.minus(sums.lines)),
      taxTotal: signed(sums.tax),
      total: signed(sums.total),
      taxes: taxes(document, currency, sign, reading),
      lines: lines.map((line) => rowOf(line, sign)),
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
    const header = reading.segment(document, 'E1EDK01')
    if (header) readInvoice(header, document, reading)
  },
  object: (document) => textOf(first(document, 'E1EDK01')?.fields['BELNR']),
}
