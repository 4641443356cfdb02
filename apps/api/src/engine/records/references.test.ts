import { afterAll, beforeAll, expect, it } from 'vitest'
import { transaction } from '../../kernel/db.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let clerk: Clerk
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
})
afterAll(() => shop.close())

it('finds the ids of what an action takes by natural keys and external references', async () => {
  const { records } = shop.built.engine
  const ctx = await shop.built.systemContext()
  const wanted = { product: { sku: {} }, warehouse: { code: {} } }
  const [level] = (await records.list('inventoryLevel', { page: { size: 1 }, wanted }, ctx)).rows
  const { product, warehouse } = level as unknown as {
    product: { id: string; sku: string }
    warehouse: { code: string }
  }
  await clerk.make('externalReference', { system: 'erp', entity: 'product', externalId: '4711', rowId: product.id })
  const asked = (of: object) =>
    records.inputOf(
      'inventoryLevel.adjust',
      { id: { product: of, warehouse: { code: warehouse.code } }, change: '1' },
      ctx,
    )
  expect(await asked({ sku: product.sku })).toEqual({ id: level!.id, change: '1' })
  expect(await asked({ external: { system: 'erp', id: '4711' } })).toEqual({ id: level!.id, change: '1' })
  expect(await codeOf(asked({ external: { system: 'erp', id: 'nobody' } }))).toBe('REFERENCE_NOT_FOUND')
})

it.each(['brand', 'category'])('says of a new %s what it says of no other', async (name) => {
  const apply = (given: object) =>
    transaction(clerk.ctx, (inside) =>
      shop.built.engine.records.parts.apply(
        shop.built.engine.records.entity(name),
        'upsert',
        [{ given: { code: 'first-word', ...given }, initially: { slug: 'said-once' } }],
        inside,
      ),
    )
  const named = name === 'brand' ? { name: 'Bolt' } : { name: { en: 'Bolts' } }
  const read = () =>
    shop.built.engine.records
      .list(
        name,
        { page: { size: 5 }, wanted: { slug: {} }, filter: { path: 'code', op: 'eq', value: 'first-word' } },
        clerk.ctx,
      )
      .then(({ rows }) => rows[0]!)
  expect(await apply(named)).toMatchObject([{ done: 'created' }])
  const { id, slug } = await read()
  expect(slug).toBe('said-once')
  await shop.built.engine.records.update(name, id, { slug: 'by-people' }, clerk.ctx)
  await apply(named)
  expect((await read()).slug).toBe('by-people')
  await shop.built.engine.records.remove(name, id, clerk.ctx)
})
