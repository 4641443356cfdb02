import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { tellStill } from './still.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const after = <Result>(milliseconds: number, end: () => Result) =>
  new Promise<Result>((resolve, reject) =>
    setTimeout(() => {
      try {
        resolve(end())
      } catch (error) {
        reject(error)
      }
    }, milliseconds),
  )

it('tells every ten seconds that it is still at it, and is silent when it is done', async () => {
  const said: string[] = []
  const done = tellStill(
    'building',
    (line) => said.push(line),
    () => after(25_000, () => 'built'),
  )
  await vi.advanceTimersByTimeAsync(25_000)
  expect(await done).toBe('built')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(said).toEqual(['still building, 10 s so far', 'still building, 20 s so far'])
})

it('passes on why it failed, and is silent then, too', async () => {
  const said: string[] = []
  const failed = tellStill(
    'building',
    (line) => said.push(line),
    () =>
      after(5_000, (): string => {
        throw new Error('no disk')
      }),
  )
  const seen = expect(failed).rejects.toThrow('no disk')
  await vi.advanceTimersByTimeAsync(60_000)
  await seen
  expect(said).toEqual([])
})
