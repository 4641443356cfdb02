import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { munich } from '../../testing/buyer.ts'
import { CardOrders } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
})
afterAll(() => shop.close())

/** An order of two articles that a clerk has entered. */
async function entered(more: object = {}) {
  const { id } = (await clerk.act(
    'order.enter',
    {
      websiteId: shop.website.id,
      email: 'ada@example.com',
      shippingAddress: munich,
      lines: [
        { sku: skus.drill, quantity: '3' },
        { sku: skus.cable, quantity: '4', unitPrice: '5' },
      ],
      ...more,
    },
    { id: {} },
  )) as { id: string }
  return id
}
const mailsOf = async (id: string) => {
  await shop.drain()
  await shop.drain()
  return shop.mails().filter(({ text, subject }) => text.includes(`/order/${id}`) && !/^(Your|Ihre)/.test(subject))
}
const numberOf = async (id: string) => String((await clerk.read('order', id, 'number'))['number'])

describe('a buyer whose order the house cancels', () => {
  it('is mailed so once, and of the money that goes back by another mail', async () => {
    const order = await orders.ordered('1')
    await clerk.act('order.cancel', { id: order.id, reason: 'a test by the house' })
    await shop.drain()
    const number = await numberOf(order.id)
    const mails = shop.mails().filter(({ text }) => text.includes(`/order/${order.id}`))
    expect(mails.map(({ to, subject }) => [to, subject]).sort()).toEqual([
      ['ada@example.com', `Cancelled: your order ${number}`],
      ['ada@example.com', `Your money goes back: order ${number}`],
      ['ada@example.com', `Your order ${number}`],
    ])
    const { text } = mails.find(({ subject }) => subject.startsWith('Cancelled'))!
    expect(text).toContain('nothing of it will be delivered')
    expect(text).not.toContain('a test by the house')
    expect(await codeOf(clerk.act('order.cancel', { id: order.id }))).toBe('TRANSITION_NOT_ALLOWED')
    expect(await mailsOf(order.id)).toHaveLength(1)
  })

  it('is mailed in the language of the order, also where nobody has paid through us', async () => {
    const id = await entered({ locale: 'de' })
    await clerk.act('order.cancel', { id })
    const [mail, ...more] = await mailsOf(id)
    expect(more).toEqual([])
    expect(mail!.subject).toBe(`Storniert: Ihre Bestellung ${await numberOf(id)}`)
    expect(mail!.text).toContain(`https://shop.test/de/order/${id}`)
  })

  it('is mailed nothing where goods have left, and it is refused', async () => {
    const order = await orders.ordered('2')
    await orders.ship(await orders.packed(order))
    await shop.drain()
    const before = shop.mails().length
    await still(shop.database, async () =>
      expect(await codeOf(clerk.act('order.cancel', { id: order.id }))).toBe('ORDER_SHIPPED'),
    )
    await shop.drain()
    expect(shop.mails()).toHaveLength(before)
  })
})

describe('a buyer of whose order a part will not come', () => {
  const confirm = (id: string, lines: object[]) => clerk.act('order.confirm', { id, lines })

  it('is mailed what is missing, and again only where it is more', async () => {
    const id = await entered()
    await confirm(id, [{ position: 1, quantity: '1' }])
    const [mail, ...more] = await mailsOf(id)
    expect(more).toEqual([])
    expect(mail).toMatchObject({
      to: 'ada@example.com',
      subject: `Not all of your order ${await numberOf(id)} will come`,
    })
    expect(mail!.text).toContain(`2 pieces  Product ${skus.drill} (${skus.drill})`)
    expect(mail!.text).not.toContain(skus.cable)
    await confirm(id, [{ position: 1, quantity: '1' }, { position: 2 }])
    await confirm(id, [{ position: 1, quantity: '2' }])
    expect(await mailsOf(id)).toHaveLength(1)
    await confirm(id, [
      { position: 1, quantity: '2' },
      { position: 2, rejected: true },
    ])
    const mails = await mailsOf(id)
    expect(mails).toHaveLength(2)
    const second = mails.find(({ text }) => text.includes(skus.cable))!
    expect(second.text).toMatch(/4 \S+ {2}Product/)
    expect(second.text).not.toContain(skus.drill)
  })

  it('is not mailed again of what is taken out of the order once it was said not to come', async () => {
    const id = await entered()
    await confirm(id, [
      { position: 1, quantity: '1' },
      { position: 2, rejected: true },
    ])
    expect(await mailsOf(id)).toHaveLength(1)
    // so that the total is right
    await clerk.act('order.changeLine', { id, position: 1, quantity: '1' })
    await clerk.act('order.removeLine', { id, position: 2 })
    await confirm(id, [{ position: 1 }])
    expect(await mailsOf(id)).toHaveLength(1)
  })

  it('is mailed of a line that is taken out only what was still to come of it', async () => {
    const id = await entered()
    await confirm(id, [{ position: 1, quantity: '1' }])
    await clerk.act('order.removeLine', { id, position: 1 })
    const mails = await mailsOf(id)
    expect(mails.map(({ text }) => /(\d) piece/.exec(text)![1]).sort()).toEqual(['1', '2'])
  })

  it('is not mailed again where only the price of such a line is changed', async () => {
    const id = await entered()
    await confirm(id, [{ position: 1, quantity: '1', deliveries: [{ quantity: '1', on: '2026-07-01' }] }])
    await clerk.act('order.changeLine', { id, position: 1, unitPrice: '9' })
    const { lines } = await clerk.read('order', id, 'lines.position', 'lines.confirmation', 'lines.confirmedQuantity')
    expect(lines).toContainEqual(expect.objectContaining({ position: 1, confirmation: null, confirmedQuantity: '1' }))
    await confirm(id, [{ position: 1, quantity: '1' }])
    expect(await mailsOf(id)).toHaveLength(1)
    await confirm(id, [{ position: 1, rejected: true }])
    expect(await mailsOf(id)).toHaveLength(2)
  })

  it('is mailed what a clerk takes out, and nothing of what comes in', async () => {
    const id = await entered()
    await clerk.act('order.changeLine', { id, position: 1, quantity: '5' })
    expect(await mailsOf(id)).toEqual([])
    await clerk.act('order.removeLine', { id, position: 2 })
    const [mail, ...more] = await mailsOf(id)
    expect(more).toEqual([])
    expect(mail!.text).toContain(`(${skus.cable})`)
    await still(shop.database, async () =>
      expect(await codeOf(clerk.act('order.removeLine', { id, position: 1 }))).toBe('ORDER_LAST_LINE'),
    )
    expect(await mailsOf(id)).toHaveLength(1)
  })
})
