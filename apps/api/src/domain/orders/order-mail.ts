import type { Address, Discount } from '../../kernel/contract.ts'
import type { Mail } from '../../kernel/mail.ts'
import { money } from '../../kernel/money.ts'

/** What the mail tells of an order; amounts are decimals of `currency`. */
export interface MailedOrder {
  id: string
  number: string
  email: string
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
    'company' | 'firstName' | 'lastName' | 'street' | 'street2' | 'postalCode' | 'city' | 'countryCode'
  >
  /** received: the money is there. atShipment: the bank promises it until the goods leave. onAccount: a bill follows. */
  money: 'received' | 'atShipment' | 'onAccount'
  lines: readonly { name: string; sku: string; quantity: string; unitLabel: string; rowTotal: string }[]
}

const words = {
  en: {
    subject: (number: string) => `Your order ${number}`,
    hello: (name: string, number: string) => `Hello ${name},\n\nthank you for your order ${number}.`,
    received: 'We have received your payment and get your goods ready.',
    atShipment: 'We get your goods ready; your card is charged when they leave us.',
    onAccount: 'We get your goods ready; you pay by our invoice.',
    subtotal: 'Goods',
    shipping: 'Delivery',
    surcharge: 'Surcharge for the way to pay',
    tax: 'Tax',
    taxIncluded: 'Tax included',
    total: 'Total',
    to: 'We deliver to:',
    see: 'Your order at any time:',
  },
  de: {
    subject: (number: string) => `Ihre Bestellung ${number}`,
    hello: (name: string, number: string) => `Guten Tag ${name},\n\nvielen Dank für Ihre Bestellung ${number}.`,
    received: 'Ihre Zahlung ist bei uns eingegangen, und wir stellen Ihre Ware zusammen.',
    atShipment: 'Wir stellen Ihre Ware zusammen; Ihre Karte wird belastet, wenn sie unser Haus verlässt.',
    onAccount: 'Wir stellen Ihre Ware zusammen; Sie bezahlen auf Rechnung.',
    subtotal: 'Ware',
    shipping: 'Versand',
    surcharge: 'Zuschlag für die Zahlungsart',
    tax: 'Steuer',
    taxIncluded: 'Enthaltene Steuer',
    total: 'Gesamt',
    to: 'Wir liefern an:',
    see: 'Ihre Bestellung jederzeit:',
  },
}

/** The confirmation that a buyer gets, in the language of the order, as plain text. */
export function orderMail(order: MailedOrder, storefrontUrl: string): Mail {
  const german = order.locale.startsWith('de')
  const say = german ? words.de : words.en
  const price = (amount: string) => priceIn(amount, order.currency, order.locale)
  const goods = order.lines.map(
    ({ name, sku, quantity, unitLabel, rowTotal }) =>
      `${quantityIn(quantity, order.locale)} ${unitLabel}  ${name} (${sku})  ${price(rowTotal)}`,
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
  ]
  const link = `${storefrontUrl}${german ? '/de' : ''}/order/${order.id}`
  const text = [
    `${say.hello(order.shippingAddress.firstName, order.number)} ${say[order.money]}`,
    goods.join('\n'),
    totals.join('\n'),
    `${say.to}\n${addressLines(order.shippingAddress).join('\n')}`,
    `${say.see}\n${link}`,
  ].join('\n\n')
  return { to: order.email, subject: say.subject(order.number), text: `${text}\n` }
}

const addressLines = (address: MailedOrder['shippingAddress']): string[] =>
  [
    address.company,
    `${address.firstName} ${address.lastName}`,
    address.street,
    address.street2,
    `${address.postalCode} ${address.city}`,
    address.countryCode,
  ].filter((line): line is string => Boolean(line))

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
const priceIn = (amount: string, currency: string, locale: string): string =>
  format(locale, currency).format(money(amount, currency).toJSON().amount as Intl.StringNumericLiteral)

/** `2.500000` → `2.5`, with the language's own point. */
export const quantityIn = (quantity: string, locale: string): string =>
  format(locale).format(quantity as Intl.StringNumericLiteral)
