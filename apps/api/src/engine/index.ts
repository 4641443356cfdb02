import type { Action, Entity, Model, Question } from '@portico/schema'
import type { Ctx } from '../kernel/context.ts'
import { refusedMove, transaction } from '../kernel/db.ts'
import { refusalsOf, refuse } from '../kernel/errors.ts'
import { beginLocking } from '../kernel/locks.ts'
import type { Seal } from '../kernel/seal.ts'
import { admitTo, holdVersion, reachRows, rowOf } from './admission.ts'
import { compare, compareReaders } from './agreement.ts'
import { complete } from './complete.ts'
import { readOne, readPage, readRelated } from './page.ts'
import { holdFrozen } from './frozen.ts'
import { EntityReader, shoppers } from './read.ts'
import { numberings } from './numberings.ts'
import { FilterCost } from './records/filter-cost.ts'
import { Records, type Found, type ListAsked, type Listed } from './records/index.ts'
import type { FromVersions } from './records/versions.ts'
import { unfit } from './records/violations.ts'
import { Retiring } from './retiring.ts'
import { tellOf, toldInTheEnd } from './tell-of.ts'
import { inputValidator } from './validate.ts'
import type { Area, ComputedField, Guard, ManyGuard, Wanted } from './verbs.ts'

export type {
  ActionVerb,
  Area,
  AreaReader,
  Change,
  ComputedField,
  Guard,
  ManyGuard,
  QuestionVerb,
  Wanted,
} from './verbs.ts'
export { wants } from './verbs.ts'
export { inLanguage } from './read.ts'
export { isWithin } from './tree.ts'
export { ofOne } from './records/guards.ts'
export { newNumber } from './numberings.ts'
export { moveRow, onlyWhile, onlyWhileItsWhole } from './lives.ts'

interface Call {
  name: string
  declared: Action | Question | undefined
  verb: AnyVerb | undefined
}

type AnyVerb = (input: unknown, ctx: Ctx, wanted: Wanted) => Promise<unknown>

/** What any entity can do, driven by the model. Doors reach the business through it by name. */
export interface Engine {
  readonly model: Model
  /** Rows of any entity, as the back office reads and writes them. */
  readonly records: Records
  /** Runs an action: checks caller and input, opens the transaction, answers as far as `wanted` says. `ifVersion`: only while its row is at that version (VERSION_OUTDATED). Throws Refusal for a declared No. */
  act(name: string, input: unknown, ctx: Ctx, wanted: Wanted, from?: { ifVersion?: FromVersions }): Promise<unknown>
  /** Asks a question; changes nothing. */
  ask(name: string, input: unknown, ctx: Ctx, wanted: Wanted): Promise<unknown>
  /** Whether an action speaks with the outside between transactions of its own: it cannot be rehearsed, nor be a part of something larger. */
  isSaga(name: string): boolean
  /** Whether anything of the model is to go: doors let its uses be noted (`ctx.retiring`). */
  readonly deprecates: boolean
  /** Rows that a page may have; a larger one is refused with PAGE_SIZE_INVALID. */
  readonly largestPage: number
  get(entity: string, id: string, ctx: Ctx, wanted: Wanted): Promise<{ id: string } | null>
  /** A page of the rows that a caller of the shop may read, by the filters and orders of the back office over what is shown to them. Refuses as `records.list`. */
  list(entity: string, asked: ListAsked, ctx: Ctx): Promise<Found<Listed>>
  /** The same of the rows at the end of a relation to many of one row; null where that is not the caller’s. */
  related(of: { entity: string; id: string; key: string }, asked: ListAsked, ctx: Ctx): Promise<Found<Listed> | null>
}

/** Codes that any call may answer with, besides those that it declares. */
const general =
  /^(FIELD_|SESSION_)|^(NOT_FOUND|SIGN_IN_REQUIRED|FORBIDDEN|RATE_LIMITED|CONFLICT|INTERNAL|PAGE_SIZE_INVALID|CURSOR_INVALID|VERSION_OUTDATED|QUANTITY_INVALID|CURRENCY_NOT_OFFERED|QUERY_TOO_COSTLY|RELATED_TOO_MANY|TOOK_TOO_LONG)$/

