import { nth } from '../ground/goods.ts'
import { holdSome } from '../ground/hold-all.ts'
import { expect, journey } from '../ground/journey.ts'
import { onePaidOrder } from '../ground/proof.ts'
import { cards, Shop } from '../ground/shop.ts'

/** Of the demo company: 5 % off, once for each buyer. */
const coupon = 'WELCOME5'

journey(
  'a coupon is given by keyboard, refused where it is none, taken back and given again, and is in what is paid',
  async ({ page, articles, email, records }, info) => {
    const article = articles[info.project.name === 'phone' ? 10 : 11]
    if (!article) throw new Error('the shop has too few articles for this journey')
    const shop = new Shop(page)
    await shop.addToCart(article)
    await page.getByRole('dialog', { name: 'Your cart' }).getByRole('link', { name: 'View cart' }).click()
    const field = page.getByLabel('Coupon code')
    const fold = page.getByText('Do you have a coupon?')
    await fold.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await expect(field).toBeFocused()
    await page.keyboard.type('NOSUCH')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert').filter({ hasText: 'There is no coupon NOSUCH' })).toBeVisible()
    await expect(field).toHaveValue('NOSUCH')
    await field.fill(coupon.toLowerCase())
    await page.keyboard.press('Enter')
    const back = page.getByRole('button', { name: `Take back coupon ${coupon}` })
    await expect(back).toBeVisible()
    const discount = page.getByRole('term').filter({ hasText: coupon })
    await expect(discount).toBeVisible()
    await page.screenshot({ path: info.outputPath('cart.png'), fullPage: true })
    await back.click()
    await expect(discount).toHaveCount(0)

    await page.getByRole('link', { name: 'Check out' }).first().click()
    await shop.step('Contact')
    await shop.throughSteps(email)
    const total = page.getByTestId('checkout-total')
    const before = await total.textContent()
    // on phones the order stands folded above the steps
    const summary = page.locator('summary').filter({ hasText: 'Your order' })
    if (await summary.isVisible()) await summary.click()
    await fold.click()
    await field.fill(coupon)
    await page.getByRole('button', { name: 'Apply' }).click()
    await expect(back).toBeVisible()
    await expect(total).not.toHaveText(before ?? '')
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: info.outputPath('checkout.png'), fullPage: true })
    const due = ((await total.textContent()) ?? '').replace(/[^\d.]/g, '')
    await shop.fillCard(cards.good)
    await shop.pay.click()
    await shop.thanks()
    await page.screenshot({ path: info.outputPath('order.png'), fullPage: true })
    const order = await onePaidOrder(records, email)
    expect(Number(order.total)).toBeCloseTo(Number(due), 2)
    await expect(page.getByRole('term').filter({ hasText: coupon })).toBeVisible()
  },
)

journey(
  'a coupon whose last use somebody else takes before the payment: nothing is charged, and the new total is said',
  async ({ page, articles, email, records, backOffice, thirdParty }, info) => {
    const article = nth(articles, info.project.name === 'phone' ? 20 : 21)
    const once = `ONCE-${info.project.name}-${Date.now().toString(36)}`.toUpperCase()
    const [promotion] = await backOffice.list('promotions', { 'filter[code]': 'WELCOME' })
    await backOffice.ask('coupons', {
      data: {
        type: 'coupons',
        attributes: { code: once, usageLimit: 1 },
        relationships: { promotion: { data: { type: 'promotions', id: promotion?.id } } },
      },
    })
    const shop = new Shop(page)
    await shop.addToCart(article)
    await shop.toCheckout()
    await shop.throughSteps(email)
    const total = page.getByTestId('checkout-total')
    const summary = page.locator('summary').filter({ hasText: 'Your order' })
    if (await summary.isVisible()) await summary.click()
    await page.getByText('Do you have a coupon?').click()
    await page.getByLabel('Coupon code').fill(once)
    await page.getByRole('button', { name: 'Apply' }).click()
    await expect(page.getByRole('button', { name: `Take back coupon ${once}` })).toBeVisible()
    await page.waitForLoadState('networkidle')
    const before = (await total.textContent()) ?? ''
    await shop.fillCard(cards.good)
    await holdSome(thirdParty, article, article.minimum, once)
    await shop.pay.click()
    await expect(total).not.toHaveText(before)
    const now = (await total.textContent()) ?? ''
    const said = `The coupon ${once} is used up. Nothing was charged. The total is now ${now}.`
    await expect(page.getByRole('alert').filter({ hasText: said })).toBeVisible()
    await expect(shop.pay).toHaveText(`Pay ${now}`)
    expect(await records.orders(email)).toEqual([])
  },
)
