import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
  type IntrospectionQuery,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { repositoryRoot } from '../../kernel/root.ts'
import { sql } from '../../kernel/db.ts'

let shop: OpenShop
let strict: OpenShop
beforeAll(async () => {
  shop = await openShop()
  strict = await openShop({
    env: {
      INTROSPECTION: 'off',
      QUERY_MAX_DEPTH: '4',
      QUERY_MAX_COST: '200',
      RATE_LIMIT_PER_MINUTE: '25',
      SIGN_IN_LIMIT_PER_MINUTE: '3',
      CORS_ORIGINS: 'https://partner.test',
      TRUSTED_PROXIES: '127.0.0.1',
    },
  })
})
afterAll(() => Promise.all([shop.close(), strict.close()]))

/** Somebody at an address of their own, as the proxy in front says. */
const from = (ip: string) => strict.caller(undefined, { 'x-forwarded-for': ip })

describe('the schema', () => {
  it('that is served is the one that was promised in contracts/', async () => {
    const { data } = JSON.parse(
      (await shop.caller().send(getIntrospectionQuery({ schemaDescription: true, inputValueDeprecation: true }))).text,
    ) as {
      data: IntrospectionQuery
    }
    const promised = readFileSync(join(repositoryRoot(), 'contracts/graphql/storefront.graphql'), 'utf8')
    const plain = (text: string) => printSchema(lexicographicSortSchema(buildSchema(text)))
    expect(plain(printSchema(buildClientSchema(data)))).toBe(plain(promised))
  })

  it('is not told where that is switched off, and there is no explorer', async () => {
    const asked = await from('10.0.0.1').send('{ __schema { types { name } } }')
    expect(asked.error).toMatchObject({ code: 'INTROSPECTION_OFF', status: 403 })
    const page = await fetch(`${strict.url}/graphql`, {
      headers: { accept: 'text/html', 'x-forwarded-for': '10.0.0.1' },
    })
    expect(page.status).toBe(403)
    expect(await page.text()).toContain('INTROSPECTION_OFF')
  })
})

describe('the explorer', () => {
  it('opens for a browser at /graphql and loads everything from here', async () => {
    const page = await fetch(`${shop.url}/graphql`, { headers: { accept: 'text/html,application/xhtml+xml' } })
    const html = await page.text()
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toContain('text/html')
    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1]!)
    expect(links.length).toBeGreaterThan(2)
    expect(links.filter((link) => /^(https?:)?\/\//.test(link))).toEqual([])
    const base = /<base href="([^"]+)"/.exec(html)?.[1] ?? '/graphql/explorer/'
    for (const link of links.filter((one) => /\.(js|css)$/.test(one))) {
      const file = await fetch(new URL(link, new URL(base, shop.url)))
      expect([link, file.status]).toEqual([link, 200])
      await file.arrayBuffer()
    }
  })

  it('does not stand in the way of programs that ask by GET', async () => {
    const asked = await fetch(`${shop.url}/graphql?query={cartCurrent{id}}`, {
      headers: { 'apollo-require-preflight': '1' },
    })
    expect(await asked.json()).toEqual({ data: { cartCurrent: null } })
  })
})

