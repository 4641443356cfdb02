import { expect, journey } from '../ground/journey.ts'
import { onePaidOrder, sameForThirdParty } from '../ground/proof.ts'
import { cards, Shop } from '../ground/shop.ts'

/** The article that a journey buys, so that journeys that run at the same time take different ones. */
const pick = <Item>(items: Item[], turn: number): Item => {
  const item = items[turn % items.length]
  if (!item) throw new Error('the shop has nothing to buy')
  return item
}

journey(
  'a guest finds, buys and pays, and a third party sees the same order',
  async ({ page, articles, email, records, thirdParty }) => {
    const shop = new Shop(page)
    const article = pick(articles, 0)
    await page.goto('/')
    await page.getByRole('combobox', { name: 'Search the shop' }).fill(article.name)
    await page.getByRole('combobox', { name: 'Search the shop' }).press('Enter')
    await expect(page).toHaveURL(/\/search\?q=/)
    await expect(page.getByRole('combobox', { name: 'Search the shop' })).toHaveValue(article.name)
    await page.getByRole('link', { name: article.name }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: article.name })).toBeVisible()

    const before = await records.stock(article.sku)
    await shop.addToCart(article)
    await shop.toCheckout()
    await shop.throughSteps(email)
    await shop.fillCard(cards.good)
    await shop.pay.click()

    const shown = await shop.thanks()
    const order = await onePaidOrder(records, email)
    expect(shown).toEqual({ number: order.number, id: order.id })
    await sameForThirdParty(thirdParty, order)
    // Who has its number and the e-mail address sees how it stands, and nothing of the person.
    await page.goto('/track')
    await page.getByLabel('Order number').fill(order.number)
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Show the order' }).click()
    const tracked = page.getByRole('status').filter({ hasText: order.number })
    await expect(tracked).toContainText(article.name)
    await expect(tracked).not.toContainText(/Market Street|Byron/)
    const after = await records.stock(article.sku)
    expect(after.onHand - after.reserved, 'left to sell').toBe(
      before.onHand - before.reserved - Number(article.minimum),
    )
  },
)

journey(
  'a guest whose browser never hears that the payment went through finds the order at the checkout',
  async ({ page, articles, email, records }) => {
    const shop = new Shop(page)
    await shop.addToCart(pick(articles, 15))
    await shop.toCheckout()
    await shop.throughSteps(email)
    await shop.fillCard(cards.good)
    await shop.pay.click()
    await shop.thanks()
    const order = await onePaidOrder(records, email)
    await page.goto('/checkout')
    await expect(page.getByText(order.number).first()).toBeVisible()
    await expect(page.getByRole('main')).not.toContainText('account')
    await page.getByRole('link', { name: `Show order ${order.number}` }).click()
    await expect(page.getByRole('heading', { level: 1, name: `Order ${order.number}` })).toBeVisible()
  },
)

journey.describe('a declined card', () => {
  // Stripe answers 402 for it, and browsers report that by themselves.
  journey.use({ expectedNoise: /402 \(Payment Required\)/ })

  journey('is told, holds the articles, and another card pays', async ({ page, articles, email, records }) => {
    const shop = new Shop(page)
    await shop.addToCart(pick(articles, 1))
    await shop.toCheckout()
    await shop.throughSteps(email)
    await shop.fillCard(cards.declined)
    await shop.pay.click()
    await expect(page.getByText('The card was declined. Nothing was charged.')).toBeVisible()
    expect(await records.orders(email)).toEqual([])

    await shop.fillCard(cards.good)
    await shop.pay.click()
    await shop.thanks()
    await onePaidOrder(records, email)
  })
})

