import { notFound, redirect } from 'next/navigation'
import { expect, it } from 'vitest'
import { unlessLost } from './unless-lost.ts'

const says = (loss: string) => `lost: ${loss}`

it('answers what the server answered', async () => {
  expect(await unlessLost(() => Promise.resolve('added'), says)).toBe('added')
})

it('takes a request that never arrived for a lost connection', async () => {
  // The very error: nothing listens at this port.
  const write = () => fetch('http://127.0.0.1:9').then(() => 'added')
  expect(await unlessLost(write, says)).toBe('lost: offline')
})

it('tells a server that broke apart from a lost connection', async () => {
  const write = () => Promise.reject<string>(new Error('An unexpected response was received from the server.'))
  expect(await unlessLost(write, says)).toBe('lost: unanswered')
})

it('lets redirects and missing pages through', async () => {
  await expect(unlessLost(async () => redirect('/checkout'), says)).rejects.toThrow('NEXT_REDIRECT')
  await expect(unlessLost(async () => notFound(), says)).rejects.toThrow('NEXT_HTTP_ERROR_FALLBACK;404')
})
