import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money } from '../../kernel/money.ts'
import { standing, type LedgerEntry } from './ledger.ts'

const due = money('120.00', 'EUR')
const entry = (kind: LedgerEntry['kind'], amount = '120.00', reference = 'one'): LedgerEntry => ({
  kind,
  amount,
  currency: 'EUR',
  reference,
})

describe('the ledger of a payment', () => {
  it('is pending before anything happened', () => {
    expect(standing(due, [entry('created')]).state).toBe('pending')
  })

  it('is failed after a decline, and captured when another card worked', () => {
    expect(standing(due, [entry('created'), entry('failed')]).state).toBe('failed')
    expect(standing(due, [entry('created'), entry('failed'), entry('captured')]).state).toBe('captured')
  })

  it('knows partial captures and refunds by their sums', () => {
    expect(standing(due, [entry('authorized'), entry('captured', '50.00')]).state).toBe('partiallyCaptured')
    const refunded = standing(due, [entry('captured'), entry('refunded', '20.00'), entry('refunded', '30.00')])
    expect(refunded.state).toBe('partiallyRefunded')
    expect(refunded.refunded.toJSON()).toEqual({ amount: '50.00', currency: 'EUR' })
    expect(standing(due, [entry('captured'), entry('refunded')]).state).toBe('refunded')
  })

  it('takes a refund back that failed after all, and leaves the others', () => {
    const entries = [
      entry('captured'),
      entry('refunded', '20.00', 'first'),
      entry('refunded', '30.00', 'second'),
      entry('refundFailed', '20.00', 'first'),
    ]
    expect(standing(due, entries).refunded.toJSON()).toEqual({ amount: '30.00', currency: 'EUR' })
  })

  it('has given back what a lost dispute took, unless the bank decided for us in the end', () => {
    const open = [entry('captured'), entry('disputed', '120.00', 'dp')]
    expect(standing(due, open)).toMatchObject({ state: 'captured' })
    const lost = [...open, entry('disputeLost', '120.00', 'dp')]
    expect(standing(due, lost)).toMatchObject({ state: 'refunded', refunded: money('120.00', 'EUR') })
    const won = [entry('disputeWon', '120.00', 'dp'), ...lost]
    expect(standing(due, won)).toMatchObject({ state: 'captured', refunded: money('0', 'EUR') })
    expect(standing(due, [...lost, entry('disputeWon', '120.00', 'another')]).state).toBe('refunded')
  })

  it('has failed when the bank said no after the shopper proved who they are', () => {
    expect(standing(due, [entry('created'), entry('actionRequired'), entry('failed')]).state).toBe('failed')
    expect(standing(due, [entry('created'), entry('processing'), entry('failed')]).state).toBe('failed')
  })

  it('is at the bank again once another try is, until that one has failed too', () => {
    const first = [entry('created'), entry('processing', '120.00', 'pi'), entry('failed', '120.00', 'evt_1')]
    expect(standing(due, first).state).toBe('failed')
    const second = [...first, entry('processing', '120.00', 'pi#2')]
    expect(standing(due, second).state).toBe('processing')
    expect(standing(due, second.toReversed()).state).toBe('processing')
    // a card that was declined before the debit is a try as well
    expect(
      standing(
        due,
        second.filter(({ reference }) => reference !== 'pi'),
      ).state,
    ).toBe('processing')
    const both = [...second, entry('failed', '120.00', 'evt_2')]
    expect(standing(due, both).state).toBe('failed')
    expect(standing(due, [...both, entry('captured', '120.00', 'pi')]).state).toBe('captured')
    expect(standing(due, [...second, entry('cancelled', '120.00', 'pi')]).state).toBe('cancelled')
  })

  it('holds nothing authorized after a cancellation', () => {
    const cancelled = standing(due, [entry('authorized'), entry('cancelled')])
    expect(cancelled.state).toBe('cancelled')
    expect(cancelled.authorized.isZero()).toBe(true)
  })

  it('says the same in whatever order the provider’s word arrives', () => {
    const kinds = [
      'created',
      'actionRequired',
      'processing',
      'failed',
      'authorized',
      'captured',
      'refunded',
      'refundFailed',
      'disputed',
      'disputeWon',
      'disputeLost',
      'cancelled',
    ] as const
    const entries = fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        amount: fc.integer({ min: 1, max: 9999 }).map((cents) => (cents / 100).toFixed(2)),
        currency: fc.constant('EUR'),
        reference: fc.constantFrom('one', 'two'),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(
        entries.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([told, shuffled]) => {
          expect(JSON.stringify(standing(due, shuffled))).toBe(JSON.stringify(standing(due, told)))
        },
      ),
    )
  })
})
