import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { atBank, cartOf, Debits, emptyAccount, inCart } from '../../testing/debits.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { addProduct } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// A bank says no to what was set aside, at a moment when its owner has no room for it: nothing that was in a cart is lost.

let shop: OpenShop
let debits: Debits
beforeAll(async () => {
  shop = await openShop()
  debits = new Debits(shop)
  await shop.database.db.updateTable('inventoryLevels').set({ onHand: '100' }).execute()
})
afterAll(() => shop.close())

const register = ({ caller }: Buyer, name: string) =>
  granted(
    caller.act(
      'customerUserRegister',
      { email: `${name}@example.com`, password: 'a door of oak and brass', firstName: name, lastName: 'Tester' },
      'token',
    ),
  )
const look = async () => {
  await debits.run('carts.bringBackMissed')
  await shop.drain()
}
/** Somebody who pays for two drills now, while the first one is refused. */
async function refusedMeanwhile(buyer = new Buyer(shop), between = async () => {}) {
  const { intent } = await debits.paid(emptyAccount, buyer)
  const first = buyer.checkoutId
  await between()
  const placement = await buyer.atTheTill({ quantity: '2' })
  await debits.refused(intent, first)
  await shop.drain()
  expect(await debits.cartState(first)).toBe('setAside')
  return { buyer, first, placement }
}

describe('a cart that the bank said no to waits for another one that is being paid for', () => {
  it('is that of the person whom the guest has become, when theirs is an order', async () => {
    const buyer = new Buyer(shop)
    const { first, placement } = await refusedMeanwhile(buyer, () => register(buyer, 'greta').then(() => {}))
    await buyer.pays(placement)
    expect((await granted(buyer.complete())).status).toBe('completed')
    await shop.drain()
    expect(await inCart(buyer)).toEqual([`1 ${skus.drill}`])
    expect(await debits.cartState(first)).toBe('merged')
  })

  it('is that of who signs in after the bank said no, and before it came back', async () => {
    const { buyer, intent } = await debits.paid(emptyAccount)
    await debits.refused(intent, buyer.checkoutId)
    await register(buyer, 'hans')
    await shop.drain()
    expect(await inCart(buyer)).toEqual([`1 ${skus.drill}`])
  })

  it('waits for the person longer than a guest’s cart is kept', async () => {
    const buyer = new Buyer(shop)
    const { first } = await refusedMeanwhile(buyer, () => register(buyer, 'lotte').then(() => {}))
    await granted(buyer.caller.act('customerUserSignOut', null, 'done'))
    shop.clock.advance({ days: 400 })
    await debits.run('checkouts.forget')
    expect(await debits.cartState(first)).toBe('setAside')
    await debits.run('checkouts.expire')
    await shop.drain()
    expect(await debits.cartState(first)).toBe('merged')
  })

  it('is not somebody else’s, whose payment ends before', async () => {
    const buyer = new Buyer(shop)
    const { first, placement } = await refusedMeanwhile(buyer, () => register(buyer, 'ilse').then(() => {}))
    const other = new Buyer(shop)
    await register(other, 'jonas')
    await other.pays(await other.atTheTill({ quantity: '5' }))
    await granted(other.complete())
    await shop.drain()
    expect(await inCart(other)).toEqual([])
    expect(await debits.cartState(first)).toBe('setAside')
    await buyer.pays(placement)
    await granted(buyer.complete())
    await shop.drain()
    expect(await inCart(buyer)).toEqual([`1 ${skus.drill}`])
  })

  it('comes back at once where that one’s bank takes days, too', async () => {
    const { buyer, first, placement } = await refusedMeanwhile()
    const intent = await debits.confirm(buyer, placement)
    await shop.drain()
    expect(await debits.cartState(first)).toBe('open')
    expect(await inCart(buyer)).toEqual([`1 ${skus.drill}`])
    expect(await atBank(buyer)).toEqual([buyer.checkoutId])
    await debits.bankAnswers(intent)
    await shop.drain()
    expect(await debits.cartState(buyer.checkoutId)).toBe('ordered')
    expect(await inCart(buyer)).toEqual([`1 ${skus.drill}`])
  })
})

describe('what was missed', () => {
  /** The news that its payment has ended is lost. */
  const lost = () => sql`delete from graphile_worker._private_jobs`.execute(shop.database.db)

  it('comes back within minutes, though nobody heard that the payment had ended', async () => {
    const { buyer, intent } = await debits.paid(emptyAccount)
    await register(buyer, 'karla')
    await debits.refused(intent, buyer.checkoutId)
    await lost()
    await look()
    expect(await inCart(buyer)).toEqual([`1 ${skus.drill}`])
  })

  it('leaves alone what a bank is at work on, and what has to wait, and puts nothing into the queue for it', async () => {
    const { buyer } = await refusedMeanwhile()
    await debits.paid(undefined, new Buyer(shop))
    await still(shop.database, () => debits.run('carts.bringBackMissed'))
    // what kept it waiting is let go
    await granted(buyer.step('Reopen'))
    await lost()
    await look()
    expect(await inCart(buyer)).toEqual([`3 ${skus.drill}`])
  })

  it('waits where the other cart is too full, and comes when there is room', async () => {
    const { buyer, intent } = await debits.paid(emptyAccount)
    const first = buyer.checkoutId
    const { id: cartId } = await granted(buyer.add(skus.drill, '2'))
    const products = await Promise.all(Array.from({ length: 200 }, () => addProduct(shop)))
    const line = { cartId, unitId: shop.unitIds.piece, quantity: '1' }
    await shop.database.db
      .insertInto('cartLines')
      .values(
        products.map((productId, index) => ({ ...line, id: crypto.randomUUID(), productId, position: index + 2 })),
      )
      .execute()
    await debits.nobodyPays(intent)
    expect(await debits.cartState(first)).toBe('setAside')
    await still(shop.database, () => debits.run('carts.bringBackMissed'))

    const { lines } = (await cartOf(buyer))!
    await granted(buyer.caller.act('cartRemoveLine', { lineId: lines!.at(-1)!.id }, 'id'))
    await look()
    expect(await debits.cartState(first)).toBe('merged')
    expect((await inCart(buyer))[0]).toBe(`3 ${skus.drill}`)
  })

  it('is not what was bought: a process from before the update ended the purchase, and not its cart', async () => {
    const { buyer, intent } = await debits.paid()
    const first = buyer.checkoutId
    await sql`
      create function knows_no_set_aside() returns trigger language plpgsql as $$ begin new.state := old.state; return new; end $$;
      create trigger a_process_from_before before update of state on carts for each row
        when (old.state = 'setAside' and new.state = 'ordered') execute function knows_no_set_aside()`.execute(
      shop.database.db,
    )
    await debits.bankAnswers(intent)
    await shop.drain()
    await sql`drop trigger a_process_from_before on carts`.execute(shop.database.db)
    expect(await debits.cartState(first)).toBe('setAside')

    await buyer.pays(await buyer.atTheTill({ quantity: '2' }))
    expect((await granted(buyer.complete())).status).toBe('completed')
    await shop.drain()
    expect(await inCart(buyer)).toEqual([])
    expect(await debits.cartState(first)).toBe('setAside')
    await look()
    expect(await debits.cartState(first)).toBe('ordered')
    expect(await inCart(buyer)).toEqual([])
  })
})
