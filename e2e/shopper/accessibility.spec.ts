import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, journey } from '../ground/journey.ts'
import { cards, Shop } from '../ground/shop.ts'

/** What axe finds of serious or critical kind, with the place, so that a failure can be read without a trace. */
async function seriousProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} (${node.target.join(' ')})`))
}

interface Place {
  name: string
  path: (article: string, category: string) => string
}

const places: Place[] = [
  { name: 'the start page', path: () => '/' },
  { name: 'the categories', path: () => '/categories' },
  { name: 'a category', path: (_, category) => `/category/${category}` },
  { name: 'a product', path: (article) => article },
  { name: 'the empty cart', path: () => '/cart' },
  { name: 'a search', path: () => '/search?q=hammer' },
  { name: 'a search that finds nothing', path: () => '/search?q=xqzzy' },
  { name: 'signing in', path: () => '/sign-in' },
]

for (const locale of ['en', 'de'])
  for (const place of places)
    journey(
      `${place.name} has no serious accessibility problem in ${locale}`,
      async ({ page, articles, thirdParty }) => {
        const { categoryTree } = await thirdParty.ask<{ categoryTree: { slug: string }[] }>('{ categoryTree { slug } }')
        const path = place.path(articles[0]?.url ?? '', categoryTree[0]?.slug ?? '')
        await page.goto(locale === 'en' ? path : `/de${path === '/' ? '' : path}`)
        await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${locale}`))
        await expect(page.locator('h1')).toBeVisible()
        expect(await seriousProblems(page)).toEqual([])
      },
    )

journey.describe('on the way to an order', () => {
  // Stripe answers 402 for a declined card, and browsers report that by themselves.
  journey.use({ expectedNoise: /402 \(Payment Required\)/ })

  journey(
    'the cart and every step of the checkout have no serious accessibility problem in either language',
    async ({ page, articles, email }) => {
      journey.slow()
      const shop = new Shop(page)
      const article = articles[10 % articles.length]
      if (!article) throw new Error('the shop has nothing to buy')
      const judge = async (path: string): Promise<void> => {
        for (const prefix of ['', '/de']) {
          await page.goto(`${prefix}${path}`)
          await expect(page.locator('h1')).toBeVisible()
          await expect(page.getByRole('status')).toHaveCount(0)
          expect(await seriousProblems(page), `${prefix}${path}`).toEqual([])
        }
      }
      await shop.addToCart(article)
      expect(await seriousProblems(page), 'the cart beside the product').toEqual([])
      await judge('/cart')
      await judge('/checkout?step=contact')
      await page.goto('/checkout')
      await shop.giveContact(email)
      await judge('/checkout?step=address')
      await page.goto('/checkout')
      await shop.giveAddress()
      await judge('/checkout?step=delivery')
      await page.goto('/checkout')
      await shop.chooseDelivery()
      await judge('/checkout?step=billing')
      await page.goto('/checkout')
      await judge('/checkout?step=payment')
      await page.goto('/checkout')
      await shop.fillCard(cards.declined)
      await shop.pay.click()
      await expect(page.getByText('The card was declined. Nothing was charged.')).toBeVisible()
      expect(await seriousProblems(page), 'a declined card').toEqual([])
    },
  )
})