const grants = ['token', 'expiresAt', 'identity'] as const

/** The request's context as whoever the caller has become by its earlier actions. */
const asNow = (ctx: Ctx): Ctx =>
  ctx.granted.identity ? { ...ctx, sessionId: undefined, appGrant: undefined, ...ctx.granted.identity } : ctx

/** How a verb is run; see `run`. */
interface Running {
  atomic?: boolean
  ifVersion?: FromVersions
  tellAfter?: (answer: unknown) => Promise<void>
}

/** `seal`: of the house, for cursors. `largestPage`: rows; `costliestFilter`: in PostgreSQL's units of cost. */
export interface EngineParts {
  seal: Seal
  largestPage?: number
  costliestFilter?: number
}

/** Joins the model with the areas of the domain. Throws with every verb that one has and the other lacks. */
export function createEngine(
  model: Model,
  areas: readonly Area[],
  { seal, largestPage = 100, costliestFilter = 60_000 }: EngineParts,
): Engine {
  const actions = gather(areas, 'actions')
  const sagas = gather(areas, 'sagas')
  const questions = gather(areas, 'questions')
  const computed = new Map(areas.flatMap((area) => Object.entries<ComputedField>(area.computed ?? {})))
  compare(model, new Set([...actions.keys(), ...sagas.keys()]), new Set(questions.keys()), new Set(sagas.keys()))
  const readers = new Map(areas.flatMap((area) => Object.entries(area.readers ?? {})))
  compareReaders(model, new Set(readers.keys()))
  const remains = new Map(areas.flatMap((area) => Object.entries(area.remains ?? {})))
  const reader = new EntityReader(model, computed, readers, remains, shoppers)
  const retiring = new Retiring(model)
  const bounds = { seal, largestPage, cost: new FilterCost(model, costliestFilter) }
  const records = new Records(
    model,
    { computed, guards: guardsOf(model, areas), manyGuards: manyGuardsOf(areas) },
    retiring,
    bounds,
  )
  const validators = new Map(
    [...model.actions, ...model.questions].map(([name, verb]) => [name, inputValidator(model, verb.input)]),
  )

  /**
   * `atomic`: in one transaction, with what the back office is told of it: what cannot be answered does not happen. At the shop what the answer only names is read after it, so that
   * it is short. What is not atomic is told to the audit log before it is answered.
   */
  async function run(
    call: Call,
    input: unknown,
    ctx: Ctx,
    wanted: Wanted,
    { atomic = false, ifVersion, tellAfter }: Running = {},
  ) {
    const { name, declared, verb } = call
    if (!declared || !verb) throw new Error(`the model has no "${name}"`)
    try {
      const answer = atomic
        ? await transaction(ctx, async (inside) => {
            beginLocking(inside)
            await reachRows(model, name, declared, input, inside)
            await holdVersion(model, name, declared, input, ifVersion, inside)
            const tell = await tellOf(model, call, input, inside)
            const hold = await holdFrozen(model, call, input, inside, true)
            const done = await verb(input, inside, wanted)
            await hold()
            await tell(done)
            return inside.actor.kind === 'backOffice' ? records.complete(declared.result, done, wanted, inside) : done
          })
        : await verb(input, ctx, wanted)
      if (!atomic && tellAfter) await tellAfter(answer)
      if (ctx.actor.kind === 'backOffice')
        return atomic ? answer : await records.complete(declared.result, answer, wanted, ctx)
      await complete(model, reader, declared.result, answer, wanted, asNow(ctx))
      return answer
    } catch (thrown) {
      const error = asRefusal(thrown, call)
      for (const { code } of refusalsOf(error))
        if (!general.test(code) && !declared.refusals?.includes(code))
          throw new Error(`${name} refused with ${code}, which it does not declare in the model`, { cause: error })
      throw error
    }
  }

  /** A move between states that the database refused is a No of the business where the verb says so, else a fault. */
  function asRefusal(thrown: unknown, { name, declared }: Call): unknown {
    const move = refusedMove(thrown)
    if (!move) return unfit(thrown, 'input')
    if (!declared?.refusals?.includes('TRANSITION_NOT_ALLOWED')) return thrown
    const entity = [...model.entities.values()].find(({ table }) => table === move.table)
    const [, action = name] = name.split('.')
    return refuse('TRANSITION_NOT_ALLOWED', { entity: entity?.name ?? move.table, state: move.state, action })
  }

  /** The checked input. Before any transaction begins: who may not, or asks for nonsense, costs no database. */
  function checked(
    name: string,
    declared: Action | Question | undefined,
    input: unknown,
    ctx: Ctx,
    wanted: Wanted,
  ): unknown {
    if (declared) {
      admitTo(model, name, declared, wanted, ctx)
      retiring.call(entityOf(name.split('.')[0]!), declared, input, wanted, ctx)
    }
    return validators.get(name)?.(input)
  }

  const entityOf = (name: string): Entity => {
    const entity = model.entities.get(name)
    if (!entity) throw refuse('NOT_FOUND', { what: name })
    return entity
  }

  return {
    model,
    records,
    act: async (name, input, request, wanted, { ifVersion } = {}) => {
      const ctx = asNow(request)
      const before = { ...ctx.granted }
      const declared = model.actions.get(name)
      const given = checked(name, declared, input, ctx, wanted)
      const saga = sagas.get(name)
      if (ifVersion !== undefined && (saga || !declared || rowOf(model, name, declared, given) === undefined))
        throw refuse('VERSION_NOT_POSSIBLE', { what: name })
      try {
        const call = { name, declared, verb: saga ?? actions.get(name) }
        if (saga && declared) await reachRows(model, name, declared, given, ctx)
        if (saga) await holdFrozen(model, call, given, ctx, false)
        if (!saga) return await run(call, given, ctx, wanted, { atomic: true, ifVersion })
        return await toldInTheEnd(model, call, given, ctx, (inside, tellAfter) =>
          run(call, given, inside, wanted, { tellAfter }),
        )
      } catch (error) {
        // The session that it had opened went with the transaction; one that an earlier action of the request opened stands.
        for (const key of grants) delete ctx.granted[key]
        Object.assign(ctx.granted, before)
        throw error
      }
    },
    ask: async (name, input, request, wanted) => {
      const ctx = asNow(request)
      const declared = model.questions.get(name)
      const given = checked(name, declared, input, ctx, wanted)
      if (declared) await reachRows(model, name, declared, given, ctx)
      return run({ name, declared, verb: questions.get(name) }, given, ctx, wanted)
    },
    isSaga: (name) => sagas.has(name),
    deprecates: retiring.any,
    largestPage,
    get: (entity, id, ctx, wanted) => {
      retiring.read(entityOf(entity), wanted, ctx)
      return readOne(model, reader, entityOf(entity), id, asNow(ctx), wanted)
    },
    list: (name, asked, ctx) => {
      const entity = entityOf(name)
      retiring.read(entity, asked.wanted, ctx)
      retiring.choose(entity, asked.filter, asked.sort ?? [], ctx)
      return readPage(model, { ...bounds, reader }, entity, asked, asNow(ctx))
    },
    related: ({ entity: name, id, key }, asked, ctx) => {
      const entity = entityOf(name)
      retiring.read(entity, { [key]: asked.wanted }, ctx)
      return readRelated(model, { ...bounds, reader }, { entity, id, key }, asked, asNow(ctx))
    },
  }
}

function gather(areas: readonly Area[], kind: 'actions' | 'sagas' | 'questions'): Map<string, AnyVerb> {
  const found = new Map<string, AnyVerb>()
  for (const area of areas)
    for (const [name, verb] of Object.entries(area[kind] ?? {})) {
      if (found.has(name)) throw new Error(`two areas bring ${name}`)
      found.set(name, verb as AnyVerb)
    }
  return found
}

function guardsOf(model: Model, areas: readonly Area[]): Map<string, Guard[]> {
  const found = numberings(model)
  for (const area of areas)
    for (const [entity, guard] of Object.entries(area.guards ?? {}))
      found.set(entity, [...(found.get(entity) ?? []), guard])
  return found
}

const manyGuardsOf = (areas: readonly Area[]): Map<string, ManyGuard> =>
  new Map(areas.flatMap((area) => Object.entries(area.manyGuards ?? {})))
