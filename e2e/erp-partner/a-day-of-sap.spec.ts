import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, journey } from '../ground/journey.ts'
import { onePaidOrder } from '../ground/proof.ts'
import { cards, Shop } from '../ground/shop.ts'

// examples/sap: SAP's middleware with a real SFTP client; what it brings, and what the shopper sees of it.
journey.skip(({ isMobile }) => isMobile, 'there is one SAP; the pages are looked at in both sizes')
// Stripe's page asks for things that it may do without.
journey.use({ expectedNoise: /stripe/i, actionTimeout: 30_000, navigationTimeout: 60_000 })

const root = join(import.meta.dirname, '..', '..')

/** Runs the day, which waits for an order in its middle. */
function startDay(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'examples/sap/src/main.ts', '--wait', '240'], {
    cwd: root,
    env: { ...process.env, ...env },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { said: () => said, ended, end: () => child.kill() }
}

async function seriousProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

/** The page says it in both sizes, and axe finds nothing; nothing is wider than the window. */
async function looksRight(page: Page, path: string): Promise<void> {
  for (const size of [
    { width: 390, height: 844 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(size)
    for (const prefix of ['', '/de']) {
      await page.goto(`${prefix}${path}`)
      await expect(page.locator('h1')).toBeVisible()
      expect(await seriousProblems(page), `${prefix}${path}`).toEqual([])
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wide, `${prefix}${path} at ${size.width}`).toBeLessThanOrEqual(0)
    }
  }
}

journey(
  'SAP brings goods and prices by files, collects the order, and the buyer sees its confirmation, tracking and invoice',
  async ({ page, email, records, addresses: { sftpUrl, storefrontUrl } }) => {
    journey.setTimeout(360_000)
    const day = startDay({ PORTICO_SFTP: sftpUrl, PORTICO_SHOP: storefrontUrl })
    try {
      await page.goto('/register')
      await page.getByLabel('First name').fill('Karla')
      await page.getByLabel('Last name').fill('Winter')
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Password').fill('a sentence is fine as well')
      await page.getByRole('button', { name: 'Open the account' }).click()
      await expect(page.getByRole('heading', { name: 'Good day, Karla' })).toBeVisible()
      await expect.poll(day.said, { timeout: 90_000 }).toContain('Waiting for an order')

      // the price is that of nine o'clock, and the truck's goods are there
      const shop = new Shop(page)
      const buy = async (path: string, name: string, quantity: string) => {
        await expect(async () => {
          await page.goto(path)
          await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 5_000 })
        }).toPass({ timeout: 60_000 })
        await page.getByLabel('Quantity', { exact: true }).fill(quantity)
        await page.getByRole('button', { name: 'Add to cart' }).click()
        await expect(page.getByRole('dialog', { name: 'Your cart' }).getByRole('link', { name })).toBeVisible()
      }
      await buy('/product/impact-drill-750-w-47110', 'Impact drill, 750 W', '6')
      await buy('/product/diamond-core-bit-68-mm-47120', 'Diamond core bit, 68 mm', '1')
      await expect(page.getByRole('dialog', { name: 'Your cart' })).toContainText('$834.00')
      await page.goto('/checkout')
      await shop.giveAddress()
      await shop.chooseDelivery()
      await shop.fillCard(cards.good)
      await shop.pay.click()
      const { number, id } = await shop.thanks()
      await onePaidOrder(records, email)

      expect(await day.ended, day.said()).toBe(0)
      expect(day.said()).toContain(`ORDERS05  ${number} for Ada Byron, San Francisco`)

      await page.goto(`/account/orders/${id}`)
      const main = page.getByRole('main')
      const told = page.getByTestId('confirmation')
      await expect(told).toContainText('Something will come otherwise than you ordered it')
      await expect(told).toContainText(/Our number: \d{10}/)
      const [drill, bit] = [
        main.getByRole('listitem').filter({ hasText: 'Impact drill' }).first(),
        main.getByRole('listitem').filter({ hasText: 'core bit' }),
      ]
      await expect(drill).toContainText('5 of 6 will come')
      await expect(drill).toContainText(/On \w+ \d+, \d{4}: 2/)
      await expect(drill).toContainText(/On \w+ \d+, \d{4}: 3/)
      await expect(bit).toContainText('Will not come')
      await expect(bit).toContainText('Sold out, and it will not come again')
      const shipments = page.getByRole('region', { name: 'Shipments' })
      await expect(shipments).toContainText('5 × Impact drill, 750 W')
      await expect(shipments.getByRole('link', { name: 'Follow the parcel' })).toHaveAttribute(
        'href',
        /AWB=0034043416109\d{7}$/,
      )
      const bill = page.getByRole('region', { name: 'Invoices' }).getByRole('link')
      const invoicePath = new URL((await bill.getAttribute('href')) ?? '', storefrontUrl).pathname
      await bill.click()
      await expect(page.getByRole('heading', { level: 1, name: /^Invoice 009\d{7}$/ })).toBeVisible()
      await expect(page.getByRole('row', { name: /Impact drill/ })).toContainText('$695.00')
      await expect(main).toContainText('Still open')
      await expect(main.getByRole('link', { name: number })).toBeVisible()
      await page.emulateMedia({ media: 'print' })
      await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
      await expect(page.getByRole('banner')).toBeHidden()
      await page.emulateMedia({ media: null })

      await page.goto('/account')
      await expect(page.getByRole('link', { name: /^Invoice 009\d{7}$/ })).toBeVisible()
      for (const path of ['/account', `/account/orders/${id}`, '/account/invoices', invoicePath])
        await looksRight(page, path)

      // by number and e-mail, without an account
      await page.context().clearCookies()
      await page.goto('/track')
      await page.getByLabel('Order number').fill(number)
      await page.getByLabel('E-mail').fill(email)
      await page.getByRole('button', { name: 'Show the order' }).click()
      await expect(page.getByRole('status').filter({ hasText: number })).toContainText('5 of 6 will come')
      // nobody else sees the invoice
      const stranger = await page.request.get(invoicePath, { maxRedirects: 0 })
      expect(await stranger.text()).not.toContain('Impact drill')
    } finally {
      day.end()
    }
  },
)
