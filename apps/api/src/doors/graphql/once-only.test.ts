import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer, placementFields } from '../../testing/buyer.ts'
import { Caller, granted, type Answer } from '../../testing/caller.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let erp: Caller
beforeAll(async () => {
  shop = await openShop()
  erp = new Caller(`${shop.url}/admin/graphql`, (await shop.client()).token)
})
afterAll(() => shop.close())

const send = <Value>(caller: Caller, key: string, query: string, variables: object = {}): Promise<Answer<Value>> =>
  caller.post(JSON.stringify({ query, variables }), { 'idempotency-key': key })

const createBrand = 'mutation ($input: BrandCreateInput!) { brandCreate(input: $input) { id created brand { code } } }'
const brand = (code: string, more: object = {}) => ({ input: { code, slug: code, name: code, ...more } })
const brands = async (code: string) =>
  (
    await granted(
      erp.send<{ totalCount: number }>(`{ brands(filter: { code: { starts: "${code}" } }) { totalCount } }`),
    )
  ).totalCount
const isReplayed = ({ headers }: Answer<unknown>) => headers.get('idempotent-replayed') === 'true'

describe('a mutation of the back office with an idempotency key', () => {
  it('is done once, also by requests that come at the same time, and answered the same again', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(erp, 'k-1', createBrand, brand('once'))))
    const [first] = answers.filter((answer) => answer.errors.length === 0 && !isReplayed(answer))
    expect(first?.value).toMatchObject({ created: true, brand: { code: 'once' } })
    for (const answer of answers) {
      if (answer === first || isReplayed(answer)) continue
      expect([answer.status, answer.error?.code]).toEqual([409, 'IDEMPOTENCY_KEY_IN_USE'])
      expect(answer.headers.get('retry-after')).toBe('1')
    }
    const again = await send(erp, 'k-1', createBrand, brand('once'))
    expect([again.status, again.text, isReplayed(again)]).toEqual([first!.status, first!.text, true])
    expect(again.headers.get('content-type')).toBe(first!.headers.get('content-type'))
    expect(await brands('once')).toBe(1)
  })

  it('is refused where another request came under the key, and nothing moves', async () => {
    await granted(send(erp, 'k-2', createBrand, brand('mine')))
    for (const variables of [brand('mine', { name: 'Another' }), brand('other')]) {
      const refused = await send(erp, 'k-2', createBrand, variables)
      expect([refused.status, refused.error?.code, refused.error?.path]).toEqual([
        409,
        'IDEMPOTENCY_KEY_REUSED',
        'idempotency-key',
      ])
      expect(refused.error?.requestId).toBe(refused.headers.get('x-request-id'))
    }
    expect([await brands('mine'), await brands('other')]).toEqual([1, 0])
    const somebody = new Caller(`${shop.url}/admin/graphql`, (await shop.client()).token)
    expect((await send(somebody, 'k-2', createBrand, brand('theirs'))).errors).toEqual([])
  })

  it('that was refused has done nothing and leaves its key free', async () => {
    const refused = await send(erp, 'k-3', createBrand, brand('later', { slug: 'Not a slug' }))
    expect([refused.error?.code, await brands('later')]).toEqual(['FIELD_INVALID', 0])
    const taken = await send(erp, 'k-3', createBrand, brand('once'))
    expect(taken.error?.code).toBe('ALREADY_EXISTS')
    expect((await send(erp, 'k-3', createBrand, brand('later'))).errors).toEqual([])
    for (const key of ['with blanks', 'k'.repeat(300)])
      expect((await send(erp, key, createBrand, brand('never'))).error).toMatchObject({
        code: 'FIELD_INVALID',
        path: 'idempotency-key',
      })
    expect(await brands('never')).toBe(0)
  })

  it('stands for one write: several belong into a batch, which is done once as a whole', async () => {
    const two = `mutation { a: brandCreate(input: { code: "two-a", slug: "two-a", name: "A" }) { id } ...B }
      fragment B on Mutation { b: brandCreate(input: { code: "two-b", slug: "two-b", name: "B" }) { id } }`
    const refused = await send(erp, 'k-4', two)
    expect([refused.status, refused.error?.code, await brands('two')]).toEqual([400, 'FIELD_INVALID', 0])
    const batch = () =>
      send(erp, 'k-4', 'mutation ($operations: [BatchOperation!]!) { batch(operations: $operations) { id } }', {
        operations: ['two-a', 'two-b'].map((code) => ({ brandCreate: brand(code) })),
      })
    const [first, again] = [await batch(), await batch()]
    expect([first.errors, again.text, isReplayed(again), await brands('two')]).toEqual([[], first.text, true, 2])
  })

  it('may be an action', async () => {
    const level = await granted(
      erp.send<{ nodes: { id: string; onHand: string }[] }>('{ inventoryLevels(first: 1) { nodes { id onHand } } }'),
    )
    const [{ id, onHand }] = level.nodes as [{ id: string; onHand: string }]
    const adjust = () =>
      send<{ onHand: string }>(
        erp,
        'k-5',
        'mutation ($input: InventoryLevelAdjustInput!) { inventoryLevelAdjust(input: $input) { onHand } }',
        { input: { id, change: '5', reason: 'received' } },
      )
    const [first, again] = [await granted(adjust()), await granted(adjust())]
    expect([Number(first.onHand), again]).toEqual([Number(onHand) + 5, first])
  })

  it('is tried again where another transaction stood in its way', async () => {
    const { db } = shop.built.database
    await sql`create sequence tries`.execute(db)
    await sql`create function collide() returns trigger language plpgsql as $$ begin
      if nextval('tries') < 3 then raise exception 'collision' using errcode = 'serialization_failure'; end if;
      return new; end $$`.execute(db)
    await sql`create trigger collide before insert on brands for each row execute function collide()`.execute(db)
    const made = await granted(send<{ created: boolean }>(erp, 'k-6', createBrand, brand('collided')))
    await sql`drop trigger collide on brands`.execute(db)
    expect([made.created, await brands('collided')]).toEqual([true, 1])
  })

  it('means nothing for a query, and a query that is none is told so', async () => {
    const [one, two] = [await send(erp, 'k-7', '{ __typename }'), await send(erp, 'k-7', '{ brands { totalCount } }')]
    expect([one.errors, two.errors]).toEqual([[], []])
    expect((await send(erp, 'k-7', 'mutation {')).error?.code).toBe('QUERY_INVALID')
    expect((await send(erp, 'k-7', 'mutation { brandExplode { id } }')).error?.code).toBe('QUERY_INVALID')
  })

  it('needs a caller who may come in', async () => {
    const stranger = await send(new Caller(`${shop.url}/admin/graphql`), 'k-8', createBrand, brand('stranger'))
    expect([stranger.status, stranger.error?.code]).toEqual([401, 'ACCESS_TOKEN_REQUIRED'])
  })
})

