import { money, type Money } from '../../../apps/api/src/kernel/money.ts'
import type { Rows } from '../copy.ts'
import { localTaxes, states, vat } from '../data/taxes.ts'
import { seedId } from '../ids.ts'
import type { TierKind } from '../shape.ts'
import type { Sellable } from './sellables.ts'

/** [from this quantity on, per cent of the list price]. */
export const tierSteps: Record<TierKind, readonly (readonly [from: number, percent: number])[]> = {
  none: [[1, 100]],
  tool: [
    [1, 100],
    [5, 96],
    [10, 93],
  ],
  supply: [
    [1, 100],
    [10, 94],
    [50, 88],
  ],
  bulk: [
    [1, 100],
    [25, 92],
    [100, 84],
    [500, 76],
  ],
}

/** A whole box has its discount built in already. */
const furtherSteps = [
  [1, 100],
  [5, 97],
] as const

const wholesalePercent = 88

/** The price of one unit in a list: `percent` of the list price, in EUR rounded to five cents. */
export function priceIn(currency: 'USD' | 'EUR', usd: string, percent: number): Money {
  const dollars = money(usd, 'USD').times(percent).dividedBy(100)
  if (currency === 'USD') return money(dollars.amount.toFixed(2), 'USD')
  // 0.92 is the seed's rate of exchange
  const steps = dollars.amount.times('0.92').times(20).toDecimalPlaces(0)
  return money(steps.isZero() ? '0.05' : steps.dividedBy(20), 'EUR')
}

/** Two price lists, who gets them, and the tax rules. */
export function priceRows(all: readonly Sellable[]): Rows {
  const websiteId = seedId('website', 'werkmark')
  const standard = seedId('priceList', 'standard')
  const wholesale = seedId('priceList', 'wholesale')
  const lists = [
    { id: standard, code: 'standard', name: 'Standard', currencies: ['USD', 'EUR'] },
    { id: wholesale, code: 'wholesale', name: 'Wholesale', currencies: ['USD', 'EUR'] },
  ]
  const assignment = { websiteId, customerId: null }
  return {
    priceLists: lists,
    priceListAssignments: [
      {
        ...assignment,
        id: seedId('priceListAssignment', 'standard'),
        code: 'standard',
        priority: 0,
        priceListId: standard,
        customerGroupId: null,
      },
      {
        ...assignment,
        id: seedId('priceListAssignment', 'wholesale'),
        code: 'wholesale',
        priority: 10,
        priceListId: wholesale,
        customerGroupId: seedId('customerGroup', 'wholesale'),
      },
    ],
    prices: all
      .filter(({ type }) => type === 'simple')
      .flatMap((sellable) => [
        ...pricesIn(standard, sellable, 100),
        ...pricesIn(wholesale, sellable, wholesalePercent),
      ]),
    taxRules: taxRules(),
  }
}

function pricesIn(
  priceListId: string,
  { id, data, usd, tiers, units }: Sellable,
  share: number,
): NonNullable<Rows['prices']> {
  const priced = [
    { unit: data.unit ?? 'piece', usd, steps: tierSteps[tiers] },
    ...units.map((unit) => ({ unit: unit.unit, usd: unit.usd, steps: furtherSteps })),
  ]
  return priced.flatMap(({ unit, usd: list, steps }) =>
    (['USD', 'EUR'] as const).flatMap((currency) =>
      falling(
        steps.map(([quantity, percent]) => ({ quantity, price: priceIn(currency, list, (percent * share) / 100) })),
      ).map(({ quantity, price }) => ({
        id: seedId('price', `${priceListId}/${id}/${unit}/${currency}/${quantity}`),
        quantity: String(quantity),
        currency,
        amount: price.amount.toFixed(4),
        priceListId,
        productId: id,
        unitId: seedId('unit', unit),
      })),
    ),
  )
}

/** Of a washer that costs three cents, a tenth off is still three cents: such a tier is none. */
function falling<Step extends { price: Money }>(steps: readonly Step[]): Step[] {
  return steps.filter((step, index) => index === 0 || step.price.amount.lessThan(steps[index - 1]!.price.amount))
}

function taxRules(): NonNullable<Rows['taxRules']> {
  const nowhere = { region: null, postalFrom: null, postalUntil: null, stacks: false }
  const rule = (code: string, taxCode: string) => ({
    id: seedId('taxRule', `${code}/${taxCode}`),
    code: `${code}-${taxCode}`,
    productTaxCodeId: seedId('productTaxCode', taxCode),
  })
  return [
    ...vat.flatMap(([countryCode, name, standard, reduced]) =>
      (
        [
          ['standard', standard],
          ['reduced', reduced],
        ] as const
      ).map(([taxCode, rate]) => ({
        ...rule(`vat-${countryCode.toLowerCase()}`, taxCode),
        ...nowhere,
        name: `${name} ${percentOf(rate)} %`,
        countryCode,
        rate,
      })),
    ),
    ...states.flatMap(([region, name, rate, reduced]) =>
      (
        [
          ['standard', rate],
          ['reduced', reduced ?? rate],
        ] as const
      ).map(([taxCode, fraction]) => ({
        ...rule(`us-${region.toLowerCase()}`, taxCode),
        ...nowhere,
        name,
        countryCode: 'US',
        region,
        rate: fraction,
      })),
    ),
    ...localTaxes.map(({ state, code, name, from, until, rate }) => ({
      ...rule(`us-${state.toLowerCase()}-${code}`, 'standard'),
      name,
      countryCode: 'US',
      region: state,
      postalFrom: from,
      postalUntil: until,
      rate,
      stacks: true,
    })),
  ]
}

/** 0.055 → 5.5 */
function percentOf(fraction: string): string {
  return money(fraction, 'EUR').times(100).amount.toString()
}
