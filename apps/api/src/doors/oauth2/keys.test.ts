import { createHash, randomBytes } from 'node:crypto'
import { columnName, model } from '@portico/schema'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build, type Built } from '../../build.ts'
import { credentialsOf } from '../../domain/integrations/exchange/steer-integration.ts'
import { sealedPlaces } from '../../identity/authorization/reseal.ts'
import { sql } from '../../kernel/db.ts'
import { readEnv } from '../../kernel/env.ts'
import { createSeal } from '../../kernel/seal.ts'
import {
  appAt,
  Browser,
  createApp,
  createFrontend,
  pkce,
  postForm,
  type AppForPeople,
  type TokenAnswer,
} from '../../testing/app-sign-in.ts'
import { silentLog } from '../../testing/context.ts'
import { runCommand } from '../../testing/command.ts'
import { createEmptyDatabase } from '../../testing/database.ts'
import { keepSecrets, type Kept } from '../../testing/secrets.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { subscriptionsIn } from '../../testing/subscriptions.ts'

// The command `npm run keys`, as an operator runs it: on the database of a shop that is open.

const [former, next, foreign] = [21, 22, 23].map((byte) => Buffer.alloc(32, byte).toString('base64')) as [
  string,
  string,
  string,
]
let shop: OpenShop
let staffs: AppForPeople
let frontend: AppForPeople
let given: { staff: TokenAnswer['body']; shopper: TokenAnswer['body'] }
let secrets: Kept['secrets']
let wsseUser: Kept['wsseUser']
let integrationId: string
const processes: Built[] = []

beforeAll(async () => {
  shop = await openShop({ env: { PORTICO_SECRET_KEY: former, WSSE: 'on' } })
  staffs = await createApp(shop)
  frontend = await createFrontend(shop)
  given = { staff: await staffs.tokens(), shopper: await frontend.tokens() }
  ;({ secrets, wsseUser, integrationId } = await keepSecrets(shop, former))
})
afterAll(async () => {
  await Promise.all(processes.map((one) => one.close()))
  await shop.close()
})

const keys = (command: string, env: Record<string, string> = {}, npm = false) =>
  runCommand('keys', [command], { DATABASE_URL: shop.databaseUrl, PORTICO_SECRET_KEY: former, ...env }, npm)

/** A process of the shop that starts now, with this key of the house. */
async function start(secretKey: string): Promise<{ url: string; built: Built }> {
  const env = readEnv({
    DATABASE_URL: shop.databaseUrl,
    STRIPE_SECRET_KEY: 'sk_test_x1234567',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_x1234567',
    STRIPE_WEBHOOK_SECRET: 'whsec_x1234567',
    PORTICO_SECRET_KEY: secretKey,
    WSSE: 'on',
    WEBHOOK_ALLOW_PRIVATE: 'on',
    SFTP: 'off',
  })
  const built = await build(env, silentLog, { clock: shop.clock })
  processes.push(built)
  return { url: await built.app.listen({ port: 0, host: '127.0.0.1' }), built }
}

/** The same app, at another process. */
const at = (url: string, app: AppForPeople) =>
  appAt({ ...shop, url }, app === staffs ? '/oauth2' : '/shop/oauth2', {
    app: app.app,
    person: app.person,
    scope: app === staffs ? 'openid customerGroup:read' : 'openid all',
  })

const kidOf = (idToken: string | undefined) => decodeProtectedHeader(idToken ?? '').kid

/** That an id token is proved by the keys that a process publishes. */
const proved = (url: string, idToken: string | undefined) =>
  jwtVerify(idToken ?? '', createRemoteJWKSet(new URL(`${url}/oauth2/jwks`)), { currentDate: shop.clock.now() })

const byWsse = ({ built }: { built: Built }) => {
  const [nonce, created] = [randomBytes(16).toString('base64'), shop.clock.now().toISOString()]
  const digest = createHash('sha1')
    .update(Buffer.from(nonce, 'base64'))
    .update(created + secrets.wsse)
    .digest('base64')
  const wsse = `UsernameToken Username="${wsseUser.email}", PasswordDigest="${digest}", Nonce="${nonce}", Created="${created}"`
  return built.backOfficeContextOf({ requestId: 'r', ip: '', log: silentLog, wsse })
}

const signingRows = () => shop.database.db.selectFrom('signingKeys').selectAll().orderBy('id').execute()

