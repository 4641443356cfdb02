import { expect, it } from 'vitest'
import {
  countryNames,
  formatDay,
  formatPrice,
  formatQuantity,
  formatRate,
  taxLabel,
  type Writing,
  formatMoment,
} from './format.ts'

const memphis: Writing = { locale: 'en', tag: 'en-US', timeZone: 'America/Chicago' }
const london: Writing = { locale: 'en', tag: 'en-GB', timeZone: 'Europe/London' }
const berlin: Writing = { locale: 'de', tag: 'de-DE', timeZone: 'Europe/Berlin' }
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

it('writes prices as the language does, exactly, and with the decimals of the currency', () => {
  expect(formatPrice(memphis, { amount: '1234.5000', currency: 'USD' })).toBe('$1,234.50')
  expect(plain(formatPrice(berlin, { amount: '1234.5', currency: 'EUR' }))).toBe('1.234,50 €')
  expect(formatPrice(memphis, { amount: '500', currency: 'JPY' })).toBe('¥500')
  expect(formatPrice(memphis, { amount: '9007199254740993.01', currency: 'USD' })).toBe('$9,007,199,254,740,993.01')
})

it('keeps what lies below a cent of a price for a small thing', () => {
  expect(formatPrice(memphis, { amount: '0.0125', currency: 'USD' })).toBe('$0.0125')
})

it('writes quantities without needless zeros', () => {
  expect(formatQuantity(memphis, '12.500000')).toBe('12.5')
  expect(formatQuantity(berlin, '1200.25')).toBe('1.200,25')
})

it('tells the day of an instant by the shop’s clocks, and writes it as the merchant says', () => {
  const lateEvening = '2026-11-24T03:30:00Z'
  expect(formatDay(memphis, lateEvening)).toBe('November 23, 2026')
  expect(formatDay(london, lateEvening)).toBe('24 November 2026')
  expect(formatDay(berlin, lateEvening)).toBe('24. November 2026')
})

it('does not move a day that has no hour', () => {
  expect(formatDay(memphis, '2026-11-23')).toBe('November 23, 2026')
})

it('names countries in the language, and by their code where it knows no name', () => {
  expect(countryNames(berlin)('US')).toBe('Vereinigte Staaten')
  expect(countryNames(memphis)('ZX')).toBe('ZX')
})

it('names a tax with its rate, once', () => {
  expect(taxLabel(memphis, { name: 'Sales tax', rate: '0.0725' })).toBe('Sales tax 7.25%')
  expect(taxLabel(berlin, { name: 'MwSt. 19 %', rate: '0.19' })).toBe('MwSt. 19 %')
})

it('writes rates as the language does', () => {
  expect(formatRate(memphis, '0.0725')).toBe('7.25%')
  expect(plain(formatRate(berlin, '0.190000'))).toBe('19 %')
})

it('tells a moment as the clocks of its place showed it, wherever the reader is', () => {
  const inMiami = '2026-11-23T09:05:00-05:00'
  const writing = { locale: 'de', tag: 'de-DE', timeZone: 'Europe/Berlin' } as const
  expect(formatMoment(writing, inMiami)).toBe('23.11.2026, 09:05 (UTC−5)')
  expect(formatMoment(berlin, '2026-11-23T09:05:00+05:30')).toBe('23.11.2026, 09:05 (UTC+5:30)')
  expect(formatMoment(berlin, '2026-11-23T09:05:00Z')).toBe('23.11.2026, 09:05 (UTC)')
  expect(formatMoment(berlin, '2026-11-23T09:05:00')).toBe('23.11.2026, 09:05')
})
