import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openRun } from '../../apps/api/src/domain/integrations/exchange/claims.ts'
import { callWorkers } from '../../apps/api/src/domain/integrations/exchange/errand.ts'
import { runConnector } from '../../apps/api/src/domain/integrations/exchange/run-connector.ts'
import { follow, type Found } from './find.ts'
import { Mistake, type House } from './house.ts'

/** Has a connector read a file of this machine, as if its partner had brought it; it never lies in `inbound/`, so no other connector takes it. */
export async function importFile(
  house: House,
  path: string | undefined,
  { id, code, integrationId, accountId, username, direction }: Found,
  trial: boolean,
): Promise<void> {
  if (direction !== 'in') throw new Mistake(`${code} writes files: have it do so by \`export\`.`)
  if (!accountId || !username)
    throw new Mistake(`${code} has no account for files: give it one, whose folders its files pass through.`)
  const found = path ? await stat(path).catch(() => undefined) : undefined
  if (!path || !found?.isFile()) throw new Mistake(`There is no file ${path ?? ''}.`)
  const { files, ctx } = house
  await files.prepare(username)
  const folder = `tmp/${ctx.ids.next()}`
  const place = `${folder}/${basename(path)}`
  const file = await files.write(username, place, createReadStream(path))
  const run = await openRun({ id, integrationId, accountId, file, trigger: 'person', dryRun: trial }, ctx)
  await callWorkers(ctx)
  try {
    await follow(house, run!.id)
  } finally {
    if (trial) await files.remove(username, place)
    // it stays as long as the file has not been read
    await files.removeFolder(username, folder).catch(() => undefined)
  }
}

/** Has a connector write a file into its partner's `outbound/`; `to`: a copy of it besides. */
export async function exportFile(
  house: House,
  connector: Found,
  { full, to, rowIds }: { full: boolean; to?: string | undefined; rowIds?: string[] | undefined },
): Promise<void> {
  const { code, username, direction } = connector
  if (direction !== 'out') throw new Mistake(`${code} reads files: have it do so by \`run\` or \`import\`.`)
  const { id } = await runConnector(house)({ id: connector.id, full, rowIds }, house.ctx, {})
  const { place } = await follow(house, id)
  if (!place || !username) return
  house.tell(`${username}: ${place}`)
  if (to) await pipeline(await house.files.read(username, place), createWriteStream(to))
}
