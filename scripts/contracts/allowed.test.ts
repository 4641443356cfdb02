import { expect, it } from 'vitest'
import { judgeBreaks, type Allowed } from './allowed.ts'

const published = { version: '1.0.0', day: '2026-11-30' }
const line = (change: string, more: Partial<Allowed> = {}): Allowed => ({
  ...{ change, why: 'It was decided.', from: '1.0.0 of 2026-11-30' },
  ...more,
})
const breaks = ['a.graphql: Mutation.x changed type from A! to A.', 'a.graphql: Mutation.y changed type from B! to B.']

it('a break passes by its line, and by one that stands for many; any other one is told', () => {
  const judged = judgeBreaks([...breaks, 'b.json: GET /x: is gone'], [line('a.graphql: Mutation.{field} changed type from {type}! to {type}.')], published)
  expect(judged).toEqual({ broken: ['b.json: GET /x: is gone'], stale: [], idle: [] })
})

it('a line for many lets nothing else pass that looks like it', () => {
  const many = line('a.graphql: Mutation.{field} changed type from {type}! to {type}.')
  const others = [
    'a.graphql: Mutation.x changed type from A! to B.',
    'a.graphql: Mutation.x arg input has changed type from A! to A.',
    'a.graphql: Query.x changed type from A! to A.',
  ]
  expect(judgeBreaks([...breaks, ...others], [many], published).broken).toEqual(others)
})

it('a line that was for another publication lets nothing pass any more, and is told', () => {
  for (const from of ['1.0.0 of 2026-10-01', '0.9.0 of 2026-11-30', '']) {
    const old = line('a.graphql: Mutation.{field} changed type from {type}! to {type}.', { from })
    expect(judgeBreaks(breaks, [old], published)).toEqual({ broken: breaks, stale: [old], idle: [] })
  }
  const groundless = line('a.graphql: Mutation.{field} changed type from {type}! to {type}.', { why: '' })
  expect(judgeBreaks(breaks, [groundless], published).stale).toEqual([groundless])
})

it('a line that nothing needs is told: it would stay open for what nobody decided on', () => {
  const idle = line('c.json: GET /{path}: is gone')
  const needed = line('a.graphql: Mutation.{field} changed type from {type}! to {type}.')
  expect(judgeBreaks(breaks, [needed, idle], published)).toEqual({ broken: [], stale: [], idle: [idle] })
})