describe('npm run keys -- rotate', () => {
  it('does nothing, and says why, without the key that the house has, without a database, and without its tables', async () => {
    const before = await signingRows()
    const empty = await createEmptyDatabase()
    const wrong = [
      [{ DATABASE_URL: empty.url }, 'npm run database -- migrate'],
      [{ PORTICO_SECRET_KEY: foreign }, 'not in PORTICO_SECRET_KEY'],
      [{ PORTICO_SECRET_KEY: '', PORTICO_DATA_DIR: '/nowhere' }, 'give the key that the API has'],
      [{ DATABASE_URL: '', PORTICO_DATA_DIR: '/nowhere' }, 'There is no database in /nowhere'],
      [{ DATABASE_URL: 'postgres://portico@127.0.0.1:1/portico' }, 'look at DATABASE_URL'],
    ] as const
    const answers = await Promise.all(wrong.map(async ([env, words]) => ({ words, ...(await keys('rotate', env)) })))
    for (const { words, code, said } of answers) {
      expect([code, said]).toEqual([1, expect.stringContaining(words)])
      expect(said).toContain('Nothing was changed.')
    }
    await empty.drop()
    const unknown = await keys('turn')
    expect([unknown.code, unknown.said]).toEqual([2, expect.stringContaining('status | rotate | reseal')])
    expect(await signingRows()).toEqual(before)
  }, 60_000)

  it('makes new keys that sign, while all that was signed, sealed and given before goes on working', async () => {
    const { challenge, verifier } = pkce()
    const browser = new Browser(shop.url)
    const login = await browser.follow(staffs.authorizeUrl(challenge))
    const { code, said } = await keys('rotate', {}, true)
    expect([code, said]).toEqual([0, expect.stringContaining('new keys sign; 2 retired, 0 forgotten')])
    expect(said.match(/signs$/gm)).toHaveLength(2)
    expect(said.match(/retired .*forgotten from/g)).toHaveLength(2)

    const fresh = await start(former)
    await proved(fresh.url, given.staff.id_token)
    const token = { requestId: 'r', ip: '', log: silentLog, authorization: `Bearer ${given.staff.access_token}` }
    expect((await fresh.built.backOfficeContextOf(token)).actor.kind).toBe('backOffice')
    const renewed = await at(fresh.url, staffs).renew(given.staff.refresh_token)
    expect(kidOf(renewed.body.id_token)).not.toBe(kidOf(given.staff.id_token))
    await proved(fresh.url, renewed.body.id_token)
    const shoppers = await at(fresh.url, frontend).renew(given.shopper.refresh_token)
    expect(kidOf(shoppers.body.id_token)).toBe(kidOf(renewed.body.id_token))
    expect((await byWsse(fresh)).actor).toMatchObject({ by: 'user', principalId: wsseUser.id })

    // the sign-in that was begun at a process with the former keys ends at the one with the new ones: its cookies are proved
    const moved = browser.to(fresh.url)
    const sent = await moved.submit(login.address, { step: 'login', ...staffs.person })
    const consent = await moved.follow(sent.headers.get('location')!)
    const allowed = await moved.submit(consent.address, { step: 'allow' })
    const back = new URL((await moved.follow(allowed.headers.get('location')!)).address)
    expect((await at(fresh.url, staffs).exchange(back.searchParams.get('code')!, verifier)).status).toBe(200)
    given = { staff: renewed.body, shopper: shoppers.body }
  })

  it('forgets what was retired more than thirty days ago: it proves nothing any more', async () => {
    const { db } = shop.database
    const retired = await db.selectFrom('signingKeys').select('id').where('retiredAt', 'is not', null).execute()
    await db
      .updateTable('signingKeys')
      .set({ retiredAt: new Date(Date.now() - 31 * 86_400_000) })
      .where('retiredAt', 'is not', null)
      .execute()
    const { said } = await keys('rotate')
    expect(said).toContain('2 retired, 2 forgotten')
    const left = (await signingRows()).map(({ id }) => id)
    expect(left).toHaveLength(4)
    expect(retired.filter(({ id }) => left.includes(id))).toEqual([])
    const fresh = await start(former)
    await proved(fresh.url, given.staff.id_token)
    const published = (await (await fetch(`${fresh.url}/oauth2/jwks`)).json()) as { keys: { kid: string }[] }
    expect(published.keys.map(({ kid }) => kid)).not.toContain(retired[0]!.id)
  })
})