describe('a shopper’s mutation with an idempotency key', () => {
  const add = (quantity = '1') =>
    [
      'mutation ($input: CartAddLineInput!) { cartAddLine(input: $input) { itemCount lines { quantity product { sku } } } }',
      { input: { sku: skus.drill, quantity } },
    ] as const

  it('is done once for each shopper, and refused for strangers, of whom nothing is kept', async () => {
    const stranger = await still(shop.database, () => send(shop.caller(), 'cart-1', ...add()))
    expect([stranger.status, stranger.error?.code]).toEqual([401, 'SESSION_REQUIRED'])
    const [one, other] = [shop.caller(), shop.caller()]
    for (const shopper of [one, other]) {
      await granted(shopper.send(...add()))
      const [first, again] = [await send(shopper, 'cart-1', ...add('2')), await send(shopper, 'cart-1', ...add('2'))]
      expect([first.value, again.text, isReplayed(again)]).toEqual([
        { itemCount: 1, lines: [{ quantity: '3', product: { sku: skus.drill } }] },
        first.text,
        true,
      ])
      const reused = await still(shop.database, () => send(shopper, 'cart-1', ...add('3')))
      expect([reused.status, reused.error?.code]).toEqual([409, 'IDEMPOTENCY_KEY_REUSED'])
    }
  })

  it('places an order once, though that speaks with the payment provider in between', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    const place = () =>
      send(
        buyer.caller,
        'place-1',
        `mutation ($input: CheckoutPlaceInput!) { checkoutPlace(input: $input) { ${placementFields} } }`,
        { input: { checkoutId: buyer.checkoutId, expectedTotal: totals!.total } },
      )
    const both = await Promise.all([place(), place()])
    const codes = both.map(({ error }) => error?.code).filter(Boolean)
    expect(codes.every((code) => code === 'IDEMPOTENCY_KEY_IN_USE')).toBe(true)
    const again = await place()
    expect([again.errors, isReplayed(again)]).toEqual([[], true])
    const payments = await shop.built.database.db
      .selectFrom('payments')
      .select('id')
      .where('checkoutId', '=', buyer.checkoutId)
      .execute()
    expect(payments).toHaveLength(1)
  })
})
