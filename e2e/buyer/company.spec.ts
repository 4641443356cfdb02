import { expect, journey } from '../ground/journey.ts'
import { cards, Shop } from '../ground/shop.ts'
import { ThirdParty } from '../ground/third-party.ts'

/** A buyer of the demo company that has wholesale prices (`npm start` prints the demo people). */
const ana = { email: 'ana.ruiz@cascade.example', password: 'werkmark-demo' }

const price = 'query($id: ID!) { productFind(input: { id: $id }) { price { amount } } }'

// One person has one cart: two browsers at the same time would shop with it together.
journey.skip(({ isMobile }) => isMobile, 'Ana sits at a desk')

journey(
  "a company's buyer sees their own prices, and orders by the address book and their own number",
  async ({ page, articles, addresses, records }) => {
    const [stranger, buyer] = [new ThirdParty(addresses.apiUrl), new ThirdParty(addresses.apiUrl)]
    await buyer.signIn(ana.email, ana.password)
    const amount = async (client: ThirdParty, id: string): Promise<number> =>
      Number((await client.ask<{ productFind: { price: { amount: string } } }>(price, { id })).productFind.price.amount)
    const cheaper = await Promise.all(
      articles.map(async (one) => ({ one, less: (await amount(stranger, one.id)) - (await amount(buyer, one.id)) })),
    )
    const article = cheaper.find(({ less }) => less > 0)?.one
    if (!article) throw new Error('wholesale prices are nowhere lower than list prices')

    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(ana.email)
    await page.getByLabel('Password').fill(ana.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { name: 'Good day, Ana' })).toBeVisible()

    const shop = new Shop(page)
    await shop.addToCart(article)
    // The address book knows Ana and where she is: only the way of delivery is left to say.
    await shop.toCheckout('Delivery')
    await page.getByRole('button', { name: 'Change: Contact' }).click()
    await shop.step('Contact')
    const ownNumber = `PO-${Date.now()}`
    await page.getByText('Add your order number or a note').click()
    await page.getByLabel('Your order number').fill(ownNumber)
    await shop.next.click()
    await shop.step('Delivery')
    await shop.chooseDelivery()
    await shop.fillCard(cards.good)
    await shop.pay.click()
    const { id, number } = await shop.thanks()

    const order = await buyer.ask<{
      order: { number: string; poNumber: string; lines: { sku: string; unitPrice: { amount: string } }[] }
    }>('query($id: ID!) { order(id: $id) { number poNumber lines { sku unitPrice { amount } } } }', { id })
    expect(order.order).toMatchObject({ number, poNumber: ownNumber, lines: [{ sku: article.sku }] })
    expect(Number(order.order.lines[0]?.unitPrice.amount)).toBe(await amount(buyer, article.id))
    const written = (await records.orders(ana.email)).find((record) => record.id === id)
    expect(written).toMatchObject({ announced: 1, payments: 1, paid: written?.total })
  },
)
