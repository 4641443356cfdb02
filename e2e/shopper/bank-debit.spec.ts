import { GermanShop } from '../ground/german-shop.ts'
import { nth } from '../ground/goods.ts'
import { expect, journey } from '../ground/journey.ts'
import { mailsTo } from '../ground/mails.ts'
import { onePaidOrder } from '../ground/proof.ts'

journey.skip(({ isMobile }) => isMobile, 'an IBAN is copied from a paper on the desk')

journey(
  'SEPA debit: wrong IBANs are told at their field; then the page waits for the bank, the shopper has a new cart, and the page goes on to the order by itself',
  async ({ page, context, articles, email, records }, info) => {
    const shop = new GermanShop(page)
    await shop.toPayment(nth(articles, 24), email)
    await shop.choose('SEPA-Lastschrift')
    await expect(shop.form).toContainText('ermächtigen Sie den Händler')
    await shop.form.getByLabel('IBAN').fill('DE89370400440532013001')
    await shop.pay.click()
    await expect(shop.form.getByText('Die eingegebene IBAN ist ungültig.')).toBeVisible()
    expect(await records.orders(email)).toEqual([])
    await shop.form.getByLabel('IBAN').fill('DE89370400440532013000')
    await shop.pay.click()
    const waiting = page.getByTestId('bank-at-work')
    await expect(waiting).toContainText('Ihre Bank bearbeitet die Zahlung.')
    await expect(shop.pay).toHaveCount(0)
    // nothing is offered that would be refused now
    await expect(waiting).toContainText('lässt sich an diesem Einkauf nichts ändern')
    await expect(page.getByRole('button', { name: /^Ändern/ })).toHaveCount(0)
    await expect(page.getByText('Mit Geschenkkarte zahlen')).toHaveCount(0)
    await page.screenshot({ path: info.outputPath('bank-at-work.png'), fullPage: true })
    expect(await records.orders(email)).toEqual([])
    const other = nth(articles, 26)
    const tab = await context.newPage()
    await tab.goto(`/de${other.url}`)
    await tab.getByRole('button', { name: 'In den Warenkorb' }).click()
    await expect(tab.getByText('Liegt im Warenkorb.')).toBeVisible()
    await shop.thanks()
    await onePaidOrder(records, email)
    await tab.goto('/de/cart')
    await expect(tab.locator(`main a[href="/de${other.url}"]`).first()).toBeVisible()
  },
)

journey(
  'SEPA debit: the bank says no, the shopper is told and mailed, and pays otherwise',
  async ({ page, articles, email, records, addresses }, info) => {
    const shop = new GermanShop(page)
    await shop.toPayment(nth(articles, 25), email)
    await shop.choose('SEPA-Lastschrift')
    await shop.form.getByLabel('IBAN').fill('DE62370400440532013001')
    await shop.pay.click()
    await expect(page.getByTestId('bank-at-work')).toBeVisible()
    await page.waitForURL(/checkout=/)
    // whoever comes back meanwhile is told the same, and has nothing to pay
    await page.goto('/de/cart')
    await page.screenshot({ path: info.outputPath('cart-meanwhile.png'), fullPage: true })
    await page.getByTestId('at-bank').getByRole('link').click()
    await expect(page.getByTestId('bank-at-work').or(page.getByRole('alert')).first()).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: 'nicht ausreichend gedeckt' })).toBeVisible({
      timeout: 20_000,
    })
    await expect
      .poll(() => mailsTo(addresses.mailFolder, email).join(), { timeout: 20_000 })
      .toContain('dass das Geld für Ihren Einkauf nicht kommt')
    expect(await records.orders(email)).toEqual([])
    await page.goto('/de/cart')
    await expect(page.getByTestId('bank-refused')).toContainText(
      'Ihre Bank hat das Geld für einen Einkauf nicht geschickt',
    )
    await expect(page.getByTestId('at-bank')).toHaveCount(0)
    await page.getByTestId('bank-refused').getByRole('link', { name: 'anders bezahlen' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'nicht ausreichend gedeckt' })).toBeVisible()
    await shop.choose('iDEAL')
    await shop.pay.click()
    await page.getByRole('button', { name: 'Authorize test payment' }).click()
    await shop.thanks()
    await onePaidOrder(records, email)
  },
)
