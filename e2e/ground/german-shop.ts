import type { Locator, Page } from '@playwright/test'
import type { Article } from './goods.ts'
import { expect } from './journey.ts'

/** What a shopper in Munich does in the German shop, whose money is the euro: there banks are paid by iDEAL and SEPA debit. */
export class GermanShop {
  readonly pay: Locator
  readonly form: Locator

  constructor(readonly page: Page) {
    this.pay = page.getByRole('button', { name: /bezahlen$/ })
    this.form = page.getByTestId('payment-element')
  }

  /** From an empty cart to the payment. */
  async toPayment(article: Article, email: string): Promise<void> {
    const { page } = this
    await page.goto(`/de${article.url}`)
    await page.getByRole('button', { name: 'In den Warenkorb' }).click()
    await expect(page.getByText('Liegt im Warenkorb.')).toBeVisible()
    await page.goto('/de/checkout')
    await page.getByLabel('E-Mail').fill(email)
    await this.next('Lieferadresse')
    await page.getByLabel('Vorname').fill('Ada')
    await page.getByLabel('Nachname').fill('Byron')
    await page.getByLabel('Straße und Hausnummer').fill('Gewerbering 3')
    await page.getByLabel('Postleitzahl').fill('80331')
    await page.getByLabel('Ort', { exact: true }).fill('München')
    await this.next('Versandart')
    await page
      .getByRole('radio', { name: /Standardversand/ })
      .first()
      .check()
    await this.next('Zahlung')
    await expect(this.pay).toBeEnabled()
  }

  private async next(step: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Weiter' }).click()
    const open = this.page.locator('li[aria-current=step]')
    await expect(open.getByRole('heading', { level: 2, name: step, exact: true })).toBeVisible({ timeout: 15_000 })
    await this.page.waitForLoadState('networkidle')
  }

  /** Chooses one of the ways to pay in the form. */
  async choose(name: string): Promise<void> {
    await this.form.getByRole('tab', { name, exact: true }).click()
  }

  /** Waits until the order is confirmed, and answers its id. */
  async thanks(): Promise<string> {
    await expect(this.page.getByRole('heading', { level: 1, name: 'Vielen Dank!' })).toBeVisible({ timeout: 20_000 })
    return new URL(this.page.url()).pathname.split('/').at(-1) ?? ''
  }
}
