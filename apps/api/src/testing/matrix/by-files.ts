import { isDeepStrictEqual } from 'node:util'
import type { Entity } from '@portico/schema'
import { writesByFile } from '@portico/schema/projections/files'
import { parse } from 'csv-parse/sync'
import type { Grant } from '../../engine/records/index.ts'
import { sql } from '../../kernel/db.ts'
import type { ApiClient } from '../client.ts'
import { Clerk } from '../clerk.ts'
import { changesOf } from '../conformance/changes.ts'
import { factsOfGiven } from '../conformance/facts.ts'
import { cellsOf, csvOf, linkCells } from '../conformance/files.ts'
import { creatable, entities, outside, type Given, type World } from '../conformance/world.ts'
import { send } from '../jsonapi.ts'
import { createPartner, type Partner } from '../partner.ts'
import type { Tried } from './allowed.ts'
import { inWords, movedBetween, standing, type Moved } from './moved.ts'
import { alsoMoved } from './moves.ts'

/** What a file does: it brings new rows, changes or deletes those that are there, or goes out with them. */
type FileDeed = 'create' | 'update' | 'delete' | 'out'

/** One file of one entity, and the connector of somebody by which it is brought or fetched. */
interface FileCell {
  entity: Entity
  deed: FileDeed
  /** Whether whoever wrote the connector may do it to all rows. */
  allowed: boolean
  /** The row that it is about; undefined: a new one. */
  row: string | undefined
  connector: string
  integration: string
  file: string
  /** The line that it brings. */
  line: Record<string, string> | undefined
}

type Rows = ReadonlyMap<string, string>

/** Every cell: an entity and what files may do with it. */
export const fileCells = entities.flatMap((entity) => {
  const deeds = [...writesByFile(entity), ...(creatable.includes(entity) ? ['out'] : [])] as readonly FileDeed[]
  return deeds.map((deed) => ({ entity, deed }))
})

const right = (deed: FileDeed) => (deed === 'out' ? 'read' : deed)

/** Whether somebody may do something to all rows of an entity. */
const mayEverywhere = (grants: readonly Grant[], entity: string, deed: string): boolean =>
  grants.some(
    (grant) => grant.level === 'all' && [entity, '*'].includes(grant.entity) && [deed, '*'].includes(grant.deed),
  )

/** A row of every entity that files may do something with. */
export async function fileRowsIn(world: World): Promise<Rows> {
  const rows = new Map<string, string>()
  for (const entity of entities) {
    if (creatable.includes(entity)) rows.set(entity.name, await made(world, entity))
    else if (writesByFile(entity).length > 0) rows.set(entity.name, await world.link(entity.name))
  }
  return rows
}

const made = async (world: World, entity: Entity) => (await world.create(entity, await world.sample(entity))).id

/** The line of a file: what is new is given as a row of that entity may be, what is there gets another value in each field. */
async function lineOf(
  world: World,
  entity: Entity,
  deed: FileDeed,
  row: string | undefined,
  key: string,
): Promise<Record<string, string> | undefined> {
  const of = (given: Given) => ({ ...cellsOf(entity, factsOfGiven(entity, given)), ...linkCells(entity, given) })
  if (deed === 'out') return undefined
  if (!row) return { ...of(await world.sample(entity)), [`external:${outside}`]: key }
  if (deed === 'delete') return { id: row }
  return { id: row, ...of(await changesOf(world, entity, await world.atJsonApi(entity, row))) }
}

/** Has somebody who may do everything write a connector for every cell. Of what they may not do later, each is of an integration of its own: it is stopped by it. */
async function connected(
  world: World,
  rows: Rows,
  { grants, writer, partner }: { grants: readonly Grant[]; writer: ApiClient; partner: Partner },
): Promise<FileCell[]> {
  const clerk = await Clerk.of(world.shop)
  const house = (type: string, id: string) => ({ data: { type, id } })
  const cells: FileCell[] = []
  for (const { entity, deed } of fileCells) {
    const allowed = mayEverywhere(grants, entity.name, right(deed))
    const code = `${partner.username}-${deed}-${entity.name}`
    const integration = allowed
      ? partner.integrationId
      : await clerk.make('integration', { code, name: code, module: 'files', organizationId: clerk.organizationId })
    const there = deed === 'delete' && allowed ? await made(world, entity) : rows.get(entity.name)
    const row = deed === 'create' ? undefined : there
    const file = `${code}.csv`
    const filter = { path: 'id', op: 'eq', value: row }
    const way = deed === 'out' ? { fileName: file, filter } : { mode: deed, fileMask: file, waitMinutes: 0 }
    const attributes = { code, name: code, entity: entity.name, format: 'csv', ...way }
    const direction = deed === 'out' ? 'out' : 'in'
    const relationships = {
      integration: house('integrations', integration),
      account: house('fileAccounts', partner.accountId),
    }
    const data = { type: 'connectors', attributes: { ...attributes, direction }, relationships }
    const { one, errors } = await send(writer, '/admin/api/connectors', { method: 'POST', body: { data } })
    if (errors) throw new Error(`${code}: ${JSON.stringify(errors)}`)
    const line = await lineOf(world, entity, deed, row, code)
    cells.push({ entity, deed, allowed, row, connector: one.id, integration, file, line })
  }
  return cells
}

/**
 * Somebody who may do everything writes connectors, and then has only these rights left; a partner brings a file to each of them, and fetches what goes out: all of it at once. What they may still do moves that row and nothing else; what they may not do fails with the right that lacks, and nothing moves or goes out.
 */