describe('limits for strangers', () => {
  it('end a question that nests too deep or costs too much, before anything is read', async () => {
    const deep = await from('10.0.0.2').send('{ orders { items { lines { product { brand { name } } } } } }')
    expect([deep.status, deep.error?.code]).toEqual([400, 'QUERY_TOO_DEEP'])
    const wide = Array.from({ length: 60 }, (_, i) => `o${i}: orders { items { id number email } }`).join(' ')
    const costly = await from('10.0.0.2').send(`{ ${wide} }`)
    expect([costly.status, costly.error?.code]).toEqual([400, 'QUERY_TOO_COSTLY'])
    const aliased = `fragment f on OrderPage { items { id number email } } query { ${Array.from({ length: 60 }, (_, i) => `o${i}: orders { ...f }`).join(' ')} }`
    expect((await from('10.0.0.2').send(aliased)).error?.code).toBe('QUERY_TOO_COSTLY')
  })

  it('answer 429 with the seconds to wait when one address asks too often, and leave others alone', async () => {
    const busy = from('10.0.0.3')
    const answers = await Promise.all(Array.from({ length: 30 }, () => busy.send('{ cartCurrent { id } }')))
    const limited = answers.filter(({ status }) => status === 429)
    expect(limited).toHaveLength(5)
    expect(limited[0]?.error).toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
      params: { seconds: expect.any(Number) as number },
    })
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await from('10.0.0.4').send('{ cartCurrent { id } }')).status).toBe(200)
  })

  it('count tries to sign in over all processes, by address and by account', async () => {
    const attempt = (ip: string, email: string) =>
      from(ip).act('customerUserSignIn', { email, password: 'guess' }, 'token')
    const codes = []
    for (let i = 0; i < 5; i += 1) codes.push((await attempt('10.0.0.5', `somebody${i}@example.com`)).error?.code)
    expect(codes).toEqual([
      'CREDENTIALS_WRONG',
      'CREDENTIALS_WRONG',
      'CREDENTIALS_WRONG',
      'RATE_LIMITED',
      'RATE_LIMITED',
    ])
    const counted = await sql<{ key: string }>`select key from rate_limits where points > 30`.execute(
      strict.database.db,
    )
    expect(counted.rows).toHaveLength(1)
  })

  it('do not lock an account for everybody because one address guesses, but do when many addresses guess', async () => {
    // as long as an address may be
    const email = `${'v'.repeat(64)}@${`${'x'.repeat(45)}.`.repeat(4)}com`
    const attempt = async (ip: string) =>
      (await from(ip).act('customerUserSignIn', { email, password: 'guess' }, 'token')).error?.code
    for (let i = 0; i < 4; i += 1) await attempt('10.0.1.1')
    expect(await attempt('10.0.1.1')).toBe('RATE_LIMITED')
    expect(await attempt('10.0.1.2')).toBe('CREDENTIALS_WRONG')
    for (let i = 0; i < 26; i += 1) await attempt(`10.0.3.${i}`)
    expect(await attempt('10.0.1.9')).toBe('RATE_LIMITED')
  })

  it('count guesses at an order by its number and by its e-mail address, from wherever they come', async () => {
    const track = async (ip: string, number: string, email: string) =>
      (await from(ip).ask('orderTrack', { number, email }, 'number')).error?.code
    for (let i = 0; i < 30; i += 1)
      expect(await track(`10.0.4.${i}`, 'P-0000-0000', `guess${i}@example.com`)).toBe('ORDER_NOT_FOUND')
    expect(await track('10.0.5.1', 'P-0000-0000', 'other@example.com')).toBe('RATE_LIMITED')
    expect(await track('10.0.5.1', 'P-0000-0001', 'other@example.com')).toBe('ORDER_NOT_FOUND')
  })

  it('do not hold up sign-ins that come all at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 15 }, (_, i) =>
        from(`10.0.2.${i}`).act('customerUserSignIn', { email: `x${i}@example.com`, password: 'guess' }, 'token'),
      ),
    )
    expect(new Set(answers.map(({ error }) => error?.code))).toEqual(new Set(['CREDENTIALS_WRONG']))
  })
})

