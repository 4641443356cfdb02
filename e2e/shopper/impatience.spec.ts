import type { Page } from '@playwright/test'
import { expect, journey } from '../ground/journey.ts'
import { home, Shop } from '../ground/shop.ts'

/** Lets every script of the shop arrive late, so that the page stands and can be typed into long before it is alive. */
async function slowScripts(page: Page, milliseconds: number): Promise<void> {
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await new Promise((done) => setTimeout(done, milliseconds))
    await route.continue()
  })
}

/** As a person does: looks for the field, clicks into it, and types key by key. */
async function type(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label).click()
  await page.keyboard.type(text, { delay: 40 })
}

/** Holds back what the shop's server is told to do, until it is let go. */
async function holdWrites(page: Page): Promise<() => void> {
  let letGo = (): void => undefined
  const gone = new Promise<void>((resolve) => (letGo = resolve))
  await page.route(
    (url) => url.pathname.startsWith('/product/'),
    async (route) => {
      if (route.request().method() === 'POST') await gone
      await route.continue()
    },
  )
  return letGo
}

journey(
  '“Check out” pressed before the article is confirmed waits for it, and then goes',
  async ({ page, articles }) => {
    const article = articles[11 % articles.length]
    if (!article) throw new Error('the shop has nothing to buy')
    const shop = new Shop(page)
    await page.goto(article.url)
    await page.waitForLoadState('networkidle')
    const letGo = await holdWrites(page)
    await page.getByRole('button', { name: 'Add to cart' }).click()
    const drawer = page.getByRole('dialog', { name: 'Your cart' })
    await expect(drawer.getByRole('link', { name: article.name })).toBeVisible()
    await drawer.getByRole('link', { name: /Check out|One moment/ }).click()
    await expect(drawer.getByRole('link', { name: 'One moment' })).toBeVisible()
    await page.waitForTimeout(500)
    expect(new URL(page.url()).pathname).toBe(article.url)

    letGo()
    await page.waitForURL('**/checkout')
    await shop.step('Contact')
    await expect(page.getByText(article.name).first()).toBeAttached()
  },
)

journey(
  '“Check out” pressed before the article is refused stays, and the refusal is told',
  async ({ page, articles }) => {
    const article = articles.find(({ left }) => left !== null)
    if (!article) throw new Error('the shop keeps stock of nothing')
    await page.goto(article.url)
    await page.waitForLoadState('networkidle')
    const letGo = await holdWrites(page)
    await page
      .getByLabel('Quantity')
      .first()
      .fill(String((article.left ?? 0) + 1))
    await page.getByRole('button', { name: 'Add to cart' }).click()
    const drawer = page.getByRole('dialog', { name: 'Your cart' })
    await drawer.getByRole('link', { name: 'Check out' }).click()
    letGo()
    await expect(page.getByRole('alert').filter({ hasText: /\w/ }).first()).toBeVisible()
    expect(new URL(page.url()).pathname).toBe(article.url)
  },
)

// Fonts that wait for late scripts are told of by the browser.
journey.describe('where the scripts come late', () => {
  journey.use({ expectedNoise: /preloaded using link preload/ })
  journey(
    'what is typed before the scripts arrive is still there when they have',
    async ({ page, articles, email }) => {
      const shop = new Shop(page)
      const article = articles[12 % articles.length]
      if (!article) throw new Error('the shop has nothing to buy')
      await shop.addToCart(article)
      await slowScripts(page, 600)

      await page.goto('/checkout', { waitUntil: 'commit' })
      await type(page, 'E-mail', email)
      await page.waitForLoadState('networkidle')
      await expect(page.getByLabel('E-mail')).toHaveValue(email)
      await shop.next.click()
      await shop.step('Delivery address')

      await page.goto('/checkout?step=address', { waitUntil: 'commit' })
      await page.getByLabel('Country').selectOption({ label: 'Germany' })
      await type(page, 'First name', home.firstName)
      await type(page, 'Street and number', home.street)
      await page.waitForLoadState('networkidle')
      await expect(page.getByLabel('First name')).toHaveValue(home.firstName)
      await expect(page.getByLabel('Street and number')).toHaveValue(home.street)
      await expect(page.getByLabel('Country')).toHaveValue('DE')
      await expect(page.getByLabel(/^State/)).toHaveCount(0)
    },
  )
})

journey('what is typed at once when the next step appears stays', async ({ page, articles, email }) => {
  const shop = new Shop(page)
  const article = articles[13 % articles.length]
  if (!article) throw new Error('the shop has nothing to buy')
  await shop.addToCart(article)
  await shop.toCheckout()
  await page.getByLabel('E-mail').fill(email)
  await shop.next.click()
  await type(page, 'First name', home.firstName)
  await type(page, 'Last name', home.lastName)
  await page.waitForLoadState('networkidle')
  await expect(page.getByLabel('First name')).toHaveValue(home.firstName)
  await expect(page.getByLabel('Last name')).toHaveValue(home.lastName)
})

journey(
  'what is typed while a step is being saved stays when the step is refused',
  async ({ page, articles, email }) => {
    const shop = new Shop(page)
    const article = articles[14 % articles.length]
    if (!article) throw new Error('the shop has nothing to buy')
    await shop.addToCart(article)
    await shop.toCheckout()
    await shop.giveContact(email)
    await page.getByLabel('First name').fill(home.firstName)
    await page.getByLabel('Last name').fill(home.lastName)
    await page.getByLabel('Street and number').fill(home.street)
    await page.getByLabel(/postcode/i).fill('94105')
    await page.getByLabel('City').fill('San Francisco')
    await page.getByLabel(/^State/).selectOption({ label: home.region })
    let letGo = (): void => undefined
    const gone = new Promise<void>((resolve) => (letGo = resolve))
    await page.route(
      (url) => url.pathname === '/checkout',
      async (route) => {
        const asked = route.request()
        if (asked.method() !== 'POST') return route.continue()
        await gone
        // On its way, the region becomes one that the API does not know.
        await route.continue({ postData: (asked.postData() ?? '').replace(/\bCA\b/, 'ZZ') })
      },
    )
    await shop.next.click()
    await page.getByLabel('City').fill('Oakland')
    await page.getByLabel('Street and number').fill('1 Broadway')
    letGo()
    await expect(page.getByText('Please choose the state or province.')).toBeVisible()
    await expect(page.getByLabel('City')).toHaveValue('Oakland')
    await expect(page.getByLabel('Street and number')).toHaveValue('1 Broadway')
    await expect(page.getByLabel('First name')).toHaveValue(home.firstName)
  },
)

journey(
  'what is typed while a step is being saved stays when it is saved, and goes along the next time',
  async ({ page, articles, email }) => {
    const shop = new Shop(page)
    const article = articles[15 % articles.length]
    if (!article) throw new Error('the shop has nothing to buy')
    await shop.addToCart(article)
    await shop.toCheckout()
    await page.getByLabel('E-mail').fill(email)
    let letGo = (): void => undefined
    const gone = new Promise<void>((resolve) => (letGo = resolve))
    await page.route(
      (url) => url.pathname === '/checkout',
      async (route) => {
        if (route.request().method() === 'POST') await gone
        await route.continue()
      },
    )
    await shop.next.click()
    await page.getByLabel('Phone').fill('+1 415 555 0100')
    letGo()
    await expect(page.getByText('You have typed something since')).toBeVisible()
    await expect(page.getByLabel('Phone')).toHaveValue('+1 415 555 0100')
    await shop.next.click()
    await shop.step('Delivery address')
    await expect(page.getByText(`${email} · +1 415 555 0100`)).toBeVisible()
  },
)
