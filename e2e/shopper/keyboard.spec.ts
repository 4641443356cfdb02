import { expect, journey } from '../ground/journey.ts'
import { tabTo } from '../ground/keyboard.ts'
import { onePaidOrder } from '../ground/proof.ts'
import { cards, home, Shop } from '../ground/shop.ts'

journey('a shopper without a mouse buys with the keyboard alone', async ({ page, articles, email, records }) => {
  journey.slow()
  const shop = new Shop(page)
  const article = articles[7 % articles.length]
  if (!article) throw new Error('the shop has nothing to buy')
  const type = async (label: string, text: string): Promise<void> => {
    await tabTo(page, page.getByLabel(label))
    await page.keyboard.type(text)
  }
  /** Presses the step's button: it goes on from the name of the next step, and not from the top of the page. */
  const goOn = async (to: string): Promise<void> => {
    await tabTo(page, shop.next)
    await page.keyboard.press('Enter')
    await shop.step(to)
    await expect(page.getByRole('heading', { level: 2, name: to, exact: true })).toBeFocused()
  }

  await page.goto(article.url)
  await tabTo(page, page.getByRole('button', { name: 'Add to cart' }))
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: 'Your cart' })
  await shop.confirmed(article)
  await tabTo(page, drawer.getByRole('link', { name: 'Check out' }))
  await page.keyboard.press('Enter')

  await shop.step('Contact')
  await type('E-mail', email)
  await goOn('Delivery address')
  await type('First name', home.firstName)
  await type('Last name', home.lastName)
  await type('Street and number', home.street)
  await type('ZIP or postcode', home.postalCode)
  await type('City', home.city)
  await type('State or province', home.region)
  await goOn('Delivery')
  await tabTo(page, page.getByRole('button', { name: 'Change: Delivery address' }))
  await page.keyboard.press('Enter')
  await shop.step('Delivery address')
  await expect(page.getByRole('heading', { level: 2, name: 'Delivery address' })).toBeFocused()
  await goOn('Delivery')
  await tabTo(page, page.getByRole('radio', { checked: true }))
  await page.keyboard.press('ArrowDown')
  await goOn('Payment')
  const card = page.getByTestId('payment-element')
  await tabTo(page, card.getByLabel('Card number'))
  await page.keyboard.type(cards.good)
  await tabTo(page, card.getByLabel('Expiration date'))
  await page.keyboard.type('1234')
  await tabTo(page, card.getByLabel('Security code'))
  await page.keyboard.type('123')
  const zip = card.getByLabel('ZIP code')
  if (await zip.isVisible()) {
    await tabTo(page, zip)
    await page.keyboard.type(home.postalCode)
  }
  await tabTo(page, shop.pay)
  await page.keyboard.press('Enter')
  await shop.thanks()
  await onePaidOrder(records, email)
})

journey('the first press of Tab offers the way past the header', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
})
