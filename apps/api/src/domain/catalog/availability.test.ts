import { describe, expect, it } from 'vitest'
import { availabilityFrom, deliverable, type StockFacts } from './availability.ts'

const today = '2026-11-23'
const kept: StockFacts = {
  manageInventory: true,
  backorder: false,
  lowInventoryThreshold: '5',
  discontinued: false,
  availableFrom: null,
  available: '20',
}
const seen = (change: Partial<StockFacts>) => {
  const { status, orderable, quantity } = availabilityFrom({ ...kept, ...change }, today)
  return [status, orderable, quantity]
}

describe('availability', () => {
  it('tells plenty, little and nothing apart', () => {
    expect(seen({})).toEqual(['inStock', true, '20'])
    expect(seen({ available: '5.000000' })).toEqual(['lowStock', true, '5'])
    expect(seen({ available: '0' })).toEqual(['outOfStock', false, '0'])
  })

  it('never shows less than nothing, although backorders were promised', () => {
    expect(seen({ available: '-3', backorder: true })).toEqual(['backorder', true, '0'])
    expect(deliverable({ ...kept, available: '-3' })?.toString()).toBe('0')
  })

  it('knows no limit where stock is not kept or may be ordered back', () => {
    expect(seen({ manageInventory: false, available: '0' })).toEqual(['inStock', true, null])
    expect(deliverable({ ...kept, manageInventory: false })).toBeUndefined()
    expect(deliverable({ ...kept, backorder: true })).toBeUndefined()
  })

  it('sells off what is discontinued and orders nothing back', () => {
    expect(seen({ discontinued: true })).toEqual(['discontinued', true, '20'])
    expect(seen({ discontinued: true, available: '0', backorder: true })).toEqual(['discontinued', false, '0'])
    expect(seen({ discontinued: true, manageInventory: false })).toEqual(['discontinued', false, null])
    expect(deliverable({ ...kept, discontinued: true, backorder: true })?.toString()).toBe('20')
  })

  it('waits for the day from which a product can be had', () => {
    expect(seen({ availableFrom: '2026-11-24' })).toEqual(['upcoming', false, '20'])
    expect(seen({ availableFrom: '2026-11-24', backorder: true })).toEqual(['upcoming', true, '20'])
    expect(seen({ availableFrom: '2026-11-23' })).toEqual(['inStock', true, '20'])
  })
})
