import { expect, journey } from '../ground/journey.ts'
import { layWire } from '../ground/wire.ts'

/** What the worker precaches, as it stands in the built file: `{url:"/…",revision:…}` in either order. */
function precached(worker: string): string[] {
  const entries = worker.matchAll(/\{[^{}]*?(?:["']?url["']?):\s*["']([^"']+)["'][^{}]*?\}/g)
  return [...entries].filter(([entry]) => entry.includes('revision')).map(([, url = '']) => url)
}

journey('the service worker keeps 15 to 60 files, and every one of them is there', async ({ request }) => {
  const worker = await request.get('/sw.js')
  expect(worker.ok()).toBe(true)
  const urls = precached(await worker.text())
  expect(urls.length).toBeGreaterThanOrEqual(15)
  expect(urls.length).toBeLessThanOrEqual(60)
  const missing: string[] = []
  for (const url of urls) {
    const answer = await request.get(url)
    if (!answer.ok()) missing.push(`${answer.status()} ${url}`)
  }
  expect(missing).toEqual([])
})

journey('the shop can be installed: its manifest names it, its icons are there', async ({ page, request }) => {
  await page.goto('/')
  const href = await page.locator('link[rel=manifest]').getAttribute('href')
  const manifest = (await (await request.get(href ?? '')).json()) as {
    name: string
    start_url: string
    display: string
    icons: { src: string; sizes: string }[]
  }
  expect(manifest.name).toBeTruthy()
  expect(manifest.display).toBe('standalone')
  expect(manifest.icons.map((icon) => icon.sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']))
  for (const icon of manifest.icons) expect((await request.get(icon.src)).ok(), icon.src).toBe(true)
})

journey.describe('a shopper whose network goes away', () => {
  journey.use({ expectedNoise: /ERR_(INTERNET_DISCONNECTED|CONNECTION_|FAILED|EMPTY_RESPONSE)|Failed to fetch/ })

  journey('reads visited pages again, and is told kindly about the others', async ({ page, addresses, articles }) => {
    const [seen, unseen] = articles
    if (!seen || !unseen) throw new Error('the shop has too few articles for this journey')
    const wire = await layWire(addresses.storefrontUrl)
    await page.goto(wire.url)
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready
      if (!navigator.serviceWorker.controller)
        await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
    })
    await page.goto(`${wire.url}${seen.url}`)
    await expect(page.getByRole('heading', { level: 1, name: seen.name })).toBeVisible()
    await page.waitForLoadState('networkidle')

    await wire.cut()
    await page.reload()
    await expect(page.getByRole('heading', { level: 1, name: seen.name })).toBeVisible()
    await page.goto(`${wire.url}${unseen.url}`)
    await expect(page.getByRole('heading', { level: 1, name: 'No network here' })).toBeVisible()
    await page.goto(`${wire.url}/de${unseen.url}`)
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  })
})
