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
