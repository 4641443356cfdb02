import type { Page } from '@playwright/test'
import type { Article } from '../ground/goods.ts'
import { expect, journey } from '../ground/journey.ts'
import { onePaidOrder } from '../ground/proof.ts'
import { cards, fillCard, home } from '../ground/shop.ts'

// examples/shop: a frontend that is not ours, on the storefront API alone.
journey.use({ baseURL: async ({ addresses }, use) => use(addresses.otherShopUrl) })
journey.skip(({ isMobile }) => isMobile, 'it has one layout for all')

/** From the search to the card form. */
async function toThePayment(page: Page, article: Article, email: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('searchbox', { name: 'Search' }).fill(article.name)
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('main').getByRole('link', { name: article.name }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: article.name })).toBeVisible()
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await expect(page.getByRole('main').getByRole('link', { name: article.name })).toBeVisible()
  await page.getByRole('button', { name: 'Check out' }).click()
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('First name').fill(home.firstName)
  await page.getByLabel('Last name').fill(home.lastName)
  await page.getByLabel('Street').fill(home.street)
  await page.getByLabel('Postal code').fill(home.postalCode)
  await page.getByLabel('City').fill(home.city)
  await page.getByLabel('State, as CA').fill('CA')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('radio', { name: /FedEx/ }).first().check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'To the payment' }).click()
}

journey(
  'another frontend lists, searches, sells and is paid, and the back office has the order',
  async ({ page, articles, email, records, backOffice }) => {
    const article = articles.at(-1)!
    await page.goto('/')
    await page.getByRole('link', { name: 'More' }).click()
    await expect(page).toHaveURL(/after=/)
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
    await page.getByRole('navigation').getByRole('link').first().click()
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()

    await toThePayment(page, article, email)
    await fillCard(page.locator('#card'), cards.good)
    await page.getByRole('button', { name: /^Pay / }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Thank you!' })).toBeVisible({ timeout: 20_000 })

    const order = await onePaidOrder(records, email)
    await expect(page.getByRole('main')).toContainText(`Your order ${order.number} is paid`)
    const [seen] = await backOffice.list<{ state: string; paymentStatus: string; email: string }>('orders', {
      'filter[number]': order.number,
    })
    expect(seen).toMatchObject({ id: order.id, attributes: { state: 'placed', paymentStatus: 'paid', email } })
  },
)

journey.describe('what is refused', () => {
  // browsers report answers of 402 (Stripe, of the card) and 409 (the shop, of its form) by themselves
  journey.use({ expectedNoise: /40[29] \(/ })

  journey(
    'a declined card is told, orders nothing, and another one pays',
    async ({ page, articles, email, records }) => {
      await toThePayment(page, articles.at(-2)!, email)
      await fillCard(page.locator('#card'), cards.declined)
      await page.getByRole('button', { name: /^Pay / }).click()
      await expect(page.getByRole('alert').filter({ hasText: 'declined' }).first()).toBeVisible()
      expect(await records.orders(email)).toEqual([])

      await fillCard(page.locator('#card'), cards.good)
      await page.getByRole('button', { name: /^Pay / }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Thank you!' })).toBeVisible({ timeout: 20_000 })
      await onePaidOrder(records, email)
    },
  )

  journey('more than there is, and no address at all, are told where they were given', async ({ page, articles }) => {
    const article = articles.at(-3)!
    await page.goto(`/product/${article.url.split('/').at(-1)}`)
    await page.getByLabel('Quantity').fill('1000000')
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await expect(page.getByRole('alert')).toContainText(/Only .* can be delivered/)
    await expect(page.getByRole('link', { name: 'Cart (0)' })).toBeVisible()

    await page.getByRole('button', { name: 'Add to cart' }).click()
    await page.getByRole('button', { name: 'Check out' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('alert')).toContainText(/e-?mail/i)
    await expect(page).toHaveURL(/\/checkout\/[^/]+$/)
  })
})
