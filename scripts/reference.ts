// Writes the pages of docs/ that are derived from the kernel and from scripts/reference: the configuration and the catalogue of refusals. `--check` refuses drift.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue, type CatalogueEntry } from '../apps/api/src/kernel/catalogue.ts'
import { documentation } from '../apps/api/src/kernel/env.ts'
import { outsideVariables } from './reference/variables.data.ts'

const first = '<!-- Derived from apps/api/src/kernel and scripts/reference by `npm run derive`. Do not edit. -->'
const cell = (text: string) => text.replaceAll('|', '\\|')

const configuration = [
  first,
  '# Configuration',
  'Everything comes from the environment and is read once, at the start; all problems are told together. `npm start` sets what it can by itself.',
  '## The API and the worker',
  [
    '| variable | what it does | default |',
    '|---|---|---|',
    ...documentation.map(({ name, about, advice, standard, required, secret }) => {
      const value =
        standard === undefined ? (required ? '**required**' : '–') : standard === '' ? '–' : `\`${standard}\``
      return `| \`${name}\`${secret ? ' 🔒' : ''} | ${cell(about)} ${cell(advice)} | ${cell(value)} |`
    }),
  ].join('\n'),
  '🔒: a secret; it is never logged or shown.',
  ...outsideVariables.flatMap(({ reader, about, variables }) => [
    `## ${reader}`,
    about,
    [
      '| variable | what it does | default |',
      '|---|---|---|',
      ...variables.map(
        ({ name, about: does, standard }) => `| \`${name}\` | ${cell(does)} | ${standard ? `\`${standard}\`` : '–'} |`,
      ),
    ].join('\n'),
  ]),
]

const refusals = [
  first,
  '# Refusals',
  'Every No that a door can answer with. Codes are promises: they are added, never renamed. In GraphQL they stand in `errors[].extensions.code`.',
  [
    '| code | status | what it says | what to do |',
    '|---|---|---|---|',
    ...Object.entries<CatalogueEntry>(catalogue)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([code, { status, text, advice }]) => `| \`${code}\` | ${status} | ${cell(text)} | ${cell(advice)} |`),
  ].join('\n'),
]

const root = join(import.meta.dirname, '..')
const pages = { 'docs/configuration.md': configuration, 'docs/refusals.md': refusals }
let stale = 0
for (const [file, parts] of Object.entries(pages)) {
  const path = join(root, file)
  const text = parts.join('\n\n') + '\n'
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
  stale += 1
  if (process.argv.includes('--check'))
    console.error(`${file} differs from the kernel: run \`npm run derive\` and commit it`)
  else {
    writeFileSync(path, text)
    console.log(`wrote ${file}`)
  }
}
if (process.argv.includes('--check') && stale > 0) process.exitCode = 1
