import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, journey } from '../ground/journey.ts'
import { cards, Shop } from '../ground/shop.ts'

// Colours are judged as they stand, not in the tenth of a second in which a button comes forward.
journey.use({ contextOptions: { reducedMotion: 'reduce' } })

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

/** Each size is judged in one language: the phone in the one with the longer words. */
const prefixOf = (project: string): string => (project === 'phone' ? '/de' : '')

for (const place of places)
  journey(`${place.name} has no serious accessibility problem`, async ({ page, articles, thirdParty }, info) => {
    const { categoryTree } = await thirdParty.ask<{ categoryTree: { slug: string }[] }>('{ categoryTree { slug } }')
    const path = place.path(articles[0]?.url ?? '', categoryTree[0]?.slug ?? '')
    const prefix = prefixOf(info.project.name)
    await page.goto(prefix && path === '/' ? prefix : `${prefix}${path}`)
    await expect(page.locator('html')).toHaveAttribute('lang', prefix ? /^de/ : /^en/)
    await expect(page.locator('h1')).toBeVisible()
    expect(await seriousProblems(page)).toEqual([])
  })

journey.describe('on the way to an order', () => {
  // Stripe answers 402 for a declined card, and browsers report that by themselves.
  journey.use({ expectedNoise: /402 \(Payment Required\)/ })

  journey(
    'the cart and every step of the checkout have no serious accessibility problem',
    async ({ page, articles, email }, info) => {
      journey.slow()
      const shop = new Shop(page)
      const article = articles[10 % articles.length]
      if (!article) throw new Error('the shop has nothing to buy')
      const prefix = prefixOf(info.project.name)
      /** Judges a page in the size's own language, and goes back to where the English shopper stands. */
      const judge = async (path: string): Promise<void> => {
        if (prefix) await page.goto(`${prefix}${path}`)
        await expect(page.locator('h1')).toBeVisible()
        await expect(page.getByRole('status')).toHaveCount(0)
        // what can be pressed is judged, and not what waits for the payment service
        for (const pressed of await page.locator('[data-buy-bar] button').all()) await expect(pressed).toBeEnabled()
        expect(await seriousProblems(page), `${prefix}${path}`).toEqual([])
        if (prefix) await page.goto('/checkout')
      }
      await shop.addToCart(article)
      expect(await seriousProblems(page), 'the cart beside the product').toEqual([])
      await page.goto('/cart')
      await judge('/cart')
      await page.goto('/checkout')
      await judge('/checkout?step=contact')
      await shop.giveContact(email)
      await judge('/checkout?step=address')
      await shop.giveAddress()
      await judge('/checkout?step=delivery')
      await shop.chooseDelivery()
      await judge('/checkout?step=payment')
      await shop.fillCard(cards.declined)
      await shop.pay.click()
      await expect(page.getByText('The card was declined. Nothing was charged.')).toBeVisible()
      expect(await seriousProblems(page), 'a declined card').toEqual([])
      await page.goto('/checkout?step=billing')
      await judge('/checkout?step=billing')
    },
  )
})
