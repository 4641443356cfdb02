import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let client: ApiClient
const open: Socket[] = []
beforeAll(async () => {
  shop = await openShop({ env: { BODY_TIMEOUT_SECONDS: '1' } })
  client = await shop.client()
})
afterEach(() => open.splice(0).forEach((socket) => socket.destroy()))
afterAll(() => shop.close())

const pause = (ms: number) => new Promise((wait) => setTimeout(wait, ms))

/** A line of our own to the API: what it said so far, and whether it was closed. */
function line() {
  const { hostname, port } = new URL(shop.url)
  const socket = connect(Number(port), hostname)
  open.push(socket)
  const heard = { text: '', closed: false }
  socket.setEncoding('utf8').on('data', (text: string) => (heard.text += text))
  socket.on('error', () => undefined).on('close', () => (heard.closed = true))
  return { socket, heard }
}

const head = (method: string, path: string, type: string, more: string[]) =>
  [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    `authorization: Bearer ${client.token}`,
    `content-type: ${type}`,
    ...more,
    '',
    '',
  ].join('\r\n')

const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`

/** Sends pieces, one each `ms`, until the line is closed or there are no more. */
async function trickle({ socket, heard }: ReturnType<typeof line>, pieces: Iterable<string>, ms: number) {
  for (const piece of pieces) {
    if (heard.closed || !socket.writable) break
    socket.write(piece)
    await pause(ms)
  }
  for (const end = Date.now() + 8_000; !heard.closed && Date.now() < end;) await pause(20)
}

const jobs = () => shop.database.db.selectFrom('jobs').select('id').execute()
const brands = () =>
  shop.database.db
    .selectFrom('brands')
    .select((of) => of.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()

describe('a body that comes a byte at a time', () => {
  it.each([
    ['/admin/api/brands', 'application/vnd.api+json'],
    ['/api/carts/actions/addLine', 'application/vnd.api+json'],
    ['/graphql', 'application/json'],
    ['/admin/graphql', 'application/json'],
  ])('is let go at %s with 408, and nothing moves', async (path, type) => {
    await still(
      shop.database,
      async () => {
        const one = line()
        const began = Date.now()
        one.socket.write(head('POST', path, type, ['content-length: 1000']))
        await trickle(one, '{"data":{"type":"brands"'.repeat(10), 100)
        expect(one.heard.text).toMatch(/^HTTP\/1\.1 408 /)
        expect(one.heard.text).toContain('REQUEST_TOO_SLOW')
        expect(one.heard.closed).toBe(true)
        expect(Date.now() - began).toBeLessThan(6_000)
      },
      ['brands'],
    )
  })

  it.each([
    ['POST', '/oauth2/token', 'application/x-www-form-urlencoded'],
    ['POST', '/admin/api/batches?type=brands&mode=create', 'application/jsonl'],
    ['PUT', '/admin/api/media/slow', 'text/plain'],
  ])('holds no line either where bodies are streamed or large (%s %s)', async (method, path, type) => {
    await still(
      shop.database,
      async () => {
        const one = line()
        one.socket.write(head(method, path, type, ['transfer-encoding: chunked']))
        await trickle(
          one,
          Array.from({ length: 60 }, () => chunk('x')),
          100,
        )
        expect(one.heard.closed).toBe(true)
        // what had begun to arrive is taken back once the line is gone
        await vi.waitFor(async () => expect(await jobs()).toEqual([]), { timeout: 10_000 })
      },
      ['brands', 'jobs', 'job_parts'],
    )
  })
})

it('a batch that takes long and comes on is taken in, and so is the next request on an idle line', async () => {
  const one = line()
  const before = Number((await brands()).count)
  one.socket.write(
    head('POST', '/admin/api/batches?type=brands&mode=create', 'application/jsonl', ['transfer-encoding: chunked']),
  )
  for (let at = 0; at < 8; at += 1) {
    const rows = Array.from({ length: 30 }, (_, row) => ({
      code: `slow${at}-${row}`,
      name: 'Slow',
      slug: `slow${at}-${row}`,
    }))
    one.socket.write(chunk(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`))
    await pause(500)
  }
  one.socket.write('0\r\n\r\n')
  for (const end = Date.now() + 10_000; !one.heard.text.includes('202') && Date.now() < end;) await pause(20)
  expect(one.heard.text).toMatch(/^HTTP\/1\.1 202 /)
  await shop.drain()
  expect(Number((await brands()).count)).toBe(before + 240)
  await pause(1_500)
  one.heard.text = ''
  one.socket.write(`GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n`)
  for (const end = Date.now() + 5_000; one.heard.text === '' && Date.now() < end;) await pause(20)
  expect(one.heard.text).toMatch(/^HTTP\/1\.1 200 /)
})
