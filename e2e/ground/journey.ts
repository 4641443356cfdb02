import { test as base, expect } from '@playwright/test'
import { BackOffice } from './back-office.ts'
import { findArticles, type Article } from './goods.ts'
import { Records } from './records.ts'
import { addresses, type Addresses } from './addresses.ts'
import { ThirdParty } from './third-party.ts'

interface Ground {
  addresses: Addresses
  records: Records
  /** The demo company's ERP. */
  backOffice: BackOffice
  articles: Article[]
}

interface Journey {
  /** An e-mail address that nobody else has, so that what was done can be found again. */
  email: string
  /** A client of the API that is not ours, as a stranger. */
  thirdParty: ThirdParty
  /** The console messages and page errors that this journey expects: by default none. */
  expectedNoise: RegExp | null
  quiet: void
}

/** Tells runs apart that use the same stack (ground/addresses.ts). */
const run = Date.now().toString(36)

/**
 * A test of a person's journey. It fails when the browser's console complains or a script throws, unless the journey says that
 * it expects that (`expectedNoise`).
 */
export const journey = base.extend<Journey, Ground>({
  addresses: [async ({}, use) => use(addresses()), { scope: 'worker' }],
  records: [
    async ({ addresses }, use) => {
      const records = new Records(addresses.databaseUrl)
      await use(records)
      await records.close()
    },
    { scope: 'worker' },
  ],
  backOffice: [async ({ addresses }, use) => use(await BackOffice.signIn(addresses.apiUrl)), { scope: 'worker' }],
  articles: [
    async ({ addresses }, use) => use(await findArticles(new ThirdParty(addresses.apiUrl))),
    { scope: 'worker' },
  ],
  baseURL: async ({ addresses }, use) => use(addresses.storefrontUrl),
  email: async ({}, use, info) =>
    use(`${info.project.name}-${info.testId}-${info.repeatEachIndex}-${run}@journey.test`),
  thirdParty: async ({ addresses }, use) => use(new ThirdParty(addresses.apiUrl)),
  expectedNoise: [null, { option: true }],
  quiet: [
    async ({ page, expectedNoise }, use) => {
      const noise: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          noise.push(`${message.text()} (${message.location().url})`)
      })
      page.on('pageerror', (error) => noise.push(`uncaught: ${error.message}`))
      await use()
      expect(
        noise.filter((line) => !expectedNoise?.test(line)),
        'unexpected noise',
      ).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
