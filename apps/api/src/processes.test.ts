import type { ChildProcess } from 'node:child_process'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from './kernel/postgres/ports.ts'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'
import { startProcess } from './testing/worker-process.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(async () => {
  await database.drop()
})

interface Started {
  child: ChildProcess
  output(): string
  exited: Promise<number | null>
}

async function start(name: 'main' | 'worker', env: Record<string, string>): Promise<Started> {
  const child = await startProcess(name, env, ['ignore', 'pipe', 'pipe'])
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return { child, output: () => output, exited: new Promise((resolve) => child.once('close', resolve)) }
}

const settings = (more: Record<string, string> = {}) => ({
  DATABASE_URL: database.url,
  STRIPE_SECRET_KEY: 'sk_test_processes',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_processes',
  STRIPE_WEBHOOK_SECRET: 'whsec_processes',
  SFTP: 'off',
  ...more,
})

async function until(truth: () => boolean | Promise<boolean>, process: Started): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!(await truth())) {
    if (Date.now() > deadline) throw new Error(`waited in vain; the process said: ${process.output()}`)
    await new Promise((wait) => setTimeout(wait, 50))
  }
}

it('tells all problems of its configuration at once and does not start', async () => {
  const api = await start('main', { API_PORT: 'four thousand', LOG_LEVEL: 'loud' })
  expect(await api.exited).toBe(2)
  for (const name of ['DATABASE_URL', 'API_PORT', 'LOG_LEVEL', 'STRIPE_SECRET_KEY'])
    expect(api.output()).toContain(`  ${name}: `)
}, 40_000)

it('the API finishes the request in hand when it is told to end, and takes no other', async () => {
  const port = await freePort()
  const api = await start('main', settings({ API_PORT: String(port) }))
  const ready = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
  await until(ready, api)
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk.toString()))
  const body = JSON.stringify({ query: '{ __typename }' })
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: shop.test\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
  )
  await new Promise((wait) => setTimeout(wait, 200))
  api.child.kill('SIGTERM')
  await until(() => api.output().includes('"ending"'), api)
  await new Promise((wait) => setTimeout(wait, 200))
  expect(await ready()).toBe(false)
  socket.write(body.slice(5))
  expect(await api.exited).toBe(0)
  expect(answer).toContain('HTTP/1.1 ')
  expect(answer).not.toContain('HTTP/1.1 5')
  expect(api.output()).toContain('"ended"')
}, 60_000)

it('the worker starts, and ends with grace', async () => {
  const worker = await start('worker', settings())
  await until(() => worker.output().includes('the worker works'), worker)
  worker.child.kill('SIGTERM')
  expect(await worker.exited).toBe(0)
}, 60_000)
