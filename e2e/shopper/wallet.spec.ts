import { nth } from '../ground/goods.ts'
import { expect, journey } from '../ground/journey.ts'
import { onePaidOrder } from '../ground/proof.ts'
import { Shop } from '../ground/shop.ts'

journey.skip(({ isMobile }) => !isMobile, 'wallets are on phones')

journey.use({ expectedNoise: /402 \(Payment Required\)/ })

journey(
  'Google Pay: the sheet is closed, then a card of it is declined, then another one pays',
  async ({ page, articles, email, records }) => {
    const shop = new Shop(page)
    await shop.addToCart(nth(articles, 26))
    await shop.toCheckout()
    await shop.throughSteps(email)
    const form = page.getByTestId('payment-element')
    await form.getByRole('tab', { name: 'Google Pay' }).click()
    const sheet = page.getByRole('dialog', { name: 'Google Pay' })
    await shop.pay.click()
    await expect(sheet).toContainText('$')
    await page.keyboard.press('Escape')
    await expect(page.getByText('The window of your wallet was closed. Nothing was charged.')).toBeVisible()
    await shop.pay.click()
    await sheet.getByLabel('Card in your wallet').selectOption('Visa •••• 9995')
    await sheet.getByRole('button', { name: 'Pay' }).click()
    await expect(page.getByText('Your card has insufficient funds.')).toBeVisible()
    expect(await records.orders(email)).toEqual([])
    await shop.pay.click()
    await sheet.getByRole('button', { name: 'Pay' }).click()
    await shop.thanks()
    await expect(page.getByText('Visa •••• 4242 (Google Pay)')).toBeVisible()
    await onePaidOrder(records, email)
  },
)

journey('Link pays by its e-mail address', async ({ page, articles, email, records }) => {
  const shop = new Shop(page)
  await shop.addToCart(nth(articles, 27))
  await shop.toCheckout()
  await shop.throughSteps(email)
  await page.getByTestId('payment-element').getByRole('tab', { name: 'Link' }).click()
  await shop.pay.click()
  const sheet = page.getByRole('dialog', { name: 'Link' })
  await expect(sheet.getByLabel('Email')).toHaveValue(email)
  await sheet.getByRole('button', { name: 'Pay' }).click()
  await shop.thanks()
  await onePaidOrder(records, email)
})

journey(
  'a card whose postal code is another one is told so at its field',
  async ({ page, articles, email, records }) => {
    const shop = new Shop(page)
    await shop.addToCart(nth(articles, 28))
    await shop.toCheckout()
    await shop.throughSteps(email)
    await shop.fillCard('4000000000000036')
    await shop.pay.click()
    const zip = page.getByTestId('payment-element').getByLabel('ZIP code')
    await expect(zip).toHaveAccessibleDescription("Your card's postal code is incorrect.")
    expect(await records.orders(email)).toEqual([])
    await shop.fillCard('4242424242424242')
    await shop.pay.click()
    await shop.thanks()
    await onePaidOrder(records, email)
  },
)
