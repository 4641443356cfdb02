import type { Model } from '@portico/schema'
import { isRefusalCode } from '../kernel/errors.ts'

/** The model says of which entities the areas have readers. Throws where it does not. */
export function compareReaders(model: Model, readers: ReadonlySet<string>): void {
  for (const { name, access } of model.entities.values())
    if (readers.has(name) !== (access.byArea ?? false))
      throw new Error(
        `${name}: an entity has \`access: { byArea: true }\` where an area brings a reader for it, and only there`,
      )
}

/** The model and the domain agree: nothing is promised that nobody does, and nothing done that nobody promised. */
export function compare(
  model: Model,
  actions: ReadonlySet<string>,
  questions: ReadonlySet<string>,
  sagas: ReadonlySet<string>,
): void {
  const complaints = [
    ...[...model.actions.keys()].filter((name) => !actions.has(name)).map((name) => `no area does the action ${name}`),
    ...[...model.questions.keys()]
      .filter((name) => !questions.has(name))
      .map((name) => `no area answers the question ${name}`),
    ...[...actions].filter((name) => !model.actions.has(name)).map((name) => `the model has no action ${name}`),
    ...[...model.actions]
      .filter(([name, { saga = false }]) => actions.has(name) && saga !== sagas.has(name))
      .map(
        ([name]) =>
          `${name} is a saga to the one and not to the other: say \`saga: true\` in the model of what an area brings as one`,
      ),
    ...[...questions].filter((name) => !model.questions.has(name)).map((name) => `the model has no question ${name}`),
    ...[...model.actions, ...model.questions].flatMap(([name, verb]) =>
      (verb.refusals ?? [])
        .filter((code) => !isRefusalCode(code))
        .map((code) => `${name} declares ${code}, which is not in kernel/catalogue.ts`),
    ),
  ]
  if (complaints.length > 0) throw new Error(`Model and domain disagree:\n- ${complaints.join('\n- ')}`)
}
