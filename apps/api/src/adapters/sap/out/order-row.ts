import type { Address, LineAmendment, MoneyValue, ShippingOption, TaxLine, Totals } from '../../../kernel/contract.ts'

/** An order as the back office reads it, as far as SAP hears of it. */
export interface OrderRow {
  number: string
  state: string
  email: string
  phone: string | null
  locale: string
  currency: string
  pricesIncludeTax: boolean
  shippingTotal: MoneyValue
  shippingDiscount: MoneyValue
  surchargeTotal: MoneyValue
  taxTotal: MoneyValue
  total: MoneyValue
  taxes: readonly TaxLine[]
  shippingOption: ShippingOption | null
  poNumber: string | null
  note: string | null
  placedAt: Date | string
  updatedAt: Date | string
  cancelReason: string | null
  paymentStatus: string
  customer: CustomerRow | null
  paymentTerm: { code: string } | null
  lines: readonly OrderLineRow[]
  addresses: readonly (Address & { kind: 'shipping' | 'billing' })[]
  payments: readonly { provider: string; reference: string | null; method: string | null; amount: MoneyValue }[]
  /** By which steps it was changed since it was placed. */
  amendments: readonly Amendment[]
}

/** A step in which an order was changed or cancelled. */
export interface Amendment {
  number: number
  kind: 'changed' | 'cancelled'
  lines: readonly LineAmendment[]
  totalsBefore: Totals | null
}

/** A step as it is told, with its order as that stands now. */
export interface AmendmentRow extends Amendment {
  madeAt: Date | string
  order: OrderRow
}

/** Who bought, where they are, and who stands in for them. */
export interface CustomerRow {
  code: string
  name: string
  vatNumber: string | null
  addresses: readonly Address[]
  partners: readonly {
    role: 'shipTo' | 'billTo' | 'payer'
    preferred: boolean
    partner: { code: string; addresses: readonly Address[] }
  }[]
}

export interface OrderLineRow {
  position: number
  sku: string
  name: string
  unitCode: string
  quantity: string
  unitPrice: MoneyValue
  rowTotal: MoneyValue
  /** None: a step that was made before there were any. */
  discountAmount?: MoneyValue | null
  taxRate: string
  taxAmount: MoneyValue
}

const fields = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, {}]))
const address = 'company firstName lastName street street2 city region postalCode countryCode phone'.split(' ')

const step = ['number', 'kind', 'lines', 'totalsBefore']

/** What an order must be read with. */
export const wantedOfOrder = {
  ...fields(
    ...'number state email phone locale currency pricesIncludeTax shippingTotal shippingDiscount surchargeTotal taxTotal total taxes shippingOption'.split(
      ' ',
    ),
    ...'poNumber note placedAt updatedAt cancelReason paymentStatus'.split(' '),
  ),
  customer: {
    ...fields('code', 'name', 'vatNumber'),
    addresses: fields(...address),
    partners: { ...fields('role', 'preferred'), partner: { ...fields('code'), addresses: fields(...address) } },
  },
  paymentTerm: fields('code'),
  lines: fields(
    ...'position sku name unitCode quantity unitPrice rowTotal discountAmount taxRate taxAmount'.split(' '),
  ),
  addresses: fields('kind', ...address),
  payments: fields('provider', 'reference', 'method', 'amount'),
  amendments: fields(...step),
}

/** What a step must be read with. */
export const wantedOfAmendment = { ...fields(...step, 'madeAt'), order: wantedOfOrder }
