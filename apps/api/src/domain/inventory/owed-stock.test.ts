import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { Clerk } from '../../testing/clerk.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let client: ApiClient
beforeAll(async () => {
  shop = await openShop()
  client = await shop.client()
})
afterAll(() => shop.close())

it('takes goods in where less than nothing was counted, and gives none away', async () => {
  const clerk = await Clerk.of(shop)
  const [level] = await shop.database.db
    .selectFrom('inventoryLevels')
    .select(['id'])
    .where('productId', '=', shop.furniture.drill)
    .execute()
  const { id } = level!
  await clerk.change('inventoryLevel', id, { onHand: '-10' })
  const adjust = (change: string, reason: string) =>
    send(client, `/admin/api/inventoryLevels/${id}/actions/adjust`, {
      method: 'POST',
      body: { data: { type: 'inventoryLevelAdjust', attributes: { change, reason } } },
    })
  const came = await adjust('5', 'received')
  expect([came.status, came.one?.attributes?.['onHand']]).toEqual([200, '-5'])
  const taken = await still(shop.database, () => adjust('-1', 'damaged'))
  expect([taken.status, taken.errors?.[0]?.code]).toEqual([409, 'NOT_ENOUGH_STOCK'])
  expect((await adjust('5', 'received')).one.attributes!['onHand']).toBe('0')
  const movements = await shop.database.db.selectFrom('stockMovements').select(['change', 'onHand']).execute()
  expect(movements.map(({ onHand }) => Number(onHand))).toEqual([-5, 0])
})
