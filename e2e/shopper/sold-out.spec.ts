import { findArticles } from '../ground/goods.ts'
import { holdAll } from '../ground/hold-all.ts'
import { expect, journey } from '../ground/journey.ts'
import { cards, Shop } from '../ground/shop.ts'

journey(
  'an article that somebody else took before the payment is refused, and nothing moves',
  async ({ page, email, records, thirdParty }, info) => {
    const scarce = (await findArticles(thirdParty, 1))
      .filter((article) => article.left !== null)
      .sort((a, b) => (a.left ?? 0) - (b.left ?? 0))
    const article = scarce[info.project.name === 'phone' ? 0 : 1]
    if (!article) throw new Error('the shop keeps stock of too few articles for this journey')
    const shop = new Shop(page)
    await shop.addToCart(article)
    await shop.toCheckout()
    await shop.throughSteps(email)

    await holdAll(thirdParty, article)
    const before = await records.stock(article.sku)
    await shop.fillCard(cards.good)
    await shop.pay.click()
    await expect(page.getByText(/can be delivered|cannot be ordered|Out of stock/)).toBeVisible()
    expect(await records.orders(email)).toEqual([])
    expect(await records.stock(article.sku)).toEqual(before)
  },
)
