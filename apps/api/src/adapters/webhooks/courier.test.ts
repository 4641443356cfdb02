import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createCourier } from './index.ts'

const strict = createCourier({ allowPrivate: false, timeoutMs: 500 })
const open = createCourier({ allowPrivate: true, timeoutMs: 500 })
const letter = { id: 'msg_1', body: '{}', at: new Date(), secrets: ['whsec_dGhlIHRlc3RzIGtub3cgdGhpcw=='] }
let server: Server
let port = 0
let calls = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    calls += 1
    if (request.url === '/long') response.end('x'.repeat(2_000_000))
    else if (request.url === '/moved') response.writeHead(307, { location: '/' }).end()
    else response.end('taken')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterEach(() => {
  calls = 0
})
afterAll(() => {
  strict.close()
  open.close()
  server.closeAllConnections()
  server.close()
})

it.each([
  'https://127.0.0.1/x',
  'https://0.0.0.0/x',
  'https://10.1.2.3/x',
  'https://172.16.9.9/x',
  'https://192.168.1.1/x',
  'https://169.254.169.254/latest/meta-data',
  'https://100.64.0.1/x',
  'https://2130706433/x',
  'https://0x7f.1/x',
  'https://[::1]/x',
  'https://[::]/x',
  'https://[::ffff:127.0.0.1]/x',
  'https://[::ffff:7f00:1]/x',
  'https://[fe80::1]/x',
  'https://[fd00:ec2::254]/x',
  'https://[fec0::1]/x',
  'https://[64:ff9b::7f00:1]/x',
  'https://[2002:7f00:1::]/x',
  'https://[::7f00:1]/x',
  'https://[::127.0.0.1]/x',
  'https://[::ffff:0:127.0.0.1]/x',
  'https://[64:ff9b:1::7f00:1]/x',
  'https://[2001:0:7f00:1::]/x',
  'https://[ff02::1]/x',
  'https://[4000::1]/x',
  'https://0177.0.0.1/x',
  'https://127.1/x',
  'https://localhost/x',
])('refuses %s when it is asked and when it is told to send', async (url) => {
  expect(await strict.problemOf(url)).toMatch(/no address of the public internet/)
  expect((await strict.send({ ...letter, url })).problem).toMatch(/no address of the public internet/)
})

it.each([
  ['http://example.com/x', 'https'],
  ['ftp://example.com/x', 'no https address'],
  ['https://me:you@example.com/x', 'a name or a password'],
  ['nonsense', 'no https address'],
])('refuses %s', async (url, words) => {
  expect(await strict.problemOf(url)).toContain(words)
  expect((await strict.send({ ...letter, url })).problem).toContain(words)
})

it('lets a public address pass, and a name that leads nowhere yet', async () => {
  expect(await strict.problemOf('https://203.0.114.7/x')).toBeUndefined()
  expect(await strict.problemOf('https://[2606:4700::1111]/x')).toBeUndefined()
  expect(await strict.problemOf('https://nowhere.invalid/x')).toBeUndefined()
})

it('goes to no other address than the one that was judged, when a name leads elsewhere the second time', async () => {
  const answers = ['93.184.215.14', '127.0.0.1']
  const rebound = createCourier({
    allowPrivate: false,
    timeoutMs: 500,
    lookup: (_host, options, done) => {
      const address = answers.shift()!
      if (options.all) done(null, [{ address, family: 4 }])
      else done(null, address, 4)
    },
  })
  const url = `https://rebind.example:${port}/x`
  expect(await rebound.problemOf(url)).toBeUndefined()
  expect(await rebound.send({ ...letter, url })).toMatchObject({
    problem: expect.stringMatching(/no address of the public internet/) as string,
  })
  expect([answers, calls]).toEqual([[], 0])
  rebound.close()
})

it.each([[['93.184.215.14', '127.0.0.1']], [['127.0.0.1', '93.184.215.14']], [['2606:4700::1', '::7f00:1']]])(
  'goes nowhere when a name leads to %j: one of them is not for everybody',
  async (addresses) => {
    const both = createCourier({
      allowPrivate: false,
      timeoutMs: 500,
      lookup: (_host, options, done) => {
        const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
        if (options.all) done(null, found)
        else done(null, found[0]!.address, found[0]!.family)
      },
    })
    const url = `https://two-faced.example:${port}/x`
    expect(await both.problemOf(url)).toMatch(/no address of the public internet/)
    expect((await both.send({ ...letter, url })).problem).toMatch(/no address of the public internet/)
    expect(calls).toBe(0)
    both.close()
  },
)

it('follows no redirect, and reads no more of an answer than its beginning', async () => {
  const base = `http://127.0.0.1:${port}`
  expect(await open.send({ ...letter, url: `${base}/` })).toMatchObject({ status: 200, start: 'taken' })
  expect(await open.send({ ...letter, url: `${base}/moved` })).toMatchObject({ status: 307 })
  expect(calls).toBe(2)
  expect((await open.send({ ...letter, url: `${base}/long` })).start).toHaveLength(1_000)
})

it('says what happened where nobody answers', async () => {
  expect((await open.send({ ...letter, url: 'http://127.0.0.1:1/x' })).problem).toMatch(/ECONNREFUSED/)
})
