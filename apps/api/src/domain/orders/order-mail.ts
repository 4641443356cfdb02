import type { Address, Discount, PickupPlace } from '../../kernel/contract.ts'
import type { Mail } from '../../kernel/mail.ts'
import { money } from '../../kernel/money.ts'
import { orderPage, wordsFor } from './order-page.ts'

/** What the mail tells of an order; amounts are decimals of `currency`. */
export interface MailedOrder {
  id: string
  number: string
  email: string
  /** By its name. */
  shop: string
  locale: string
  currency: string
  subtotal: string
  discounts: readonly Discount[]
  shippingTotal: string
  surchargeTotal: string
  taxTotal: string
  total: string
  pricesIncludeTax: boolean
  shippingLabel: string | null
  shippingAddress: Pick<
    Address,
    'company' | 'firstName' | 'lastName' | 'street' | 'street2' | 'postalCode' | 'city' | 'region' | 'countryCode'
  >
  /** Where it is picked up; null: it is brought to the address. */
  pickup: PickupPlace | null
  /** received: the money is there. atShipment: the bank promises it until the goods leave. onAccount: a bill follows. elsewhere: we know nothing of it. */
  money: 'received' | 'atShipment' | 'onAccount' | 'elsewhere'
  /** Where it is paid in several parts: each of them. */
  parts: readonly MailedPart[]
  /** On account: by when it is paid. The due date itself stands on the invoice. */
  term: { label: string; netDays: number } | null
  /** The buyer's own number. */
  poNumber: string | null
  lines: readonly { name: string; sku: string; quantity: string; unit: string; rowTotal: string }[]
}

/** One of the ways an order is paid. `way` is null where nothing is known of it. */
export interface MailedPart {
  stands: 'paid' | 'reserved' | 'onAccount'
  way: string | null
  amount: string
}

const words = {
  en: {
    subject: (number: string) => `Your order ${number}`,
    hello: (name: string, number: string) => `Hello ${name},\n\nthank you for your order ${number}.`,
    received: 'We have received your payment and get your goods ready.',
    atShipment: 'We get your goods ready; your card is charged when they leave us.',
    onAccount: 'We get your goods ready; you pay by our invoice.',
    onAccountInPart: 'We get your goods ready; what is still to be paid you pay by our invoice.',
    elsewhere: 'We get your goods ready.',
    parts: {
      paid: (way: string | null, amount: string) => `Paid${way ? ` (${way})` : ''}: ${amount}`,
      reserved: (way: string | null, amount: string) =>
        `Charged when the goods leave us${way ? ` (${way})` : ''}: ${amount}`,
      onAccount: (_way: string | null, amount: string) => `Still to be paid, by our invoice: ${amount}`,
    },
    subtotal: 'Goods',
    shipping: 'Delivery',
    surcharge: 'Surcharge for the way to pay',
    tax: 'Tax',
    taxIncluded: 'Tax included',
    total: 'Total',
    term: (label: string, days: number) =>
      `Payment: on account, ${label}. ${days === 0 ? 'It is due on the day of the invoice.' : `It is due ${days} days after the date of the invoice, which names the day.`}`,
    poNumber: 'Your number',
    to: 'We deliver to:',
    pickup: 'You pick it up here:',
    see: 'Your order at any time:',
  },
  de: {
    subject: (number: string) => `Ihre Bestellung ${number}`,
    hello: (name: string, number: string) => `Guten Tag ${name},\n\nvielen Dank für Ihre Bestellung ${number}.`,
    received: 'Ihre Zahlung ist bei uns eingegangen, und wir stellen Ihre Ware zusammen.',
    atShipment: 'Wir stellen Ihre Ware zusammen; Ihre Karte wird belastet, wenn sie unser Haus verlässt.',
    onAccount: 'Wir stellen Ihre Ware zusammen; Sie bezahlen auf Rechnung.',
    onAccountInPart: 'Wir stellen Ihre Ware zusammen; was noch offen ist, bezahlen Sie auf Rechnung.',
    elsewhere: 'Wir stellen Ihre Ware zusammen.',
    parts: {
      paid: (way: string | null, amount: string) => `Bezahlt${way ? ` (${way})` : ''}: ${amount}`,
      reserved: (way: string | null, amount: string) =>
        `Belastet, wenn die Ware unser Haus verlässt${way ? ` (${way})` : ''}: ${amount}`,
      onAccount: (_way: string | null, amount: string) => `Noch zu bezahlen, auf Rechnung: ${amount}`,
    },
    subtotal: 'Ware',
    shipping: 'Versand',
    surcharge: 'Zuschlag für die Zahlungsart',
    tax: 'Steuer',
    taxIncluded: 'Enthaltene Steuer',
    total: 'Gesamt',
    term: (label: string, days: number) =>
      `Zahlung: auf Rechnung, ${label}. ${days === 0 ? 'Fällig am Tag der Rechnung.' : `Fällig ${days} Tage nach dem Datum der Rechnung, die den Tag nennt.`}`,
    poNumber: 'Ihre Nummer',
    to: 'Wir liefern an:',
    pickup: 'Sie holen sie hier ab:',
    see: 'Ihre Bestellung jederzeit:',
  },
}

