import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { findBrowser } from './ground/browser.ts'

const { executablePath, args } = await findBrowser()

export default defineConfig({
  testDir: '.',
  outputDir: './test-results',
  globalSetup: './stack.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  // No second try: a journey that fails now and then is a fault of the shop or of the journey.
  retries: 0,
  // A journey waits for the network to rest at every step: one more of them than the cores that they share.
  workers: Math.min(3, availableParallelism() + 1),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    launchOptions: { executablePath, args },
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    locale: 'en-US',
    screenshot: 'only-on-failure',
    // No film of it: the browser would paint and pack every frame of every journey, which takes as much as the journey itself.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: false },
  },
  projects: [
    {
      name: 'phone',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
    { name: 'desktop', use: { viewport: { width: 1440, height: 900 } } },
  ],
})
