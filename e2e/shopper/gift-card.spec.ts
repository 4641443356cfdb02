import type { BackOffice } from '../ground/back-office.ts'
import { expect, journey } from '../ground/journey.ts'
import { cards, Shop } from '../ground/shop.ts'

interface Issued {
  data: { attributes: { code: string } }
}

journey(
  'a gift card is refused where it is none, pays a part, and the rest goes by card',
  async ({ page, articles, email, records, backOffice }, info) => {
    const article = articles[info.project.name === 'phone' ? 12 : 13]
    if (!article) throw new Error('the shop has too few articles for this journey')
    const shop = new Shop(page)
    await shop.addToCart(article)
    await shop.toCheckout()
    await shop.throughSteps(email)
    const shown = await page.getByTestId('checkout-total').textContent()
    const code = await giftCard(backOffice)
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
    await expect(page.getByText(`Gift card •••• ${code.slice(-4)}`)).toBeVisible()
  },
)

/** Issued by the house: five dollars, for whoever has its code. */
async function giftCard(backOffice: BackOffice): Promise<string> {
  const [website] = await backOffice.list('websites', {})
  const attributes = { websiteId: website!.id, currency: 'USD', amount: { amount: '5.00', currency: 'USD' } }
  const issue = { data: { type: 'giftCardIssue', attributes } }
  return (await backOffice.ask<Issued>('giftCards/actions/issue', issue)).data.attributes.code
}
