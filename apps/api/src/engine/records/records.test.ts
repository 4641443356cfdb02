import { model, type Entity } from '@portico/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../kernel/context.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { allRights, operatorsOf, Rights, type Grant, type Records } from './index.ts'

let shop: OpenShop
let records: Records
let system: Ctx
beforeAll(async () => {
  shop = await openShop()
  records = shop.built.engine.records
  system = await shop.built.systemContext()
})
afterAll(() => shop.close())

const clerk = (...grants: Grant[]): Ctx => ({
  ...system,
  actor: {
    kind: 'backOffice',
    by: 'client',
    principalId: '00000000-0000-7000-8000-000000000001',
    name: 'a clerk',
    organizationId: system.website.organizationId,
    businessUnitId: null,
    rights: grants.length > 0 ? new Rights(grants) : allRights,
  },
})
const everything: Grant = { entity: '*', deed: '*', level: 'all' }
const page = { size: 5 }
const shown = (entity: Entity) =>
  Object.fromEntries(
    [...Object.entries(entity.fields), ...Object.entries(entity.computed)].flatMap(([key, { show }]) =>
      show?.length === 0 || (show && !show.includes('backOffice')) ? [] : [[key, {}]],
    ),
  )
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing refused',
    (error: { code?: string; refusals?: { code: string }[] }) =>
      error.code ?? error.refusals?.[0]?.code ?? JSON.stringify(error),
  )

describe('rows of every entity', () => {
  it.each([...model.entities.values()])('lists $plural with all that the back office may see', async (entity) => {
    const related = Object.fromEntries(
      Object.entries(entity.relations).flatMap(([key, { relation }]) => (relation === 'one' ? [[key, {}]] : [])),
    )
    const found = await records.list(
      entity.name,
      { page, wanted: { ...shown(entity), ...related }, total: true },
      clerk(),
    )
    expect(found.rows.length).toBe(Math.min(5, found.total!))
    for (const row of found.rows) expect(row[':version']).toMatch(/^\d+$/)
  })

  it.each([...model.entities.values()])('filters $plural by every field and every operator', async (entity) => {
    const examples: Record<string, unknown> = {
      boolean: true,
      integer: 1,
      decimal: '1.5',
      quantity: '1',
      money: '1',
      date: '2026-01-01',
      instant: '2026-01-01T00:00:00Z',
      id: system.website.id,
    }
    for (const [key, field] of Object.entries(entity.fields)) {
      if (field.show?.length === 0) continue
      for (const op of operatorsOf[field.kind]) {
        const value = op === 'exists' ? true : (field.values?.[0] ?? examples[field.kind] ?? 'a')
        await records.list(
          entity.name,
          { page, wanted: {}, filter: { path: key, op, value: op === 'in' ? [value] : value } },
          clerk(),
        )
      }
    }
  })
})

describe('a list', () => {
  it('finds by fields of related rows, nested in and, or and not', async () => {
    const filter = {
      and: [
        { path: 'product.sku', op: 'exists', value: true },
        {
          or: [
            { path: 'currency', op: 'eq', value: 'EUR' },
            { path: 'currency', op: 'eq', value: 'XXX' },
          ],
        },
        { not: { path: 'amount', op: 'lt', value: '0' } },
      ],
    } as const
    const found = await records.list(
      'price',
      { page, wanted: { currency: {}, amount: {}, product: { sku: {} } }, filter },
      clerk(),
    )
    expect(found.rows.length).toBeGreaterThan(0)
    for (const row of found.rows)
      expect(row).toMatchObject({
        currency: 'EUR',
        amount: { currency: 'EUR' },
        product: { sku: expect.any(String) as string },
      })
  })

  it.each([
    [[]],
    [[{ path: 'sku', descending: false }]],
    [
      [
        { path: 'brand.name', descending: true },
        { path: 'sku', descending: true },
      ],
    ],
    [[{ path: 'availableFrom', descending: false }]],
  ])('walks through all rows once by its cursor, sorted by %j', async (sort) => {
    const ids: string[] = []
    let after: string | undefined
    do {
      const found = await records.list(
        'product',
        { page: { size: 3, ...(after ? { after } : {}) }, sort, wanted: {} },
        clerk(),
      )
      ids.push(...found.rows.map(({ id }) => id))
      after = found.next ?? undefined
    } while (after)
    const { total } = await records.list('product', { page, wanted: {}, total: true }, clerk())
    expect(ids.length).toBe(total)
    expect(new Set(ids).size).toBe(total)
  })

  it.each([
    ['a field that is not there', { filter: { path: 'colour', op: 'eq', value: 'red' } }, 'FIELD_UNKNOWN'],
    ['a secret', { filter: { path: 'customerUser.passwordHash', op: 'starts', value: '$' } }, 'FIELD_UNKNOWN'],
    ['an operator that does not suit', { filter: { path: 'placedAt', op: 'contains', value: '1' } }, 'FIELD_INVALID'],
    ['a value of another kind', { filter: { path: 'placedAt', op: 'gt', value: 'yesterday' } }, 'FIELD_INVALID'],
    ['a sort by a document', { sort: [{ path: 'taxes', descending: false }] }, 'FIELD_INVALID'],
    ['too large a page', { page: { size: 1000 } }, 'PAGE_SIZE_INVALID'],
    ['a page too deep', { page: { size: 100, number: 200 } }, 'FIELD_INVALID'],
    ['a cursor of another order', { page: { size: 5, after: 'WyJza3UiLCJhIl0' } }, 'CURSOR_INVALID'],
  ])('refuses %s', async (_what, asked, refusal) => {
    expect(await code(records.list('order', { page, wanted: {}, ...(asked as object) }, clerk()))).toBe(refusal)
  })
})

