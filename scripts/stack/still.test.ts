import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { tellStill } from './still.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const after = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

it('tells every ten seconds that it is still at it, and is silent when it is done', async () => {
  const said: string[] = []
  const work = () => after(25_000).then(() => 'built')
  const done = tellStill('building', (line) => said.push(line), work)
  await vi.advanceTimersByTimeAsync(25_000)
  expect(await done).toBe('built')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(said).toEqual(['still building, 10 s so far', 'still building, 20 s so far'])
})

it('passes on why it failed, and is silent then, too', async () => {
  const said: string[] = []
  const work = () => after(5_000).then(() => Promise.reject(new Error('no disk')))
  const failed = tellStill('building', (line) => said.push(line), work)
  const seen = expect(failed).rejects.toThrow('no disk')
  await vi.advanceTimersByTimeAsync(60_000)
  await seen
  expect(said).toEqual([])
})
