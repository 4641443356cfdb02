import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../../testing/client.ts'
import { send } from '../../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'

let shop: OpenShop
let admin: ApiClient
beforeAll(async () => {
  shop = await openShop()
  admin = await shop.client()
  // as a worker does when it starts; however many of them start
  const ctx = await shop.built.systemContext()
  await shop.built.exchange.introduce(ctx)
  await shop.built.exchange.introduce(ctx)
})
afterAll(() => shop.close())

type Listed = { id: string } & Record<string, unknown>
const listed = async (): Promise<Listed[]> =>
  (await send(admin, '/admin/api/integrations?filter[module][in]=stripe,fedex&sort=code')).many.map(
    ({ id, attributes }) => ({ id, ...attributes }),
  )
const one = async (code: string) => (await listed()).find((integration) => integration.code === code)!
const act = async (code: string, action: string) => {
  const name = `integration${action[0]!.toUpperCase()}${action.slice(1)}`
  return send(admin, `/admin/api/integrations/${(await one(code)).id}/actions/${action}`, {
    method: 'POST',
    body: { data: { type: name, attributes: {} } },
  })
}
const watch = async () =>
  shop.built.jobs.find(({ name }) => name === 'exchange.watch')!.run({} as never, await shop.built.systemContext())
const patch = async (code: string, attributes: object) => {
  const { id } = await one(code)
  return send(admin, `/admin/api/integrations/${id}`, {
    method: 'PATCH',
    body: { data: { type: 'integrations', id, attributes } },
  })
}

describe('what the house is configured for', () => {
  it('stands in the list of integrations by itself, once', async () => {
    expect(await listed()).toMatchObject([
      { code: 'fedex', module: 'fedex', state: 'running', active: true, checkedAt: null, checkOk: null },
      { code: 'stripe', module: 'stripe', state: 'running', active: true, checkedAt: null, checkOk: null },
    ])
  })

  it('is checked by asking the provider, and tells none of its keys', async () => {
    for (const code of ['stripe', 'fedex']) {
      const { status, one: answer, body } = await act(code, 'check')
      expect([status, answer.attributes]).toMatchObject([200, { ok: true }])
      expect(JSON.stringify(body)).toContain('127.0.0.1')
      expect(JSON.stringify(body)).not.toMatch(
        new RegExp(`${shop.stripe.secretKey}|${shop.fedex.credentials.clientSecret}|${shop.webhookSecret}`),
      )
      expect(await one(code)).toMatchObject({ checkOk: true, checkProblem: null })
    }
    expect(shop.fedex.journal.list().at(-1)).toMatchObject({ path: '/oauth/token', status: 200 })
  })

  it('has a status that is looked after: who wants to know hears when it changes, and once', async () => {
    await patch('fedex', { alertEmail: 'it@house.test' })
    await watch()
    expect(shop.mails()).toEqual([])
    shop.fedex.faults.add({ kind: 'status', status: 401, path: '/oauth/token', times: 8 })
    await watch()
    expect(await one('fedex')).toMatchObject({
      checkOk: false,
      checkedAt: shop.clock.now().toISOString(),
      checkProblem: expect.stringContaining('FedEx answered 401') as string,
    })
    expect(await one('stripe')).toMatchObject({ checkOk: true })
    await watch()
    shop.clock.advance({ minutes: 15 })
    shop.fedex.faults.clear()
    await watch()
    expect(await one('fedex')).toMatchObject({ checkOk: true, checkProblem: null })
    expect(shop.mails().map(({ to, subject }) => [to, subject])).toEqual([
      ['it@house.test', 'fedex: its connection check fails'],
      ['it@house.test', 'fedex: all is well again'],
    ])
  })

  it('is not made, switched off, paused or given connectors at the doors: the configuration decides', async () => {
    const before = await listed()
    const house = { organization: { data: { type: 'organizations', id: shop.website.organizationId } } }
    const second = await send(admin, '/admin/api/integrations', {
      method: 'POST',
      body: {
        data: {
          type: 'integrations',
          attributes: { code: 'stripe-2', name: 'Second', module: 'stripe' },
          relationships: house,
        },
      },
    })
    expect(second.errors).toMatchObject([{ code: 'FIELD_INVALID' }])
    expect((await patch('stripe', { active: false })).errors).toMatchObject([{ code: 'FIELD_INVALID' }])
    expect(await act('stripe', 'pause')).toMatchObject({ status: 409, errors: [{ code: 'TRANSITION_NOT_ALLOWED' }] })
    const connector = await send(admin, '/admin/api/connectors', {
      method: 'POST',
      body: {
        data: {
          type: 'connectors',
          attributes: { code: 'x', name: 'x', direction: 'in', format: 'csv', entity: 'brand' },
          relationships: { integration: { data: { type: 'integrations', id: (await one('stripe')).id } } },
        },
      },
    })
    expect(connector.errors).toMatchObject([{ code: 'FIELD_INVALID' }])
    expect(await listed()).toEqual(before)
  })
})
