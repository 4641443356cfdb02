import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import type { Clerk } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import type { Partner } from '../../testing/partner.ts'
import { send } from '../../testing/jsonapi.ts'
import { connectSap } from '../../testing/sap.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

// SAP hears of an order before it hears of its changes, whatever happens to the files.

let shop: OpenShop
let sap: Partner
let clerk: Clerk
let orders: string
let changes: string
beforeAll(async () => {
  shop = await openShop()
  ;({ sap, clerk } = await connectSap(shop))
  await shop.database.db.updateTable('inventoryLevels').set({ onHand: '1000' }).execute()
  const out = { direction: 'out', format: 'idoc' }
  changes = await sap.connector({
    ...out,
    entity: 'orderAmendment',
    messageType: 'ORDCHG',
    topic: 'orderAmendment.made',
    fileName: 'ORDCHG_{order.number}_{number}.xml',
    position: 1,
  })
  orders = await sap.connector({
    ...out,
    entity: 'order',
    messageType: 'ORDERS05',
    topic: 'order.placed',
    fileName: 'ORDERS_{number}.xml',
    position: 2,
  })
  await shop.database.pool.query(`
    create table unwritable (connector_id uuid);
    create function refuse_unwritable() returns trigger language plpgsql as $$
    begin
      if new.file_name is not null and exists (select from unwritable u where u.connector_id = new.connector_id) then
        raise exception 'the disk says no';
      end if;
      return new;
    end $$;
    create trigger refuse_unwritable before update on exchange_runs for each row execute function refuse_unwritable()`)
})
afterAll(() => shop.close())

/** From now on no file of the connector can be written, or all can again. */
const unwritable = (connector: string | null) =>
  shop.database.pool.query('with gone as (delete from unwritable) insert into unwritable values ($1::uuid)', [
    connector,
  ])

async function orderThatChanges(): Promise<{ number: string; changes: () => Promise<void> }> {
  const buyer = new Buyer(shop)
  await buyer.pays(await buyer.atTheTill())
  const { order } = await granted(buyer.complete())
  const { id, number } = order as unknown as { id: string; number: string }
  return { number, changes: () => clerk.act('order.addLine', { id, sku: skus.cable, quantity: '1' }).then(() => {}) }
}
const settle = async () => {
  await shop.drain()
  await shop.drain()
}
/** What was written of an order, in the order in which that ended. */
async function written(number: string): Promise<string[]> {
  const { rows } = await shop.database.pool.query<{ name: string }>(
    `select file_name as name from exchange_runs where file_name like '%' || $1 || '%' and state = 'done' order by xmin::text::bigint`,
    [number],
  )
  return rows.map(({ name }) => name)
}
const states = async (connector: string) => (await sap.runs(connector)).map(({ state }) => state)

describe('an order and its changes', () => {
  it('go out in that order, also where all is heard at once and changes have their place before', async () => {
    await sap.act('integrations', sap.integrationId, 'pause')
    const { number, changes: change } = await orderThatChanges()
    await change()
    await settle()
    await sap.act('integrations', sap.integrationId, 'resume')
    await settle()
    expect(await written(number)).toEqual([`ORDERS_${number}.xml`, `ORDCHG_${number}_1.xml`])
  })

  it('so do they where the order’s file has to be tried again; changes of other orders do not wait', async () => {
    const other = await orderThatChanges()
    await settle()
    await unwritable(orders)
    const { number, changes: change } = await orderThatChanges()
    await settle()
    await change()
    await other.changes()
    await settle()
    expect(await written(number)).toEqual([])
    expect((await states(orders)).at(-1)).toBe('failed')
    expect((await states(changes)).at(-2)).toBe('waiting')
    expect(await written(other.number)).toContain(`ORDCHG_${other.number}_1.xml`)
    await unwritable(null)
    shop.clock.advance({ minutes: 2 })
    await settle()
    expect(await written(number)).toEqual([`ORDERS_${number}.xml`, `ORDCHG_${number}_1.xml`])
  })

  it('changes wait also for an order whose file has failed for good, until somebody has it written or gives it up', async () => {
    const [resumed, cancelled] = [await orderThatChanges(), await orderThatChanges()]
    await unwritable(orders)
    await resumed.changes()
    await cancelled.changes()
    for (const minutes of [2, 6, 16, 61, 241]) {
      await settle()
      shop.clock.advance({ minutes })
    }
    await settle()
    expect([await written(resumed.number), await written(cancelled.number)]).toEqual([[], []])
    // hours have passed: the partner's token is not good any more
    const client = await shop.client()
    const { many: failed } = await send(
      client,
      `/admin/api/exchangeRuns?filter[connector]=${orders}&filter[state]=failed&sort=createdAt`,
    )
    expect(failed.map(({ attributes }) => attributes?.['nextAttemptAt'])).toEqual([null, null])
    await unwritable(null)
    for (const [run, action] of [
      [failed[0]!.id, 'resume'],
      [failed[1]!.id, 'cancel'],
    ] as const) {
      const body = { data: { type: `exchangeRun${action.replace(/^./, (first) => first.toUpperCase())}` } }
      await send(client, `/admin/api/exchangeRuns/${run}/actions/${action}`, { method: 'POST', body })
    }
    await settle()
    expect(await written(resumed.number)).toEqual([`ORDERS_${resumed.number}.xml`, `ORDCHG_${resumed.number}_1.xml`])
    expect(await written(cancelled.number)).toEqual([`ORDCHG_${cancelled.number}_1.xml`])
  })
})
