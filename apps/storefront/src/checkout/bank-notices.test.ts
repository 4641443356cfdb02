import { expect, it } from 'vitest'
import { bankNotices } from './bank-notices.ts'

const purchase = (id: string) => ({
  id,
  lines: [{ id: `${id}-1` }],
  totals: { total: { amount: '1.00', currency: 'EUR' } },
})
const told = (...asked: Parameters<typeof bankNotices>) =>
  bankNotices(...asked).map(({ title, purchases }) => [title, ...purchases.map(({ id }) => id)])

it('says first what a bank has said no to, and of that not that a bank is at work', () => {
  const read = { atWork: [purchase('a'), purchase('b')], refused: [purchase('c')] }
  expect(told(read)).toEqual([
    ['refusedTitle', 'c'],
    ['title', 'a', 'b'],
  ])
})

it('says nothing of the purchase that the page is about, and nothing where none waits', () => {
  expect(told({ atWork: [], refused: [purchase('c')] }, 'c')).toEqual([])
  expect(told({ atWork: [purchase('a')], refused: [purchase('c')] }, 'a')).toEqual([['refusedTitle', 'c']])
  expect(told({ atWork: [], refused: [] })).toEqual([])
})
