import type { Entity } from '@portico/schema'
import { parse } from 'csv-parse/sync'
import SftpClient from 'ssh2-sftp-client'
import { createPartner, type Partner, type Run } from '../partner.ts'
import { partnerPassword } from '../partners.ts'
import { factsOfGiven, fieldsOf, linksOf, type Facts } from './facts.ts'
import { kindOf } from './kinds.ts'
import type { TestError } from '../jsonapi.ts'
import { creatable, creatableByFile, outside, type Given, type World } from './world.ts'

type Cells = Record<string, string>

/** What a file brought: a row that is right, and one with a cell that is not. */
export interface Brought {
  given: Given
  /** The column that is wrong in the second row. */
  wrong: string
  run: Run
  problems: readonly Record<string, unknown>[]
}

/** What went over the door of files, by entity. */
export interface Exchanged {
  /** Rows of the files that were written of rows that were created at JSON:API. */
  written: ReadonlyMap<string, readonly Cells[]>
  brought: ReadonlyMap<string, Brought>
  /** What stood against a connector for those that come by no file. */
  refused: ReadonlyMap<string, readonly TestError[] | undefined>
}

/** What a file calls the members of a row. */
export function cellsOf(entity: Entity, facts: Facts): Cells {
  const cells: Cells = {}
  for (const [key, field] of fieldsOf(entity)) {
    const value = facts[key]
    if (value === undefined) continue
    Object.assign(cells, field.shape || field.list ? { [key]: JSON.stringify(value) } : kindOf(field).cells(key, value))
    const sibling = field.kind === 'money' ? (field.currency ?? 'currency') : undefined
    if (sibling && entity.fields[sibling]) cells[sibling] ??= (value as { currency: string }).currency
  }
  return cells
}

export function linkCells(entity: Entity, given: Given): Cells {
  return Object.fromEntries(
    linksOf(entity).flatMap((key) => (given[`${key}Id`] ? [[`${key}.id`, String(given[`${key}Id`])]] : [])),
  )
}

/** A column with what nobody can read in it, or with nothing where something must be. */
function spoilt(entity: Entity, given: Given): [string, string] {
  const unreadable = fieldsOf(entity).find(
    ([key, { kind }]) => key in given && /boolean|integer|decimal|quantity|money|date|instant/.test(kind),
  )
  if (unreadable) return [unreadable[0], 'many']
  const link = linksOf(entity).find((key) => `${key}Id` in given)
  if (link) return [`${link}.id`, 'nobody']
  const needed = fieldsOf(entity).find(([key, field]) => key in given && !field.optional && field.kind === 'text')
  return [needed![0], '']
}

export const csvOf = (rows: readonly Cells[]): string => {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cell = (text = '') => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [header, ...rows.map((row) => header.map((name) => row[name]))]
    .map((cells) => `${cells.map((text) => cell(text)).join(',')}\r\n`)
    .join('')
}

/** A partner brings and fetches a file of every entity by SFTP, all of them at once. */
export async function exchange(world: World): Promise<Exchanged> {
  const { shop } = world
  const partner = await createPartner(shop, { module: 'files' })
  await partner.act('fileAccounts', partner.accountId, 'setPassword', { password: partnerPassword })
  const { port } = await shop.built.sftp.listen({ port: 0, host: '127.0.0.1' })
  const sftp = new SftpClient('conformance')
  await sftp.connect({ host: '127.0.0.1', port, username: partner.username, password: partnerPassword })
  try {
    const refused = new Map<string, readonly TestError[] | undefined>()
    const bringing = new Map<string, Pick<Brought, 'given' | 'wrong'> & { connector: string }>()
    for (const entity of creatable) {
      await fetched(world, partner, entity)
      if (creatableByFile.includes(entity)) bringing.set(entity.name, await bring(world, partner, sftp, entity))
      else refused.set(entity.name, await partner.refused({ entity: entity.name, format: 'csv', mode: 'create' }))
    }
    await shop.drain()
    const written = new Map<string, Cells[]>()
    const brought = new Map<string, Brought>()
    for (const { name } of creatable) {
      const file = (await sftp.get(`/outbound/${name}.csv`)) as Buffer
      written.set(name, parse(file, { columns: true }))
    }
    for (const { name } of creatableByFile) {
      const { connector, ...sent } = bringing.get(name)!
      const run = (await partner.runs(connector)).at(-1)!
      brought.set(name, { ...sent, run, problems: await partner.problems(run.id) })
    }
    return { written, brought, refused }
  } finally {
    await sftp.end()
  }
}

/** Asks for a file of the row that was created at JSON:API. */
async function fetched(world: World, partner: Partner, { name }: Entity): Promise<void> {
  const filter = { path: 'id', op: 'eq', value: world.rows.get(name)!.id }
  const connector = await partner.connector({
    direction: 'out',
    entity: name,
    format: 'csv',
    filter,
    fileName: `${name}.csv`,
  })
  const { errors } = await partner.act('connectors', connector, 'run')
  if (errors) throw new Error(JSON.stringify(errors))
}

async function bring(world: World, partner: Partner, sftp: SftpClient, entity: Entity) {
  const { name } = entity
  const rows: Cells[] = []
  const givens: Given[] = []
  for (const at of [1, 2]) {
    const given = await world.sample(entity)
    givens.push(given)
    rows.push({
      ...cellsOf(entity, factsOfGiven(entity, given)),
      ...linkCells(entity, given),
      [`external:${outside}`]: `${name}-${at}`,
    })
  }
  const [wrong, cell] = spoilt(entity, givens[1]!)
  rows[1]![wrong] = cell
  const mask = `in-${name}.csv`
  const connector = await partner.connector({ entity: name, format: 'csv', mode: 'create', fileMask: mask })
  await sftp.put(Buffer.from(csvOf(rows)), `/inbound/${mask}`)
  return { given: givens[0]!, wrong, connector }
}
