import { expect, journey } from '../ground/journey.ts'
import { onePaidOrder } from '../ground/proof.ts'
import { cards, Shop } from '../ground/shop.ts'
import { ThirdParty } from '../ground/third-party.ts'

const password = 'a sentence is fine as well'

journey(
  'a guest who signs in on the way through the checkout goes on where they were, and the order is theirs',
  async ({ page, articles, email, records, addresses }) => {
    const article = articles[18 % articles.length]
    if (!article) throw new Error('the shop has nothing to buy')
    const owner = new ThirdParty(addresses.apiUrl)
    await owner.ask(`mutation($input: CustomerUserRegisterInput!) { customerUserRegister(input: $input) { token } }`, {
      input: { email, password, firstName: 'Ada', lastName: 'Byron' },
    })
    const shop = new Shop(page)
    await shop.addToCart(article)
    await shop.toCheckout()
    await shop.throughSteps(email)
    await page.goto('/checkout?step=contact')
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    // Nothing is asked a second time: only the payment is left.
    await shop.step('Payment')
    await expect(page.getByText('500 Market Street')).toBeVisible()
    await shop.fillCard(cards.good)
    await shop.pay.click()
    const { number, id } = await shop.thanks()
    await onePaidOrder(records, email)
    await owner.signIn(email, password)
    expect(await owner.ask('query($id: ID!) { order(id: $id) { number } }', { id })).toEqual({ order: { number } })
  },
)
