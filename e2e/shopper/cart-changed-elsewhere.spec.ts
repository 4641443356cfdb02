import type { Page } from '@playwright/test'
import { nth, type Article } from '../ground/goods.ts'
import { expect, journey } from '../ground/journey.ts'
import { cards, Shop } from '../ground/shop.ts'

/** Does something to the article's line of the cart in another tab. */
async function inAnotherTab(page: Page, article: Article, deed: 'One more' | 'Remove'): Promise<void> {
  const tab = await page.context().newPage()
  await tab.goto('/cart')
  await tab.getByRole('button', { name: `${deed}: ${article.name}` }).click()
  await tab.waitForLoadState('networkidle')
  if (deed === 'Remove') await expect(tab.getByText('Nothing in it yet')).toBeVisible()
  await tab.close()
}

async function nothingToPay(page: Page): Promise<void> {
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { level: 1, name: 'There is nothing to pay' })).toBeVisible()
  await expect(main).toContainText('Your cart is empty.')
  await expect(main.getByRole('link', { name: 'Browse the range' })).toBeVisible()
  await expect(main.getByRole('button', { name: /^(Pay|Continue|Place order)/ })).toHaveCount(0)
  await expect(main.getByRole('radio')).toHaveCount(0)
  await expect(page.getByTestId('payment-element')).toHaveCount(0)
  await expect(page.getByTestId('checkout-total')).toHaveCount(0)
}

journey(
  'a cart that is emptied in another tab leaves nothing to pay, at whatever step the checkout is',
  async ({ page, articles, email, records }) => {
    const shop = new Shop(page)
    const article = nth(articles, 17)
    await shop.addToCart(article)
    await shop.toCheckout()
    await inAnotherTab(page, article, 'Remove')
    await page.getByLabel('E-mail').fill(email)
    await shop.next.click()
    await nothingToPay(page)

    await shop.addToCart(article)
    await shop.toCheckout('Delivery address')
    await shop.giveAddress()
    await inAnotherTab(page, article, 'Remove')
    await page.getByRole('radio', { name: /FedEx/ }).first().check()
    await shop.next.click()
    await nothingToPay(page)

    await shop.addToCart(article)
    await shop.toCheckout('Delivery')
    await shop.chooseDelivery()
    await shop.fillCard(cards.good)
    await inAnotherTab(page, article, 'Remove')
    await shop.pay.click()
    await nothingToPay(page)
    await page.goto('/checkout?step=payment')
    await nothingToPay(page)
    expect(await records.orders(email)).toEqual([])
  },
)

journey(
  'a cart that is changed in another tab has no price of delivery until that is chosen again',
  async ({ page, articles, email }) => {
    const shop = new Shop(page)
    const article = nth(articles, 18)
    await shop.addToCart(article)
    await shop.toCheckout()
    await shop.giveContact(email)
    await shop.giveAddress()
    // on phones the order stands folded above the steps: it is read as it stands there
    const total = page.getByTestId('checkout-total')
    await shop.chooseDelivery()
    const delivery = page
      .locator('dl > div')
      .filter({ has: page.locator('dt').filter({ hasText: /^Delivery$/ }) })
      .locator('dd')
    await expect(delivery).toHaveText(/^\$\d/)
    const before = (await total.textContent()) ?? ''
    await shop.fillCard(cards.good)

    await inAnotherTab(page, article, 'One more')
    await shop.pay.click()
    await shop.step('Delivery')
    await expect(page.getByText('please choose how to deliver again')).toBeVisible()
    await expect(delivery).toHaveText('not chosen yet')
    await expect(total).not.toHaveText(before)
    // goods and taxes, and nothing that is not shown
    const rows = (await page.locator('dl > div dd').allTextContents()).filter((text) => text.startsWith('$'))
    const amounts = rows.map((text) => Number(text.replace(/[^\d.]/g, '')))
    expect(amounts.slice(0, -1).reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(amounts.at(-1) ?? 0, 2)
    await shop.chooseDelivery()
    await expect(delivery).toHaveText(/^\$\d/)
  },
)
