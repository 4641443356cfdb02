import { columnName, writableInput, type Entity, type Model, type Write } from '@portico/schema'
import type { Ctx } from '../../../kernel/context.ts'
import { Refusal, refuse } from '../../../kernel/errors.ts'
import { inputValidator } from '../../validate.ts'
import type { Image } from '../audit.ts'
import { backOfficeOf } from '../reach.ts'
import { checkedValues, type Given } from '../write-values.ts'
import type { KeyFinder } from './find-keys.ts'

/** A record with ids in the place of the keys that it names others by. */
export type Linked = { given: Given } | { refusals: readonly Refusal[]; missing: boolean }

/** Puts ids in the place of keys, for many records at once: one statement for each relation and entity on the way. */
export async function linkRecords(
  model: Model,
  finder: KeyFinder,
  entity: Entity,
  records: readonly Given[],
  ctx: Ctx,
): Promise<Linked[]> {
  const linked = records.map((given) => ({ given: { ...given }, refusals: [] as Refusal[] }))
  const links = new Set(
    records.flatMap((given) => Object.keys(given).filter((key) => entity.relations[key]?.relation === 'one')),
  )
  for (const key of links) {
    const target = model.entities.get(entity.relations[key]!.to)!
    const naming = linked.filter(({ given }) => given[key] !== undefined && given[key] !== null)
    const ids = await finder.referred(
      target,
      naming.map(({ given }) => given[key]),
      key,
      ctx,
    )
    for (const [at, one] of naming.entries()) {
      const id = ids[at]!
      if (`${key}Id` in one.given)
        one.refusals.push(refuse('FIELD_INVALID', { field: key, problem: `is given twice, also as ${key}Id` }, key))
      else if (id instanceof Refusal) one.refusals.push(id)
      else one.given[`${key}Id`] = id
    }
    for (const { given } of linked) {
      if (given[key] === null && !(`${key}Id` in given)) given[`${key}Id`] = null
      delete given[key]
    }
  }
  return linked.map(({ given, refusals }) =>
    refusals.length === 0
      ? { given }
      : { refusals, missing: refusals.every(({ code }) => code === 'REFERENCE_NOT_FOUND') },
  )
}

/** Checks values by the model and by the caller's rights, as `Writer` does for one. */
export class RecordChecker {
  readonly #validators = new Map<string, (input: unknown) => unknown>()

  constructor(private readonly model: Model) {}

  /** Throws FIELD_*. `now`: the row as it is, for amounts whose currency is not said. */
  check(entity: Entity, write: Write, given: Given, ctx: Ctx, now?: Image): Given {
    const actor = backOfficeOf(ctx)
    const name = `${entity.name}.${write}`
    const validate = this.#validators.get(name) ?? inputValidator(this.model, writableInput(entity, write))
    this.#validators.set(name, validate)
    return checkedValues(entity, write, given, {
      rights: actor?.rights,
      now: now ? currenciesOf(entity, now) : {},
      validate,
    })
  }
}

const currenciesOf = (entity: Entity, now: Image): Given =>
  Object.fromEntries(
    Object.values(entity.fields).flatMap(({ kind, currency = 'currency' }) =>
      kind === 'money' ? [[currency, now[columnName(currency)]]] : [],
    ),
  )
