import { afterAll, beforeAll, expect, it } from 'vitest'
import { startStripeSandbox, type StripeSandbox } from '../index.ts'

let sandbox: StripeSandbox
beforeAll(async () => {
  sandbox = await startStripeSandbox()
})
afterAll(() => sandbox.close())

const json = { 'content-type': 'application/json' }

it('forgets faults also for who says that JSON comes, and sends nothing', async () => {
  sandbox.faults.add({ kind: 'status', status: 503, path: '/v1/refunds' })
  const gone = await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE', headers: json })
  expect([gone.status, await gone.json()]).toEqual([200, { faults: [] }])
  const planned = await fetch(`${sandbox.url}/_sandbox/faults`)
  expect(await planned.json()).toEqual({ faults: [] })
})

it('refuses JSON that is none, and what is no fault', async () => {
  for (const body of ['{', '{"kind":"meteor"}']) {
    const refused = await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'POST', headers: json, body })
    expect(refused.status).toBe(400)
  }
  expect(sandbox.faults.list()).toEqual([])
})
