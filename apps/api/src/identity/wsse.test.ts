import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build, type Built } from '../build.ts'
import { readEnv } from '../kernel/env.ts'
import { Refusal } from '../kernel/errors.ts'
import { staff } from '../testing/back-office.ts'
import { silentLog } from '../testing/context.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'
import { still } from '../testing/stillness.ts'

const PORTICO_SECRET_KEY = Buffer.alloc(32, 9).toString('base64')
let shop: OpenShop
let user: { id: string; email: string; key: string }
beforeAll(async () => {
  shop = await openShop({ env: { WSSE: 'on', PORTICO_SECRET_KEY } })
  const ctx = staff(shop)
  const email = 'old-erp@example.com'
  const organizationId = shop.website.organizationId
  const { id } = await shop.built.engine.records.create(
    'user',
    { email, name: 'Old ERP', organizationId, wsse: true, allowedIps: ['192.0.2.0/24'] },
    ctx,
  )
  const { key } = (await shop.built.engine.act('user.issueWsseKey', { id }, ctx, {})) as { key: string }
  user = { id, email, key }
})
afterAll(() => shop.close())

interface Given {
  username?: string
  key?: string
  nonce?: string
  created?: string
}

/** As legacy clients make it, by the formula of OroCommerce. */
function header(given: Given = {}): string {
  const nonce = given.nonce ?? randomBytes(16).toString('base64')
  const created = given.created ?? shop.clock.now().toISOString()
  const digest = createHash('sha1')
    .update(Buffer.from(nonce, 'base64'))
    .update(created + (given.key ?? user.key))
    .digest('base64')
  return `UsernameToken Username="${given.username ?? user.email}", PasswordDigest="${digest}", Nonce="${nonce}", Created="${created}"`
}

const ask = (wsse: string, { ip = '192.0.2.9', built = shop.built }: { ip?: string; built?: Built } = {}) =>
  built.backOfficeContextOf({
    requestId: 'r',
    ip,
    log: silentLog,
    wsse,
    authorization: 'WSSE profile="UsernameToken"',
  })

const code = async (attempt: Promise<unknown>) => {
  const thrown: unknown = await attempt.catch((error: unknown) => error)
  return thrown instanceof Refusal ? thrown.code : undefined
}

const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const nextSign = (sign: string) => signs[signs.indexOf(sign) + 1]!

const after = (seconds: number) => new Date(shop.clock.now().getTime() + seconds * 1000).toISOString()

