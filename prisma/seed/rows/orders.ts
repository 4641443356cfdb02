import { billOf, rowTotal, tierFor, type TaxRule } from '../../../apps/api/src/domain/pricing/index.ts'
import type { AttributeValue, ShippingOption, TaxLine } from '../../../apps/api/src/kernel/contract.ts'
import { Decimal } from '../../../apps/api/src/kernel/decimal.ts'
import { money, sum, type Money } from '../../../apps/api/src/kernel/money.ts'
import type { Rows } from '../copy.ts'
import { attributes } from '../data/attributes.ts'
import { customers, type AddressData, type CustomerData, type UserData } from '../data/customers.ts'
import { orders, type OrderData } from '../data/orders.ts'
import { shippingMethods } from '../data/shipping.ts'
import { units } from '../data/units.ts'
import { drawn, seedId, seedIdOfDay } from '../ids.ts'
import { movesOf, type Bought } from './order-moves.ts'
import { optionLabel, type Sellable } from './sellables.ts'

/** What the orders are made from: everything that was for sale, its prices and the taxes on it. */
export interface Shop {
  all: readonly Sellable[]
  prices: NonNullable<Rows['prices']>
  taxRules: NonNullable<Rows['taxRules']>
}

/** The historic orders with lines, addresses, payments and shipments, and the stock that they took or reserved. Totals are made by the shop's own rules. */
export function orderRows(shop: Shop, now: Date): { rows: Rows; bought: Bought[] } {
  const made = orders.map((data) => orderOf(data, shop, now))
  const bought = made.flatMap((order) => order.bought)
  const rows: Rows = {
    orders: made.map(({ order }) => order),
    orderLines: made.flatMap(({ lines }) => lines),
    orderAddresses: made.flatMap(({ addresses }) => addresses),
    ...movesOf(
      made.map(({ data, order, lines, total }) => ({
        data,
        orderId: order.id,
        placedAt: order.placedAt,
        lines,
        total,
      })),
      bought,
    ),
  }
  return { rows, bought }
}

function orderOf(data: OrderData, shop: Shop, now: Date) {
  const { customer, user } = buyerOf(data.email)
  const address = addressOf(customer, user, data.address)
  const id = seedIdOfDay('order', data.number, data.daysAgo)
  const language = user.locale === 'de' ? 1 : 0
  const lines = data.lines.map(([sku, quantity, unit]) => pricedLine(shop, data, customer, sku, quantity, unit))
  const subtotal = sum(
    lines.map(({ row }) => row),
    data.currency,
  )
  const shipping = shippingOf(data, subtotal, language)
  const bill = billOf({
    lines: lines.map(({ row, sellable }) => ({
      amount: row,
      productTaxCodeId: seedId('productTaxCode', sellable.data.tax ?? 'standard'),
    })),
    shipping: money(shipping.price.amount, data.currency),
    currency: data.currency,
    place: address,
    rules: shop.taxRules.map(asRule),
    pricesIncludeTax: false,
    taxExempt: customer.taxExempt ?? false,
  })
  const taxes: TaxLine[] = bill.taxes.map((tax) => ({
    name: tax.name,
    rate: tax.rate.toString(),
    amount: tax.amount.toJSON(),
  }))
  const placedAt = new Date(now.getTime() - data.daysAgo * 86_400_000 - drawn(data.number, 30_000_000))
  return {
    data,
    total: bill.total,
    order: {
      id,
      number: data.number,
      state: data.state,
      email: data.email,
      phone: user.phone ?? null,
      locale: user.locale,
      currency: data.currency,
      pricesIncludeTax: false,
      subtotal: bill.subtotal.toDecimalString(),
      shippingTotal: shipping.price.amount,
      taxTotal: bill.tax.toDecimalString(),
      total: bill.total.toDecimalString(),
      taxes: JSON.stringify(taxes),
      shippingOption: JSON.stringify(shipping),
      poNumber: data.poNumber ?? null,
      note: data.note ?? null,
      placedAt,
      websiteId: seedId('website', 'werkmark'),
      customerId: seedId('customer', customer.code),
      customerUserId: seedId('customerUser', user.email),
      createdAt: placedAt,
      updatedAt: placedAt,
    } satisfies NonNullable<Rows['orders']>[number],
    lines: lines.map(({ sellable, unit, quantity, price, row }, index) => ({
      id: seedId('orderLine', `${data.number}/${index}`),
      position: index + 1,
      sku: sellable.sku,
      name: sellable.name[language] ?? sellable.sku,
      details: JSON.stringify(detailsOf(sellable, language)),
      imageKey: sellable.pictureKey,
      productSlug: sellable.slug,
      unitCode: unit,
      unitLabel: units.find(({ code }) => code === unit)?.label[language] ?? unit,
      quantity,
      currency: data.currency,
      unitPrice: price.toDecimalString(),
      rowTotal: row.toDecimalString(),
      taxRate: bill.lines[index]!.taxes.reduce((total, { rate }) => total.plus(rate), new Decimal(0)).toString(),
      taxAmount: sum(
        bill.lines[index]!.taxes.map(({ amount }) => amount),
        data.currency,
      ).toDecimalString(),
      orderId: id,
      productId: sellable.id,
    })),
    addresses: (['shipping', 'billing'] as const).map((kind) => addressRow(id, kind, address)),
    bought: lines.map(({ sellable, primaryQuantity }) => ({
      order: data,
      orderId: id,
      sku: sellable.sku,
      productId: sellable.id,
      quantity: primaryQuantity,
    })),
  }
}

