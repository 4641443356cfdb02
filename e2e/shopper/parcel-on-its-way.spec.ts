import { addresses } from '../ground/addresses.ts'
import type { BackOffice } from '../ground/back-office.ts'
import { expect, journey } from '../ground/journey.ts'
import { onePaidOrder } from '../ground/proof.ts'
import { cards, Shop } from '../ground/shop.ts'

interface Line {
  position: number
  quantity: string
}
interface Parcel {
  state: string
  trackingNumber: string
}

const act = (backOffice: BackOffice, row: string, action: string, attributes: object = {}): Promise<unknown> => {
  const [type = ''] = row.split('/')
  const name = `${type.slice(0, -1)}${action.charAt(0).toUpperCase()}${action.slice(1)}`
  return backOffice.ask(`${row}/actions/${action}`, { data: { type: name, attributes } })
}

/** A clerk packs what was ordered. @returns the shipment */
async function packed(backOffice: BackOffice, orderId: string, more: object = {}): Promise<string> {
  const lines = await backOffice.list<Line>('orderLines', { 'filter[order]': orderId })
  const [warehouse] = await backOffice.list('warehouses', { 'filter[countryCode]': 'US' })
  const attributes = {
    ...{ orderId, number: `E2E-${orderId}`.slice(0, 40), carrier: 'fedex', warehouseId: warehouse!.id },
    lines: lines.map(({ attributes: { position, quantity } }) => ({ position, quantity })),
    ...more,
  }
  const entered = await backOffice.ask<{ data: { id: string } }>('shipments/actions/enter', {
    data: { type: 'shipmentEnter', attributes },
  })
  return `shipments/${entered.data.id}`
}

/** A clerk packs what was ordered, and buys its label. @returns the shipment and its parcel */
async function labelled(backOffice: BackOffice, orderId: string) {
  const shipment = await packed(backOffice, orderId)
  await act(backOffice, shipment, 'buyLabels')
  const id = shipment.split('/')[1]!
  const [parcel] = await backOffice.list<Parcel>('shipmentParcels', { 'filter[shipment]': id })
  return { shipment, parcel: parcel! }
}

/** The carrier scans a parcel. */
async function scanned(number: string, ...codes: string[]): Promise<void> {
  for (const code of codes) {
    const answer = await fetch(`${addresses().fedexSandboxUrl}/_sandbox/parcels/${number}/scans`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    })
    expect(answer.status, `scan ${code}`).toBe(200)
  }
}

journey(
  'a clerk buys a label and ships; the shopper, and whoever has number and e-mail, sees where the parcel is until it has come',
  async ({ page, articles, email, records, backOffice }, info) => {
    const shop = new Shop(page)
    await shop.addToCart(articles[23 % articles.length]!)
    await shop.toCheckout()
    await shop.throughSteps(email)
    await shop.fillCard(cards.good)
    await shop.pay.click()
    const { id, number } = await shop.thanks()
    await onePaidOrder(records, email)

    const { shipment, parcel } = await labelled(backOffice, id)
    expect(parcel.attributes.state).toBe('bought')
    const tracking = parcel.attributes.trackingNumber
    const label = await backOffice.ask<{ data: { attributes: { content: string } } }>(
      `shipmentParcels/${parcel.id}/questions/label`,
    )
    expect(atob(label.data.attributes.content)).toMatch(/^%PDF-/)
    await act(backOffice, shipment, 'ship')
    await scanned(tracking, 'PU', 'IT', 'OD')
    await act(backOffice, `shipmentParcels/${parcel.id}`, 'track')

    await page.goto(`/order/${id}`)
    const shipments = page.getByRole('region', { name: 'Shipments' })
    await expect(shipments.getByRole('link', { name: tracking })).toHaveAttribute(
      'href',
      `https://www.fedex.com/fedextrack/?trknbr=${tracking}`,
    )
    await expect(shipments.getByRole('listitem').filter({ hasText: 'Picked up' }).last()).toBeVisible()
    await expect(shipments).toContainText('Out for delivery')
    // as the clocks of the place showed it, and towns as one writes them
    await expect(shipments).toContainText(/\(UTC[−+]\d+\) · [A-Z][a-z]/)
    await page.goto(`/de/order/${id}`)
    const german = page.getByRole('region', { name: 'Sendungen' })
    await expect(german).toContainText('Abgeholt')
    await expect(page.getByText(/pro Stück|pro Paar|pro Rolle|pro Packung/).first()).toBeVisible()
    await page.screenshot({ path: info.outputPath('german-order.png'), fullPage: true })
    await page.goto(`/order/${id}`)

    await scanned(tracking, 'DL')
    await act(backOffice, `shipmentParcels/${parcel.id}`, 'track')
    await expect(async () => {
      await page.reload()
      await expect(shipments.getByRole('heading', { name: 'Delivered' })).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 20_000 })

    await page.goto('/track')
    await page.getByLabel('Order number').fill(number)
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Show the order' }).click()
    const tracked = page.getByRole('status').filter({ hasText: number })
    await expect(tracked.getByRole('link', { name: tracking })).toBeVisible()
    await expect(tracked.getByRole('listitem').filter({ hasText: 'Delivered' }).last()).toBeVisible()
    await expect(tracked).not.toContainText(/Market Street|Byron/)
  },
)

journey(
  'a number that a clerk types in, of another service than was chosen, is followed on the carrier’s page, and no code is shown',
  async ({ page, articles, email, backOffice }) => {
    journey.skip(journey.info().project.name === 'phone', 'the same on the phone')
    const shop = new Shop(page)
    await shop.addToCart(articles[24 % articles.length]!)
    await shop.toCheckout()
    await shop.throughSteps(email)
    await shop.fillCard(cards.good)
    await shop.pay.click()
    const { id, number } = await shop.thanks()
    const shipment = await packed(backOffice, id, { service: 'FEDEX_2_DAY' })
    await act(backOffice, shipment, 'ship', { trackingNumber: '794600000123' })
    const there = 'https://www.fedex.com/fedextrack/?trknbr=794600000123'
    await page.goto(`/order/${id}`)
    const shipments = page.getByRole('region', { name: 'Shipments' })
    await expect(shipments).toContainText('· FedEx 2Day')
    await expect(shipments).not.toContainText(/FEDEX|fedex/)
    await expect(shipments.getByRole('link', { name: 'Follow the parcel' })).toHaveAttribute('href', there)
    await page.goto(`/de/order/${id}`)
    await expect(page.getByRole('region', { name: 'Sendungen' })).toContainText('FedEx 2Day (in 2 Tagen)')
    await page.goto('/track')
    await page.getByLabel('Order number').fill(number)
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Show the order' }).click()
    const tracked = page.getByRole('status').filter({ hasText: number })
    await expect(tracked.getByRole('link', { name: '794600000123' })).toHaveAttribute('href', there)
  },
)
