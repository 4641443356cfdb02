import type { BackOffice } from '../ground/back-office.ts'
import { expect, journey } from '../ground/journey.ts'
import { startPushService } from '../ground/push-stand-in.ts'
import { cards, Shop } from '../ground/shop.ts'
import { ShownNotices } from '../ground/shown-notices.ts'

interface Line {
  position: number
  quantity: string
}

/** The house says that an order has left, whole. */
async function ship(backOffice: BackOffice, orderId: string): Promise<void> {
  const lines = await backOffice.list<Line>('orderLines', { 'filter[order]': orderId })
  const attributes = {
    orderId,
    number: `push-${orderId.slice(-8)}`,
    carrier: 'FedEx',
    shippedAt: new Date().toISOString(),
    lines: lines.map(({ attributes: { position, quantity } }) => ({ position, quantity })),
  }
  await backOffice.ask('shipments/actions/enter', { data: { type: 'shipmentEnter', attributes } })
}

async function buy(shop: Shop, email: string, article: Parameters<Shop['addToCart']>[0]) {
  await shop.addToCart(article)
  await shop.toCheckout()
  await shop.throughSteps(email)
  await shop.fillCard(cards.good)
  await shop.pay.click()
  return shop.thanks()
}

journey(
  'a guest is asked for leave only by their click, hears that the order has left, and comes to it by the notice',
  async ({ page, context, articles, email, backOffice }) => {
    const service = await startPushService()
    await service.stand(page)
    await context.grantPermissions(['notifications'])
    const shop = new Shop(page)
    const { number, id } = await buy(shop, email, articles[20 % articles.length]!)
    const offer = page.getByTestId('device-notices')
    const button = offer.getByRole('button', { name: 'Tell me when it ships' })
    await expect(button).toBeEnabled()
    const leave = () => page.evaluate(() => Notification.permission)
    expect(await leave()).toBe('default')
    await button.click()
    await expect(offer).toContainText('This device is told')
    expect(await leave()).toBe('granted')
    await page.reload()
    await expect(offer.getByRole('button', { name: 'Turn off' })).toBeVisible()

    await ship(backOffice, id)
    await expect.poll(() => service.got.length, { timeout: 20_000 }).toBe(1)
    await page.goto('/')
    const notices = await ShownNotices.of(context)
    await notices.deliver(page, service.got[0]!)
    await notices.deliver(page, service.got[0]!)
    const notice = { title: `Order ${number}`, body: 'Goods of your order are on their way.', tag: id }
    await expect.poll(() => notices.shown()).toEqual([notice])
    await notices.click()
    await expect(page).toHaveURL(`/order/${id}`)
    await expect(page.getByRole('heading', { name: 'Shipments' })).toBeVisible()
    expect(await notices.shown()).toEqual([])

    // without words it is a sign that there is something new
    await notices.deliver(page, '')
    await expect.poll(() => notices.shown()).toMatchObject([{ title: 'Your order' }])

    await offer.getByRole('button', { name: 'Turn off' }).click()
    await expect(button).toBeVisible()
    await page.reload()
    await expect(button).toBeEnabled()
    await service.close()
  },
)

journey('who has said no to the browser is told how to say yes', async ({ page, context, articles, email }) => {
  // no leave was given, and a browser without a window counts that as a no
  await context.clearPermissions()
  const shop = new Shop(page)
  await buy(shop, email, articles[21 % articles.length]!)
  const offer = page.getByTestId('device-notices')
  const state = await page.evaluate(() => Notification.permission)
  journey.skip(state !== 'denied', 'this browser would ask')
  await expect(offer).toContainText('This browser blocks notices from the shop.')
  await expect(offer.getByRole('button')).toHaveCount(0)
})

journey.describe('an iPhone', () => {
  journey.use({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
  })

  journey('is told to put the shop on the home screen first', async ({ page, articles, email }) => {
    await page.addInitScript(() => {
      for (const name of ['PushManager', 'Notification']) delete (window as unknown as Record<string, unknown>)[name]
    })
    await buy(new Shop(page), email, articles[22 % articles.length]!)
    await expect(page.getByTestId('device-notices')).toContainText('Add to Home Screen')
  })
})

journey(
  'a device is forgotten when its person signs out, and one of nobody is not asked for',
  async ({ page, context, email }) => {
    const service = await startPushService()
    await service.stand(page)
    await context.grantPermissions(['notifications'])
    await page.goto('/register')
    await page.getByLabel('First name').fill('Ada')
    await page.getByLabel('Last name').fill('Byron')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill('a door of oak and brass')
    await page.getByRole('button', { name: 'Open the account' }).click()
    await expect(page).toHaveURL('/account')
    const section = page.getByTestId('device-notices')
    await section.getByRole('button', { name: 'Turn on' }).click()
    await expect(section).toContainText('This device is told')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page).toHaveURL('/sign-in')
    await expect.poll(() => page.evaluate(() => localStorage.getItem('test-subscription'))).toBeNull()
    await service.close()
  },
)
