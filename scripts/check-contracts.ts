// What was promised to outsiders is held against what was published last (contracts/published, which any clone has): additions pass, and what was said to go may be gone once its
// day has come; anything else that would break a client is told.
// `npx tsx scripts/check-contracts.ts --publish`: what stands in contracts/ is told to outsiders now, and held against from then on. See docs/decisions/059-published-contracts.md.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '@portico/schema/projections/version'
import { judgeBreaks, nameOf, type Allowed, type Publication } from './contracts/allowed.ts'
import { breaksOfFiles, type FileContract } from './contracts/file-breaks.ts'
import { breaksOfGraphql } from './contracts/graphql-breaks.ts'
import { breaksOfMessages, type MessageContract } from './contracts/message-breaks.ts'
import { breaksOfOpenapi, type OpenapiDocument } from './contracts/openapi-breaks.ts'
import { stillPromisedFiles, stillPromisedGraphql, stillPromisedOpenapi } from './contracts/still-promised.ts'
import { hurriedSunsets } from './contracts/sunsets.ts'

const contracts = join(import.meta.dirname, '../contracts')
const published = join(contracts, 'published')
/** What is published; `forms.json` is our own storefront's. */
const promised = ['graphql', 'openapi', 'webhooks', 'files']

const today = new Date().toISOString().slice(0, 10)

const readIn = (folder: string, file: string): string | undefined => {
  const path = join(folder, file)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
const json = (file: string): unknown => JSON.parse(readFileSync(join(contracts, file), 'utf8'))

const publication = json('published/version.json') as Publication
/** Breaks that were decided on, each with its reason and the publication that it breaks with. */
const allowed = json('allowed-breaks.json') as Allowed[]

/** Also those that are gone. */
const layoutsBefore = readdirSync(join(published, 'files')).map((file) => `files/${file}`)

/** By file; `now` is undefined where it is gone. */
const compare: Record<string, (before: string, now: string | undefined) => string[]> = {
  'graphql/storefront.graphql': graphql,
  'graphql/back-office.graphql': graphql,
  'openapi/storefront.json': openapi,
  'openapi/back-office.json': openapi,
  'webhooks/events.json': messages,
  ...Object.fromEntries(layoutsBefore.map((file) => [file, layouts] as const)),
}

const gone = 'the whole of it is gone'

function layouts(before: string, now: string | undefined): string[] {
  const promised = stillPromisedFiles(JSON.parse(before) as FileContract, today)
  if (!promised) return []
  return now === undefined ? [gone] : breaksOfFiles(promised, JSON.parse(now) as FileContract)
}

function messages(before: string, now: string | undefined): string[] {
  return now === undefined
    ? [gone]
    : breaksOfMessages(JSON.parse(before) as MessageContract, JSON.parse(now) as MessageContract)
}

function graphql(before: string, now: string | undefined): string[] {
  if (now === undefined) return [gone]
  return [...breaksOfGraphql(stillPromisedGraphql(before, today), now), ...hurriedSunsets(before, now, today)]
}

function openapi(before: string, now: string | undefined): string[] {
  if (now === undefined) return [gone]
  const promised = stillPromisedOpenapi(JSON.parse(before) as OpenapiDocument, today)
  return breaksOfOpenapi(promised, JSON.parse(now) as OpenapiDocument)
}

const breaks = Object.entries(compare).flatMap(([file, breaksOf]) => {
  const before = readIn(published, file)
  return before === undefined
    ? []
    : breaksOf(before, readIn(contracts, file)).map((change) => `contracts/${file}: ${change}`)
})
const { broken, stale, idle } = judgeBreaks(breaks, allowed, publication)
const from = nameOf(publication)

for (const change of broken) console.error(change)
if (broken.length > 0)
  console.error(
    `${broken.length} change(s) would break clients of what was published (${from}). Add beside what is there, and say of that that it is to go (deprecated: { since, sunset, instead }, see docs/guides/versions-and-deprecation.md); where it must be, put {"change", "why", "from": "${from}"} into contracts/allowed-breaks.json.`,
  )
for (const { change } of stale)
  console.error(`contracts/allowed-breaks.json: "${change}" gives no reason, or is not from ${from}: take it away`)
for (const { change } of idle)
  console.error(`contracts/allowed-breaks.json: "${change}" allows nothing that has changed: take it away`)

if (broken.length + stale.length + idle.length > 0) process.exitCode = 1
else if (process.argv.includes('--publish')) {
  for (const folder of promised) {
    rmSync(join(published, folder), { recursive: true, force: true })
    cpSync(join(contracts, folder), join(published, folder), { recursive: true })
  }
  const next: Publication = { version, day: today }
  writeFileSync(join(published, 'version.json'), `${JSON.stringify(next)}\n`)
  writeFileSync(join(contracts, 'allowed-breaks.json'), '[]\n')
  console.log(`contracts: published ${nameOf(next)}; commit contracts/published`)
}
