import { buildModel, currency, entity, entityOf, everyone, model, shape, shapeOf, text } from '@portico/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { createSeal } from '../kernel/seal.ts'
import { openTestDatabase, systemContext, type OpenTestDatabase } from '../testing/context.ts'
import { createShop } from '../testing/fixtures/shop.ts'
import { createEngine, type Area } from './index.ts'

let database: OpenTestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const parts = { seal: createSeal([Buffer.alloc(32, 7).toString('base64')]) }

const input = { name: text({ max: 10, min: 1 }) }
const verb = { doc: 'Says yes or no.', show: everyone, caller: 'anyone', result: shapeOf('Said') } as const
const tiny = buildModel(
  [
    entity('unit', {
      area: 'catalog',
      doc: 'A unit.',
      fields: { code: text({ max: 20, show: everyone }) },
      scopes: 'house',
      questions: { told: { ...verb, input, refusals: ['ORDER_NOT_FOUND'] } },
      actions: { make: { ...verb, input, result: entityOf('unit'), refusals: [] } },
    }),
    entity('cart', {
      area: 'carts',
      doc: 'A cart.',
      fields: { currency: currency() },
      scopes: 'house',
      actions: {
        reopen: { ...verb, input: {}, refusals: ['TRANSITION_NOT_ALLOWED'] },
        revive: { ...verb, input: {}, refusals: [] },
      },
    }),
  ],
  [shape('Said', 'What was said.', { said: text({ max: 20 }) })],
)

/** Opens every cart again: no cart that was ordered may be. */
const reopen = (_input: unknown, { db }: Ctx) => db.updateTable('carts').set({ state: 'open' }).execute()

/** An engine of the tiny model, whose two verbs are given. */
function engineWith(told: () => Promise<unknown>, make: (input: unknown, ctx: never) => Promise<unknown> = told) {
  const area = {
    questions: { 'unit.told': told },
    actions: { 'unit.make': make, 'cart.reopen': reopen, 'cart.revive': reopen },
  }
  return createEngine(tiny, [area as unknown as Area], parts)
}

const refusing = (code: 'ORDER_NOT_FOUND' | 'CART_EMPTY' | 'SIGN_IN_REQUIRED') =>
  engineWith(() => Promise.reject(refuse(code)))

describe('an engine', () => {
  it('does not begin while the model promises what nobody does, or somebody does what nobody promised', () => {
    expect(() => createEngine(model, [], parts)).toThrow(/no area does the action cart\.addLine/)
    expect(() => createEngine(model, [], parts)).toThrow(/no area answers the question product\.search/)
    const stray = { actions: { 'unit.paint': () => Promise.resolve({}) } } as unknown as Area
    expect(() => createEngine(tiny, [stray], parts)).toThrow(/the model has no action unit\.paint/)
    const twice = { questions: { 'unit.told': () => Promise.resolve({}) } } as unknown as Area
    expect(() => createEngine(tiny, [twice, twice], parts)).toThrow(/two areas bring unit\.told/)
  })

  it('passes on the refusals that a verb declares and those that any call may get, and takes others for faults', async () => {
    const ask = (code: Parameters<typeof refusing>[0]) =>
      refusing(code).ask('unit.told', { name: 'a' }, systemContext(database), {})
    await expect(ask('ORDER_NOT_FOUND')).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' })
    await expect(ask('SIGN_IN_REQUIRED')).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' })
    await expect(ask('CART_EMPTY')).rejects.toThrow(
      'unit.told refused with CART_EMPTY, which it does not declare in the model',
    )
  })

  it('checks the input before it opens a transaction', async () => {
    const ctx = systemContext(database)
    const engine = engineWith(() => Promise.resolve({}))
    await expect(engine.act('unit.make', { name: '', colour: 'red' }, ctx, {})).rejects.toMatchObject({
      refusals: [
        { code: 'FIELD_REQUIRED', path: 'name' },
        { code: 'FIELD_UNKNOWN', path: 'colour' },
      ],
    })
    expect(ctx.statements.count).toBe(0)
  })

  it('tells a move that the state of a thing forbids where the action says that it may, and takes it for a fault elsewhere', async () => {
    const { website } = await createShop(database)
    const ctx = systemContext(database)
    const cart = { id: ctx.ids.next(), websiteId: website.id, currency: 'EUR', state: 'ordered' as const }
    await database.db.insertInto('carts').values(cart).execute()
    const engine = engineWith(() => Promise.resolve({}))
    await expect(engine.act('cart.reopen', {}, ctx, {})).rejects.toMatchObject({
      code: 'TRANSITION_NOT_ALLOWED',
      status: 409,
      message: 'This cart is ordered: reopen is not possible.',
      params: { entity: 'cart', state: 'ordered', action: 'reopen' },
    })
    await expect(engine.act('cart.revive', {}, ctx, {})).rejects.toThrow('cannot move from ordered to open')
    expect((await database.db.selectFrom('carts').select('state').execute())[0]).toEqual({ state: 'ordered' })
  })

  it('takes back the token that an action granted when the action fails, and only that one', async () => {
    const ctx = systemContext(database, { actor: { kind: 'stranger' } })
    const engine = engineWith(
      () => Promise.resolve({}),
      (given, inside) => {
        const { granted } = inside as { granted: Record<string, unknown> }
        granted.token = (given as { name: string }).name
        if (granted.token === 'second') throw new Error('it broke')
        return Promise.resolve({ id: '01a20000-0000-7000-8000-000000000000', code: 'x' })
      },
    )
    await engine.act('unit.make', { name: 'first' }, ctx, {})
    await expect(engine.act('unit.make', { name: 'second' }, ctx, {})).rejects.toThrow('it broke')
    expect(ctx.granted.token).toBe('first')
  })
})