function pricedLine(
  shop: Shop,
  data: OrderData,
  customer: CustomerData,
  sku: string,
  quantity: string,
  wanted?: string,
) {
  const sellable = shop.all.find((one) => one.sku === sku)
  if (!sellable) throw new Error(`the seeded order ${data.number} names ${sku}, which is not for sale`)
  const unit = wanted ?? sellable.data.unit ?? 'piece'
  const listId = seedId('priceList', customer.group === 'wholesale' ? 'wholesale' : 'standard')
  const tiers = shop.prices
    .filter(
      (price) =>
        price.priceListId === listId &&
        price.productId === sellable.id &&
        price.currency === data.currency &&
        price.unitId === seedId('unit', unit),
    )
    .map((price) => ({ quantity: new Decimal(String(price.quantity)), amount: new Decimal(price.amount) }))
  const tier = tierFor(tiers, quantity)
  if (!tier) throw new Error(`the seeded order ${data.number} buys ${sku} by the ${unit}, which has no price`)
  const price = money(tier.amount, data.currency)
  const holds = sellable.units.find((further) => further.unit === unit)?.holds ?? 1
  return {
    sellable,
    unit,
    quantity,
    price,
    row: rowTotal(price, quantity),
    primaryQuantity: new Decimal(quantity).times(holds),
  }
}

function shippingOf(data: OrderData, subtotal: Money, language: 0 | 1): ShippingOption {
  const method = shippingMethods.find(({ code }) => code === data.shipping)
  if (!method)
    throw new Error(
      `the seeded order ${data.number} travels by '${data.shipping}', which data/shipping.ts does not have`,
    )
  const free = method.freeFrom !== undefined && subtotal.amount.greaterThanOrEqualTo(method.freeFrom)
  return {
    id: `${method.kind}:${method.code}`,
    carrier: method.kind,
    service: method.code,
    label: method.label[language],
    description: method.description[language],
    price: money(free ? '0' : method.price, data.currency).toJSON(),
    transitDaysMin: method.days?.[0] ?? null,
    transitDaysMax: method.days?.[1] ?? null,
    deliveryDate: null,
    pickup: method.kind === 'pickup',
  }
}

/** In what a variant differs from its sisters. */
function detailsOf(sellable: Sellable, language: 0 | 1): AttributeValue[] {
  if (!sellable.parentId) return []
  return (sellable.data.by ?? []).map((code) => {
    const option = String(sellable.has[code])
    return {
      code,
      label: attributes.find((attribute) => attribute.code === code)?.label[language] ?? code,
      value: optionLabel(code, option)[language],
      optionCode: option,
    }
  })
}

function buyerOf(email: string): { customer: CustomerData; user: UserData } {
  for (const customer of customers) {
    const user = customer.users.find((one) => one.email === email)
    if (user) return { customer, user }
  }
  throw new Error(`nobody of the seed has the address ${email}`)
}

function addressOf(customer: CustomerData, user: UserData, label: string): AddressData {
  const address = [...(user.addresses ?? []), ...(customer.addresses ?? [])].find((one) => one.label === label)
  if (!address) throw new Error(`${user.email} has no address called ${label}`)
  return address
}

function addressRow(
  orderId: string,
  kind: 'shipping' | 'billing',
  address: AddressData,
): NonNullable<Rows['orderAddresses']>[number] {
  const { company, firstName, lastName, street, street2, city, region, postalCode, countryCode, phone } = address
  return {
    id: seedId('orderAddress', `${orderId}/${kind}`),
    kind,
    company: company ?? null,
    firstName,
    lastName,
    street,
    street2: street2 ?? null,
    city,
    region: region ?? null,
    postalCode,
    countryCode,
    phone: phone ?? null,
    orderId,
  }
}

function asRule(rule: Shop['taxRules'][number]): TaxRule {
  return {
    code: rule.code,
    name: rule.name,
    countryCode: rule.countryCode,
    region: rule.region ?? null,
    postalFrom: rule.postalFrom ?? null,
    postalUntil: rule.postalUntil ?? null,
    rate: String(rule.rate),
    stacks: rule.stacks ?? false,
    productTaxCodeId: rule.productTaxCodeId,
  }
}
