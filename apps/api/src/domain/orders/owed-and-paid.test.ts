import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money, zero, type Money } from '../../kernel/money.ts'
import { standing, type OrderStanding } from '../payments/index.ts'
import { reckon, type CameTo, type Reckoned } from './owed-and-paid.ts'

/** The same histories each time: a failure is found again. */
const seeded = { seed: 20261201, numRuns: 500 }
const euros = (cents: number) => money((cents / 100).toFixed(2), 'EUR')

/** What happens to an order, in cents; `late`: by how many steps later it is heard of, `after`: how many milliseconds after the step before. */
type Step = { after: number; late: number } & (
  | { kind: 'pays'; cents: number }
  | { kind: 'comesTo'; cents: number }
  | { kind: 'goesBack'; of: number; cents: number; how: 'refunded' | 'refundPending' | 'disputeLost'; fails: boolean }
)
type Entry = OrderStanding['payments'][number]['entries'][number]

/** An order that came to `first`, as our books have it after some steps. Steps about no payment are left out. */
function told(first: number, steps: readonly Step[]) {
  const payments: Entry[][] = []
  const cameTo: CameTo[] = []
  let owed = euros(first)
  let now = Date.parse('2026-12-01T10:00:00.000Z')
  const idAt = (step: number, place: number) => `${String(step).padStart(6, '0')}-${String(place).padStart(3, '0')}`
  steps.forEach((step, at) => {
    now += step.after
    const entry = (kind: Entry['kind'], reference: string, cents: number, heard = at): Entry => ({
      ...{ kind, reference, amount: (cents / 100).toFixed(2), currency: 'EUR' },
      // a payment is begun here; what comes of it, its provider says, in whole seconds
      occurredAt: new Date(kind === 'created' ? now : Math.floor(now / 1_000) * 1_000),
      entryId: idAt(heard, heard === at ? (kind === 'created' ? 0 : 1) : 500 + at),
    })
    const heard = at + step.late
    if (step.kind === 'comesTo') {
      cameTo.push({ id: idAt(at, 0), until: new Date(now), owed })
      owed = euros(step.cents)
    } else if (step.kind === 'pays')
      payments.push([entry('created', `pi_${at}`, step.cents), entry('captured', `pi_${at}`, step.cents, heard)])
    else if (payments.length > 0) {
      const ledger = payments[step.of % payments.length]!
      ledger.push(entry(step.how, `re_${at}`, step.cents, heard))
      if (step.fails)
        ledger.push(entry(step.how === 'disputeLost' ? 'disputeWon' : 'refundFailed', `re_${at}`, 0, heard))
    }
  })
  return { payments, cameTo, owed }
}

const standingOf = (payments: readonly (readonly Entry[])[], total: Money): OrderStanding => ({
  ...{ total, cancelled: false, elsewhere: false },
  payments: payments.map((entries) => ({ ...standing(total, entries), entries })),
})
const booked = (first: number, steps: readonly Step[]): Reckoned => {
  const { payments, cameTo, owed } = told(first, steps)
  return reckon(standingOf(payments, owed), owed, cameTo)
}

const cents = fc.integer({ min: 1, max: 500 })
const steps = (after: fc.Arbitrary<number>, late: fc.Arbitrary<number>): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('pays' as const), cents, after, late }),
      fc.record({ kind: fc.constant('comesTo' as const), cents, after, late }),
      fc.record({
        ...{ kind: fc.constant('goesBack' as const), of: fc.nat(3), cents, after, late, fails: fc.boolean() },
        how: fc.constantFrom('refunded' as const, 'refundPending' as const, 'disputeLost' as const),
      }),
    ),
    { maxLength: 9 },
  )
const anyTime = fc.constantFrom(0, 100, 900, 1_000, 60_000)
const apart = fc.constantFrom(6_000, 7_300, 60_000)
const atOnce = fc.constant(0)

