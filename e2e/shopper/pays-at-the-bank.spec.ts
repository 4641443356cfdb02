import type { Page } from '@playwright/test'
import { GermanShop } from '../ground/german-shop.ts'
import { nth, type Article } from '../ground/goods.ts'
import { expect, journey } from '../ground/journey.ts'
import { onePaidOrder } from '../ground/proof.ts'

journey.skip(({ isMobile }) => !isMobile, 'who pays at their bank has its app on the phone')

/** Who chose iDEAL and was sent to their bank. */
async function atTheBank(page: Page, article: Article, email: string): Promise<GermanShop> {
  const shop = new GermanShop(page)
  await shop.toPayment(article, email)
  await shop.choose('iDEAL')
  await shop.pay.click()
  await expect(page.getByRole('heading', { name: 'iDEAL test payment page' })).toBeVisible({ timeout: 15_000 })
  return shop
}

journey(
  'iDEAL: the bank says yes, and the shopper comes back to their order',
  async ({ page, articles, email, records }) => {
    const shop = await atTheBank(page, nth(articles, 20), email)
    await page.getByRole('button', { name: 'Authorize test payment' }).click()
    await shop.thanks()
    await expect(page.getByText('iDEAL •••• 5264')).toBeVisible()
    await onePaidOrder(records, email)
  },
)

journey(
  'iDEAL: the shopper says no, finds everything as it was, and pays in another way',
  async ({ page, articles, email, records }) => {
    const shop = await atTheBank(page, nth(articles, 21), email)
    await page.getByRole('button', { name: 'Fail test payment' }).click()
    const said = 'Ihre Bank hat die Zahlung nicht bestätigt. Es wurde nichts abgebucht.'
    await expect(page.getByRole('alert').filter({ hasText: said })).toBeVisible()
    await expect(page.getByTestId('checkout-total')).toHaveText(/€/)
    expect(await records.orders(email)).toEqual([])
    await shop.choose('Bancontact')
    await expect(shop.form.getByLabel('Vor- und Nachname')).toHaveValue('Ada Byron')
    await shop.pay.click()
    await page.getByRole('button', { name: 'Authorize test payment' }).click()
    await shop.thanks()
    await onePaidOrder(records, email)
  },
)

journey(
  'iDEAL: the cart is changed in another tab, and who comes back is told that nothing was charged',
  async ({ page, context, articles, email, records }, info) => {
    const article = nth(articles, 27)
    await atTheBank(page, article, email)
    const tab = await context.newPage()
    await tab.goto('/de/cart')
    await tab.getByRole('button', { name: /^Eins mehr/ }).click()
    // what is shown at once is only a promise: the change is made when a page of the server's has it
    await tab.waitForLoadState('networkidle')
    await tab.reload()
    await expect(tab.getByLabel(/^Menge: /)).toHaveValue(String(Number(article.minimum) + 1))
    await page.getByRole('button', { name: 'Authorize test payment' }).click()
    const told = page.getByTestId('payment-ended')
    await expect(told).toContainText('Es wurde nichts abgebucht.')
    await page.screenshot({ path: info.outputPath('ended.png'), fullPage: true })
    expect(await records.orders(email)).toEqual([])
  },
)

journey(
  'iDEAL: back by the back button, and paid in the second try, once',
  async ({ page, articles, email, records }) => {
    const shop = await atTheBank(page, nth(articles, 22), email)
    await page.goBack()
    await expect(shop.pay).toBeEnabled({ timeout: 15_000 })
    await shop.choose('iDEAL')
    await shop.pay.click()
    await page.getByRole('button', { name: 'Authorize test payment' }).click()
    await shop.thanks()
    await onePaidOrder(records, email)
  },
)

journey(
  'iDEAL: the tab is closed after the bank said yes, and the order stands all the same',
  async ({ page, context, articles, email, records }) => {
    await atTheBank(page, nth(articles, 23), email)
    // the bank's answer without the way back
    await page.route(/\/checkout\/return/, (route) => route.abort())
    await page.getByRole('button', { name: 'Authorize test payment' }).click()
    await expect.poll(() => records.orders(email), { timeout: 20_000 }).toHaveLength(1)
    const again = await context.newPage()
    await again.goto('/de/checkout')
    const order = await onePaidOrder(records, email)
    await expect(again.getByText(order.number).first()).toBeVisible()
  },
)
