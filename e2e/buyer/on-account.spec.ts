import { expect, journey } from '../ground/journey.ts'
import { Shop } from '../ground/shop.ts'

/** The other buyer of the demo company: wholesale buys on account. */
const theo = { email: 'theo.park@cascade.example', password: 'werkmark-demo' }

journey.skip(({ isMobile }) => isMobile, 'one person has one cart')

journey(
  'a buyer of a company with a payment term orders on account, by keyboard, and is asked for no card',
  async ({ page, articles, records, backOffice }, info) => {
    const article = articles[30 % articles.length]
    if (!article) throw new Error('the shop has nothing to buy')
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(theo.email)
    await page.getByLabel('Password').fill(theo.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { name: 'Good day, Theo' })).toBeVisible()
    const shop = new Shop(page)
    await shop.addToCart(article)
    await shop.toCheckout('Delivery')
    await shop.chooseDelivery()

    const ways = page.getByRole('group', { name: 'How would you like to pay?' })
    await expect(ways.getByRole('radio', { name: 'Card or online' })).toBeChecked()
    await expect(page.getByTestId('payment-element')).toBeVisible()
    await ways.getByRole('radio', { name: 'Card or online' }).focus()
    await page.keyboard.press('ArrowDown')
    await expect(ways.getByRole('radio', { name: 'On account Net 30 days' })).toBeChecked()
    await expect(page.getByTestId('payment-element')).toHaveCount(0)
    await expect(page.getByText('By placing the order you order the articles above')).toBeVisible()
    await expect(page.getByRole('main')).not.toContainText('By paying')
    await page.getByRole('button', { name: 'Place order' }).click()
    const { id, number } = await shop.thanks()
    const paid = page.getByTestId('order-payment')
    await expect(paid).toContainText('On account · Net 30 days')
    await expect(paid).toContainText('Due 30 days after the date of the invoice.')
    const main = page.getByRole('main')
    await expect(main.getByText('On account', { exact: true })).toBeVisible()
    await expect(main).not.toContainText('Not paid')
    await page.screenshot({ path: info.outputPath('on-account.png'), fullPage: true })
    // the day itself is known when the house has sent its invoice
    const draft = await backOffice.ask<{ data: { id: string } }>('invoices/actions/draft', {
      data: { type: 'invoiceDraft', attributes: { orderId: id } },
    })
    await backOffice.ask(`invoices/${draft.data.id}/actions/issue`, { data: { type: 'invoiceIssue', attributes: {} } })
    await page.reload()
    await expect(paid).toContainText(/Due by \w+ \d+, \d{4} \(invoice \S+\)/)
    await expect(main.getByText(/^On account, due \w+ \d+, \d{4}$/)).toBeVisible()
    await page.goto('/account')
    const row = main.getByRole('listitem').filter({ hasText: number })
    await expect(row.getByText(/^On account, due \w+ \d+, \d{4}$/)).toBeVisible()
    await page.goto('/de/account')
    await expect(row.getByText(/^Auf Rechnung, fällig am \d/)).toBeVisible()
    await expect(row).not.toContainText('Nicht bezahlt')
    const order = (await records.orders(theo.email)).find((one) => one.id === id)
    expect(order).toBeDefined()
  },
)
