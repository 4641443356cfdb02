import type { Locator, Page } from '@playwright/test'
import type { Article } from './goods.ts'
import { expect } from './journey.ts'

/** Stripe's test cards (https://docs.stripe.com/testing). */
export const cards = {
  good: '4242424242424242',
  declined: '4000000000000002',
  threeDSecure: '4000002760003184',
}

export interface Address {
  firstName: string
  lastName: string
  street: string
  postalCode: string
  city: string
  /** The name, as the list has it. */
  region: string
}

export const home: Address = {
  firstName: 'Ada',
  lastName: 'Byron',
  street: '500 Market Street',
  postalCode: '94105',
  city: 'San Francisco',
  region: 'California',
}

/** Fills the Payment Element that stands in `form`. */
export async function fillCard(form: Locator, number: string): Promise<void> {
  await form.getByLabel('Card number').fill(number)
  await form.getByLabel('Expiration date').fill('12 / 34')
  await form.getByLabel('Security code').fill('123')
  const zip = form.getByLabel('ZIP code')
  if (await zip.isVisible()) await zip.fill('94105')
}

/** What a shopper does in the English shop, by the words that stand on the screen. */
export class Shop {
  readonly next: Locator
  readonly pay: Locator

  constructor(readonly page: Page) {
    this.next = page.getByRole('button', { name: 'Continue' })
    this.pay = page.getByRole('button', { name: /^Pay / })
  }

  async addToCart(article: Article): Promise<void> {
    await this.page.goto(article.url)
    await this.addShown(article)
  }

  /** Puts the article whose page is open into the cart, and waits until the shop has confirmed it. */
  async addShown(article: Article): Promise<void> {
    await this.page.getByRole('button', { name: 'Add to cart' }).click()
    await this.confirmed(article)
  }

  /** The cart beside the page has the article, and no longer only by promise. */
  async confirmed(article: Article): Promise<void> {
    const drawer = this.page.getByRole('dialog', { name: 'Your cart' })
    await expect(drawer.getByRole('link', { name: article.name })).toBeVisible()
    await expect(drawer.getByText('…', { exact: true })).toHaveCount(0)
  }

  /** Goes from the cart beside the page to the checkout: to the first step that still lacks something. */
  async toCheckout(step = 'Contact'): Promise<void> {
    await this.page.getByRole('dialog', { name: 'Your cart' }).getByRole('link', { name: 'Check out' }).click()
    await this.step(step)
  }

  /** Waits until the step of this name is the open one. */
  async step(name: string): Promise<void> {
    const step = this.page.locator('li[aria-current=step]')
    await expect(step.getByRole('heading', { level: 2, name, exact: true })).toBeVisible({ timeout: 15_000 })
    // So that what the journey does next meets the page whole; impatient shoppers have journeys of their own.
    await this.page.waitForLoadState('networkidle')
  }

  async giveContact(email: string): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email)
    await this.next.click()
    await this.step('Delivery address')
  }

  async giveAddress(address: Address = home): Promise<void> {
    const { page } = this
    await page.getByLabel('First name').fill(address.firstName)
    await page.getByLabel('Last name').fill(address.lastName)
    await page.getByLabel('Street and number').fill(address.street)
    await page.getByLabel(/postcode/i).fill(address.postalCode)
    await page.getByLabel('City').fill(address.city)
    await page.getByLabel(/^State/).selectOption({ label: address.region })
    await this.next.click()
    await this.step('Delivery')
  }

  /** Takes the way of delivery whose label matches. */
  async chooseDelivery(label: RegExp = /FedEx/): Promise<void> {
    await this.page.getByRole('radio', { name: label }).first().check()
    await this.next.click()
    // The bill goes to the same address unless the shopper says otherwise.
    await this.step('Payment')
  }

  /** From the open contact step to the payment. */
  async throughSteps(email: string): Promise<void> {
    await this.giveContact(email)
    await this.giveAddress()
    await this.chooseDelivery()
  }

  fillCard(number: string): Promise<void> {
    return fillCard(this.page.getByTestId('payment-element'), number)
  }

  /** Waits for the confirmation. @returns the order's number and the id in its address */
  async thanks(): Promise<{ number: string; id: string }> {
    await expect(this.page.getByRole('heading', { level: 1, name: 'Thank you!' })).toBeVisible({ timeout: 20_000 })
    const number = await this.page.getByText('Your order number is').locator('strong').innerText()
    const id = new URL(this.page.url()).pathname.split('/').at(-1) ?? ''
    return { number, id }
  }
}
