import type { Ctx } from '../../../kernel/context.ts'
import { sql, transaction } from '../../../kernel/db.ts'
import type { ErrandSaid } from './errand.ts'
import { alertLater } from './failures.ts'
import type { ExchangeParts } from './parts.ts'
import { layAside } from './steps.ts'

const folder = 'outbound'

/** So long before it is looked whether the partner has made room. */
const lookAgainMs = 15 * 60_000

const waits =
  'outbound/ holds as much as the quota of the account allows, because nobody fetches it; nothing is lost, and it is written once there is room. Have the partner fetch and delete its files, or raise quotaBytes.'

/** How many bytes may still come to `outbound/`: at most the quota of the account lies there. What we write ourselves would otherwise grow for ever where nobody fetches it. */
export async function roomIn(
  { files }: Pick<ExchangeParts, 'files'>,
  { account }: Pick<ErrandSaid, 'account'>,
): Promise<number> {
  const { username, quotaBytes } = account!
  await files.prepare(username)
  let lying = 0
  for (const entry of await files.list(username, folder)) if ('size' in entry) lying += entry.size
  return Number(quotaBytes) - lying
}

/** Lays a run aside until there is room; of those that wait for it, the first tells the house, and only once. */
export async function waitForRoom({ run, integration }: ErrandSaid, ctx: Ctx): Promise<void> {
  await transaction(ctx, async (inside) => {
    const { rows } = await sql<{ told: boolean }>`
      select exists (select from exchange_runs where integration_id = ${integration.id} and state = 'waiting' and problem = ${waits}) as told`.execute(
      inside.db,
    )
    const until = new Date(inside.clock.now().getTime() + lookAgainMs)
    await layAside(run, { state: 'waiting', problem: waits, until }, inside)
    if (!rows[0]!.told && run.problem !== waits) await alertLater({ runId: run.id, paused: false }, inside)
  })
}

/**
 * A place in `outbound/` that no file has, and none of another run is going to have: where a name is taken, the run tells it apart. Inside the transaction that writes it down; until that ends nobody
 * else of the account gets one.
 */
export async function placeIn(
  { files }: Pick<ExchangeParts, 'files'>,
  { run, account }: ErrandSaid,
  name: string,
  ctx: Ctx,
): Promise<string> {
  const place = `${folder}/${name}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${folder} ${account!.id}`}, 0))`.execute(ctx.db)
  const { rows } = await sql<{ promised: boolean }>`
    select exists (select from exchange_runs where account_id = ${account!.id} and state in ('waiting', 'running', 'failed')
      and id <> ${run.id} and direction = 'out' and position -> 'ending' ->> 'place' = ${place}) as promised`.execute(
    ctx.db,
  )
  if (!rows[0]!.promised && !(await files.find(account!.username, place))) return place
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]*)?$/.exec(name) ?? []
  return `${folder}/${stem}-${run.id.slice(-6)}${ending}`
}
