import { describe, expect, it } from 'vitest'
import { ratesAt, type TaxRule } from './tax-rules.ts'

const rule = (code: string, change: Partial<TaxRule>): TaxRule => ({
  code,
  name: code,
  countryCode: 'US',
  region: null,
  postalFrom: null,
  postalUntil: null,
  rate: '0.1',
  stacks: false,
  productTaxCodeId: 'standard',
  ...change,
})
const state = rule('california', { region: 'CA', rate: '0.0725' })
const city = rule('san-francisco', {
  region: 'CA',
  postalFrom: '94102',
  postalUntil: '94188',
  rate: '0.01375',
  stacks: true,
})
const names = (rules: TaxRule[], place: Parameters<typeof ratesAt>[2], code: string | null = 'standard') =>
  ratesAt(rules, code, place).map((rate) => rate.code)

describe('taxes at a place', () => {
  it('takes the narrowest place, and adds what stacks to the wider one', () => {
    const country = rule('everywhere', {})
    expect(names([country, state, city], { countryCode: 'US', region: 'CA', postalCode: '94105' })).toEqual([
      'san-francisco',
      'california',
    ])
    expect(names([country, state, city], { countryCode: 'US', region: 'CA', postalCode: '90001' })).toEqual([
      'california',
    ])
    expect(names([country, state, city], { countryCode: 'US', region: 'TX', postalCode: '94105' })).toEqual([
      'everywhere',
    ])
  })

  it('lets a narrower rule that does not stack stand alone', () => {
    expect(
      names([state, { ...city, stacks: false }], { countryCode: 'US', region: 'CA', postalCode: '94105' }),
    ).toEqual(['san-francisco'])
  })

  it('adds taxes of one width that stack, and takes the first by code of those that do not', () => {
    const gst = rule('gst', { countryCode: 'CA', rate: '0.05' })
    const qst = rule('qst', { countryCode: 'CA', region: 'QC', rate: '0.09975', stacks: true })
    const levy = rule('levy', { countryCode: 'CA', region: 'QC', rate: '0.01', stacks: true })
    const other = rule('hst', { countryCode: 'CA', rate: '0.13' })
    expect(names([other, levy, gst, qst], { countryCode: 'CA', region: 'QC' })).toEqual(['levy', 'qst', 'gst'])
  })

  it('takes, at one place, the rule of the customer’s code before those for all, and a narrower place before either', () => {
    const all = rule('country-19', {})
    const theirs = rule('reseller-0', { rate: '0', ofCustomer: true })
    const second = rule('reseller-7', { ofCustomer: true })
    const texas = { countryCode: 'US', region: 'TX' }
    for (const rules of [
      [all, theirs, second],
      [second, theirs, all],
    ])
      expect(names(rules, texas)).toEqual(['reseller-0'])
    expect(names([all, theirs, state], { countryCode: 'US', region: 'CA' })).toEqual(['california'])
    const levy = rule('levy', { stacks: true })
    expect(names([levy, all, theirs], texas)).toEqual(['reseller-0', 'levy'])
  })

  it('includes both ends of a postal range, with or without the digits behind the dash', () => {
    for (const [postalCode, taxed] of [
      ['94101', false],
      ['94102', true],
      ['94188', true],
      ['94188-0001', true],
      ['94189', false],
    ] as const)
      expect(names([city], { countryCode: 'US', region: 'CA', postalCode }).length === 1, postalCode).toBe(taxed)
    const london = rule('sw1', { countryCode: 'GB', postalFrom: 'SW1', postalUntil: 'SW1' })
    expect(names([london], { countryCode: 'GB', postalCode: 'sw1a 1aa' })).toEqual(['sw1'])
    expect(names([london], { countryCode: 'GB', postalCode: 'SW2 1AA' })).toEqual([])
  })

  it('leaves open ends open, and needs a postal code to judge a range', () => {
    const from = rule('from', { postalFrom: '50000' })
    expect(names([from], { countryCode: 'US', postalCode: '99999' })).toEqual(['from'])
    expect(names([from], { countryCode: 'US', postalCode: '10000' })).toEqual([])
    expect(names([from], { countryCode: 'US' })).toEqual([])
  })

  it('taxes no product of another code or of none, and nothing abroad', () => {
    expect(names([state], { countryCode: 'US', region: 'CA' }, 'reduced')).toEqual([])
    expect(names([state], { countryCode: 'US', region: 'CA' }, null)).toEqual([])
    expect(names([state], { countryCode: 'DE', region: 'CA' })).toEqual([])
  })
})
