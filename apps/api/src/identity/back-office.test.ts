import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal, type RefusalCode } from '../kernel/errors.ts'
import { granted } from '../testing/caller.ts'
import { skus } from '../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'
import { still } from '../testing/stillness.ts'
import { silentLog } from '../testing/context.ts'
import type { BackOfficeActor } from '../kernel/context.ts'

let shop: OpenShop
beforeAll(async () => void (shop = await openShop()))
afterAll(() => shop.close())

const asked = (token: string | undefined, ip = '127.0.0.1') =>
  shop.built.backOfficeContextOf({
    requestId: 'r',
    ip,
    log: silentLog,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  })

async function refused(attempt: Promise<unknown>): Promise<RefusalCode | undefined> {
  const thrown = await attempt.then(() => undefined).catch((error: unknown) => error)
  return thrown instanceof Refusal ? thrown.code : undefined
}

describe('who calls the back office', () => {
  it('is known by the token, with the rights of all roles', async () => {
    const client = await shop.client([{ entity: 'brand', deed: 'read', level: 'organization' }])
    const actor = (await asked(client.token)).actor as BackOfficeActor
    expect(actor).toMatchObject({ kind: 'backOffice', by: 'client', principalId: client.id, name: 'Test client' })
    expect([actor.rights.level('brand', 'read'), actor.rights.level('brand', 'update')]).toEqual([
      'organization',
      'none',
    ])
  })

  it('has no more than the token was asked for', async () => {
    const rightsOf = async (scope: string) => {
      const client = await shop.client(undefined, { scope })
      const { rights } = (await asked(client.token)).actor as BackOfficeActor
      return ['read', 'update', 'cancel'].map((deed) => [rights.level('order', deed), rights.level('brand', deed)])
    }
    const [none, all] = ['none', 'all']
    expect(await rightsOf('read')).toEqual([
      [all, all],
      [none, none],
      [none, none],
    ])
    expect(await rightsOf('order:write brand:read')).toEqual([
      [all, all],
      [all, none],
      [all, none],
    ])
    expect(await rightsOf('all order:read')).toEqual(Array(3).fill([all, all]))
  })

  it('is told by a code of its own what is wrong with the token, and nothing moves', async () => {
    const client = await shop.client()
    await still(shop.database, async () => {
      expect(await refused(asked(undefined))).toBe('ACCESS_TOKEN_REQUIRED')
      expect(await refused(asked('nonsense'))).toBe('ACCESS_TOKEN_INVALID')
      expect(await refused(asked(`${client.token} x`))).toBe('ACCESS_TOKEN_INVALID')
      expect((await shop.caller(client.token).ask('customerUserCurrent', null, 'id')).error?.code).toBe(
        'TOKEN_FOR_BACK_OFFICE',
      )
    })
    shop.clock.advance({ minutes: 61 })
    expect(await refused(asked(client.token))).toBe('ACCESS_TOKEN_EXPIRED')
    const other = await shop.client()
    await shop.database.db.updateTable('apiClients').set({ active: false }).where('id', '=', other.id).execute()
    expect(await refused(asked(other.token))).toBe('ACCESS_TOKEN_REVOKED')
  })

  it('does not come by WSSE unless the house allows it', async () => {
    const wsse = 'UsernameToken Username="a", PasswordDigest="b", Nonce="c", Created="d"'
    const attempt = shop.built.backOfficeContextOf({ requestId: 'r', ip: '', log: silentLog, wsse })
    expect(await refused(attempt)).toBe('WSSE_OFF')
  })

  it('calls from an address on the list', async () => {
    const client = await shop.client(undefined, { allowedIps: ['10.1.0.0/16', '2001:db8::/32', '192.0.2.7'] })
    for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '2001:db8:0:1::9', '192.0.2.7'])
      expect((await asked(client.token, address)).actor.kind).toBe('backOffice')
    for (const address of ['10.2.0.1', '2001:db9::1', '192.0.2.8', '', '::ffff:192.0.2.8'])
      expect(await refused(asked(client.token, address))).toBe('ADDRESS_NOT_ALLOWED')
  })

  it('calls as often as the client may, whichever process answers', async () => {
    const client = await shop.client(undefined, { requestsPerMinute: 2 })
    await asked(client.token)
    await asked(client.token)
    expect(await refused(asked(client.token))).toBe('RATE_LIMITED')
  })
})

it('gives a storefront token’s bearer no back office', async () => {
  const buyer = shop.caller()
  await granted(buyer.act('cartAddLine', { sku: skus.drill, quantity: '1' }, 'id'))
  expect(await refused(asked(buyer.token))).toBe('TOKEN_FOR_STOREFRONT')
})
