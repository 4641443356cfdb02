// The keys of the house (docs/guides/back-office-access.md):
//   npm run keys -- status    the keys that sign, and those that still prove what they have signed
//   npm run keys -- rotate    new keys sign from now on; what the former ones have signed is proved by them for 30 days more
//   npm run keys -- reseal    seals all secrets of the database anew with the first key of PORTICO_SECRET_KEY
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { resealAll } from '../apps/api/src/identity/authorization/reseal.ts'
import { keyStates, rotateKeys } from '../apps/api/src/identity/authorization/signing-keys.ts'
import { systemClock } from '../apps/api/src/kernel/clock.ts'
import type { Db } from '../apps/api/src/kernel/db.ts'
import { createSeal, ownKey, ownKeyFile, type Seal } from '../apps/api/src/kernel/seal.ts'
import { inWords, onOurDatabase } from './stack/our-database.ts'

const root = join(import.meta.dirname, '..')
const dataDir = resolve(process.env['PORTICO_DATA_DIR'] || join(root, '.data'))
const tell = (line: string) => console.log(line)

/** The seal that the processes of the shop have. A key that is made here would seal what none of them could open. */
function sealOfTheHouse(): Seal {
  const given = (process.env['PORTICO_SECRET_KEY'] ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean)
  if (given.length > 0) return createSeal(given)
  if (!existsSync(ownKeyFile(dataDir)))
    throw new Error(
      `PORTICO_SECRET_KEY is not set, and there is no ${ownKeyFile(dataDir)}: give the key that the API has.`,
    )
  return createSeal([ownKey(dataDir)])
}

const day = (instant: Date) => instant.toISOString().slice(0, 10)

async function showStatus(db: Db): Promise<void> {
  for (const { id, purpose, madeAt, retiredAt, forgottenAt } of await keyStates(db, systemClock))
    tell(
      `${purpose.padEnd(8)} ${id}  made ${day(madeAt)}${retiredAt && forgottenAt ? `, retired ${day(retiredAt)}, forgotten from ${day(forgottenAt)} on` : ', signs'}`,
    )
}

const commands: Record<string, (db: Db) => Promise<void>> = {
  status: showStatus,
  rotate: async (db) => {
    const { retired, forgotten } = await rotateKeys(db, sealOfTheHouse(), systemClock)
    tell(`new keys sign; ${retired} retired, ${forgotten} forgotten. Every process takes them within half a minute.`)
    await showStatus(db)
  },
  reseal: async (db) => {
    const count = await resealAll(db, sealOfTheHouse(), (place, sealed) => tell(`${place}: ${sealed}`))
    tell(`sealed ${count} secrets anew with the first key of PORTICO_SECRET_KEY`)
  },
}

const run = commands[process.argv[2] ?? '']
if (run) {
  await onOurDatabase({ dataDir, command: 'keys', tell }, run).catch((error: unknown) => {
    console.error(`${inWords(error)} Nothing was changed.`)
    process.exitCode = 1
  })
} else {
  console.error(`usage: npm run keys -- ${Object.keys(commands).join(' | ')}`)
  process.exitCode = 2
}
