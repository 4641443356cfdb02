import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, journey } from '../ground/journey.ts'

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