describe('secrets in the database', () => {
  /** What the model calls secret, and how each is kept. */
  const kept: Record<string, 'argon2' | 'sha256' | 'sealed' | 'no secret of anybody’s, hidden from the doors'> = {
    'user.passwordHash': 'argon2',
    'user.wsseKey': 'sealed',
    'apiClient.secretHash': 'sha256',
    'job.door': 'no secret of anybody’s, hidden from the doors',
    'job.ip': 'no secret of anybody’s, hidden from the doors',
    'webhookSubscription.secret': 'sealed',
    'webhookSubscription.formerSecret': 'sealed',
    'integration.credentials': 'sealed',
    'fileAccount.passwordHash': 'argon2',
    'customerUser.passwordHash': 'argon2',
    'giftCard.codeHash': 'sha256',
    'pushSubscription.endpointHash': 'sha256',
    'pushSubscription.address': 'sealed',
  }
  const forms = { argon2: /^\$argon2id\$/, sha256: /^[0-9a-f]{64}$/, sealed: /^v1\.[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+$/ }

  it('are hashed or sealed, each of them: the database alone gives none away', async () => {
    const webhooks = subscriptionsIn(shop)
    const { id, admin } = await webhooks.subscribe({ url: 'http://127.0.0.1:9/hook', topics: ['customer.updated'] })
    secrets.webhook = (await webhooks.rotate(admin, id)).secret
    const fields = [...model.entities.values()].flatMap((entity) =>
      Object.entries(entity.fields).flatMap(([key, { kind }]) => (kind === 'secret' ? [{ entity, key }] : [])),
    )
    expect(fields.map(({ entity, key }) => `${entity.name}.${key}`).sort()).toEqual(Object.keys(kept).sort())
    for (const { entity, key } of fields) {
      const how = kept[`${entity.name}.${key}`]!
      if (!(how in forms)) continue
      const column = sql.ref(columnName(key))
      const { rows } = await sql<{
        value: string
      }>`select ${column} as value from ${sql.table(entity.table)} where ${column} is not null`.execute(
        shop.database.db,
      )
      expect([entity.name, key, rows.length > 0]).toEqual([entity.name, key, true])
      for (const { value } of rows) expect(value, `${entity.name}.${key}`).toMatch(forms[how as keyof typeof forms])
    }
    const sealed = fields.filter(({ entity, key }) => kept[`${entity.name}.${key}`] === 'sealed')
    expect(sealedPlaces.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(
      ['signing_keys.sealed', ...sealed.map(({ entity, key }) => `${entity.table}.${columnName(key)}`)].sort(),
    )
  })

  it('stand in no table as they are, wherever somebody looks', async () => {
    const { db } = shop.database
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
      db,
    )
    // as a private key would stand in its JWK
    const unsealed = '"crv":"P-256"'
    const plain = [
      ...Object.values(secrets),
      given.staff.access_token,
      given.staff.refresh_token,
      given.shopper.access_token,
      unsealed,
    ]
    for (const { name } of tables) {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(db)
      const text = rows.map(({ row }) => row).join('\n')
      expect([name, plain.filter((secret) => text.includes(secret))]).toEqual([name, []])
    }
  })
})

describe('npm run keys -- reseal', () => {
  it('seals everything anew, so that the former key opens nothing and the new one all', async () => {
    const webhook = await shop.database.db.selectFrom('webhookSubscriptions').selectAll().executeTakeFirstOrThrow()
    const refused = await keys('reseal', { PORTICO_SECRET_KEY: next })
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('not in PORTICO_SECRET_KEY')])
    const { code, said } = await keys('reseal', { PORTICO_SECRET_KEY: `${next},${former}` })
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(
        /signing_keys\.sealed: 4[\s\S]*users\.wsse_key: 1[\s\S]*integrations\.credentials: 1[\s\S]*sealed \d+ secrets anew/,
      ),
    ])

    const fresh = await start(next)
    expect((await byWsse(fresh)).actor).toMatchObject({ by: 'user' })
    await proved(fresh.url, given.staff.id_token)
    expect((await at(fresh.url, staffs).renew(given.staff.refresh_token)).status).toBe(200)
    const byClient = await postForm(`${fresh.url}/oauth2/token`, {
      grant_type: 'client_credentials',
      client_id: 'erp',
      client_secret: secrets.client,
    })
    expect(byClient.status).toBe(200)
    const { db } = shop.database
    const integration = await db
      .selectFrom('integrations')
      .select(['id', 'credentials'])
      .where('id', '=', integrationId)
      .executeTakeFirstOrThrow()
    expect(credentialsOf(integration, createSeal([next]))).toEqual({ key: secrets.credential })
    expect(() => credentialsOf(integration, createSeal([former]))).toThrow('not in PORTICO_SECRET_KEY')
    const resealed = await db
      .selectFrom('webhookSubscriptions')
      .select('secret')
      .where('id', '=', webhook.id)
      .executeTakeFirstOrThrow()
    const opened = createSeal([next]).open(resealed.secret!, `webhook/${webhook.id}`)
    expect(opened).toBe(secrets.webhook)
    const outdated = await start(former)
    expect((await fetch(`${outdated.url}/oauth2/jwks`)).status).toBe(500)
  })
})
