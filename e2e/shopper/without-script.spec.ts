import { expect, journey } from '../ground/journey.ts'
import { Shop } from '../ground/shop.ts'

journey.use({ javaScriptEnabled: false })

journey(
  'without JavaScript everything works up to the payment, which says why it stops there',
  async ({ page, articles, email, records }) => {
    const shop = new Shop(page)
    const article = articles[8 % articles.length]
    if (!article) throw new Error('the shop has nothing to buy')
    await page.goto(`/search?q=${encodeURIComponent(article.name)}`)
    await page.getByRole('link', { name: article.name }).first().click()
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await expect(page.getByText('It is in your cart.')).toBeVisible()
    await page.getByRole('link', { name: 'To the cart' }).click()
    await page.getByRole('button', { name: `One more: ${article.name}` }).click()
    await expect(page.getByLabel(`Quantity: ${article.name}`)).toHaveValue(String(Number(article.minimum) + 1))
    await page.getByRole('link', { name: 'Check out' }).click()
    await shop.step('Contact')
    await shop.throughSteps(email)
    // Playwright's browsers parse <noscript> as if there were scripts: its text is there, and not drawn.
    expect(await page.locator('form noscript').textContent()).toContain('Paying needs JavaScript')
    expect(await records.orders(email)).toEqual([])
  },
)
