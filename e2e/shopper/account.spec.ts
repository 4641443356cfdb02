import { expect, journey } from '../ground/journey.ts'
import { onePaidOrder } from '../ground/proof.ts'
import { cards, Shop } from '../ground/shop.ts'
import { ThirdParty } from '../ground/third-party.ts'

const password = 'a sentence is fine as well'

// Whoever signs out and looks for the order is told that there is none, by a 404 that the browser reports.
journey.use({ expectedNoise: /404 \(Not Found\).*\/account\/orders\// })

journey(
  'a guest opens an account with a full cart, buys signed in, and finds the order again',
  async ({ page, articles, email, records, addresses }) => {
    const shop = new Shop(page)
    const article = articles[9 % articles.length]
    if (!article) throw new Error('the shop has nothing to buy')
    await shop.addToCart(article)
    await page.goto('/register')
    await page.getByLabel('First name').fill('Grace')
    await page.getByLabel('Last name').fill('Hopper')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Open the account' }).click()
    await expect(page.getByRole('heading', { name: 'Good day, Grace' })).toBeVisible()

    await page.goto('/cart')
    await expect(page.getByRole('main').getByRole('link', { name: article.name })).toBeVisible()
    await page.getByRole('link', { name: 'Check out' }).click()
    // Who is signed in need not say who they are.
    await shop.step('Delivery address')
    await expect(page.getByLabel('First name')).toHaveValue('Grace')
    await shop.giveAddress()
    await shop.chooseDelivery()
    await shop.fillCard(cards.good)
    await shop.pay.click()
    const { number, id } = await shop.thanks()
    await onePaidOrder(records, email)

    await page.goto('/account')
    await expect(page.getByText(number)).toBeVisible()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.goto(`/account/orders/${id}`)
    await expect(page.getByText(number)).toHaveCount(0)

    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText(number)).toBeVisible()

    const owner = new ThirdParty(addresses.apiUrl)
    await owner.signIn(email, password)
    const query = 'query($id: ID!) { order(id: $id) { number paymentStatus } }'
    expect(await owner.ask(query, { id })).toEqual({ order: { number, paymentStatus: 'paid' } })
    const stranger = await new ThirdParty(addresses.apiUrl).send<{ order: unknown }>(query, { id })
    expect(stranger.data?.order ?? null, 'what a stranger sees of it').toBeNull()
  },
)

journey.describe('signing in with a wrong password', () => {
  journey('is refused in words, and nobody is signed in', async ({ page, email }) => {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('E-mail or password is not right.')).toBeVisible()
  })
})
