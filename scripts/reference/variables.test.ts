import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { standardPorts } from '../stack/ports.ts'
import { outsideVariables } from './variables.data.ts'

const root = join(import.meta.dirname, '../..')
const text = (file: string) => readFileSync(join(root, file), 'utf8')
const documented = new Set([...text('docs/configuration.md').matchAll(/^\| `([A-Z0-9_]+)`/gm)].map(([, name]) => name))

/** What the machine sets, or a build for itself. */
const given = new Set(['CI', 'HOME', 'NODE_ENV', 'PATH', 'SW_BUILD_ID', 'TMPDIR'])

/** The sources of a folder; no tests, nothing that was built or installed. */
const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory())
      return /^(node_modules|\.|dist|generated|public|planted)/.test(entry.name) ? [] : sources(path)
    return /\.(ts|tsx|mjs|js)$/.test(path) && !/\.test\./.test(path) ? [path] : []
  })

it('documents every variable that any part reads', () => {
  const read = ['apps', 'packages', 'scripts', 'prisma', 'e2e', 'bench']
    .flatMap(sources)
    .flatMap((file) =>
      [...text(file).matchAll(/\bprocess\.env(?:\.|\[['"])([A-Z][A-Z0-9_]+)/g)].map(([, name]) => name),
    )
  const inCommands = [...text('apps/storefront/package.json').matchAll(/\$\{([A-Z_]+):-/g)].map(([, name]) => name)
  const ports = Object.values(standardPorts).map(({ setting }) => setting)
  const all = [...read, ...inCommands, ...ports].filter(
    (name): name is string => name !== undefined && !given.has(name),
  )
  expect(all).toContain('PORTICO_API_URL')
  expect([...new Set(all)].filter((name) => !documented.has(name))).toEqual([])
})

it('tells the ports that the stack really takes', () => {
  const told = new Map(
    outsideVariables.flatMap(({ variables }) => variables).map(({ name, standard }) => [name, standard]),
  )
  for (const { setting, standard } of Object.values(standardPorts))
    if (!['API_PORT', 'SFTP_PORT'].includes(setting)) expect(told.get(setting), setting).toBe(String(standard))
})
