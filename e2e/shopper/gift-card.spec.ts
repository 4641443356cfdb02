import type { BackOffice } from '../ground/back-office.ts'
import { expect, journey } from '../ground/journey.ts'
import { cards, Shop } from '../ground/shop.ts'

interface Issued {
  data: { attributes: { code: string } }
}

// the browser says what the payment service answers to a declined card
journey.use({ expectedNoise: /402 \(Payment Required\)/ })

journey(
  'a declined card is left for an earlier step; after another one and a reload, a gift card is refused where it is none, pays a part, and the rest goes by card',
  async ({ page, articles, email, records, backOffice }, info) => {
    const article = articles[info.project.name === 'phone' ? 12 : 13]
    if (!article) throw new Error('the shop has too few articles for this journey')
    const shop = new Shop(page)
    await shop.addToCart(article)
    await shop.toCheckout()
    await shop.throughSteps(email)
    const shown = await page.getByTestId('checkout-total').textContent()
    const code = await giftCard(backOffice)
    const declined = async () => {
      await shop.fillCard(cards.declined)
      await shop.pay.click()
      const told = page.getByRole('alert').filter({ hasText: 'The card was declined.' })
      await expect(told).toBeVisible({ timeout: 15_000 })
    }
    await declined()
    // an earlier step opens at the first click: the payment that was declined is left for it
    await page.getByRole('button', { name: 'Change: Delivery', exact: true }).click()
    await shop.step('Delivery')
    await shop.chooseDelivery()
    await declined()
    await page.reload()
    await expect(shop.pay).toBeEnabled({ timeout: 15_000 })
    await expect(page.getByText('Do you have a coupon?').first()).toBeAttached()
    await page.getByText('Pay with a gift card').click()
    await page.getByLabel('Code of the gift card').fill('NOSUCHCARD')
    await page.getByRole('button', { name: 'Use it' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'There is no gift card with this code.' })).toBeVisible()
    await page.getByLabel('Code of the gift card').fill(code.toLowerCase())
    await page.getByRole('button', { name: 'Use it' }).click()
    await expect(page.getByTestId('gift-card')).toContainText(`•••• ${code.slice(-4)} pays $5.00`)
    expect(await page.getByTestId('checkout-total').textContent()).toBe(shown)
    await page.screenshot({ path: info.outputPath('payment.png'), fullPage: true })
    await shop.fillCard(cards.good)
    await shop.pay.click()
    await shop.thanks()
    const [order] = await records.orders(email)
    expect([order!.paid, order!.payments]).toEqual([order!.total, 2])
    const ways = page.getByTestId('order-payment')
    await expect(ways).toContainText(`Gift card •••• ${code.slice(-4)} · $5.00`)
    await expect(ways).toContainText('Visa •••• 4242 · $')
    // what goes back is told with its day and its way
    await backOffice.ask(`orders/${order!.id}/actions/cancel`, { data: { type: 'orderCancel', attributes: {} } })
    await expect(async () => {
      await page.goto(`/de/order/${order!.id}`)
      const back = page.getByTestId('money-back')
      await expect(back).toContainText(`Geschenkkarte •••• ${code.slice(-4)}`, { timeout: 1_000 })
      await expect(back.getByRole('listitem')).toHaveCount(2, { timeout: 1_000 })
    }).toPass({ timeout: 20_000 })
    await page.screenshot({ path: info.outputPath('money-back.png'), fullPage: true })
  },
)

/** Issued by the house: five dollars, for whoever has its code. */
async function giftCard(backOffice: BackOffice): Promise<string> {
  const [website] = await backOffice.list('websites', {})
  const attributes = { websiteId: website!.id, currency: 'USD', amount: { amount: '5.00', currency: 'USD' } }
  const issue = { data: { type: 'giftCardIssue', attributes } }
  return (await backOffice.ask<Issued>('giftCards/actions/issue', issue)).data.attributes.code
}
