import type { Action, Model, Question } from '@portico/schema'
import type { Ctx, Progress } from '../kernel/context.ts'
import { refusalsOf } from '../kernel/errors.ts'
import { rowOf } from './admission.ts'
import { changeOf, isToldOf, readImage, tellDeeds, withoutSecrets } from './records/audit.ts'

interface Called {
  name: string
  declared: Action | Question | undefined
}

/** Tells what came of an action; `more`: what is told beside what it was given. */
type Tell = (answer: unknown, more?: Readonly<Record<string, unknown>>) => Promise<void>

/** Looks at the row that an action is about; what is answered tells the audit log, in the same transaction, what the action was given and has made otherwise. */
export async function tellOf(model: Model, { name, declared }: Called, input: unknown, ctx: Ctx): Promise<Tell> {
  const [of = '', deed = ''] = name.split('.')
  const entity = model.entities.get(of)
  if (!declared || !entity || !isToldOf(entity, ctx)) return () => Promise.resolve()
  const id = rowOf(model, name, declared, input)
  const before = id === undefined ? undefined : await readImage(entity, id, ctx)
  return async (answer, more) => {
    const after = before && id !== undefined ? await readImage(entity, id, ctx) : undefined
    const change = before && after ? changeOf(entity, before, after) : undefined
    const otherwise = Object.keys({ ...change?.before, ...change?.after }).length > 0 ? change : undefined
    const given = { ...withoutSecrets(input), ...otherwise?.after, ...more }
    await tellDeeds(
      [{ entity: of, id: id ?? idOf(declared, of, answer), deed, before: otherwise?.before, after: given }],
      ctx,
    )
  }
}

/**
 * Does what has transactions of its own. What it did is told after the last of them, before it is answered; where it breaks off after something of it stands, or somebody outside
 * was asked and did not answer, that is told with the code by which it broke off (`brokeOff`).
 */
export async function toldInTheEnd<Result>(
  model: Model,
  call: Called,
  input: unknown,
  ctx: Ctx,
  work: (inside: Ctx, tellAfter: Tell) => Promise<Result>,
): Promise<Result> {
  const progress: Progress = { committed: 0, asked: false }
  const inside = { ...ctx, progress }
  const tell = await tellOf(model, call, input, ctx)
  let told = false
  const tellAfter: Tell = async (answer) => {
    await tell(answer)
    told = true
  }
  try {
    return await work(inside, tellAfter)
  } catch (error) {
    const [refusal] = refusalsOf(error)
    // somebody outside who said no has done nothing; of whoever did not answer, nobody knows
    const unsure = progress.asked && (refusal?.status ?? 500) >= 500
    if (!told && (progress.committed > 0 || unsure))
      await tell(undefined, { brokeOff: refusal?.code ?? 'INTERNAL' }).catch((untold: unknown) =>
        ctx.log.error({ err: untold, action: call.name }, 'what an action did before it broke off could not be told'),
      )
    throw error
  }
}

/** The row that an action made. */
function idOf({ result }: Action | Question, entity: string, answer: unknown): string | undefined {
  const made = 'ref' in result && result.ref === 'entity' && result.name === entity && !result.list
  return made ? (answer as { id?: string } | null)?.id : undefined
}
