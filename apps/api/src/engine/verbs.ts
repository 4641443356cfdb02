import type { Actions, Questions } from '../kernel/contract.ts'
import type { Ctx } from '../kernel/context.ts'
import type { Refusal } from '../kernel/errors.ts'

/** Which parts of the answer the caller asked for; a verb may leave out what nobody wants. */
export interface Wanted {
  [field: string]: Wanted
}

export const wants = (wanted: Wanted | undefined, ...path: string[]): boolean => {
  let here = wanted
  for (const step of path) here = here?.[step]
  return here !== undefined
}

type Verb<Map, Name extends keyof Map> = Map[Name] extends { input: infer Input; result: infer Result }
  ? (input: Input, ctx: Ctx, wanted: Wanted) => Promise<Result>
  : never

/** A business verb behind an action. An entity in its answer may be just `{ id }`: the engine reads what was asked for. */
export type ActionVerb<Name extends keyof Actions> = Verb<Actions, Name>
export type QuestionVerb<Name extends keyof Questions> = Verb<Questions, Name>

/** Works out a computed field for many rows at once: id → value. */
export type ComputedField = (ids: readonly string[], ctx: Ctx, wanted: Wanted) => Promise<ReadonlyMap<string, unknown>>

/** Answers entities by their ids as far as they are wanted; those that nobody may see any more are left out. */
export type AreaReader = (
  ids: readonly string[],
  ctx: Ctx,
  wanted: Wanted,
) => Promise<ReadonlyMap<string, { id: string }>>

/** What an area of the domain brings. */
export interface Area {
  /** Each runs in one transaction, which is rolled back when it throws. */
  actions?: { [Name in keyof Actions]?: ActionVerb<Name> }
  /** Actions that speak with the outside between transactions of their own. */
  sagas?: { [Name in keyof Actions]?: ActionVerb<Name> }
  questions?: { [Name in keyof Questions]?: QuestionVerb<Name> }
  /** By `entity.field`: `order.paymentStatus`. */
  computed?: Record<string, ComputedField>
  /** By entity: what must hold before a plain write of it. */
  guards?: Record<string, Guard>
  /** By entity: the guard of `guards` once more, for many changes at once; batches are faster by it. */
  manyGuards?: Record<string, ManyGuard>
  /** By entity, where the tables alone do not say what it is: `product`. Links to it are answered by this. */
  readers?: Record<string, AreaReader>
  /**
   * By entity with a reader: what an answer that holds a part of one is completed by where the reader leaves it out. A product that is sold no more still
   * stands in somebody's cart.
   */
  remains?: Record<string, object>
}

/** A plain write that is about to happen. `given` holds checked values; a guard may complete it. */
export interface Change {
  readonly deed: 'create' | 'update' | 'delete'
  readonly id: string
  readonly given: Record<string, unknown>
  /** Of a row that goes with another one: the entity of that. What only holds as long as that is there need not stop it. */
  readonly along?: string
}

/** What an area says before a plain write of its entity, inside the transaction: it refuses, or completes what is given. */
export type Guard = (change: Change, ctx: Ctx) => Promise<void>

/** A guard that judges many changes of its entity by a few statements; answers what is refused, by the change's place. */
export type ManyGuard = (changes: readonly Change[], ctx: Ctx) => Promise<ReadonlyMap<number, readonly Refusal[]>>
