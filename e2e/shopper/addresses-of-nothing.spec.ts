import { expect, journey } from '../ground/journey.ts'

journey.use({ expectedNoise: /404 \(Not Found\)/ })

journey(
  'an address that nothing can have is not found, and its page says so in its title',
  async ({ page, request }) => {
    const nowhere = [
      '/product/LH-HL2',
      '/product/foo_bar',
      '/product/%00',
      '/product/no-such-thing',
      '/category/Power-Tools',
      '/category/..%2f..',
      '/no/such/place',
    ]
    for (const path of nowhere) {
      expect((await request.get(path)).status(), path).toBe(404)
      expect((await request.get(`/de${path}`)).status(), `/de${path}`).toBe(404)
    }
    for (const path of ['/product/LH-HL2', '/product/no-such-thing', '/category/Power-Tools', '/no/such/place']) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1, name: 'Nothing at this address' })).toBeVisible()
      await expect(page, path).toHaveTitle(/^Nothing at this address · /)
    }
    await page.goto('/de/product/LH-HL2')
    await expect(page).toHaveTitle(/^Hier ist nichts · /)
  },
)

journey('the link of a mail, on another device, says how the order is found there', async ({ page, request }, info) => {
  const link = '/order/01a22d90-0000-7000-8000-000000000000'
  expect((await request.get(link)).status()).toBe(404)
  await page.goto(`/de${link}`)
  await expect(
    page.getByRole('heading', { level: 1, name: 'Diese Bestellung wird hier nicht angezeigt' }),
  ).toBeVisible()
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1, name: 'This order is not shown here' })).toBeVisible()
  await page.screenshot({ path: info.outputPath('order-elsewhere.png'), fullPage: true })
  await page.getByRole('main').getByRole('link', { name: 'Track an order' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Track an order' })).toBeVisible()
})
