import { expect, it } from 'vitest'
import { countryNames, formatDay, formatPrice, formatQuantity, formatRate, type Writing } from './format.ts'

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

it('writes rates as the language does', () => {
  expect(formatRate(memphis, '0.0725')).toBe('7.25%')
  expect(plain(formatRate(berlin, '0.190000'))).toBe('19 %')
})
