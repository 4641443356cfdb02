import { describe, expect, it } from 'vitest'
import {
  dateOf,
  kilogramsOf,
  keptNumber,
  languageOf,
  numberOf,
  sapDate,
  sapKey,
  sapNumber,
  sapTime,
  textOf,
} from './values.ts'

describe('a value as SAP writes it', () => {
  it.each([
    ['5.00-', '-5'],
    ['-5.00', '-5'],
    ['12.3450', '12.345'],
    ['0000000001.500', '1.5'],
    ['100000000000000.0001', '100000000000000.0001'],
    ['+7', '7'],
    ['.5', '0.5'],
    ['', undefined],
    ['/', undefined],
  ])('reads %j as the number %j', (text, number) => {
    expect(numberOf(text)).toBe(number)
  })

  it.each(['1,5', '1.000,00', '-5-', 'abc', '1e3', '1 000'])('refuses %j as a number', (text) => {
    expect(() => numberOf(text)).toThrow('is no number')
  })

  it('reads days; zeros are none, the last of all days has no end', () => {
    expect(dateOf('20261123')).toBe('2026-11-23')
    expect(dateOf('00000000')).toBeUndefined()
    expect(dateOf('99991231')).toBe('endless')
    for (const wrong of ['20261331', '2026-11-23', '20260230', '23.11.2026'])
      expect(() => dateOf(wrong)).toThrow('is no day')
  })

  it('writes numbers, days and hours for SAP', () => {
    expect(sapNumber('-12.5')).toBe('12.5-')
    expect(sapDate('2026-11-23')).toBe('20261123')
    expect(sapDate(new Date('2026-11-23T09:05:07Z')) + sapTime(new Date('2026-11-23T09:05:07Z'))).toBe('20261123090507')
  })

  it('strips and fills up numbers of digits, and leaves others', () => {
    expect(keptNumber('000000000000047110', 'strip')).toBe('47110')
    expect(keptNumber('000AB-1', 'strip')).toBe('000AB-1')
    expect(keptNumber('000', 'strip')).toBe('0')
    expect(sapKey('47110', 'strip', 18)).toBe('000000000000047110')
    expect(sapKey('AB-1', 'strip', 18)).toBe('AB-1')
    expect(sapKey('47110', 'keep', 18)).toBe('47110')
  })

  it('knows weights in their units, and refuses those of others', () => {
    expect(kilogramsOf('2100.000', 'GRM')).toBe('2.1')
    expect(kilogramsOf('1', 'LB')).toBe('0.4536')
    expect(kilogramsOf('0.000', 'XXX')).toBeUndefined()
    expect(() => kilogramsOf('1', 'XXX')).toThrow('is in XXX')
  })

  it('knows languages by their ISO code, else by the letter', () => {
    expect(languageOf('EN', 'D', {})).toBe('en')
    expect(languageOf(undefined, 'D', {})).toBe('de')
    expect(languageOf('FR', undefined, { EN: 'en' })).toBeUndefined()
    expect(textOf('/')).toBeUndefined()
  })
})