describe('WSSE UsernameToken', () => {
  it('names a person whose key made the digest', async () => {
    expect((await ask(header())).actor).toMatchObject({ by: 'user', principalId: user.id, name: 'Old ERP' })
    expect((await ask(header({ created: after(-60) }))).actor.kind).toBe('backOffice')
    expect((await ask(header({ created: after(60) }))).actor.kind).toBe('backOffice')
  })

  it('is refused with a wrong key, an unknown name, parts missing, from elsewhere or by a clock that is off', async () => {
    await still(shop.database, async () => {
      expect(await code(ask(header({ key: 'wrong' })))).toBe('WSSE_INVALID')
      expect(await code(ask(header({ username: 'nobody@example.com' })))).toBe('WSSE_INVALID')
      expect(await code(ask('UsernameToken Username="x"'))).toBe('WSSE_INVALID')
      expect(await code(ask(`${header()}${'x'.repeat(2000)}`))).toBe('WSSE_INVALID')
      expect(await code(ask(header({ created: 'yesterday' })))).toBe('WSSE_INVALID')
      expect(await code(ask(header({ created: after(-61) })))).toBe('WSSE_TOO_OLD')
      expect(await code(ask(header({ created: after(61) })))).toBe('WSSE_TOO_OLD')
      expect(await code(ask(header(), { ip: '198.51.100.1' }))).toBe('ADDRESS_NOT_ALLOWED')
    })
  })

  it('is taken once, by whichever of two processes it reaches first', async () => {
    const env = readEnv({
      DATABASE_URL: shop.databaseUrl,
      STRIPE_SECRET_KEY: 'sk_test_x1234567',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_x1234567',
      STRIPE_WEBHOOK_SECRET: 'whsec_x1234567',
      PORTICO_SECRET_KEY,
      WSSE: 'on',
    })
    const other = await build(env, silentLog, { clock: shop.clock })
    try {
      const wsse = header()
      const answers = await Promise.all(
        [shop.built, other, shop.built, other].map((built) => code(ask(wsse, { built }))),
      )
      expect(answers.sort()).toEqual([undefined, 'WSSE_NONCE_USED', 'WSSE_NONCE_USED', 'WSSE_NONCE_USED'].sort())
    } finally {
      await other.close()
    }
  })

  it.each([
    ['without its padding', (nonce: string) => nonce.replaceAll('=', '')],
    ['with a blank in it', (nonce: string) => `${nonce.slice(0, 4)} ${nonce.slice(4)}`],
    ['with a stray sign', (nonce: string) => `${nonce}!`],
    ['in the alphabet of addresses', (nonce: string) => nonce.replaceAll('+', '-').replaceAll('/', '_')],
    // the last sign carries two bits of 16 bytes, and four that nobody reads
    ['with other bits at its end', (nonce: string) => nonce.replace(/.==$/, (end) => `${nextSign(end[0]!)}==`)],
  ])('is not taken again by another spelling of its nonce: %s', async (_how, spell) => {
    const nonce = Buffer.concat([Buffer.from('fbefbeffff', 'hex'), randomBytes(11)]).toString('base64')
    const created = shop.clock.now().toISOString()
    expect((await ask(header({ nonce, created }))).actor.kind).toBe('backOffice')
    await still(
      shop.database,
      async () => expect(await code(ask(header({ nonce: spell(nonce), created })))).toBe('WSSE_INVALID'),
      ['wsse_nonces'],
    )
  })

  it('opens both doors of the back office, once each, and nothing moves where it is refused', async () => {
    const ctx = staff(shop)
    const email = 'old-wms@example.com'
    const organizationId = shop.website.organizationId
    const { id } = await shop.built.engine.records.create(
      'user',
      { email, name: 'Old WMS', organizationId, wsse: true },
      ctx,
    )
    const { key } = (await shop.built.engine.act('user.issueWsseKey', { id }, ctx, {})) as { key: string }
    const mine = (given: Given = {}) => header({ username: email, key, ...given })
    const doors: [string, RequestInit][] = [
      ['/admin/api/units', {}],
      ['/admin/graphql', { method: 'POST', body: JSON.stringify({ query: '{ units(first: 1) { nodes { id } } }' }) }],
    ]
    const knock = async ([path, init]: (typeof doors)[number], wsse: string) => {
      const headers = {
        authorization: 'WSSE profile="UsernameToken"',
        'x-wsse': wsse,
        'content-type': 'application/json',
      }
      const answer = await fetch(shop.url + path, { ...init, headers })
      const { errors } = (await answer.json()) as { errors: { code?: string; extensions?: { code: string } }[] }
      return errors[0]!.code ?? errors[0]!.extensions?.code
    }
    for (const door of doors) {
      const wsse = mine()
      // known, and without a role: may nothing
      expect(await knock(door, wsse)).toBe('FORBIDDEN')
      await still(
        shop.database,
        async () => {
          expect(await knock(door, wsse)).toBe('WSSE_NONCE_USED')
          expect(await knock(door, mine({ key: 'wrong' }))).toBe('WSSE_INVALID')
          expect(await knock(door, mine({ created: after(-61) }))).toBe('WSSE_TOO_OLD')
          expect(await knock(door, header())).toBe('ADDRESS_NOT_ALLOWED')
        },
        ['users', 'units'],
      )
    }
  })

  it('cannot be spoilt by somebody who knows a nonce and no key', async () => {
    const nonce = randomBytes(16).toString('base64')
    expect(await code(ask(header({ nonce, key: 'wrong' })))).toBe('WSSE_INVALID')
    expect((await ask(header({ nonce }))).actor.kind).toBe('backOffice')
  })

  it('is for those who are switched on only', async () => {
    const { db } = shop.database
    await db.updateTable('users').set({ wsse: false }).where('id', '=', user.id).execute()
    expect(await code(ask(header()))).toBe('WSSE_INVALID')
    await db.updateTable('users').set({ wsse: true, active: false }).where('id', '=', user.id).execute()
    expect(await code(ask(header()))).toBe('WSSE_INVALID')
    await db.updateTable('users').set({ active: true }).where('id', '=', user.id).execute()
  })
})
