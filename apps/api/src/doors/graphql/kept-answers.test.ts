import { expect, it } from 'vitest'
import { KeptAnswers } from './kept-answers.ts'

const answer = { body: '{"data":{}}', headers: { 'content-type': 'application/json' } }

it('gives an answer again until its moment is over', () => {
  let now = 0
  const kept = new KeptAnswers(500, () => now)
  kept.put('key', answer)
  now = 499
  expect(kept.get('key')).toMatchObject(answer)
  now = 500
  expect(kept.get('key')).toBeUndefined()
})

it('keeps nothing where keeping is switched off, and nothing very long', () => {
  const off = new KeptAnswers(0)
  off.put('key', answer)
  expect(off.get('key')).toBeUndefined()
  const on = new KeptAnswers(500)
  on.put('key', { ...answer, body: 'x'.repeat(300_000) })
  expect(on.get('key')).toBeUndefined()
})

it('lets the oldest go when there is too much', () => {
  const kept = new KeptAnswers(500, () => 0)
  for (let index = 0; index < 200; index += 1) kept.put(`key ${index}`, { ...answer, body: 'x'.repeat(190_000) })
  expect(kept.get('key 0')).toBeUndefined()
  expect(kept.get('key 199')).toBeDefined()
})
