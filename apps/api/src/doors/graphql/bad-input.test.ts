import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer, munich } from '../../testing/buyer.ts'
import { granted, type Refused } from '../../testing/caller.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop({ env: { BODY_MAX_BYTES: '20000' } })
})
afterAll(() => shop.close())

describe('a body that is no question', () => {
  const post = (body: string, headers?: Record<string, string>) =>
    still(shop.database, () => shop.caller().post(body, headers))

  it('is refused where it is no JSON, nothing, too large, or of another type', async () => {
    for (const body of ['{"query": ', 'plainly not', '']) {
      const { status, error } = await post(body)
      expect([body, status, error?.code]).toEqual([body, 400, 'BODY_INVALID'])
    }
    // the place is told in the same words as at JSON:API
    const broken = '{"query": "{ x }",\n "variables": nothing}'
    const jsonapi = await fetch(`${shop.url}/api/carts/actions/addLine`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.api+json' },
      body: broken,
    })
    const { errors } = (await jsonapi.json()) as { errors: { detail: string }[] }
    for (const told of [errors[0]!.detail, (await post(broken)).error!.message])
      expect(told).toContain('it is no JSON at line 2, column 16 (')
    expect((await post(broken)).error!.message).toBe(errors[0]!.detail)
    const prototype = await post('{"query": "{ x }", "__proto__": {"a": 1}}')
    expect(prototype).toMatchObject({ status: 400, error: { code: 'BODY_INVALID' } })
    expect(prototype.error!.message).toContain('__proto__')
    const large = await post(JSON.stringify({ query: `{ cartCurrent { id } } # ${'x'.repeat(20_000)}` }))
    expect(large).toMatchObject({ status: 413, error: { code: 'REQUEST_TOO_LARGE', params: { maximum: 20_000 } } })
    const typed = await post('query=1', { 'content-type': 'text/csv' })
    expect(typed).toMatchObject({ status: 415, error: { code: 'MEDIA_TYPE_NOT_ACCEPTED' } })
    expect(typed.error?.requestId).toBe(typed.headers.get('x-request-id'))
  })

  it('is refused where it is JSON and no query, a list of queries, or a query that cannot be read', async () => {
    for (const body of [
      '{}',
      '[]',
      'null',
      '{"query": 5}',
      '{"query": "{ cartCurrent { id "}',
      '[{"query":"{ cartCurrent { id } }"}]',
    ]) {
      const { status, error } = await post(body)
      expect([body, status, error?.code]).toEqual([body, 400, expect.stringMatching(/^(QUERY|BODY)_INVALID$/)])
    }
  })

  it('is told which address it should have gone to, if there is none', async () => {
    const answer = await fetch(`${shop.url}/nowhere`)
    const { errors } = (await answer.json()) as { errors: { extensions: Refused }[] }
    expect([answer.status, errors[0]?.extensions.code]).toEqual([404, 'NOT_FOUND'])
  })
})

describe('a question against the schema', () => {
  const send = (query: string, variables?: Record<string, unknown>) =>
    still(shop.database, () => shop.caller().send(query, variables))

  it('is refused by the name of what is wrong: an unknown field, argument, type or operation', async () => {
    for (const [query, hint] of [
      ['{ cartCurrent { id cost } }', 'cost'],
      ['{ customerUserCurrent { passwordHash } }', 'passwordHash'],
      ['{ orders(last: 3) { total } }', 'last'],
      ['mutation { cartExplode { id } }', 'cartExplode'],
      ['subscription { cart { id } }', 'subscription'],
    ]) {
      const { status, errors } = await send(query!)
      expect([status, errors[0]?.extensions.code]).toEqual([400, 'QUERY_INVALID'])
      expect(errors[0]?.message).toContain(hint)
    }
  })

  it('is refused where a variable is of another type, unknown or missing; all that is wrong is told together', async () => {
    const add = 'mutation ($input: CartAddLineInput!) { cartAddLine(input: $input) { id } }'
    for (const input of [
      { sku: 5 },
      { sku: skus.drill, colour: 'red' },
      { sku: skus.drill, quantity: 'many' },
      { sku: skus.drill, quantity: true },
      { sku: skus.drill, quantity: '1e3' },
      { sku: skus.drill, quantity: '1.0000001' },
      null,
    ]) {
      const { status, error } = await send(add, { input })
      expect([input, status, error?.code]).toEqual([input, 400, 'QUERY_INVALID'])
    }
    const contact = 'mutation ($input: CheckoutSetContactInput!) { checkoutSetContact(input: $input) { id } }'
    const { errors } = await send(contact, { input: { phone: 5, colour: 'red' } })
    expect(errors.length).toBeGreaterThanOrEqual(3)
  })

  it('is refused for a value that an enumeration does not have', async () => {
    const { status, error } = await send('{ productSearch(input: { sort: cheapestFirst }) { total } }')
    expect([status, error?.code]).toEqual([400, 'QUERY_INVALID'])
    const variable = await send('query ($sort: ProductSort) { productSearch(input: { sort: $sort }) { total } }', {
      sort: 'DROP TABLE',
    })
    expect([variable.status, variable.error?.code]).toEqual([400, 'QUERY_INVALID'])
  })

  it('takes the defaults that the schema promises', async () => {
    const { value } = await shop
      .caller()
      .act<{ lines: { quantity: string }[] }>('cartAddLine', { sku: skus.drill }, 'lines { quantity }')
    expect(value?.lines).toEqual([{ quantity: '1' }])
  })
})

