import { nth } from '../ground/goods.ts'
import { expect, journey } from '../ground/journey.ts'
import { onePaidOrder } from '../ground/proof.ts'
import { cards, Shop } from '../ground/shop.ts'

journey(
  'a price that rises between cart and payment is not paid: the shopper sees the new total, and agrees or not',
  async ({ page, articles, email, records, backOffice }, info) => {
    // An article of its own for each window size, which no other journey buys: its price rises for all.
    const article = nth(articles, info.project.name === 'phone' ? 34 : 35)
    const shop = new Shop(page)
    await shop.addToCart(article)
    await shop.toCheckout()
    await shop.throughSteps(email)
    const total = page.getByTestId('checkout-total')
    const before = await total.textContent()
    await shop.fillCard(cards.good)

    const putBack = await backOffice.raisePrices(article.sku)
    try {
      await shop.pay.click()
      await expect(page.getByRole('alert').filter({ hasText: 'A price changed' })).toBeVisible()
      expect(await records.orders(email)).toEqual([])
      await expect(total).not.toHaveText(before ?? '')
      const now = (await total.textContent()) ?? ''
      await expect(page.getByRole('alert').filter({ hasText: 'Nothing was charged' })).toContainText(now)
      // The button says what would be paid now, and the card stands as it was typed.
      await expect(shop.pay).toHaveText(new RegExp(now.replace(/[$.]/g, '\\$&')))
      await shop.pay.click()
      await shop.thanks()
      const order = await onePaidOrder(records, email)
      expect(Number(order.total)).toBeCloseTo(Number(now.replace(/[^\d.]/g, '')), 2)
    } finally {
      await putBack()
    }
  },
)
