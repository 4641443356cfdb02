import type { Action, Entity, Model, Question } from '@portico/schema'
import type { Page } from '../kernel/contract.ts'
import type { Ctx } from '../kernel/context.ts'
import { transaction } from '../kernel/db.ts'
import { isRefusalCode, refusalsOf, refuse } from '../kernel/errors.ts'
import { admit } from './access.ts'
import { complete } from './complete.ts'
import { readOne, readPage } from './page.ts'
import { EntityReader } from './read.ts'
import { inputValidator } from './validate.ts'
import type { Area, ComputedField, Wanted } from './verbs.ts'

export type { ActionVerb, Area, ComputedField, QuestionVerb, Wanted } from './verbs.ts'
export { wants } from './verbs.ts'
export { inLanguage } from './read.ts'

type AnyVerb = (input: unknown, ctx: Ctx, wanted: Wanted) => Promise<unknown>

/** What any entity can do, driven by the model. Doors reach the business through it by name. */
export interface Engine {
  readonly model: Model
  /** Runs an action: checks caller and input, opens the transaction, answers as far as `wanted` says. Throws Refusal for a declared No. */
  act(name: string, input: unknown, ctx: Ctx, wanted: Wanted): Promise<unknown>
  /** Asks a question; changes nothing. */
  ask(name: string, input: unknown, ctx: Ctx, wanted: Wanted): Promise<unknown>
  get(entity: string, id: string, ctx: Ctx, wanted: Wanted): Promise<{ id: string } | null>
  list(
    entity: string,
    input: { first: number; after?: string | null },
    ctx: Ctx,
    wanted: Wanted,
  ): Promise<Page<{ id: string }>>
}

/** Codes that any call may answer with, besides those that it declares. */
const general =
  /^(FIELD_|SESSION_)|^(NOT_FOUND|SIGN_IN_REQUIRED|FORBIDDEN|RATE_LIMITED|CONFLICT|INTERNAL|PAGE_SIZE_INVALID|CURSOR_INVALID|QUANTITY_INVALID|CURRENCY_NOT_OFFERED)$/

/** Joins the model with the areas of the domain. Throws with every verb that one has and the other lacks. */
export function createEngine(model: Model, areas: readonly Area[]): Engine {
  const actions = gather(areas, 'actions')
  const sagas = gather(areas, 'sagas')
  const questions = gather(areas, 'questions')
  const computed = new Map(areas.flatMap((area) => Object.entries<ComputedField>(area.computed ?? {})))
  compare(model, new Set([...actions.keys(), ...sagas.keys()]), new Set(questions.keys()))
  const reader = new EntityReader(model, computed)
  const validators = new Map(
    [...model.actions, ...model.questions].map(([name, verb]) => [name, inputValidator(model, verb.input)]),
  )

  async function run(
    name: string,
    declared: Action | Question | undefined,
    verb: AnyVerb | undefined,
    input: unknown,
    ctx: Ctx,
    wanted: Wanted,
  ) {
    if (!declared || !verb) throw new Error(`the model has no "${name}"`)
    admit(declared.caller, ctx)
    const checked = validators.get(name)?.(input)
    try {
      const answer = await verb(checked, ctx, wanted)
      await complete(model, reader, declared.result, answer, wanted, ctx)
      return answer
    } catch (error) {
      for (const { code } of refusalsOf(error))
        if (!general.test(code) && !declared.refusals?.includes(code))
          throw new Error(`${name} refused with ${code}, which it does not declare in the model`, { cause: error })
      throw error
    }
  }

  const entityOf = (name: string): Entity => {
    const entity = model.entities.get(name)
    if (!entity) throw refuse('NOT_FOUND', { what: name })
    return entity
  }

  return {
    model,
    act: async (name, input, ctx, wanted) => {
      const declared = model.actions.get(name)
      const saga = sagas.get(name)
      try {
        if (saga) return await run(name, declared, saga, input, ctx, wanted)
        return await transaction(ctx, (inside) => run(name, declared, actions.get(name), input, inside, wanted))
      } catch (error) {
        // the session went with the transaction
        if (!saga) delete ctx.granted.token
        throw error
      }
    },
    ask: (name, input, ctx, wanted) => run(name, model.questions.get(name), questions.get(name), input, ctx, wanted),
    get: (entity, id, ctx, wanted) => readOne(reader, entityOf(entity), id, ctx, wanted),
    list: (entity, input, ctx, wanted) => readPage(reader, entityOf(entity), input, ctx, wanted),
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

/** The model and the domain agree: nothing is promised that nobody does, and nothing done that nobody promised. */
function compare(model: Model, actions: ReadonlySet<string>, questions: ReadonlySet<string>): void {
  const complaints = [
    ...[...model.actions.keys()].filter((name) => !actions.has(name)).map((name) => `no area does the action ${name}`),
    ...[...model.questions.keys()]
      .filter((name) => !questions.has(name))
      .map((name) => `no area answers the question ${name}`),
    ...[...actions].filter((name) => !model.actions.has(name)).map((name) => `the model has no action ${name}`),
    ...[...questions].filter((name) => !model.questions.has(name)).map((name) => `the model has no question ${name}`),
    ...[...model.actions, ...model.questions].flatMap(([name, verb]) =>
      (verb.refusals ?? [])
        .filter((code) => !isRefusalCode(code))
        .map((code) => `${name} declares ${code}, which is not in kernel/catalogue.ts`),
    ),
  ]
  if (complaints.length > 0) throw new Error(`Model and domain disagree:\n- ${complaints.join('\n- ')}`)
}
