import { describe, expect, it } from 'vitest'
import { chargeOf, type RatedShipment } from './charge-of-rate.ts'

const rated = (
  rateType: string,
  net: number,
  currency: string,
  exchange?: [string, string, number],
): RatedShipment => ({
  rateType,
  totalNetFedExCharge: net,
  shipmentRateDetail: {
    currency,
    ...(exchange
      ? { currencyExchangeRate: { fromCurrency: exchange[0], intoCurrency: exchange[1], rate: exchange[2] } }
      : {}),
  },
})
const charge = (entries: RatedShipment[], rateType: 'ACCOUNT' | 'LIST', currency: string): string | undefined =>
  chargeOf(entries, { rateType, currency })?.toString()

/** The examples of FedEx's Rates document (RateOutputVO): asked for in US dollars, from Canada. */
const CAD_USD: [string, string, number] = ['CAD', 'USD', 0.77]
const same: [string, string, number] = ['CAD', 'CAD', 1]
const examples = {
  priority: [
    rated('ACCOUNT', 345.15, 'CAD', same),
    rated('LIST', 87.28, 'CAD', same),
    rated('PREFERRED_INCENTIVE', 66.83, 'USD', CAD_USD),
    rated('PREFERRED_CURRENCY', 264.26, 'USD', CAD_USD),
  ],
  economy: [
    rated('ACCOUNT', 209.56, 'CAD', same),
    rated('LIST', 53.66, 'CAD', same),
    rated('PREFERRED_INCENTIVE', 41.08, 'USD', CAD_USD),
    rated('PREFERRED_CURRENCY', 160.45, 'USD', CAD_USD),
  ],
  ground: [
    rated('ACCOUNT', 53.59, 'CAD'),
    rated('PREFERRED_INCENTIVE', 43.17, 'USD', CAD_USD),
    rated('PREFERRED_CURRENCY', 41.03, 'USD', CAD_USD),
    rated('LIST', 56.38, 'CAD'),
  ],
}

describe('what a service costs', () => {
  it.each([
    // FedEx has 66.83: it converts base and surcharges one by one
    ['priority', '264.26 USD', '66.82 USD'],
    ['economy', '160.45 USD', '41.08 USD'],
    ['ground', '41.03 USD', '43.17 USD'],
  ] as const)(
    'in another currency is the price of the type that is wanted, at the rate that FedEx converts at: %s',
    (name, account, list) => {
      for (const entries of [examples[name], examples[name].toReversed()]) {
        expect(charge(entries, 'ACCOUNT', 'USD')).toBe(account)
        expect(charge(entries, 'LIST', 'USD')).toBe(list)
      }
    },
  )

  it('is the entry of its type where that has the currency, whatever else is there', () => {
    const entries = [...examples.ground, rated('LIST', 40, 'USD')]
    expect(charge(entries, 'LIST', 'USD')).toBe('40.00 USD')
    expect(charge(entries, 'ACCOUNT', 'CAD')).toBe('53.59 CAD')
  })

  it('is read by either’s codes', () => {
    expect(charge([rated('ACCOUNT', 15.96, 'UKL')], 'ACCOUNT', 'GBP')).toBe('15.96 GBP')
    expect(charge([rated('ACCOUNT', 15.96, 'GBP')], 'ACCOUNT', 'GBP')).toBe('15.96 GBP')
    const francs = [rated('LIST', 100, 'EUR'), rated('PREFERRED_INCENTIVE', 9, 'SFR', ['EUR', 'SFR', 0.95])]
    expect(charge(francs, 'LIST', 'CHF')).toBe('95.00 CHF')
  })

  it('is rounded half-up to what can be paid', () => {
    const yen = [rated('LIST', 10.01, 'USD'), rated('PREFERRED_CURRENCY', 900, 'JYE', ['USD', 'JYE', 150.23])]
    expect(charge(yen, 'LIST', 'JPY')).toBe('1504 JPY')
  })

  it('is not told by a rate that its rounding has spoilt, unless the account’s price tells the true one', () => {
    const spoilt: [string, string, number] = ['JYE', 'USD', 0.01]
    const list = rated('LIST', 12_000, 'JYE')
    const preferred = rated('PREFERRED_CURRENCY', 67, 'USD', spoilt)
    expect(charge([list, preferred], 'LIST', 'USD')).toBeUndefined()
    expect(charge([list, preferred, rated('ACCOUNT', 10_000, 'JYE')], 'LIST', 'USD')).toBe('80.40 USD')
  })

  it('is the account’s by name where only that was converted, and never taken for a published one', () => {
    const only = [rated('PREFERRED_INCENTIVE', 50, 'USD'), rated('PREFERRED_CURRENCY', 41.03, 'USD')]
    expect(charge(only, 'ACCOUNT', 'USD')).toBe('41.03 USD')
    expect(charge(only, 'LIST', 'USD')).toBeUndefined()
  })

  it('is before VAT, and nothing at all where it is less than nothing or not told', () => {
    const gross = { rateType: 'ACCOUNT', totalNetCharge: 11.9, totalVatCharge: 1.9, currency: 'EUR' }
    expect(charge([gross], 'ACCOUNT', 'EUR')).toBe('10.00 EUR')
    expect(charge([rated('ACCOUNT', -1, 'EUR')], 'ACCOUNT', 'EUR')).toBeUndefined()
    expect(charge([{ rateType: 'ACCOUNT', currency: 'EUR' }], 'ACCOUNT', 'EUR')).toBeUndefined()
  })
})
