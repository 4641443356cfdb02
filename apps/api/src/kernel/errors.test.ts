import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { access } from './catalogue/access.data.ts'
import { commerce } from './catalogue/commerce.data.ts'
import { files } from './catalogue/files.data.ts'
import { payments } from './catalogue/payments.data.ts'
import { requests } from './catalogue/requests.data.ts'
import { shipping } from './catalogue/shipping.data.ts'
import { catalogue, type CatalogueEntry } from './catalogue.ts'
import { Refusals, isRefusalCode, refusalsOf, refuse } from './errors.ts'

describe('the error catalogue', () => {
  it('is sorted in each area, says each code once, and every entry is written out in sentences', () => {
    const areas = [access, commerce, files, payments, requests, shipping].map((area) => Object.keys(area))
    for (const codes of areas) expect(codes).toEqual([...codes].sort())
    expect(Object.keys(catalogue).sort()).toEqual(areas.flat().sort())
    for (const [code, entry] of Object.entries<CatalogueEntry>(catalogue)) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/)
      expect(entry.text, code).toMatch(/^["A-Z{].*[.]$/)
      expect(entry.advice, code).toMatch(/^[A-Z].*[.]$/)
      expect(entry.advice, code).not.toContain('{')
    }
  })

  it('holds no code that nobody says: each is thrown by some source, not only declared or tested', () => {
    const folder = join(import.meta.dirname, '..')
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .filter((name) => !name.startsWith(join('kernel', 'catalogue')) && !name.startsWith('testing'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
    const unsaid = Object.keys(catalogue).filter((code) => !sources.some((source) => source.includes(`'${code}'`)))
    expect(unsaid).toEqual([])
  })

  it('fills the sentence of a refusal and keeps its params for machines', () => {
    const refusal = refuse('NOT_ENOUGH_STOCK', { sku: 'DR-18', available: 3, unit: 'piece' }, 'lines.0.quantity')
    expect(refusal.message).toBe('Only 3 piece of DR-18 can be delivered.')
    expect(refusal).toMatchObject({
      code: 'NOT_ENOUGH_STOCK',
      status: 409,
      params: { sku: 'DR-18', available: 3 },
      path: 'lines.0.quantity',
    })
  })

  it('tells refusals from faults', () => {
    const first = refuse('CART_EMPTY')
    expect(refusalsOf(first)).toEqual([first])
    expect(refusalsOf(new Refusals([first, refuse('SIGN_IN_REQUIRED')]))).toHaveLength(2)
    expect(refusalsOf(new Error('a fault'))).toEqual([])
    expect(isRefusalCode('CART_EMPTY')).toBe(true)
    expect(isRefusalCode('toString')).toBe(false)
  })
})
