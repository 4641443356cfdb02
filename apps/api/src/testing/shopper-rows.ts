import { columnName, model, type Entity } from '@portico/schema'
import { sql } from '../kernel/db.ts'
import { randomIds } from '../kernel/ids.ts'
import { Buyer, munich } from './buyer.ts'
import { granted } from './caller.ts'
import { Clerk } from './clerk.ts'
import { addDevice } from './devices.ts'
import { skus } from './fixtures/furniture.ts'
import type { OpenShop } from './shop.ts'

/** Somebody who has signed in at the shop, with a row of each entity that verbs of the shop are called on: `rows` by the entity's name. */
export interface Customer {
  userId: string
  customerId: string
  rows: ReadonlyMap<string, string>
}

interface Ids {
  id: string
  lines: { id: string }[]
}

/** Lets somebody who has bought something and has something in the cart keep an address and a list, begin a checkout, ask for a quote, and be quoted for something. */
export async function rowsOf(shop: OpenShop, token: string): Promise<Customer> {
  const caller = shop.caller(token, { 'portico-website': shop.website.code })
  const user = await granted(
    caller.ask<{ id: string; customer: { id: string } }>('customerUserCurrent', null, 'id customer { id }'),
  )
  const [userId, customerId] = [user.id, user.customer.id]
  const address = { address: munich, defaultShipping: false, defaultBilling: false }
  const { id: addressId } = await granted(caller.act<Ids>('customerAddressAdd', address, 'id'))
  const { id: listId } = await granted(
    caller.act<Ids>('shoppingListCreate', { name: 'For later', preferred: false }, 'id'),
  )
  const listed = { id: listId, sku: skus.cable, quantity: '3' }
  const list = await granted(caller.act<Ids>('shoppingListAddLine', listed, 'id lines { id }'))
  const asked = { lines: [{ sku: skus.drill, quantity: '100' }] }
  const { id: rfqId } = await granted(caller.act<Ids>('rfqSubmit', asked, 'id'))
  const cart = await granted(caller.ask<Ids>('cartCurrent', null, 'id lines { id }'))
  const checkout = await granted(caller.act<Ids>('checkoutStart', null, 'id'))
  const cardId = randomIds.next()
  const card = { brand: 'visa', last4: '4242', expiryMonth: 12, expiryYear: 2030 }
  const kept = { ...card, id: cardId, customerUserId: userId, provider: 'stripe', reference: `pm_${cardId}` }
  await shop.database.db.insertInto('savedPaymentMethods').values(kept).execute()
  const order = await shop.database.db
    .selectFrom('orders')
    .select('id')
    .where('customerUserId', '=', userId)
    .executeTakeFirstOrThrow()
  return {
    userId,
    customerId,
    rows: new Map([
      ['customerAddress', addressId],
      ['shoppingList', listId],
      ['shoppingListLine', list.lines[0]!.id],
      ['cartLine', cart.lines[0]!.id],
      ['checkout', checkout.id],
      ['order', order.id],
      ['rfq', rfqId],
      ['savedPaymentMethod', cardId],
      ['pushSubscription', (await addDevice(caller)).id],
      ...(await quoted(shop, userId, customerId)),
    ]),
  }
}

/** Lets a visitor who has something in the cart buy it, put something else there, and begin a checkout: rows by the entity's name. */
export async function guestRowsOf(shop: OpenShop, token: string): Promise<ReadonlyMap<string, string>> {
  const buyer = new Buyer(shop, shop.caller(token, { 'portico-website': shop.website.code }))
  await buyer.pays(await buyer.atTheTill())
  const { order } = await granted(buyer.complete())
  const cart = await granted(buyer.add())
  const checkout = await buyer.start()
  const device = await addDevice(buyer.caller)
  return new Map([
    ['pushSubscription', device.id],
    ['cartLine', cart.lines![0]!.id],
    ['checkout', checkout.id],
    ['order', order!.id],
  ])
}

/** A quote of one offer that was sent to them. */
async function quoted(shop: OpenShop, customerUserId: string, customerId: string): Promise<[string, string][]> {
  const clerk = await Clerk.of(shop)
  const { id: unitId } = await shop.database.db.selectFrom('units').select('id').executeTakeFirstOrThrow()
  const whose = { customerId, customerUserId, websiteId: shop.website.id, email: 'ada@example.com' }
  const id = await clerk.make('quote', { ...whose, locale: 'en', currency: 'EUR' })
  const lineId = await clerk.make('quoteLine', { quoteId: id, position: 1, sku: skus.drill, name: 'Drill' })
  const offered = { lineId, position: 1, unitId, quantity: '10', currency: 'EUR', unitPrice: '99' }
  const offerId = await clerk.make('quoteOffer', offered)
  await clerk.act('quote.send', { id })
  return [
    ['quote', id],
    ['quoteOffer', offerId],
  ]
}

/** Everything that belongs to a person or their company, as one mark for each entity. */
export async function belongingsOf(shop: OpenShop, { userId, customerId }: Customer): Promise<unknown> {
  const whose = ({ owners }: Entity, table: string) =>
    Object.entries({ customerUser: userId, customer: customerId }).flatMap(([kind, id]) => {
      const column = owners?.[kind as 'customerUser' | 'customer']
      return column ? [sql`${sql.ref(`${table}.${columnName(column)}`)} = ${id}`] : []
    })
  const parts = [...model.entities.values()].flatMap((entity) => {
    const theirs = entity.owners ? whose(entity, 't') : []
    if (theirs.length === 0) return []
    return sql`(select md5(coalesce(string_agg(t::text, '|' order by t.id), '')) from ${sql.table(entity.table)} t
      where ${sql.join(theirs, sql` or `)}) as ${sql.ref(columnName(entity.name))}`
  })
  // lines stand with what they are lines of
  const lines = sql`(select md5(coalesce(string_agg(l::text, '|' order by l.id), '')) from cart_lines l
    join carts c on c.id = l.cart_id where c.customer_user_id = ${userId}) as lines`
  const { rows } = await sql`select ${sql.join([...parts, lines])}`.execute(shop.database.db)
  return rows[0]
}
