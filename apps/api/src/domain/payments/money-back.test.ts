import { expect, it } from 'vitest'
import type { LedgerEntry } from './ledger.ts'
import { moneyBackOf } from './money-back.ts'

let day = 0
const entry = (kind: LedgerEntry['kind'], amount = '120.00', reference = 'one') => ({
  kind,
  amount,
  currency: 'EUR',
  reference,
  occurredAt: new Date(Date.UTC(2026, 10, (day += 1))),
})
const told = (entries: Parameters<typeof moneyBackOf>[0]) =>
  moneyBackOf(entries).map(({ kind, amount, pending }) => `${kind} ${amount.amount}${pending ? ' pending' : ''}`)

it('tells each refund with its day, the earliest first, in whatever order the provider told of them', () => {
  const first = entry('refunded', '20.00', 'first')
  const second = entry('refunded', '30.00', 'second')
  const back = moneyBackOf([entry('captured'), second, first])
  expect(back.map(({ amount, at }) => [amount.amount, at])).toEqual([
    ['20.00', first.occurredAt],
    ['30.00', second.occurredAt],
  ])
})

it('tells what is on its way as that, once, and nothing of what failed', () => {
  const pending = [entry('captured'), entry('refundPending', '20.00', 're')]
  expect(told(pending)).toEqual(['refund 20.00 pending'])
  expect(told([...pending, entry('refunded', '20.00', 're')])).toEqual(['refund 20.00'])
  expect(told([...pending, entry('refundFailed', '20.00', 're')])).toEqual([])
})

it('tells a dispute that its owner won in the end, and none that is open or was won by the house', () => {
  const open = [entry('captured'), entry('disputed', '120.00', 'dp')]
  expect(told(open)).toEqual([])
  expect(told([...open, entry('disputeLost', '120.00', 'dp')])).toEqual(['dispute 120.00'])
  expect(told([...open, entry('disputeLost', '120.00', 'dp'), entry('disputeWon', '120.00', 'dp')])).toEqual([])
})

it('tells what a bank held and nobody took, and nothing where it never held any or holds it on by another payment', () => {
  const held = entry('authorized')
  expect(told([held, entry('captured', '50.00'), entry('released', '70.00')])).toEqual(['release 70.00'])
  expect(told([held, entry('cancelled')])).toEqual(['release 120.00'])
  expect(told([held, entry('captured', '50.00'), entry('cancelled')])).toEqual(['release 70.00'])
  expect(told([entry('created'), entry('failed'), entry('cancelled')])).toEqual([])
  expect(told([held, { ...entry('cancelled'), renewed: true }])).toEqual([])
})
