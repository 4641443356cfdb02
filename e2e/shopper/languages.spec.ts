import { findArticles, nth } from '../ground/goods.ts'
import { holdAll } from '../ground/hold-all.ts'
import { expect, journey } from '../ground/journey.ts'
import { mailsTo } from '../ground/mails.ts'

journey(
  'each language has its own money, as the merchant says, from the page to the cart',
  async ({ page, articles }) => {
    const article = articles[19 % articles.length]
    if (!article) throw new Error('the shop has nothing to buy')
    const price = page.getByRole('main').locator('p.numerals').filter({ hasText: /[$€]/ }).first()
    await page.goto(article.url)
    await expect(price).toContainText(/\$\d+\.\d\d/)
    await page.goto(`/de${article.url}`)
    await expect(price).toContainText(/\d+,\d\d\s€/)
    await page.getByRole('button', { name: 'In den Warenkorb' }).click()
    await expect(page.getByText('Liegt im Warenkorb.')).toBeVisible()
    await page.goto('/de/cart')
    const summary = page.getByRole('region', { name: 'Zusammenfassung' })
    await expect(summary).toContainText(/\d+,\d\d\s€/)
    await expect(summary).not.toContainText('$')
    // The same cart, read in English, is in dollars: nothing was bought yet.
    await page.goto('/cart')
    await expect(page.getByRole('region', { name: 'Summary' })).toContainText(/\$\d+\.\d\d/)
  },
)

journey('a German cart says in German that somebody else took the last ones', async ({ page, thirdParty }, info) => {
  const scarce = (await findArticles(thirdParty, 1))
    .filter((article) => article.left !== null)
    .sort((a, b) => (a.left ?? 0) - (b.left ?? 0))
  const article = scarce[info.project.name === 'phone' ? 2 : 3]
  if (!article) throw new Error('the shop keeps stock of too few articles for this journey')
  await page.goto(`/de${article.url}`)
  await page.getByRole('button', { name: 'In den Warenkorb' }).click()
  await expect(page.getByText('Liegt im Warenkorb.')).toBeVisible()
  await holdAll(thirdParty, article)
  await page.goto('/de/cart')
  await expect(page.getByRole('main')).toContainText(`Von ${article.sku} sind nur noch 0 lieferbar.`)
  await expect(page.getByRole('main')).not.toContainText('can be delivered')
})

journey('a postal code that is none of Germany is said to be none, at its field', async ({ page, articles, email }) => {
  await page.goto(`/de${nth(articles, 19).url}`)
  await page.getByRole('button', { name: 'In den Warenkorb' }).click()
  await expect(page.getByText('Liegt im Warenkorb.')).toBeVisible()
  await page.goto('/de/checkout')
  await page.getByLabel('E-Mail').fill(email)
  await page.getByRole('button', { name: 'Weiter' }).click()
  await page.getByLabel('Vorname').fill('Ada')
  await page.getByLabel('Nachname').fill('Byron')
  await page.getByLabel('Straße und Hausnummer').fill('Gewerbering 3')
  await page.getByLabel('Postleitzahl').fill('1234')
  await page.getByLabel('Ort', { exact: true }).fill('München')
  await page.getByRole('button', { name: 'Weiter' }).click()
  await expect(page.getByLabel('Postleitzahl')).toHaveAccessibleDescription(
    'Das ist keine Postleitzahl des gewählten Landes. Bitte prüfen Sie beides.',
  )
})

journey(
  'the shop is called what the merchant calls it, also where it is installed',
  async ({ page, request, thirdParty }) => {
    const { websiteCurrent } = await thirdParty.ask<{ websiteCurrent: { name: string } }>('{ websiteCurrent { name } }')
    await page.goto('/')
    await expect(page.getByRole('banner')).toContainText(websiteCurrent.name)
    expect(await page.title()).toContain(websiteCurrent.name)
    expect(((await (await request.get('/manifest.webmanifest')).json()) as { name: string }).name).toBe(
      websiteCurrent.name,
    )
  },
)

journey(
  'the mail that welcomes a new account leads to where its address is confirmed',
  async ({ page, email, addresses }) => {
    await page.goto('/de/register')
    await page.getByLabel('Vorname').fill('Grete')
    await page.getByLabel('Nachname').fill('Hermann')
    await page.getByLabel('E-Mail').fill(email)
    await page.getByLabel('Passwort').fill('ein ganzer Satz geht auch')
    await page.getByRole('button', { name: 'Konto eröffnen' }).click()
    await page.waitForURL('**/de/account')
    const linkOf = (): string | undefined =>
      mailsTo(addresses.mailFolder, email)
        .map((text) => /https?:\/\/\S+\/confirm-email\?token=\S+/.exec(text)?.[0])
        .find((link) => link !== undefined)
    await expect.poll(linkOf, { timeout: 15_000 }).toBeTruthy()
    const { pathname, search } = new URL(linkOf() ?? '')
    expect(pathname).toBe('/de/confirm-email')
    await page.goto(pathname + search)
    await page.getByRole('button', { name: 'Ja, es ist meine' }).click()
    await expect(page.getByText('Danke, Ihre Adresse ist bestätigt.')).toBeVisible()
  },
)

journey.describe('a browser set to German', () => {
  journey.use({ locale: 'de-DE' })
  journey('is greeted in German at the start page, and in English once that was chosen', async ({ page, articles }) => {
    await page.goto('/')
    await expect(page).toHaveURL(/\/de$/)
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await page.getByRole('link', { name: 'This page in English' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page).toHaveURL(/[^e]\/$/)
    // As somebody who comes back by a bookmark.
    await page.goto('about:blank')
    await page.goto('/')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    // An address deeper in the shop was given by somebody, in its language.
    await page.goto(articles[0]?.url ?? '/search')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  })
})
