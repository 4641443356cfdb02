import { describe, expect, it } from 'vitest'
import { paymentStanding } from './payment-standing.ts'

const onAccount = { paymentStatus: 'unpaid', paymentMethod: 'onAccount' } as const

describe('an order on account', () => {
  it('is on account, and not unpaid, as long as nothing was billed', () => {
    expect(paymentStanding('placed', onAccount, [])).toEqual({ status: null, onAccount: { kind: 'open' } })
  })

  it('is due on the first day on which one of its invoices is', () => {
    const bills = [
      { dueOn: '2026-12-31', paymentStatus: 'open' },
      { dueOn: '2026-12-24', paymentStatus: 'partiallyPaid' },
      { dueOn: '2026-12-01', paymentStatus: 'paid' },
    ] as const
    expect(paymentStanding('shipped', onAccount, bills).onAccount).toEqual({ kind: 'due', day: '2026-12-24' })
  })

  it('is overdue where one of its invoices is, whatever is due later', () => {
    const bills = [
      { dueOn: '2026-12-31', paymentStatus: 'open' },
      { dueOn: '2027-01-05', paymentStatus: 'overdue' },
    ] as const
    expect(paymentStanding('shipped', onAccount, bills).onAccount).toEqual({ kind: 'overdue', day: '2027-01-05' })
  })

  it('is partly paid and on account where a gift card paid a part', () => {
    const partly = { ...onAccount, paymentStatus: 'partiallyPaid' } as const
    expect(paymentStanding('placed', partly, [])).toEqual({ status: 'partiallyPaid', onAccount: { kind: 'open' } })
  })

  it('is paid once it is', () => {
    const paid = { ...onAccount, paymentStatus: 'paid' } as const
    const bills = [{ dueOn: '2026-12-31', paymentStatus: 'paid' }] as const
    expect(paymentStanding('completed', paid, bills)).toEqual({ status: 'paid', onAccount: null })
  })
})

describe('money that nobody waits for', () => {
  it('is not missing from a cancelled order, nor from one that is paid elsewhere', () => {
    const nothing = { status: null, onAccount: null }
    expect(paymentStanding('cancelled', onAccount, [])).toEqual(nothing)
    expect(paymentStanding('cancelled', { paymentStatus: 'unpaid', paymentMethod: 'card' }, [])).toEqual(nothing)
    expect(paymentStanding('placed', { paymentStatus: 'unpaid', paymentMethod: 'elsewhere' }, [])).toEqual(nothing)
  })

  it('is missing from an order by card', () => {
    const byCard = { paymentStatus: 'unpaid', paymentMethod: 'card' } as const
    expect(paymentStanding('placed', byCard, [])).toEqual({ status: 'unpaid', onAccount: null })
  })
})
