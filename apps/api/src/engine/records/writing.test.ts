import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refusalsOf } from '../../kernel/errors.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { staff } from '../../testing/back-office.ts'
import { rehearse, type Grant, type Records } from './index.ts'

let shop: OpenShop
let records: Records
beforeAll(async () => {
  shop = await openShop()
  records = shop.built.engine.records
})
afterAll(() => shop.close())

const everything: Grant = { entity: '*', deed: '*', level: 'all' }
const clerk = (grant: Grant = everything): Ctx => staff(shop, { grants: [grant] })
const page = { size: 5 }
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing refused',
    (error: unknown) => refusalsOf(error)[0]?.code ?? String(error),
  )

describe('a write', () => {
  it('creates, changes by version, upserts by natural key, and deletes', async () => {
    const made = await records.create('brand', { code: 'bolt', name: 'Bolt', slug: 'bolt' }, clerk())
    const changed = await records.update('brand', made.id, { name: 'Bolt & Co' }, clerk(), made.version)
    expect(await code(records.update('brand', made.id, { name: 'Late' }, clerk(), made.version))).toBe(
      'VERSION_OUTDATED',
    )
    const again = await records.upsert('brand', { code: 'bolt' }, { name: 'Bolt' }, clerk())
    expect(again).toMatchObject({ id: made.id, created: false })
    expect(await records.get('brand', made.id, { name: {} }, clerk())).toMatchObject({ name: 'Bolt' })
    expect(await code(records.remove('brand', made.id, clerk(), changed.version))).toBe('VERSION_OUTDATED')
    await records.remove('brand', made.id, clerk(), again.version)
    expect(await records.get('brand', made.id, {}, clerk())).toBeNull()
  })

  it('finds linked rows by their natural keys, and takes the currency of an amount from beside it', async () => {
    const [product] = (
      await records.list('product', { page: { size: 1 }, wanted: { sku: {}, primaryUnit: { code: {} } } }, clerk())
    ).rows
    const [list] = (await records.list('priceList', { page: { size: 1 }, wanted: { code: {} } }, clerk())).rows
    const key = {
      priceList: { code: list!.code },
      product: { sku: product!.sku },
      unit: { code: (product!.primaryUnit as { code: string }).code },
      currency: 'USD',
      quantity: '7',
    }
    const { id, created } = await records.upsert('price', key, { amount: '9.95' }, clerk())
    expect(created).toBe(true)
    expect((await records.upsert('price', key, { amount: '9.50' }, clerk())).id).toBe(id)
    expect(await records.get('price', id, { amount: {}, quantity: {} }, clerk())).toMatchObject({
      amount: { amount: '9.50', currency: 'USD' },
      quantity: '7',
    })
  })

  it.each([
    ['set-wise', clerk],
    ['row by row', () => clerk({ ...everything, level: 'organization' })],
  ])('adds one language to the others, and takes one away, %s', async (_how, who) => {
    const unit = records.entity('unit')
    const code = `merged-${_how.replace(/ /g, '-')}`.slice(0, 20)
    const say = (given: object, merge: readonly string[]) =>
      transaction(who(), (inside) =>
        records.parts.apply(unit, 'upsert', [{ given: { code, ...given }, merge }], inside),
      )
    const labels = { label: { en: 'Pallet', de: 'Palette', fr: null }, labelPlural: { en: 'Pallets' } }
    expect(await say(labels, ['label'])).toMatchObject([{ done: 'created' }])
    await say({ label: { de: null, fr: 'Palette' } }, ['label'])
    const [row] = (
      await records.list(
        'unit',
        { page, wanted: { label: {} }, filter: { path: 'code', op: 'eq', value: code } },
        who(),
      )
    ).rows
    expect(row!.label).toEqual({ en: 'Pallet', fr: 'Palette' })
    await records.remove('unit', row!.id, clerk())
  })

  it.each<[string, object, string]>([
    ['unknown members', { code: 'x', name: 'X', slug: 'x', colour: 'red' }, 'FIELD_UNKNOWN'],
    ['what it lacks', { code: 'x' }, 'FIELD_REQUIRED'],
    ['what is there already', { code: 'acme', name: 'X', slug: 'x' }, 'ALREADY_EXISTS'],
  ])('refuses %s and changes nothing', async (_what, given, refusal) => {
    await records.upsert('brand', { code: 'acme' }, { name: 'Acme', slug: 'acme-x' }, clerk())
    const before = await records.list('brand', { page, wanted: {}, total: true }, clerk())
    expect(await code(records.create('brand', given as never, clerk()))).toBe(refusal)
    expect((await records.list('brand', { page, wanted: {}, total: true }, clerk())).total).toBe(before.total)
  })

  it('refuses to delete what is still in use, and to change what stands', async () => {
    const [unit] = (
      await records.list(
        'unit',
        { page: { size: 1 }, wanted: {}, filter: { path: 'code', op: 'exists', value: true } },
        clerk(),
      )
    ).rows
    expect(await code(records.removeWhere('unit', { path: 'id', op: 'eq', value: unit!.id }, clerk()))).toBe(
      'STILL_REFERENCED',
    )
    const [order] = (await records.list('product', { page: { size: 1 }, wanted: {} }, clerk())).rows
    expect(await code(records.update('product', order!.id, { type: 'configurable' }, clerk()))).toBe('FIELD_READ_ONLY')
  })

  it('can be rehearsed', async () => {
    const would = await rehearse(clerk(), (inside) =>
      records.create('brand', { code: 'ghost', name: 'G', slug: 'ghost' }, inside),
    )
    expect(would.created).toBe(true)
    expect(await records.get('brand', would.id, {}, clerk())).toBeNull()
  })
})
