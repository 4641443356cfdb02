import { inject, afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from './db.ts'
import { Buyer } from '../testing/buyer.ts'
import { granted } from '../testing/caller.ts'
import { skus } from '../testing/fixtures/furniture.ts'
import { onServer } from '../testing/server.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'

const serverUrl = inject('serverUrl')
const replicaName = `portico_replica_${process.pid}_${Date.now()}`
let shop: OpenShop

/** A copy of the shop as it is now, which can be read only and follows no more: a replica that lags for ever. */
async function freeze(): Promise<void> {
  const source = new URL(shop.databaseUrl).pathname.slice(1)
  await onServer(serverUrl, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${source}'`)
  await onServer(serverUrl, `create database ${replicaName} template ${source}`)
  await onServer(serverUrl, `alter database ${replicaName} set default_transaction_read_only = on`)
}
const drop = () => onServer(serverUrl, `drop database if exists ${replicaName} with (force)`)

beforeAll(async () => {
  const url = new URL(serverUrl)
  url.pathname = `/${replicaName}`
  shop = await openShop({ env: { DATABASE_REPLICA_URL: url.href } })
  await freeze()
  await sql`update products set name = '{"en": "Renamed since"}' where id = ${shop.furniture.drill}`.execute(
    shop.database.db,
  )
  await sql`update prices set amount = 99 where product_id = ${shop.furniture.drill}`.execute(shop.database.db)
  await shop.drain()
})
afterAll(async () => {
  await shop.close()
  await drop()
})

interface Product {
  name: string
  price: { amount: string }
}
const find = () => granted(shop.caller().ask<Product>('productFind', { sku: skus.drill }, 'name price { amount }'))
const search = async (query: string) =>
  (await granted(shop.caller().ask<{ total: number }>('productSearch', { query }, 'total'))).total
const ready = async () => {
  const answer = await fetch(`${shop.url}/readyz`)
  return [answer.status, ((await answer.json()) as { checks: { replica?: string } }).checks.replica]
}

describe('a replica', () => {
  it('answers what may lag: products, lists and searches', async () => {
    expect(await find()).toMatchObject({ name: `Product ${skus.drill}`, price: { amount: '119.00' } })
    expect(await search('renamed')).toBe(0)
    expect(await ready()).toEqual([200, 'ok'])
  })

  it('is not asked for what somebody has just written, nor for what they pay', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    const cart = await granted(
      buyer.caller.send<{ itemCount: number; totals: { subtotal: { amount: string } } }>(
        '{ cartCurrent { itemCount totals { subtotal { amount } } } }',
      ),
    )
    expect(cart).toMatchObject({ itemCount: 1, totals: { subtotal: { amount: '99.00' } } })
    expect(totals!.total.amount).toBe('126.02')
    const person = { email: 'new@example.com', password: 'a door of oak and brass', firstName: 'New', lastName: 'One' }
    await granted(buyer.caller.act('customerUserRegister', person, 'token'))
    expect(await granted(buyer.caller.send('{ customerUserCurrent { email } }'))).toEqual({ email: 'new@example.com' })
  })

  it('that is gone is missed by nobody: its reads go to the database until it is back', async () => {
    await drop()
    expect(await find()).toMatchObject({ name: 'Renamed since', price: { amount: '99.00' } })
    expect(await search('renamed')).toBe(1)
    expect(await ready()).toEqual([200, 'does not answer: reads go to the database'])
    expect(shop.logged()).toContain('the replica does not answer')
    await freeze()
    await sql`update products set name = '{"en": "Renamed again"}' where id = ${shop.furniture.drill}`.execute(
      shop.database.db,
    )
    await shop.drain()
    expect((await find()).name).toBe('Renamed again')
    const since = Date.now()
    while ((await find()).name !== 'Renamed since') {
      if (Date.now() - since > 10_000) throw new Error('the replica is asked no more')
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    expect(await ready()).toEqual([200, 'ok'])
  })
})