describe('what an order owes and has', () => {
  it('is the same in whatever order its ledgers are read', () => {
    fc.assert(
      fc.property(cents, steps(anyTime, fc.nat(3)), (first, happens) => {
        const { payments, cameTo, owed } = told(first, happens)
        const reversed = payments.map((entries) => entries.toReversed()).toReversed()
        expect(JSON.stringify(reckon(standingOf(reversed, owed), owed, cameTo))).toBe(
          JSON.stringify(reckon(standingOf(payments, owed), owed, cameTo)),
        )
      }),
      seeded,
    )
  })

  it('is never due and overpaid at once, and goods leave for nothing that a bank took back, or that has not come', () => {
    fc.assert(
      fc.property(cents, steps(anyTime, fc.nat(3)), (first, happens) => {
        const { payments } = told(first, happens)
        const { due, overpaid, paid, stayed } = booked(first, happens)
        expect(due.isPositive() && overpaid.isPositive()).toBe(false)
        const moved = payments.flat()
        const lost = moved.filter(
          ({ kind, reference }) =>
            kind === 'disputeLost' && !moved.some((one) => one.kind === 'disputeWon' && one.reference === reference),
        )
        const most = moved
          .filter(({ kind }) => kind === 'captured')
          .reduce((all, one) => all.plus(money(one.amount, 'EUR')), zero('EUR'))
        const kept = lost.reduce((all, one) => all.minus(money(one.amount, 'EUR')), most)
        if (paid.isPositive()) expect(paid.comparedTo(kept)).toBeLessThanOrEqual(0)
        if (!stayed.isPositive()) expect(paid.isZero()).toBe(true)
      }),
      seeded,
    )
  })

  it('is what one would keep by hand, where all is heard at once', () => {
    fc.assert(
      fc.property(cents, steps(apart, atOnce), (first, happens) => {
        let [owed, here, tooMuch, paying] = [first, 0, 0, 0]
        for (const step of happens) {
          if (step.kind === 'comesTo') owed = step.cents
          else if (step.kind === 'pays') [here, paying] = [here + step.cents, paying + 1]
          else if (paying > 0 && !step.fails) tooMuch += Math.min(step.cents, Math.max(0, here - tooMuch - owed))
        }
        expect(booked(first, happens).due.toJSON()).toEqual(euros(Math.max(0, owed - here + tooMuch)).toJSON())
      }),
      seeded,
    )
  })

  it('lets goods leave for no more, and asks for no less, where it was heard late', () => {
    fc.assert(
      fc.property(cents, steps(apart, fc.nat(5)), (first, happens) => {
        const late = booked(first, happens)
        const prompt = booked(
          first,
          happens.map((step) => ({ ...step, late: 0 })),
        )
        expect(late.paid.comparedTo(prompt.paid)).toBeLessThanOrEqual(0)
        expect(late.due.comparedTo(prompt.due)).toBeGreaterThanOrEqual(0)
      }),
      seeded,
    )
  })

  it('is due again, all of it, where what was too much went back and the order grew again', () => {
    fc.assert(
      fc.property(
        ...[fc.integer({ min: 100, max: 500 }), fc.nat(99), fc.nat(99), anyTime, anyTime, fc.boolean(), fc.nat(3)],
        (sum, kindness, less, first, second, onItsWay, late) => {
          const back = (of: number, after: number, how: 'refunded' | 'refundPending'): Step[] =>
            of > 0 ? [{ kind: 'goesBack', of: 0, cents: of, how, fails: false, after, late }] : []
          const before: Step[] = [
            { kind: 'pays', cents: sum, after: 0, late: 0 },
            ...back(kindness, 60_000, 'refunded'),
            { kind: 'comesTo', cents: sum - less, after: 60_000, late: 0 },
          ]
          const { overpaid } = booked(sum, before)
          const over = overpaid.toMinor()
          const again = [...before, ...back(over, first, onItsWay ? 'refundPending' : 'refunded')]
          expect(booked(sum, again).overpaid.isZero()).toBe(true)
          const grown: Step = { kind: 'comesTo', cents: sum, after: second, late: 0 }
          const { due, paid } = booked(sum, [...again, grown])
          // a kindness of which it was heard only after the order came to less may have been for that
          const doubtful = late > 0 ? Math.min(kindness, less) : 0
          expect(due.toMinor()).toBeGreaterThanOrEqual(over)
          expect(due.toMinor()).toBeLessThanOrEqual(over + doubtful)
          expect(paid.toMinor()).toBeLessThanOrEqual(sum - over)
        },
      ),
      seeded,
    )
  })

  it('is as if nothing had gone back, where the bank did not take it', () => {
    fc.assert(
      fc.property(cents, steps(anyTime, fc.nat(3)), (first, happens) => {
        const failed = happens.map((step) => (step.kind === 'goesBack' ? { ...step, fails: true } : step))
        const { payments, cameTo, owed } = told(first, failed)
        const without = payments.map((entries) => entries.filter(({ reference }) => reference.startsWith('pi_')))
        expect(JSON.stringify(reckon(standingOf(payments, owed), owed, cameTo))).toBe(
          JSON.stringify(reckon(standingOf(without, owed), owed, cameTo)),
        )
      }),
      seeded,
    )
  })
})
