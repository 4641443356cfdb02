import type { Entity, Model } from '@portico/schema'
import type { Ctx } from '../../../kernel/context.ts'
import { callsForAnotherTry } from '../../../kernel/db.ts'
import { refusalsOf, refuse } from '../../../kernel/errors.ts'
import { linksFreely } from '../belonging.ts'
import { reachOf } from '../grants.ts'
import type { Guards } from '../guards.ts'
import { backOfficeOf } from '../reach.ts'
import type { NaturalKey } from '../references.ts'
import { undoable } from '../undoable.ts'
import { withParts, type Given } from '../write-values.ts'
import type { Writer } from '../write.ts'
import { SetWriter } from './apply-set.ts'
import type { BatchRecord, Mode, Outcome } from './records.ts'

/** Applies the records of a part inside its transaction; each of them wholly, or refused. */
export class PartWriter {
  readonly #set: SetWriter

  constructor(
    private readonly model: Model,
    private readonly writer: Writer,
    private readonly guards: Guards,
  ) {
    this.#set = new SetWriter(model, guards)
  }

  /** The rows that records are about, as far as they are there. */
  find(entity: Entity, records: readonly BatchRecord[], ctx: Ctx): Promise<readonly (string | undefined)[]> {
    return this.#set.find(entity, records, ctx)
  }

  async apply(entity: Entity, mode: Mode, records: readonly BatchRecord[], ctx: Ctx): Promise<Outcome[]> {
    const not = deedsOf(mode).find((deed) => !entity.writes.includes(deed))
    if (not) {
      const refusal = refuse('METHOD_NOT_ALLOWED', { method: not, allowed: entity.writes.join(', ') || 'reading only' })
      return records.map((): Outcome => ({ refusals: [refusal] }))
    }
    return this.#isSetWise(entity, mode, ctx)
      ? this.#together(entity, mode, records, ctx)
      : this.#each(entity, mode, records, ctx)
  }

  /** Whether nothing has to be asked for each row: no guard but one for many, no number for people, no limit of the caller's reach. */
  #isSetWise(entity: Entity, mode: Mode, ctx: Ctx): boolean {
    const actor = backOfficeOf(ctx)
    const deeds = deedsOf(mode)
    return (
      this.guards.judgesTogether(entity) &&
      !Object.values(entity.fields).some(({ numbered }) => numbered) &&
      (!actor ||
        (deeds.every((deed) => reachOf(entity, deed, actor) === true) && linksFreely(this.model, entity, actor)))
    )
  }

  /** All by the same statements. Where the database refuses one, the halves are tried, until that one is alone. */
  async #together(entity: Entity, mode: Mode, records: readonly BatchRecord[], ctx: Ctx): Promise<Outcome[]> {
    try {
      return await undoable(ctx, () => this.#set.apply(entity, mode, records, ctx))
    } catch (error) {
      if (callsForAnotherTry(error)) throw error
      if (records.length === 1) return this.#each(entity, mode, records, ctx)
      const middle = Math.ceil(records.length / 2)
      return [
        ...(await this.#together(entity, mode, records.slice(0, middle), ctx)),
        ...(await this.#together(entity, mode, records.slice(middle), ctx)),
      ]
    }
  }

  async #each(entity: Entity, mode: Mode, records: readonly BatchRecord[], ctx: Ctx): Promise<Outcome[]> {
    const outcomes: Outcome[] = []
    for (const record of records) {
      const outcome = await settled(ctx, () => this.#one(entity, mode, record, ctx))
      outcomes.push('refusals' in outcome ? { ...outcome, ...(await this.#rowOf(entity, record, ctx)) } : outcome)
    }
    return outcomes
  }

  /** The row that a refused record is about, as far as that can be told. */
  async #rowOf(entity: Entity, { id, external, given }: BatchRecord, ctx: Ctx): Promise<{ row?: string | null }> {
    if (id) return { row: id }
    try {
      const key = external ? { external } : keyOf(entity, given)
      return await undoable(ctx, async () => ({ row: (await this.writer.find(entity, key, ctx)) ?? null }))
    } catch (error) {
      if (callsForAnotherTry(error)) throw error
      return {}
    }
  }

  async #one(entity: Entity, mode: Mode, record: BatchRecord, ctx: Ctx): Promise<Outcome> {
    const { id, external, given, merge, initially } = record
    if (mode === 'create') {
      const made = await this.writer.create(entity, withParts(entity, { ...initially, ...given }, merge), ctx, external)
      return { done: 'created', row: made.id }
    }
    const key: NaturalKey | undefined = id ? undefined : external ? { external } : keyOf(entity, given)
    if (mode === 'upsert' && key) {
      const { id: row, created, changed } = await this.writer.upsert(entity, key, given, ctx, { merge, initially })
      return { done: created ? 'created' : changed ? 'changed' : 'same', row }
    }
    const row = id ?? (await this.writer.find(entity, key!, ctx))
    if (!row) throw refuse('NOT_FOUND', { what: entity.name }, 'id')
    if (mode === 'delete') {
      await this.writer.remove(entity, row, ctx)
      return { done: 'deleted', row }
    }
    const rest = key && !external ? without(given, Object.keys(key)) : given
    const { changed } = await this.writer.update(entity, row, rest, ctx, { merge, whole: true })
    return { done: changed ? 'changed' : 'same', row }
  }
}

const deedsOf = (mode: Mode) => (mode === 'upsert' ? (['create', 'update'] as const) : ([mode] as const))

/** The members of a record that are its natural key. */
function keyOf(entity: Entity, given: Given): NaturalKey {
  if (!entity.naturalKey) throw refuse('FIELD_REQUIRED', { field: 'id' }, 'id')
  return Object.fromEntries(
    entity.naturalKey.map((member) => {
      const value = given[member] ?? (entity.relations[member] ? given[`${member}Id`] : entity.fields[member]?.default)
      if (value === undefined || value === null) throw refuse('FIELD_REQUIRED', { field: member }, member)
      return [member, value]
    }),
  )
}

const without = (given: Given, members: readonly string[]): Given =>
  Object.fromEntries(
    Object.entries(given).filter(([key]) => !members.includes(key) && !members.includes(key.replace(/Id$/, ''))),
  )

/** What became of a deed that stands or falls alone inside its transaction. */
async function settled(ctx: Ctx, deed: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await undoable(ctx, deed)
  } catch (error) {
    if (callsForAnotherTry(error)) throw error
    const refusals = refusalsOf(error)
    if (refusals.length > 0) return { refusals, missing: refusals.every(({ code }) => code === 'REFERENCE_NOT_FOUND') }
    ctx.log.error({ err: error }, 'a record of a batch failed')
    return { refusals: [refuse('INTERNAL')] }
  }
}