describe('rights', () => {
  it('shows strangers and visitors nothing', async () => {
    expect(await code(records.list('brand', { page, wanted: {} }, { ...system, actor: { kind: 'stranger' } }))).toBe(
      'SIGN_IN_REQUIRED',
    )
  })

  it('refuses what no role allows, also on the way of a filter', async () => {
    const only = clerk({ entity: 'order', deed: 'read', level: 'all' })
    expect(await code(records.list('brand', { page, wanted: {} }, only))).toBe('FORBIDDEN')
    expect(
      await code(
        records.list('order', { page, wanted: {}, filter: { path: 'customer.name', op: 'eq', value: 'x' } }, only),
      ),
    ).toBe('FORBIDDEN')
    expect(await code(records.create('brand', { code: 'x' }, only))).toBe('FORBIDDEN')
  })

  it('refuses an order by what no role allows to read, and tells nothing of it in a cursor', async () => {
    const only = clerk({ entity: 'product', deed: 'read', level: 'all' })
    const asked = { page: { size: 1 }, wanted: {}, sort: [{ path: 'brand.name', descending: false }] }
    expect(await code(records.list('product', asked, only))).toBe('FORBIDDEN')
    const both = clerk({ entity: '*', deed: 'read', level: 'all' })
    const { next } = await records.list('product', asked, both)
    expect(Buffer.from(next!, 'base64url').toString()).not.toContain('Acme')
  })

  it.each([
    ['of the right shape', (sort: string) => Buffer.from(JSON.stringify([sort, '', 'abc'])).toString('base64url')],
    [
      'with a sign changed',
      (_: string, own: string) => own.slice(0, -6) + (own.at(-6) === 'A' ? 'B' : 'A') + own.slice(-5),
    ],
    ['of another entity', (_: string, __: string, other: string) => other],
  ])('refuses a cursor %s that it has not written', async (_what, forge) => {
    const asked = { page: { size: 1 }, wanted: {}, sort: [{ path: 'code', descending: false }] }
    for (const code of ['one', 'two']) {
      await records.upsert('brand', { code }, { name: code, slug: code }, clerk())
      await records.upsert('customerGroup', { code }, { name: code }, clerk())
    }
    const own = (await records.list('brand', asked, clerk())).next!
    const other = (await records.list('customerGroup', asked, clerk())).next!
    expect((await records.list('brand', { ...asked, page: { size: 1, after: own } }, clerk())).rows).toHaveLength(1)
    const page = { size: 1, after: forge('code', own, other) }
    expect(await code(records.list('brand', { ...asked, page }, clerk()))).toBe('CURSOR_INVALID')
  })

  it('hides a field as if it did not exist, in answers, filters and orders', async () => {
    const blind = clerk({ ...everything, entity: 'customer', hidden: ['vatNumber'] })
    expect(await code(records.list('customer', { page, wanted: { vatNumber: {} } }, blind))).toBe('FIELD_UNKNOWN')
    expect(
      await code(
        records.list('customer', { page, wanted: {}, filter: { path: 'vatNumber', op: 'exists', value: true } }, blind),
      ),
    ).toBe('FIELD_UNKNOWN')
    expect(
      await code(
        records.list('customer', { page, wanted: {}, sort: [{ path: 'vatNumber', descending: true }] }, blind),
      ),
    ).toBe('FIELD_UNKNOWN')
    expect(await code(records.update('customer', system.website.id, { vatNumber: 'x' }, blind))).not.toBe(
      'nothing refused',
    )
  })
})
