import type { Address } from '../../../kernel/contract.ts'
import type { DraftSegment } from '../idoc/segment.ts'
import { textLines } from '../in/long-text.ts'
import type { SapSettings } from '../settings.ts'
import { letterOf, sapKey } from '../values.ts'
import { segment } from './order-parts.ts'
import type { CustomerRow, OrderRow } from './order-row.ts'

type Role = CustomerRow['partners'][number]['role']

/** How long a line of a name, a street or a city may be in E1EDKA1. */
const width = 35

/** A text as lines of an address, broken between words. */
const linesOf = (text: string | null | undefined): string[] =>
  text ? textLines(text, width).map(({ TDLINE }) => TDLINE) : []

const places = ['street', 'street2', 'postalCode', 'city', 'countryCode'] as const
const samePlace = (one: Address, other: Address) =>
  places.every((field) => (one[field] ?? '').trim() === (other[field] ?? '').trim())

/**
 * Whose number a partner has: the customer in that role at whose address the order's is, else the customer itself. Of payers, who have no address in the
 * order, the preferred one, or the only one.
 */
function customerFor(role: Role | undefined, { customer, addresses }: OrderRow, kind: 'shipping' | 'billing') {
  if (!customer || !role) return customer?.code
  const partners = customer.partners.filter((partner) => partner.role === role)
  if (role === 'payer') {
    const [only, ...more] = partners
    const payer = partners.find(({ preferred }) => preferred) ?? (more.length === 0 ? only : undefined)
    return payer?.partner.code ?? customer.code
  }
  const address = addresses.find((one) => one.kind === kind)
  if (!address || customer.addresses.some((one) => samePlace(one, address))) return customer.code
  return (
    partners.find(({ partner }) => partner.addresses.some((one) => samePlace(one, address)))?.partner.code ??
    customer.code
  )
}

/** A partner: who they are, and where. What is too long for a line goes on in the next one: names and streets there are, then the district. */
function partner(
  parvw: string,
  role: Role | undefined,
  order: OrderRow,
  kind: 'shipping' | 'billing',
  settings: SapSettings,
): DraftSegment {
  const address = order.addresses.find((one) => one.kind === kind)
  const code = customerFor(role, order, kind)
  const person = address ? `${address.firstName} ${address.lastName}` : order.customer?.name
  const [street, street2, ...besides] = [...linesOf(address?.street), ...linesOf(address?.street2)]
  const names = [...linesOf(address?.company), ...linesOf(person), ...besides]
  const [city, district] = linesOf(address?.city)
  return segment('E1EDKA1', {
    PARVW: parvw,
    PARTN: code === undefined ? settings.oneTimeCustomer || undefined : sapKey(code, settings.customerNumbers, 10),
    NAME1: names[0],
    NAME2: names[1],
    NAME3: names[2],
    NAME4: names[3],
    STRAS: street,
    STRS2: street2,
    ORT01: city,
    ORT02: district,
    PSTLZ: address?.postalCode.slice(0, 9),
    LAND1: address?.countryCode,
    TELF1: (address?.phone ?? order.phone ?? undefined)?.slice(0, 25),
    SPRAS: letterOf(order.locale),
    REGIO: address?.region ?? undefined,
  })
}

/** Sold-to, ship-to, bill-to, payer. */
export const partners = (order: OrderRow, settings: SapSettings): DraftSegment[] => [
  partner('AG', undefined, order, 'billing', settings),
  partner('WE', 'shipTo', order, 'shipping', settings),
  partner('RE', 'billTo', order, 'billing', settings),
  partner('RG', 'payer', order, 'billing', settings),
]
