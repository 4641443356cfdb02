// The way in to the back office of a new house, or for an administrator who has lost it (docs/guides/back-office-access.md):
//   npm run access -- administrator <email> [--name "Ada Lovelace"] [--organization "Our company"]
//   npm run access -- client <client id> [--name "Our ERP"] [--organization "Our company"]
// The first company of a database gets a website, as it is asked: [--language en] [--currency EUR] [--country DE], at STOREFRONT_URL.
// Both may do everything, and what proves them is told once. People, systems and roles that may less are made at the doors.
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  makeAdministrator,
  makeClient,
  organizationFor,
  type Founding,
} from '../apps/api/src/domain/access/first-callers.ts'
import { systemClock } from '../apps/api/src/kernel/clock.ts'
import type { Db } from '../apps/api/src/kernel/db.ts'
import { randomIds } from '../apps/api/src/kernel/ids.ts'
import { inWords, onOurDatabase } from './stack/our-database.ts'

const dataDir = resolve(process.env['PORTICO_DATA_DIR'] || join(import.meta.dirname, '..', '.data'))
const tell = (line: string) => console.log(line)

interface Asked {
  who: string
  name: string | undefined
  founding: Founding
}

/** How codes are written. */
const forms = { language: /^[a-z]{2}(-[A-Z]{2})?$/, currency: /^[A-Z]{3}$/, country: /^[A-Z]{2}$/ }

/** Who sits at the machine, as the audit log tells it. */
function operatorName(): string {
  try {
    return userInfo().username
  } catch {
    // somebody whom the machine has no name for (a container)
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}

const partsOf = (db: Db) => ({
  ...{ db, ids: randomIds, now: systemClock.now() },
  operator: { name: operatorName(), requestId: randomIds.next() },
})

async function administrator(db: Db, { who, name, founding }: Asked): Promise<void> {
  if (!/^[^\s@]+@[^\s@]+$/.test(who) || who.length > 254) throw new Error(`"${who}" is no e-mail address.`)
  const parts = partsOf(db)
  const organizationId = await organizationFor(parts, founding)
  const { password, isNew } = await makeAdministrator(parts, { email: who.toLowerCase(), name, organizationId })
  tell(
    `${isNew ? 'made' : 'was there; has a new password now:'} ${who}\npassword: ${password}\nIt is not told again; change it by user.setPassword.`,
  )
}

async function client(db: Db, { who, name, founding }: Asked): Promise<void> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{2,59}$/.test(who))
    throw new Error(`"${who}" is no client id: 3 to 60 letters, digits, dots, dashes and underscores.`)
  const parts = partsOf(db)
  const organizationId = await organizationFor(parts, founding)
  const { secret } = await makeClient(parts, { clientId: who, name, organizationId })
  tell(
    `made ${who}\nsecret: ${secret}\nIt is not told again. A token: curl -u ${who}:${secret} -d grant_type=client_credentials API_URL/oauth2/token`,
  )
}

const commands: Record<string, (db: Db, asked: Asked) => Promise<void>> = { administrator, client }

const usage =
  'usage: npm run access -- administrator <email> | client <client id>   [--name …] [--organization … [--language en] [--currency EUR] [--country DE]]'

/** What was asked for; undefined where it cannot be understood. */
function read() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        organization: { type: 'string' },
        language: { type: 'string', default: 'en' },
        currency: { type: 'string', default: 'EUR' },
        country: { type: 'string', default: 'DE' },
      },
    })
    const [command = '', who, ...more] = positionals
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined
    const { name, organization, language, currency, country } = values
    const wellSaid = forms.language.test(language) && forms.currency.test(currency) && forms.country.test(country)
    if (!run || who === undefined || more.length > 0 || !wellSaid) return undefined
    const url = process.env['STOREFRONT_URL'] || undefined
    return { run, asked: { who, name, founding: { name: organization, language, currency, country, url } } }
  } catch {
    return undefined
  }
}

const given = read()
if (given) {
  const work = (db: Db) => db.transaction().execute((inside) => given.run(inside, given.asked))
  await onOurDatabase({ dataDir, command: 'access', tell }, work).catch((error: unknown) => {
    console.error(`${inWords(error)} Nothing was changed.`)
    process.exitCode = 1
  })
} else {
  console.error(usage)
  process.exitCode = 2
}
