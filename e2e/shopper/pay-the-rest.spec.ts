import { GermanShop } from '../ground/german-shop.ts'
import { nth } from '../ground/goods.ts'
import { expect, journey } from '../ground/journey.ts'

journey.skip(({ isMobile }) => !isMobile, 'the mail that asks for it is read on the phone')

journey(
  'what was added to an order is paid on its page; what is not delivered after all is not asked for',
  async ({ page, articles, email, backOffice }) => {
    const shop = new GermanShop(page)
    await shop.toPayment(nth(articles, 24), email)
    const byBank = async () => {
      await shop.choose('iDEAL')
      await shop.pay.click()
      await page.getByRole('button', { name: 'Authorize test payment' }).click({ timeout: 15_000 })
    }
    await byBank()
    const id = await shop.thanks()
    const open = page.getByRole('heading', { name: /dieser Bestellung sind noch offen/ })
    await page.goto(`/de/order/${id}`)
    await expect(page.getByText('Gesamt', { exact: true }).first()).toBeVisible()
    await expect(open).toHaveCount(0)

    const pieces = (quantity: string) =>
      backOffice.ask(`orders/${id}/actions/changeLine`, {
        data: { type: 'orderChangeLine', attributes: { position: 1, quantity } },
      })
    await pieces('2')
    await page.goto(`/de/order/${id}`)
    await expect(open).toBeVisible()
    await byBank()
    await expect(page.getByText('Bezahlt', { exact: true }).first()).toBeVisible({ timeout: 20_000 })
    await page.goto(`/de/order/${id}`)
    await expect(page.getByText('Bezahlt', { exact: true }).first()).toBeVisible({ timeout: 20_000 })
    await expect(open).toHaveCount(0)

    await pieces('3')
    await page.goto(`/de/order/${id}`)
    await expect(open).toBeVisible()
    await backOffice.ask(`orders/${id}/actions/confirm`, {
      data: { type: 'orderConfirm', attributes: { lines: [{ position: 1, quantity: '2' }] } },
    })
    await page.goto(`/de/order/${id}`)
    await expect(page.getByText('Gesamt', { exact: true }).first()).toBeVisible()
    await expect(open).toHaveCount(0)
  },
)
