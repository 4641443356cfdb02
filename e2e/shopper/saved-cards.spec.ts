import { nth } from '../ground/goods.ts'
import { expect, journey } from '../ground/journey.ts'
import { onePaidOrder } from '../ground/proof.ts'
import { cards, fillCard, Shop } from '../ground/shop.ts'

journey.skip(({ isMobile }) => isMobile, 'the form is that of the checkout, which is tried in both sizes')

journey.use({ expectedNoise: /402 \(Payment Required\)/ })

journey(
  'somebody adds a card to their account, after a declined one and their bank’s question, buys with it, and removes it',
  async ({ page, articles, email, records }) => {
    await page.goto('/register')
    await page.getByLabel('First name').fill('Ada')
    await page.getByLabel('Last name').fill('Byron')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill('a sentence is fine as well')
    await page.getByRole('button', { name: 'Open the account' }).click()
    await page.getByRole('link', { name: 'Add a card' }).click()
    const form = page.getByTestId('payment-element')
    const save = page.getByRole('button', { name: 'Save this card' })
    await expect(save).toBeEnabled()
    // cards alone are kept
    await expect(form.getByRole('tab')).toHaveCount(0)
    await fillCard(form, cards.declined)
    await save.click()
    await expect(page.getByText('The card was declined. It is not saved.')).toBeVisible()
    await fillCard(form, cards.threeDSecure)
    await save.click()
    const bank = page.getByRole('dialog')
    await bank.getByRole('button', { name: 'Fail authentication' }).click()
    await expect(page.getByText('unable to authenticate')).toBeVisible()
    await save.click()
    await bank.getByRole('button', { name: 'Complete authentication' }).click()
    const own = page.getByRole('region', { name: 'Cards' })
    await expect(own).toContainText('Visa •••• 3184')
    await expect(own).toContainText('Usual card')
    await own.getByRole('link', { name: 'Add a card' }).click()
    await fillCard(form, cards.good)
    await save.click()
    await expect(own).toContainText('Visa •••• 4242')
    await own.getByRole('button', { name: 'Use by default' }).click()
    await expect(own.getByRole('listitem').first()).toContainText(/4242.*Usual card/)

    const shop = new Shop(page)
    await shop.addToCart(nth(articles, 29))
    await shop.toCheckout('Delivery address')
    await shop.giveAddress()
    await shop.chooseDelivery()
    await expect(page.getByRole('radio', { name: /Visa •••• 4242/ })).toBeChecked()
    await shop.pay.click()
    await shop.thanks()
    await onePaidOrder(records, email)

    await page.goto('/account', { waitUntil: 'networkidle' })
    await own.getByRole('listitem').filter({ hasText: '3184' }).getByRole('button', { name: 'Remove' }).click()
    await expect(own).not.toContainText('3184')
  },
)
