import type { Action, Model, Question } from '@portico/schema'
import type { Ctx } from '../kernel/context.ts'
import { rowOf } from './admission.ts'
import { changeOf, isToldOf, readImage, tellDeeds, withoutSecrets } from './records/audit.ts'

/** Looks at the row that an action is about; what is answered tells the audit log, in the same transaction, what the action was given and has made otherwise. */
export async function tellOf(
  model: Model,
  { name, declared }: { name: string; declared: Action | Question | undefined },
  input: unknown,
  ctx: Ctx,
): Promise<(answer: unknown) => Promise<void>> {
  const [of = '', deed = ''] = name.split('.')
  const entity = model.entities.get(of)
  if (!declared || !entity || !isToldOf(entity, ctx)) return () => Promise.resolve()
  const id = rowOf(model, name, declared, input)
  const before = id === undefined ? undefined : await readImage(entity, id, ctx)
  return async (answer) => {
    const after = before && id !== undefined ? await readImage(entity, id, ctx) : undefined
    const change = before && after ? changeOf(entity, before, after) : undefined
    const otherwise = Object.keys({ ...change?.before, ...change?.after }).length > 0 ? change : undefined
    const given = { ...withoutSecrets(input), ...otherwise?.after }
    await tellDeeds(
      [{ entity: of, id: id ?? idOf(declared, of, answer), deed, before: otherwise?.before, after: given }],
      ctx,
    )
  }
}

/** The row that an action made. */
function idOf({ result }: Action | Question, entity: string, answer: unknown): string | undefined {
  const made = 'ref' in result && result.ref === 'entity' && result.name === entity && !result.list
  return made ? (answer as { id?: string } | null)?.id : undefined
}
