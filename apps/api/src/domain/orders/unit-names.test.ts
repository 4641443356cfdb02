import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TrackedOrder } from '../../kernel/contract.ts'
import { Buyer } from '../../testing/buyer.ts'
import { Caller, granted } from '../../testing/caller.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
  const label = JSON.stringify({ en: 'piece', de: 'Stück' })
  const labelPlural = JSON.stringify({ en: 'pieces', de: 'Stücke' })
  await shop.database.db.updateTable('units').set({ label, labelPlural }).where('code', '=', 'piece').execute()
})
afterAll(() => shop.close())

interface Line {
  unitName: string
  countedUnitName: string
  unitLabel: string
}

/** The order's lines as somebody reads them who has the token of its buyer, and another language. */
async function linesIn(language: string, token: string | undefined, id: string): Promise<Line[]> {
  const reader = new Caller(`${shop.url}/graphql`, token, { 'accept-language': language })
  return (
    await granted(
      reader.send<{ lines: Line[] }>(`{ order(id: "${id}") { lines { unitName countedUnitName unitLabel } } }`),
    )
  ).lines
}

it('units of an order are called in the language of the reader, and as they were called then where there is no such unit any more', async () => {
  const buyer = new Buyer(shop)
  await buyer.pays(await buyer.atTheTill())
  const { order } = await granted(buyer.complete())
  const { id } = order!
  const { token } = buyer.caller
  expect(await linesIn('de', token, id)).toEqual([{ unitName: 'Stück', countedUnitName: 'Stück', unitLabel: 'piece' }])
  expect(await linesIn('en', token, id)).toEqual([{ unitName: 'piece', countedUnitName: 'piece', unitLabel: 'piece' }])
  const german = new Caller(`${shop.url}/graphql`, undefined, { 'accept-language': 'de' })
  const tracked = german.ask<TrackedOrder>(
    'orderTrack',
    { number: order!.number, email: 'ada@example.com' },
    'lines { unitLabel }',
  )
  expect((await granted(tracked)).lines).toEqual([{ unitLabel: 'Stück' }])
  await shop.database.db.updateTable('orderLines').set({ quantity: '3' }).where('orderId', '=', id).execute()
  expect(await linesIn('de', token, id)).toEqual([{ unitName: 'Stück', countedUnitName: 'Stücke', unitLabel: 'piece' }])
  const { lines } = await granted(
    buyer.caller.ask<TrackedOrder>(
      'orderTrack',
      { number: order!.number, email: 'ada@example.com' },
      'lines { quantity unitLabel }',
    ),
  )
  expect(lines).toEqual([{ quantity: '3', unitLabel: 'pieces' }])
  await shop.database.db.updateTable('units').set({ code: 'gone' }).where('code', '=', 'piece').execute()
  expect(await linesIn('de', token, id)).toEqual([{ unitName: 'piece', countedUnitName: 'piece', unitLabel: 'piece' }])
})