describe('values that no field takes', () => {
  it('are refused with their field: too long, with control characters, not an address, not an id', async () => {
    const buyer = new Buyer(shop)
    await granted(buyer.add())
    await buyer.start()
    const contact = (input: object) =>
      still(shop.database, () => buyer.step('SetContact', { email: 'ada@example.com', ...input }))
    expect((await contact({ note: 'n'.repeat(1001) })).error).toMatchObject({
      code: 'FIELD_TOO_LONG',
      path: 'note',
      params: { maximum: 1000 },
    })
    expect((await contact({ note: 'a\u0000b' })).error).toMatchObject({ code: 'FIELD_INVALID', path: 'note' })
    // a line break belongs into a note, and not into a number: mails and files have one line for it
    expect((await contact({ poNumber: 'PO 1\nBcc: all' })).error).toMatchObject({
      code: 'FIELD_INVALID',
      path: 'poNumber',
    })
    expect((await contact({ email: 'not an address' })).error).toMatchObject({ code: 'FIELD_INVALID', path: 'email' })
    expect((await contact({ email: '' })).error).toMatchObject({ code: 'FIELD_REQUIRED', path: 'email' })
    expect((await contact({ checkoutId: '7' })).error).toMatchObject({ code: 'FIELD_INVALID', path: 'checkoutId' })
    expect((await contact({ checkoutId: "' or 1=1 --" })).error).toMatchObject({
      code: 'FIELD_INVALID',
      path: 'checkoutId',
    })
    expect((await buyer.caller.send('{ order(id: "7") { id } }')).value).toBeNull()
  })

  it('are told together, each with the path of its field', async () => {
    const buyer = new Buyer(shop)
    await granted(buyer.add())
    await buyer.start()
    const address = { ...munich, firstName: '', street: 's'.repeat(200), countryCode: 'Germany', city: 'M\u0007' }
    const { error } = await still(shop.database, () => buyer.step('SetShippingAddress', { address }))
    expect(error?.refusals?.map(({ code, path }) => [path, code]).sort()).toEqual([
      ['address.city', 'FIELD_INVALID'],
      ['address.countryCode', expect.stringMatching(/^FIELD_/)],
      ['address.firstName', 'FIELD_REQUIRED'],
      ['address.street', 'FIELD_TOO_LONG'],
    ])
  })

  it('are refused as quantities: negative, nothing, finer than the unit, more than there is', async () => {
    const buyer = new Buyer(shop)
    const add = async (sku: string, quantity: string) => {
      const { error } = await still(shop.database, () => buyer.add(sku, quantity))
      return [error?.code, error?.path]
    }
    expect(await add(skus.drill, '-1')).toEqual(['FIELD_INVALID', 'quantity'])
    expect((await add(skus.drill, '0'))[0]).toMatch(/^(QUANTITY|FIELD)_/)
    expect(await add(skus.drill, '1.5')).toEqual(['QUANTITY_PRECISION', 'quantity'])
    expect(await add(skus.cable, '1.255')).toEqual(['QUANTITY_PRECISION', 'quantity'])
    expect((await add(skus.drill, '11'))[0]).toBe('NOT_ENOUGH_STOCK')
    expect((await add(skus.drill, '99999999999999'))[0]).toMatch(/^(FIELD_INVALID|NOT_ENOUGH_STOCK)$/)
  })

  it('are refused as pages: none, too many, and a cursor that is not ours', async () => {
    const buyer = new Buyer(shop)
    await granted(buyer.add())
    const orders = async (args: string) => (await buyer.caller.send(`{ orders(${args}) { total } }`)).error
    expect(await orders('first: 0')).toMatchObject({ code: 'PAGE_SIZE_INVALID', params: { maximum: 100 } })
    expect(await orders('first: 101')).toMatchObject({ code: 'PAGE_SIZE_INVALID' })
    expect(await orders('first: 10, after: "bm9uc2Vuc2U="')).toMatchObject({
      code: 'CURSOR_INVALID',
      path: 'page.after',
    })
  })
})
