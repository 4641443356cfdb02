import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CartAnswer } from '../../../kernel/contract.ts'
import { Buyer, cartFields } from '../../../testing/buyer.ts'
import { granted, type Caller } from '../../../testing/caller.ts'
import { skus } from '../../../testing/fixtures/furniture.ts'
import { send } from '../../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { still } from '../../../testing/stillness.ts'

const tables = ['shopping_lists', 'shopping_list_lines']
const fields = 'id name note preferred lines { id quantity note product { sku } unit { code } }'

interface List {
  id: string
  name: string
  preferred: boolean
  lines: { id: string; quantity: string; product: { sku: string } }[]
}

let shop: OpenShop
let ada: Caller
let eve: Caller
beforeAll(async () => {
  shop = await openShop({ env: { SHOPPING_LISTS_MAX: '3' } })
  ada = await person('ada@one.example')
  eve = await person('eve@two.example')
})
afterAll(() => shop.close())

async function person(email: string): Promise<Caller> {
  const { caller } = new Buyer(shop)
  const account = { email, password: 'a fine password 1', firstName: 'Ada', lastName: 'Byron', company: email }
  await granted(caller.act('customerUserRegister', account, 'token'))
  return caller
}
const act = (caller: Caller, verb: string, input: Record<string, unknown>, selection = fields) =>
  caller.act<List>(`shoppingList${verb}`, input, selection)
const listsOf = async (caller: Caller) =>
  (await granted(caller.send<{ items: List[] }>(`{ shoppingLists(first: 20) { items { ${fields} } } }`))).items
/** A buyer’s frontend that speaks JSON:API. */
const door = (caller: Caller) => ({
  fetch: (path: string, init: RequestInit = {}) =>
    fetch(`${shop.url}${path}`, { ...init, headers: { authorization: `Bearer ${caller.token}`, ...init.headers } }),
})

