import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { everything } from '../../testing/everybody.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let client: ApiClient
beforeAll(async () => {
  shop = await openShop()
  client = await shop.client()
})
afterAll(() => shop.close())

const megabyte = 1_000_000
const large = 100 * megabyte
const filler = Buffer.alloc(64_000, 'x')

interface Poured {
  status: number | undefined
  code: string | undefined
  /** How much was taken from us before the answer, or the end of the line. */
  sent: number
  /** By how much the process grew meanwhile, in bytes. */
  grown: number
}

/** Pours a body of 100 MB onto an address, as fast as it is taken, until it is answered. */
async function pour(path: string, type: string, chunked: boolean, token?: string): Promise<Poured> {
  const before = process.memoryUsage().rss
  let [highest, sent, over] = [before, 0, false]
  const sending = request(`${shop.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': type,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': large }),
    },
  })
  const answered = new Promise<IncomingMessage | undefined>((resolve) => {
    sending.on('response', resolve)
    // the line may be cut while we are still talking
    sending.on('error', () => resolve(undefined))
    sending.on('close', () => resolve(undefined))
  }).finally(() => (over = true))
  while (!over && sent < large) {
    const taken = sending.write(filler)
    sent += filler.length
    if (!taken) await Promise.race([once(sending, 'drain'), answered]).catch(() => undefined)
    highest = Math.max(highest, process.memoryUsage().rss)
  }
  if (!over) sending.end()
  const answer = await answered
  const body = answer ? await text(answer).catch(() => '') : ''
  sending.destroy()
  return { status: answer?.statusCode, code: /"(REQUEST_TOO_LARGE)"/.exec(body)?.[1], sent, grown: highest - before }
}

const doors = [
  ['JSON:API of the back office', '/admin/api/brands', 'application/vnd.api+json', true],
  ['JSON:API of the storefront', '/api/carts/actions/addLine', 'application/vnd.api+json', false],
  ['GraphQL of the back office', '/admin/graphql', 'application/json', true],
  ['GraphQL of the storefront', '/graphql', 'application/json', false],
] as const

describe.each(doors)('100 MB at %s', (_door, path, type, signedIn) => {
  it.each([
    ['with its length', false],
    ['in chunks', true],
  ])(
    '%s are refused with 413 as soon as they are too many, none of it is kept, and nothing moves',
    async (_how, chunked) => {
      const before = await everything(shop)
      const token = signedIn ? client.token : undefined
      const { status, code, sent, grown } = await pour(path, type, chunked, token)
      expect([status, code]).toEqual([413, 'REQUEST_TOO_LARGE'])
      // what is in the buffers of both ends of a line was sent, and never read
      expect(sent).toBeLessThan(20 * megabyte)
      expect(grown).toBeLessThan(30 * megabyte)
      expect(await everything(shop)).toEqual(before)
    },
  )
})

it('whoever goes on talking hears the answer all the same', async () => {
  for (let time = 0; time < 5; time += 1) {
    const response = await fetch(`${shop.url}/admin/api/brands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${client.token}`, 'content-type': 'application/vnd.api+json' },
      body: Buffer.alloc(large, 'x'),
    })
    expect([response.status, await response.text()]).toEqual([413, expect.stringContaining('REQUEST_TOO_LARGE')])
  }
}, 60_000)

/** How many lines to the API are open. */
const lines = () =>
  new Promise<number>((resolve, reject) =>
    shop.built.app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )

describe.each(['/oauth2/token', '/shop/oauth2/token'])('100 MB at %s', (path) => {
  it.each([false, true])(
    'are not taken (chunked: %s), the line is let go, and the next is answered',
    async (chunked) => {
      const before = await lines()
      const { status, grown } = await pour(path, 'application/x-www-form-urlencoded', chunked)
      expect(status === undefined || (status >= 400 && status < 500), String(status)).toBe(true)
      expect(grown).toBeLessThan(30 * megabyte)
      await vi.waitFor(async () => expect(await lines()).toBeLessThanOrEqual(before), { timeout: 5_000 })
      expect((await client.fetch('/admin/api/brands?page[size]=1')).status).toBe(200)
    },
  )
})