journey.describe('3-D Secure', () => {
  journey('the bank asks, the shopper agrees, the order stands', async ({ page, articles, email, records }) => {
    const shop = new Shop(page)
    await shop.addToCart(pick(articles, 2))
    await shop.toCheckout()
    await shop.throughSteps(email)
    await shop.fillCard(cards.threeDSecure)
    await shop.pay.click()
    await expect(page.getByRole('dialog', { name: 'Confirm this payment' })).toBeVisible()
    await expect(page.getByText('Confirming with your bank')).toBeVisible()
    await page
      .getByRole('dialog', { name: 'Confirm this payment' })
      .getByRole('button', { name: 'Complete authentication' })
      .click()
    await shop.thanks()
    await onePaidOrder(records, email)
  })

  journey(
    'the bank asks, the shopper refuses, and nothing is ordered; then they change the cart in another tab, are told that nothing was charged, and agree',
    async ({ page, context, articles, email, records }) => {
      const shop = new Shop(page)
      const article = pick(articles, 3)
      await shop.addToCart(article)
      await shop.toCheckout()
      await shop.throughSteps(email)
      await shop.fillCard(cards.threeDSecure)
      await shop.pay.click()
      const bank = page.getByRole('dialog', { name: 'Confirm this payment' })
      await bank.getByRole('button', { name: 'Fail authentication' }).click()
      await expect(page.getByText('Your bank has not confirmed the payment. Nothing was charged.')).toBeVisible()
      expect(await records.orders(email)).toEqual([])

      await shop.pay.click()
      await expect(bank).toBeVisible()
      const tab = await context.newPage()
      await tab.goto('/cart')
      await tab.getByRole('button', { name: `One more: ${article.name}` }).click()
      await tab.waitForLoadState('networkidle')
      await tab.close()
      await bank.getByRole('button', { name: 'Complete authentication' }).click()
      await expect(page.getByTestId('payment-ended')).toContainText('Nothing was charged.')
      expect(await records.orders(email)).toEqual([])

      await shop.chooseDelivery()
      await shop.fillCard(cards.threeDSecure)
      await shop.pay.click()
      await bank.getByRole('button', { name: 'Complete authentication' }).click()
      await shop.thanks()
      await onePaidOrder(records, email)
    },
  )
})

journey('a double click on the pay button orders once', async ({ page, articles, email, records }) => {
  const shop = new Shop(page)
  await shop.addToCart(pick(articles, 4))
  await shop.toCheckout()
  await shop.throughSteps(email)
  await shop.fillCard(cards.good)
  await shop.pay.dblclick()
  await shop.thanks()
  await onePaidOrder(records, email)
})

journey(
  'the back button after paying leads to the order, and buys nothing again',
  async ({ page, articles, email, records }) => {
    const shop = new Shop(page)
    await shop.addToCart(pick(articles, 5))
    await shop.toCheckout()
    await shop.throughSteps(email)
    await shop.fillCard(cards.good)
    await shop.pay.click()
    const { id, number } = await shop.thanks()
    await page.goBack()
    // What the server says of that page, not what the browser kept of it: nowhere is anything left to pay.
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(shop.pay).toHaveCount(0)

    await page.goto('/checkout')
    const nothing = page.getByRole('heading', { level: 1, name: 'There is nothing to pay' })
    const theOrder = page.getByRole('heading', { level: 1, name: `Order ${number}`, exact: true })
    await expect(nothing.or(theOrder)).toBeVisible()
    await expect(shop.pay).toHaveCount(0)
    await page.goto('/cart')
    await expect(page.getByText('Nothing in it yet')).toBeVisible()
    const order = await onePaidOrder(records, email)
    expect(order.id).toBe(id)
  },
)

journey(
  'a shopper goes back to a step, changes it, and the order has the change',
  async ({ page, articles, email, records }) => {
    const shop = new Shop(page)
    await shop.addToCart(pick(articles, 6))
    await shop.toCheckout()
    await shop.throughSteps('wrong@journey.test')
    // The card form is drawn last: who presses a link before that may be overtaken by the step that still arrives.
    await expect(shop.pay).toBeEnabled()
    await page.getByRole('button', { name: 'Change: Contact' }).click()
    await shop.step('Contact')
    await page.getByLabel('E-mail').fill(email)
    await shop.next.click()
    await shop.step('Payment')
    await shop.fillCard(cards.good)
    await shop.pay.click()
    await shop.thanks()
    await onePaidOrder(records, email)
  },
)