describe('shopping lists', () => {
  it('begin with the first product, are named, and one of them is the default', async () => {
    const first = await granted(act(ada, 'AddLine', { sku: skus.drill }))
    expect(first).toMatchObject({ name: 'Shopping list', preferred: true, lines: [{ quantity: '1' }] })
    const site = await granted(act(ada, 'Create', { name: 'Site Munich', note: 'weekly', preferred: true }))
    expect(site).toMatchObject({ preferred: true, lines: [] })
    const filled = await granted(act(ada, 'AddLine', { sku: skus.cable, unit: 'metre', quantity: '2.5', note: 'red' }))
    expect(filled).toMatchObject({ id: site.id, lines: [{ quantity: '2.5', note: 'red', unit: { code: 'metre' } }] })
    const more = await granted(act(ada, 'AddLine', { sku: skus.cable, unit: 'metre', quantity: '0.5' }))
    expect(more.lines).toMatchObject([{ quantity: '3' }])
    expect((await listsOf(ada)).map(({ name, preferred }) => [name, preferred]).sort()).toEqual([
      ['Shopping list', false],
      ['Site Munich', true],
    ])
    const lineId = more.lines[0]!.id
    expect((await granted(act(ada, 'ChangeLine', { id: site.id, lineId, quantity: '7' }))).lines).toMatchObject([
      { quantity: '7' },
    ])
    expect(await granted(act(ada, 'Change', { id: first.id, name: 'Home', preferred: true }))).toMatchObject({
      name: 'Home',
      preferred: true,
    })
    expect((await granted(act(ada, 'ChangeLine', { id: site.id, lineId, quantity: '0' }))).lines).toEqual([])
    await granted(act(ada, 'Remove', { id: first.id }, 'done'))
    expect(await listsOf(ada)).toMatchObject([{ name: 'Site Munich', preferred: true }])
    await granted(act(ada, 'Remove', { id: site.id }, 'done'))
    expect(await listsOf(ada)).toEqual([])
  })

  it('go into the cart, all of it or nothing, and stay', async () => {
    const list = await granted(act(ada, 'AddLine', { sku: skus.drill, quantity: '2' }))
    await granted(act(ada, 'AddLine', { sku: skus.cable, unit: 'metre', quantity: '10' }))
    const cart = await granted(ada.act<CartAnswer>('shoppingListAddToCart', { id: list.id }, cartFields))
    expect(cart).toMatchObject({
      itemCount: 2,
      lines: [
        { quantity: '2', product: { sku: skus.drill } },
        { quantity: '10', product: { sku: skus.cable }, unitPrice: { amount: '4.00' } },
      ],
    })
    const [drill] = (await listsOf(ada))[0]!.lines
    await granted(act(ada, 'ChangeLine', { id: list.id, lineId: drill!.id, quantity: '900' }))
    await still(
      shop.database,
      async () => {
        expect((await act(ada, 'AddToCart', { id: list.id }, 'id')).error?.code).toBe('NOT_ENOUGH_STOCK')
      },
      tables,
    )
    const others = (await listsOf(ada))[0]!.lines.slice(1).map(({ id }) => id)
    const again = await granted(
      ada.act<CartAnswer>('shoppingListAddToCart', { id: list.id, lineIds: others }, cartFields),
    )
    expect(again.lines).toMatchObject([{ quantity: '2' }, { quantity: '20' }])
    await granted(act(ada, 'Remove', { id: list.id }, 'done'))
  })

  it('of others look as if they were not there, and strangers have none', async () => {
    const list = await granted(act(ada, 'Create', { name: 'Mine' }))
    const filled = await granted(act(ada, 'AddLine', { id: list.id, sku: skus.drill }))
    const lineId = filled.lines[0]!.id
    const own = await granted(act(eve, 'Create', { name: 'Theirs' }))
    await still(
      shop.database,
      async () => {
        for (const [verb, input, selection] of [
          ['Change', { name: 'Stolen' }],
          ['Remove', {}, 'done'],
          ['AddLine', { sku: skus.drill }],
          ['ChangeLine', { lineId, quantity: '9' }],
          ['RemoveLine', { lineId }],
          ['AddToCart', {}, 'id'],
        ] as const)
          expect([verb, (await act(eve, verb, { id: list.id, ...input }, selection)).error?.code]).toEqual([
            verb,
            'NOT_FOUND',
          ])
        // a line of a foreign list is not there in one’s own
        expect((await act(eve, 'ChangeLine', { id: own.id, lineId, quantity: '9' })).error?.code).toBe('NOT_FOUND')
        expect((await eve.send(`{ shoppingList(id: "${list.id}") { id } }`)).value).toBeNull()
        expect((await act(shop.caller(), 'Create', { name: 'Nobody’s' })).error?.code).toBe('SIGN_IN_REQUIRED')
        expect((await send(door(eve), `/api/shoppingLists/${list.id}`)).status).toBe(404)
      },
      tables,
    )
    expect((await listsOf(eve)).map(({ name }) => name)).toEqual(['Theirs'])
  })

  it('are as many as the house lets them be, each with a name of its own, and hold what is sold', async () => {
    await granted(act(ada, 'Create', { name: 'Second' }))
    await granted(act(ada, 'Create', { name: 'Third' }))
    const [list] = await listsOf(ada)
    const wrong: [string, Record<string, unknown>, string][] = [
      ['Create', { name: 'Fourth' }, 'SHOPPING_LISTS_FULL'],
      ['Change', { id: list!.id, name: 'Third' }, list!.name === 'Third' ? 'nothing' : 'ALREADY_EXISTS'],
      ['AddLine', { id: list!.id, sku: 'NONE' }, 'NOT_FOUND'],
      ['AddLine', { id: list!.id, sku: skus.drill, unit: 'pallet' }, 'UNIT_NOT_SOLD'],
      ['AddLine', { id: list!.id, sku: skus.drill, quantity: '0.5' }, 'QUANTITY_PRECISION'],
      ['AddLine', { id: list!.id, sku: skus.drill, quantity: '9000000' }, 'QUANTITY_TOO_LARGE'],
    ]
    await still(
      shop.database,
      async () => {
        for (const [verb, input, code] of wrong)
          expect([input, (await act(ada, verb, input)).error?.code ?? 'nothing']).toEqual([input, code])
      },
      tables,
    )
  })

  it('are kept by JSON:API as well', async () => {
    const made = await send(door(eve), '/api/shoppingLists/actions/addLine', {
      method: 'POST',
      body: { data: { type: 'shoppingListAddLine', attributes: { sku: skus.drill, quantity: '4' } } },
    })
    expect([made.status, made.errors]).toEqual([200, undefined])
    const { status, body, many } = await send(door(eve), '/api/shoppingLists?include=lines')
    expect([status, many.map(({ attributes }) => attributes?.['name'])]).toEqual([200, ['Theirs']])
    expect(body.included).toMatchObject([{ type: 'shoppingListLines', attributes: { quantity: '4' } }])
  })
})
