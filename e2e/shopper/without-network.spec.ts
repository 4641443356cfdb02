import { expect, journey } from '../ground/journey.ts'
import type { Page } from '@playwright/test'
import { Shop } from '../ground/shop.ts'
import { layWire } from '../ground/wire.ts'

/** What the worker precaches, as it stands in the built file: `{url:"/…",revision:…}` in either order. */
function precached(worker: string): string[] {
  const entries = worker.matchAll(/\{[^{}]*?(?:["']?url["']?):\s*["']([^"']+)["'][^{}]*?\}/g)
  return [...entries].filter(([entry]) => entry.includes('revision')).map(([, url = '']) => url)
}

/** Opens the shop and waits until its service worker answers for the page. */
async function openWithWorker(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })
}

journey('the service worker keeps 15 to 60 files, and every one of them is there', async ({ request }) => {
  const worker = await request.get('/sw.js')
  expect(worker.ok()).toBe(true)
  const urls = precached(await worker.text())
  expect(urls.length).toBeGreaterThanOrEqual(15)
  expect(urls.length).toBeLessThanOrEqual(60)
  const missing: string[] = []
  for (const url of urls) {
    const answer = await request.get(url)
    if (!answer.ok()) missing.push(`${answer.status()} ${url}`)
  }
  expect(missing).toEqual([])
})

journey('the shop can be installed: its manifest names it, its icons are there', async ({ page, request }) => {
  await page.goto('/')
  const href = await page.locator('link[rel=manifest]').getAttribute('href')
  const manifest = (await (await request.get(href ?? '')).json()) as {
    name: string
    start_url: string
    display: string
    icons: { src: string; sizes: string }[]
  }
  expect(manifest.name).toBeTruthy()
  expect(manifest.display).toBe('standalone')
  expect(manifest.icons.map((icon) => icon.sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']))
  for (const icon of manifest.icons) expect((await request.get(icon.src)).ok(), icon.src).toBe(true)
})

journey.describe('a shopper whose network goes away', () => {
  journey.use({ expectedNoise: /ERR_(INTERNET_DISCONNECTED|CONNECTION_|FAILED|EMPTY_RESPONSE)|Failed to fetch/ })

  journey('reads visited pages again, and is told kindly about the others', async ({ page, addresses, articles }) => {
    const [seen, unseen] = articles
    if (!seen || !unseen) throw new Error('the shop has too few articles for this journey')
    const wire = await layWire(addresses.storefrontUrl)
    await openWithWorker(page, wire.url)
    await page.goto(`${wire.url}${seen.url}`)
    await expect(page.getByRole('heading', { level: 1, name: seen.name })).toBeVisible()
    await page.waitForLoadState('networkidle')

    await wire.cut()
    await page.reload()
    await expect(page.getByRole('heading', { level: 1, name: seen.name })).toBeVisible()
    await page.goto(`${wire.url}${unseen.url}`)
    await expect(page.getByRole('heading', { level: 1, name: 'No network here' })).toBeVisible()
    await page.goto(`${wire.url}/de${unseen.url}`)
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  })

  journey('reads each search that was made again, and never one in place of another', async ({ page, addresses }) => {
    const wire = await layWire(addresses.storefrontUrl)
    await openWithWorker(page, wire.url)
    const searched = (word: string) => page.getByRole('heading', { level: 1, name: word })
    for (const word of ['drill', 'helmet']) {
      await page.goto(`${wire.url}/search?q=${word}`)
      await expect(searched(word)).toBeVisible()
      await page.waitForLoadState('networkidle')
    }

    await wire.cut()
    await page.reload()
    await expect(searched('helmet')).toBeVisible()
    await page.goto(`${wire.url}/search?q=drill&utm_source=mail`)
    await expect(searched('drill')).toBeVisible()
    await page.goto(`${wire.url}/search?q=cable`)
    await expect(page.getByRole('heading', { level: 1, name: 'No network here' })).toBeVisible()
  })

  for (const [language, at, words] of [
    ['English', '', { add: 'Add to cart', more: 'One more', remove: 'Remove', said: /no connection.*Nothing is lost/ }],
    [
      'German',
      '/de',
      { add: 'In den Warenkorb', more: 'Eins mehr', remove: 'Entfernen', said: /keine Verbindung.*nichts verloren/ },
    ],
  ] as const)
    journey(
      `is told in ${language} that a change of the cart did not arrive, keeps the page, and goes on when it is back`,
      async ({ page, context, articles }) => {
        const article = articles[24 % articles.length]
        if (!article) throw new Error('the shop has nothing to buy')
        await page.goto(at + article.url)
        await page.waitForLoadState('networkidle')
        const main = page.getByRole('main')
        const title = main.getByRole('heading', { level: 1 })
        const name = await title.innerText()

        await context.setOffline(true)
        await page.getByRole('button', { name: words.add }).click()
        await expect(main.getByRole('alert').filter({ hasText: words.said })).toBeInViewport({ ratio: 1 })
        await expect(title).toHaveText(name)
        await expect(page.getByRole('dialog')).toHaveCount(0)
        await expect(page.getByTestId('cart-count')).toHaveCount(0)

        await context.setOffline(false)
        await page.getByRole('button', { name: words.add }).click()
        const drawer = page.getByRole('dialog')
        await expect(drawer.getByRole('link', { name })).toBeVisible()
        await expect(drawer.getByText('…', { exact: true })).toHaveCount(0)

        await page.goto(`${at}/cart`)
        await page.waitForLoadState('networkidle')
        const quantity = main.getByRole('textbox')
        await context.setOffline(true)
        await main.getByRole('button', { name: words.more }).click()
        await expect(main.getByRole('alert').filter({ hasText: words.said })).toBeVisible()
        await expect(quantity).toHaveValue(article.minimum)
        await main.getByRole('button', { name: words.remove }).click()
        await expect(main.getByRole('alert').filter({ hasText: words.said })).toBeVisible()
        await expect(main.getByRole('link', { name })).toBeVisible()

        await context.setOffline(false)
        await main.getByRole('button', { name: words.more }).click()
        await expect(quantity).toHaveValue(String(Number(article.minimum) + 1))
        await expect(main.getByRole('alert')).toHaveCount(0)
      },
    )

  journey(
    'stays in the account, and is told so, where signing out does not arrive',
    async ({ page, context, email }) => {
      await page.goto('/register')
      await page.getByLabel('First name').fill('Grace')
      await page.getByLabel('Last name').fill('Hopper')
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Password').fill('a sentence is fine as well')
      await page.getByRole('button', { name: 'Open the account' }).click()
      const leave = page.getByRole('main').getByRole('button', { name: 'Sign out' })
      await expect(leave).toBeVisible()
      await page.waitForLoadState('networkidle')
      await context.setOffline(true)
      await leave.click()
      await expect(page.getByRole('alert').filter({ hasText: /no connection/ })).toBeVisible()
      await expect(leave).toBeVisible()
      await context.setOffline(false)
      await leave.click()
      await expect(page).toHaveURL(/\/sign-in$/)
    },
  )

  journey('sees their cart as it was, and is told of when it is', async ({ page, addresses, articles }) => {
    const article = articles[16 % articles.length]
    if (!article) throw new Error('the shop has nothing to buy')
    const wire = await layWire(addresses.storefrontUrl)
    await openWithWorker(page, wire.url)
    await page.goto(wire.url + article.url)
    const shop = new Shop(page)
    await shop.addShown(article)
    await page.goto(`${wire.url}/cart`)
    await expect(page.getByText(/The cart as of/)).toHaveCount(0)
    await expect(page.getByTestId('cart-count').first()).toBeAttached()
    await page.waitForLoadState('networkidle')

    await wire.cut()
    await page.reload()
    await expect(page.getByRole('main').getByRole('link', { name: article.name })).toBeVisible()
    await expect(page.getByRole('main').getByText(/The cart as of \d/)).toBeVisible()
    // A number on the cart would say “now”.
    await expect(page.getByTestId('cart-count')).toHaveCount(0)
  })
})

journey(
  'a shopper whose network is slow is not shown an old cart as if it were the present one',
  async ({ page, addresses, articles }) => {
    const article = articles[17 % articles.length]
    if (!article) throw new Error('the shop has nothing to buy')
    const wire = await layWire(addresses.storefrontUrl)
    await openWithWorker(page, wire.url)
    await page.goto(wire.url + article.url)
    await new Shop(page).addShown(article)
    await page.goto(`${wire.url}/cart`)
    await page.waitForLoadState('networkidle')

    wire.slow(6_000)
    await page.reload()
    await expect(page.getByRole('main').getByText(/The cart as of \d/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Load it anew' })).toBeVisible()
    wire.slow(0)
    await page.getByRole('button', { name: 'Load it anew' }).click()
    await expect(page.getByTestId('cart-count').first()).toBeAttached()
    await expect(page.getByText(/The cart as of/)).toHaveCount(0)
  },
)

journey(
  'a new version of the shop is offered, waits until it is wanted, and then loads once',
  async ({ page, addresses }) => {
    const wire = await layWire(addresses.storefrontUrl)
    await openWithWorker(page, wire.url)
    await page.waitForLoadState('networkidle')
    wire.renewWorker()
    await page.reload()
    const offer = page.getByRole('status').filter({ hasText: 'There is a new version of this shop.' })
    await expect(offer).toBeVisible()

    // Never in the middle of paying.
    await page.goto(`${wire.url}/checkout`)
    await page.waitForLoadState('networkidle')
    await expect(offer).toHaveCount(0)
    await page.goto(wire.url)
    await expect(offer).toBeVisible()

    let loads = 0
    page.on('load', () => (loads += 1))
    await offer.getByRole('button', { name: 'Update' }).click()
    await expect(offer).toHaveCount(0)
    await page.waitForLoadState('networkidle')
    expect(loads).toBe(1)
    expect(
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting ?? null),
    ).toBeNull()
  },
)