/** The confirmation that a buyer gets, in the language of the order, as plain text. */
export function orderMail(order: MailedOrder, storefrontUrl: string): Mail {
  const say = wordsFor(words, order.locale)
  const price = (amount: string) => priceIn(amount, order.currency, order.locale)
  const goods = order.lines.map(
    ({ name, sku, quantity, unit, rowTotal }) =>
      `${quantityIn(quantity, order.locale)} ${unit}  ${name} (${sku})  ${price(rowTotal)}`,
  )
  const shipping = order.shippingLabel ? `${say.shipping} (${order.shippingLabel})` : say.shipping
  const totals = [
    `${say.subtotal}: ${price(order.subtotal)}`,
    ...order.discounts.map(
      ({ name, coupon, amount }) => `${coupon ? `${name} (${coupon})` : name}: ${price(`-${amount.amount}`)}`,
    ),
    `${shipping}: ${price(order.shippingTotal)}`,
    ...(money(order.surchargeTotal, order.currency).isZero()
      ? []
      : [`${say.surcharge}: ${price(order.surchargeTotal)}`]),
    `${order.pricesIncludeTax ? say.taxIncluded : say.tax}: ${price(order.taxTotal)}`,
    `${say.total}: ${price(order.total)}`,
    ...order.parts.map(({ stands, way, amount }) => say.parts[stands](way, price(amount))),
  ]
  const agreed = [
    ...(order.term ? [say.term(order.term.label, order.term.netDays)] : []),
    ...(order.poNumber ? [`${say.poNumber}: ${order.poNumber}`] : []),
  ]
  const said = order.money === 'onAccount' && order.parts.length > 0 ? 'onAccountInPart' : order.money
  const where = order.pickup
    ? [say.pickup, ...placeLines(order.pickup)]
    : [say.to, ...addressLines(order.shippingAddress, order.locale)]
  const text = [
    `${say.hello(order.shippingAddress.firstName, order.number)} ${say[said]}`,
    goods.join('\n'),
    totals.join('\n'),
    ...(agreed.length > 0 ? [agreed.join('\n')] : []),
    where.join('\n'),
    `${say.see}\n${orderPage(storefrontUrl, order.locale, order.id)}`,
  ].join('\n\n')
  return { to: order.email, sender: order.shop, subject: say.subject(order.number), text: `${text}\n` }
}

const addressLines = (address: MailedOrder['shippingAddress'], locale: string): string[] =>
  [
    address.company,
    `${address.firstName} ${address.lastName}`,
    address.street,
    address.street2,
    placeOf(address),
    countryName(address.countryCode, locale),
  ].filter((line): line is string => Boolean(line))

/** A place of ours, with when it is open. */
const placeLines = (place: PickupPlace): string[] =>
  [place.name, place.street, placeOf(place), place.phone, place.openingHours].filter((line): line is string =>
    Boolean(line),
  )

type Place = Pick<PickupPlace, 'city' | 'region' | 'postalCode' | 'countryCode'>

/** Where the town comes first, and the state stands between it and the postal code. */
const townFirst = new Set(['US', 'CA', 'AU', 'GB'])

/** `80331 München`, `Portland, OR 97205`. */
function placeOf({ city, region, postalCode, countryCode }: Place): string {
  if (!townFirst.has(countryCode)) return `${postalCode} ${city}`
  return `${city}, ${[region, postalCode].filter(Boolean).join(' ')}`
}

/** A country as the language calls it. */
const countryName = (code: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(code) ?? code

const formats = new Map<string, Intl.NumberFormat>()

/** A language's manner of writing amounts of a currency, or bare numbers. Each is made once: it is large. */
function format(locale: string, currency?: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale, currency ? { style: 'currency', currency } : { maximumFractionDigits: 6 })
  formats.set(key, made)
  return made
}

/** `119.0000` EUR → `€119.00`, `119,00 €`. */
export const priceIn = (amount: string, currency: string, locale: string): string =>
  format(locale, currency).format(money(amount, currency).toJSON().amount as Intl.StringNumericLiteral)

/** `2.500000` → `2.5`, with the language's own point. */
export const quantityIn = (quantity: string, locale: string): string =>
  format(locale).format(quantity as Intl.StringNumericLiteral)
