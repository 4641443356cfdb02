import { createSessions } from '../identity/sessions.ts'
import { systemClock } from '../kernel/clock.ts'
import type { Ctx } from '../kernel/context.ts'
import { openDatabase, type Database } from '../kernel/db.ts'
import { randomIds } from '../kernel/ids.ts'
import { createLogger, type Logger } from '../kernel/log.ts'
import { createTestDatabase } from './database.ts'

/** A log that nobody reads. */
export const silentLog: Logger = createLogger({ level: 'silent', name: 'test' })

/** A migrated database with open pools. */
export interface OpenTestDatabase extends Database {
  url: string
}

/** `createTestDatabase`, opened; `close()` ends the pools and drops it. */
export async function openTestDatabase(): Promise<OpenTestDatabase> {
  const made = await createTestDatabase()
  const database = openDatabase({ url: made.url, poolSize: 10, applicationName: 'portico-test', log: silentLog })
  return {
    ...database,
    url: made.url,
    close: async () => {
      await database.close()
      await made.drop()
    },
  }
}

/** The system's context on a database, for what runs behind the doors; give what the test is about. */
export function systemContext(database: Database, given: Partial<Ctx> = {}): Ctx {
  const statements = { count: 0 }
  return {
    ...database.counted(statements),
    actor: { kind: 'system' },
    website: {
      id: '00000000-0000-7000-8000-0000000000aa',
      code: 'default',
      organizationId: '00000000-0000-7000-8000-0000000000bb',
      defaultLocale: 'en',
      locales: ['en', 'de'],
      defaultCurrency: 'EUR',
      currencies: ['EUR', 'USD'],
      localeCurrencies: {},
      defaultCountry: 'DE',
      shippingCountries: ['DE', 'AT', 'US'],
      pricesIncludeTax: false,
    },
    locale: 'en',
    currency: 'EUR',
    clock: systemClock,
    ids: randomIds,
    log: silentLog,
    requestId: 'test',
    ip: '127.0.0.1',
    statements,
    sessions: createSessions({ visitorDays: 30, sessionHours: 24 }),
    granted: {},
    ...given,
  }
}
