import type { Filter } from '../../../engine/records/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { sql, transaction } from '../../../kernel/db.ts'
import type { ExchangeRecord } from '../port.ts'
import type { Connector, Errand } from './errand.ts'
import type { ExchangeParts } from './parts.ts'
import { hold, turn, type Taking } from './taking.ts'

/** Counts what records say is to go, by entity, where their file may say so and is not made of nothing else. */
export class DeletesSaid {
  readonly #counts: Record<string, number> = {}
  readonly #counted: boolean

  constructor({ mode, deletes }: Pick<Connector, 'mode' | 'deletes'>) {
    this.#counted = mode !== 'delete' && (deletes || mode === 'replaceAll')
  }

  note({ deeds }: ExchangeRecord): void {
    if (!this.#counted) return
    for (const deed of deeds)
      if ('entity' in deed && deed.mode === 'delete') this.#counts[deed.entity] = (this.#counts[deed.entity] ?? 0) + 1
  }

  /** undefined: nothing is to go. */
  get counts(): Readonly<Record<string, number>> | undefined {
    return Object.keys(this.#counts).length > 0 ? this.#counts : undefined
  }
}

/** Why somebody should look at it before rows go that a file says are to go; undefined: nothing stands against it. */
export async function deletesTooMany({
  parts,
  errand,
  ctx,
}: Pick<Taking, 'parts' | 'errand' | 'ctx'>): Promise<string | undefined> {
  const { connector, run } = errand
  const maximum = Number(connector.maxDeletedPercent)
  for (const [entity, going] of Object.entries(run.position?.deletes ?? {})) {
    const all = await rowsOf(parts, errand, entity, ctx)
    if (going * 100 > all * maximum)
      return `${going} records say that rows of ${entity} are to go, of which there are ${all}; ${connector.code} allows ${maximum} per cent. Confirm the run to delete them, or cancel it.`
  }
  return undefined
}

/** Holds a run before anything of it is applied, where its file deletes more than its connector allows by itself. What was confirmed is confirmed for this only. */
export async function holdForDeletes(taking: Taking): Promise<'held' | 'goesOn'> {
  const { errand, ctx } = taking
  const { run } = errand
  if (run.position?.phase !== 'read' || !run.position.deletes || run.dryRun) return 'goesOn'
  const problem = run.confirmed ? undefined : await deletesTooMany(taking)
  if (problem) {
    await hold(taking, problem)
    return 'held'
  }
  await transaction(ctx, async (inside) => {
    await inside.db.updateTable('exchangeRuns').set({ confirmed: false }).where('id', '=', run.id).execute()
    await turn(errand, { deletes: undefined }, inside)
  })
  run.confirmed = false
  return 'goesOn'
}

/** How many rows there are of an entity; of the connector's own, of those that its files speak for. */
export async function rowsOf(
  { model, engine }: Pick<ExchangeParts, 'model' | 'engine'>,
  { connector }: Errand,
  entity: string,
  ctx: Ctx,
): Promise<number> {
  const scope = entity === connector.entity ? ((connector.scope ?? undefined) as Filter | undefined) : undefined
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(model.entities.get(entity)!.table)} as t0
    where ${engine().records.condition(entity, scope, ctx)('t0')}`.execute(ctx.db)
  return rows[0]!.count
}
