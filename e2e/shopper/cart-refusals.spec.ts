import type { Page } from '@playwright/test'
import type { Article } from '../ground/goods.ts'
import { expect, journey } from '../ground/journey.ts'
import { Shop } from '../ground/shop.ts'

const pick = (articles: Article[], turn: number): Article => {
  const article = articles[turn % articles.length]
  if (!article) throw new Error('the shop has nothing to buy')
  return article
}

const asNumber = 'Please give the quantity as a number, such as 3.'
const inProduct = (page: Page) => page.getByRole('main').getByLabel('Quantity', { exact: true })

/** What the API says to developers, and nobody else should read. */
const developers = /\$input|invalid value|Decimal|too fine|may have|must be ordered|has 0 decimals/

journey('what is no quantity is refused in words, and nothing is added', async ({ page, articles }) => {
  const article = pick(articles, 21)
  await page.goto(article.url)
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: /\w/ })
  for (const [typed, said] of [
    ['abc', asNumber],
    ['1.2345', /not sold in such parts/],
    ['', asNumber],
    ['99999999', /^(Only|At most) [\d,]+ /],
    ['-1', asNumber],
  ] as const) {
    await inProduct(page).fill(typed)
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await expect(alert).toHaveText(said)
    await expect(alert).toBeInViewport({ ratio: 1 })
    await expect(page.getByRole('main')).not.toContainText(developers)
  }
  await page.goto('/cart')
  await expect(page.getByText('Nothing in it yet')).toBeVisible()

  await page.goto(`/de${article.url}`)
  await page.getByLabel('Menge', { exact: true }).fill('abc')
  await page.getByRole('button', { name: 'In den Warenkorb' }).click()
  await expect(page.getByText('Bitte geben Sie die Menge als Zahl an')).toBeVisible()
})

journey('the cart refuses what is no quantity, and the line stays as it was', async ({ page, articles }) => {
  const article = pick(articles, 22)
  await new Shop(page).addToCart(article)
  await page.goto('/cart')
  const main = page.getByRole('main')
  const quantity = main.getByLabel(`Quantity: ${article.name}`)
  for (const typed of ['x', '-1', '']) {
    await quantity.fill(typed)
    await quantity.press('Enter')
    await expect(main.getByRole('alert').filter({ hasText: asNumber })).toBeVisible()
    await expect(main.getByRole('link', { name: article.name })).toBeVisible()
    await page.reload()
    await expect(quantity).toHaveValue(article.minimum)
  }
  await main.getByRole('button', { name: `One more: ${article.name}` }).click()
  await expect(quantity).toHaveValue(String(Number(article.minimum) + 1))
  // A price is of one, however many there are of it.
  await expect(main.getByText(/ per /)).not.toHaveText(/pieces|sets|boxes|packs|pairs/)
})

journey.describe('without JavaScript', () => {
  journey.use({ javaScriptEnabled: false })
  journey('the page that answers begins at what it has to say', async ({ page, articles }) => {
    const article = pick(articles, 23)
    await page.goto(article.url)
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await expect(page.getByText('It is in your cart.')).toBeInViewport({ ratio: 1 })
    await inProduct(page).fill('x')
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await expect(page.getByText(asNumber)).toBeInViewport({ ratio: 1 })
  })
})
