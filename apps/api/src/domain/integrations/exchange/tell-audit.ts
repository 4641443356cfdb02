import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { ExchangeDeed } from '../port.ts'
import type { Numbered } from './chunks.ts'
import type { Done } from './do-deeds.ts'
import type { Errand } from './errand.ts'

/** What one entry of the log says of a part: of one entity the rows that were written, or of one action how often it was done. */
interface Told {
  entity: string
  deed: string
  created: string[]
  changed: string[]
  deleted: string[]
  times: number
}

/**
 * Tells the audit log what a part has done, in its transaction: who (the account, else the integration), by which run, connector and file, and which rows. One entry
 * for each entity, and one for each action; what stood there before is not told (docs/decisions/036).
 */
export async function tellAudit(
  { run, connector, integration, account }: Errand,
  numbered: readonly Numbered[],
  tried: ReadonlyMap<Numbered, Done>,
  ctx: Ctx,
): Promise<void> {
  const entries = [...toldOf(numbered, tried).values()]
  if (entries.length === 0) return
  const at = ctx.clock.now()
  const besides = {
    connector: connector.code,
    ...(run.fileName ? { file: run.fileName } : {}),
    records: [numbered[0]!.number + 1, numbered.at(-1)!.number + 1],
  }
  const told = entries.map(({ entity, deed, times, ...rows }) => ({
    id: ctx.ids.next(),
    entity,
    deed,
    after: {
      ...besides,
      ...Object.fromEntries(Object.entries(rows).filter(([, ids]) => ids.length > 0)),
      ...(times > 0 ? { times } : {}),
    },
  }))
  const [by, who, name] = account
    ? ['fileAccount', account.id, account.username]
    : ['integration', integration.id, integration.code]
  await sql`
    insert into audit_entries
      (id, at, by, principal_id, principal, organization_id, ip, door, request_id, entity, row_id, deed, before, after, created_at, updated_at)
    select d.id, ${at}, ${by}, ${who}, ${name}, ${integration.organizationId}::uuid, null, 'exchange', ${run.id}, d.entity, null, d.deed, null, d.after,
      ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as d (id uuid, entity text, deed text, after jsonb)`.execute(
    ctx.db,
  )
}

function toldOf(numbered: readonly Numbered[], tried: ReadonlyMap<Numbered, Done>): ReadonlyMap<string, Told> {
  const found = new Map<string, Told>()
  for (const one of numbered) {
    const result = tried.get(one)
    if (!result || !('done' in result)) continue
    for (const [at, { done, row, gone }] of result.done.entries()) {
      if (done === 'same') continue
      const told = entryOf(found, one.record.deeds[at]!)
      const rows = gone ?? (row ? [row] : [])
      told[done].push(...rows)
      if (rows.length === 0) told.times += 1
    }
  }
  return found
}

function entryOf(found: Map<string, Told>, deed: ExchangeDeed): Told {
  const [entity, name] =
    'action' in deed
      ? (deed.action.split('.') as [string, string])
      : ['rest' in deed ? deed.rest : deed.entity, 'import']
  const key = `${entity}.${name}`
  const told = found.get(key) ?? { entity, deed: name, created: [], changed: [], deleted: [], times: 0 }
  found.set(key, told)
  return told
}
