// What was promised to outsiders is held against what was promised before: additions pass, and what was said to go may be gone once its day has come; anything
// else that would break a client is told.
// Before: CONTRACTS_BASE, or where this branch left origin/main, or the commit before. See docs/decisions/022-versions-and-deprecation.md.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { breaksOfFiles, type FileContract } from './contracts/file-breaks.ts'
import { breaksOfGraphql } from './contracts/graphql-breaks.ts'
import { breaksOfOpenapi, type OpenapiDocument } from './contracts/openapi-breaks.ts'
import { stillPromisedFiles, stillPromisedGraphql, stillPromisedOpenapi } from './contracts/still-promised.ts'
import { hurriedSunsets } from './contracts/sunsets.ts'

const root = join(import.meta.dirname, '..')

function git(...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 256 * 2 ** 20,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
}

function baseCommit(): string | undefined {
  if (process.env.CONTRACTS_BASE) return process.env.CONTRACTS_BASE
  const head = git('rev-parse', 'HEAD')?.trim()
  const left = git('merge-base', 'HEAD', 'origin/main')?.trim()
  return left && left !== head ? left : git('rev-parse', 'HEAD~1')?.trim()
}

const today = new Date().toISOString().slice(0, 10)

/** Breaks that were decided on, each with its reason: `{ "change": "…", "why": "…" }`; a star stands for any text, where one decision changes many places. */
const allowedFile = join(root, 'contracts/allowed-breaks.json')
const allowed = (
  existsSync(allowedFile) ? (JSON.parse(readFileSync(allowedFile, 'utf8')) as { change: string }[]) : []
).map(({ change }) => new RegExp(`^${change.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')}$`))

const base = baseCommit()

/** Also those that are gone. */
const layoutsBefore = (base && git('ls-tree', '--name-only', base, 'contracts/files/')?.trim().split('\n')) || []

/** By file; `now` is undefined where it is gone. */
const compare: Record<string, (before: string, now: string | undefined) => string[]> = {
  'contracts/graphql/storefront.graphql': graphql,
  'contracts/graphql/back-office.graphql': graphql,
  'contracts/openapi/storefront.json': openapi,
  'contracts/openapi/back-office.json': openapi,
  'contracts/webhooks/events.json': messages,
  ...Object.fromEntries(layoutsBefore.map((file) => [file, layouts] as const)),
}

const gone = 'the whole of it is gone'

function layouts(before: string, now: string | undefined): string[] {
  const promised = stillPromisedFiles(JSON.parse(before) as FileContract, today)
  if (!promised) return []
  return now === undefined ? [gone] : breaksOfFiles(promised, JSON.parse(now) as FileContract)
}

/** Topics that subscribers listen to, and what each message always says. */
function messages(before: string, now: string | undefined): string[] {
  if (now === undefined) return [gone]
  type Message = { required?: string[] }
  const [was, is] = [before, now].map((text) => (JSON.parse(text) as { topics: Record<string, Message> }).topics)
  return Object.entries(was!).flatMap(([topic, { required = [] }]) => {
    const left = is![topic]
    if (!left) return [`the topic ${topic} is gone`]
    return required.flatMap((member) => (left.required?.includes(member) ? [] : [`${topic}: ${member} may be missing`]))
  })
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

let broken = 0
if (base === undefined) console.log('contracts: there is nothing to compare with yet')
else
  for (const [file, breaks] of Object.entries(compare)) {
    const before = git('show', `${base}:${file}`)
    // a contract that was a preview until then promised nothing
    if (before === undefined || before.includes('A preview: the back-office API is not served yet.')) continue
    const now = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined
    for (const change of breaks(before, now)) {
      if (allowed.some((one) => one.test(`${file}: ${change}`))) continue
      broken += 1
      console.error(`${file}: ${change}`)
    }
  }
if (broken > 0) {
  console.error(
    `${broken} change(s) would break clients (since ${base}). Add beside what is there, and say of that that it is to go (deprecated: { since, sunset, instead }, see docs/guides/versions-and-deprecation.md); where it must be, put the line with its reason into contracts/allowed-breaks.json.`,
  )
  process.exitCode = 1
}