describe('scripts of other origins', () => {
  const ask = async (origin: string) => {
    const answer = await fetch(`${strict.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
        'x-forwarded-for': '10.0.0.7',
      },
    })
    return answer.headers.get('access-control-allow-origin')
  }

  it('may call if the configuration names them, and the shop’s own always', async () => {
    expect(await ask('https://partner.test')).toBe('https://partner.test')
    expect(await ask('https://shop.test')).toBe('https://shop.test')
    expect(await ask('https://evil.test')).toBeNull()
  })
})

describe('the caller’s language and currency', () => {
  it('follow the headers: names in German, and a currency that is not offered is refused', async () => {
    const german = new Buyer(shop, shop.caller(undefined, { 'accept-language': 'fr-FR, de-CH;q=0.8, en;q=0.5' }))
    const cart = await granted(german.add(skus.drill))
    expect(cart.lines?.[0]?.product).toMatchObject({ sku: skus.drill })
    const named = await granted(
      german.caller.send<{ lines: { product: { name: string } }[] }>('{ cartCurrent { lines { product { name } } } }'),
    )
    expect(named.lines[0]?.product.name).toBe('Produkt DRILL-18')
    await german.start()
    await granted(
      german.step('SetShippingAddress', {
        address: { firstName: 'A', lastName: 'B', street: 'C 1', city: 'Bonn', postalCode: '53111', countryCode: 'DE' },
      }),
    )
    const { options } = await granted(german.options())
    expect(options.map(({ label }) => label)).toContain('Abholung in Berlin')
    const francs = await shop.caller(undefined, { 'portico-currency': 'CHF' }).send('{ cartCurrent { id } }')
    expect([francs.status, francs.error?.code, francs.error?.path]).toEqual([
      422,
      'CURRENCY_NOT_OFFERED',
      'portico-currency',
    ])
    const elsewhere = await shop.caller(undefined, { 'portico-website': 'moon' }).send('{ cartCurrent { id } }')
    expect([elsewhere.status, elsewhere.error?.code]).toEqual([404, 'NOT_FOUND'])
  })
})

describe('an address', () => {
  it('says which methods it has when it is asked by another one, and that it is none where there is nothing', async () => {
    const ask = async (method: string, path: string) => {
      const answer = await fetch(`${shop.url}${path}`, { method })
      const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] }
      return [answer.status, errors[0]?.extensions.code, answer.headers.get('allow')]
    }
    expect(await ask('DELETE', '/graphql?a=b')).toEqual([405, 'METHOD_NOT_ALLOWED', 'GET, HEAD, POST'])
    expect(await ask('GET', '/webhooks/stripe')).toEqual([405, 'METHOD_NOT_ALLOWED', 'POST'])
    expect(await ask('PUT', '/media/a/b.webp')).toEqual([405, 'METHOD_NOT_ALLOWED', 'GET, HEAD'])
    expect(await ask('GET', '/nowhere')).toEqual([404, 'NOT_FOUND', null])
  })
})

describe('a fault', () => {
  it('that is an answer of ours against the schema is no mistake of the caller’s, and is logged', async () => {
    const broken = await openShop()
    try {
      await sql`update read_model.details set detail = regexp_replace(detail, '"name" *: *"[^"]*"', '"name":null', 'g')`.execute(
        broken.database.db,
      )
      const caller = broken.caller(undefined, { 'x-request-id': 'partner-4712.a' })
      const { error } = await caller.ask('productFind', { sku: skus.drill }, 'id name')
      expect(error).toMatchObject({ code: 'INTERNAL', status: 500, requestId: 'partner-4712.a' })
      expect(broken.logged()).toContain('Product.name')
    } finally {
      await broken.close()
    }
  })

  it('that a statement takes too long is told as that, and keeps nobody waiting', async () => {
    const patient = await openShop({ env: { DATABASE_STATEMENT_SECONDS: '1' } })
    try {
      await patient.database.db.transaction().execute(async (trx) => {
        await sql`lock table read_model.details in access exclusive mode`.execute(trx)
        const { error } = await patient.caller().ask('productFind', { sku: skus.drill }, 'id')
        expect(error).toMatchObject({ code: 'TOOK_TOO_LONG', status: 503 })
      })
      expect((await patient.caller().ask('productFind', { sku: skus.drill }, 'id')).error).toBeUndefined()
    } finally {
      await patient.close()
    }
  })

  it('of a question is told with the request’s id, also where it was found before anything ran', async () => {
    const caller = shop.caller(undefined, { 'x-request-id': 'partner-4713.a' })
    for (const question of [
      '{ nothingLikeThis }',
      '{ cartCurrent {',
      'query A { cartCurrent { id } } query B { cartCurrent { id } }',
    ]) {
      const { error } = await caller.send(question)
      expect(error).toMatchObject({ code: 'QUERY_INVALID', requestId: 'partner-4713.a' })
    }
  })

  it('is told by the request’s id, which was the caller’s own, and never with its reason', async () => {
    const broken = await openShop()
    try {
      await sql`drop table read_model.details cascade`.execute(broken.database.db)
      const caller = broken.caller(undefined, { 'x-request-id': 'partner-4711.a' })
      const { status, error, text, headers } = await caller.ask('productFind', { sku: skus.drill }, 'id')
      expect(status).toBe(200)
      expect(error).toMatchObject({ code: 'INTERNAL', status: 500, requestId: 'partner-4711.a' })
      expect(headers.get('x-request-id')).toBe('partner-4711.a')
      for (const secret of ['read_model', 'relation', 'at ', 'node_modules', 'pg'])
        expect(text.replaceAll('that', '')).not.toContain(secret)
      expect(broken.logged()).toContain('partner-4711.a')
      expect(broken.logged()).toContain('read_model.details')
      const odd = await broken
        .caller(undefined, { 'x-request-id': 'bad id\u00e9 <script>' })
        .send('{ cartCurrent { id } }')
      expect(odd.headers.get('x-request-id')).toMatch(/^[\w.-]{8,64}$/)
      await sql`drop table sessions cascade`.execute(broken.database.db)
      const lost = await broken.caller('pt_somebody').send('{ cartCurrent { id } }')
      expect([lost.status, lost.error?.code]).toEqual([500, 'INTERNAL'])
      expect(lost.text).not.toContain('sessions')
    } finally {
      await broken.close()
    }
  })
})