export async function doneByFiles(
  world: World,
  rows: Rows,
  { name, grants }: { name: string; grants: readonly Grant[] },
): Promise<Tried & { allowed: number }> {
  const { shop } = world
  const writer = await shop.client(undefined, { name })
  const partner = await createPartner(shop, { module: 'files' })
  const cells = await connected(world, rows, { grants, writer, partner })
  const role = shop.database.db.updateTable('roles').set({ grants: JSON.stringify(grants) })
  await role.where('id', '=', writer.roleId).execute()
  await shop.drain()
  const before = await standing(shop)
  for (const { file, line } of cells) if (line) await partner.put(`inbound/${file}`, csvOf([line]))
  await shop.drain()
  for (const { deed, connector } of cells) if (deed === 'out') await partner.act('connectors', connector, 'run')
  await shop.drain()
  const moved = movedBetween(before, await standing(shop))
  const runs = await runsOf(world, partner.accountId)
  const went = new Set(await partner.list('outbound'))
  const wrong: string[] = []
  for (const cell of cells) {
    const place = `outbound/${cell.file}`
    const text = went.has(place) ? await partner.text(place) : undefined
    const problem = judged(cell, runs.get(cell.connector) ?? [], text) ?? (await unseen(world, cell, text))
    if (problem) wrong.push(`${cell.entity.name}.${cell.deed}: ${problem}`)
  }
  const allowed = cells.filter((cell) => cell.allowed).length
  return { cells: cells.length, allowed, wrong: [...wrong, ...strayed(cells, moved)] }
}

interface FileRun {
  connector: string
  state: string
  problem: string | null
  /** Rows that are new, otherwise, gone; records that were refused, and written. */
  did: string
}

/** The runs of an account, by their connectors. */
async function runsOf({ shop }: World, account: string): Promise<Map<string, FileRun[]>> {
  const { rows } = await sql<FileRun>`
    select r.connector_id as connector, r.state, r.problem, concat_ws(' ', r.created, r.changed, r.deleted, r.refused, r.written) as did
    from exchange_runs r join connectors c on c.id = r.connector_id where c.account_id = ${account}`.execute(
    shop.database.db,
  )
  const runs = new Map<string, FileRun[]>()
  for (const run of rows) runs.set(run.connector, [...(runs.get(run.connector) ?? []), run])
  return runs
}

const does: Readonly<Record<FileDeed, string>> = {
  create: '1 0 0 0 0',
  update: '0 1 0 0 0',
  delete: '0 0 1 0 0',
  out: '0 0 0 0 1',
}

/** What is not as it should be with the run of a cell, and the text that went out. */
function judged({ entity, deed, allowed }: FileCell, runs: readonly FileRun[], text?: string): string | undefined {
  const [run] = runs
  if (!run || runs.length > 1) return `has ${runs.length} runs`
  const told = `${run.state} ${run.did} ${run.problem}`
  if (!allowed) {
    const lacks = `may not do ${entity.name}.${right(deed)} any more`
    return run.state === 'failed' && run.did === '0 0 0 0 0' && run.problem?.includes(lacks) && text === undefined
      ? undefined
      : `${told}, and writes ${text}`
  }
  return run.state === 'done' && run.did === does[deed] ? undefined : told
}

/** Whether a file that goes out shows anything but its row, as that is at the other doors. */
async function unseen(
  world: World,
  { entity, deed, allowed, row }: FileCell,
  text: string | undefined,
): Promise<string | undefined> {
  if (deed !== 'out' || !allowed) return undefined
  const shown = parse<Record<string, string>>(text ?? '', { columns: true })
  const cells = Object.entries(cellsOf(entity, await world.atJsonApi(entity, row!)))
  const not = cells.flatMap(([name, cell]) => (shown[0]?.[name] === cell ? [] : name))
  return shown.length === 1 && not.length === 0 ? undefined : `writes ${text}, where ${not.join(', ')} are otherwise`
}

/** Rows that moved and should not, or the other way round, in words. Beside what files do there are their runs, what they call new rows, what is told, and that a connector was at work or is stopped. */
function strayed(cells: readonly FileCell[], moved: Readonly<Record<string, Moved>>): string[] {
  const allowed = cells.filter((cell) => cell.allowed)
  const ids = (entity: string, deed: FileDeed) =>
    allowed.flatMap((cell) => (cell.entity.name === entity && cell.deed === deed ? (cell.row ?? 'new') : []))
  const besides = new Set(allowed.flatMap(({ entity, deed }) => alsoMoved[`${entity.name}.${deed}`]?.moved ?? []))
  const added: Readonly<Record<string, number>> = {
    exchangeRun: cells.length,
    externalReference: allowed.filter(({ deed }) => deed === 'create').length,
  }
  const atWork: Readonly<Record<string, ReadonlySet<string>>> = {
    connector: new Set(cells.map(({ connector }) => connector)),
    integration: new Set(cells.flatMap((cell) => (cell.allowed ? [] : cell.integration))),
  }
  const names = new Set([...Object.keys(moved), ...cells.map(({ entity }) => entity.name)])
  return [...names].flatMap((name) => {
    const { [name]: found = { added: [], changed: [], gone: [] } } = moved
    const quiet = found.changed.length + found.gone.length === 0
    if (name === 'auditEntry' && quiet) return []
    // subscribers hear of what is new, and of nothing where nothing is
    if (name === 'webhookDelivery' && quiet && allowed.length > 0) return []
    const own = { changed: ids(name, 'update'), gone: ids(name, 'delete') }
    const changed = found.changed.filter((id) => own.changed.includes(id) || !atWork[name]?.has(id))
    const many = ids(name, 'create').length + (added[name] ?? 0)
    const right =
      isDeepStrictEqual({ changed, gone: found.gone }, own) &&
      (besides.has(name) ? found.added.length >= many : found.added.length === many)
    return right ? [] : [`moves ${inWords({ [name]: found })}, of it ${changed.length} changed`]
  })
}
