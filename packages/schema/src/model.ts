import { checkModel } from './checks/index.ts'
import { entities, shapes } from './entities/index.ts'
import {
  choiceName,
  isField,
  typesOf,
  type Action,
  type Entity,
  type Question,
  type Shape,
  withFarEnds,
  withPassedOn,
} from './language/index.ts'

export interface Model {
  readonly entities: ReadonlyMap<string, Entity>
  readonly shapes: ReadonlyMap<string, Shape>
  /** By dotted name: `cart.addLine`. */
  readonly actions: ReadonlyMap<string, Action>
  readonly questions: ReadonlyMap<string, Question>
  /** Every enumeration by name. */
  readonly choices: ReadonlyMap<string, readonly string[]>
}

const byName = <T extends { name: string }>(items: readonly T[]) => new Map(items.map((item) => [item.name, item]))

function verbs<K extends 'actions' | 'questions'>(kind: K, all: readonly Entity[]) {
  return new Map(
    all.flatMap((entity) =>
      Object.entries(entity[kind]).map(
        ([name, verb]) => [`${entity.name}.${name}`, verb as Entity[K][string]] as const,
      ),
    ),
  )
}

/** Members by their names and by no other: `constructor` names nothing here. */
const membersOnly = <Members extends object>(members: Members): Members =>
  Object.freeze(Object.assign(Object.create(null) as Members, members))

const ownMembers = (entity: Entity): Entity => ({
  ...entity,
  fields: membersOnly(entity.fields),
  computed: membersOnly(entity.computed),
  relations: membersOnly(entity.relations),
  actions: membersOnly(entity.actions),
  questions: membersOnly(entity.questions),
})

/** Gathers definitions into a model, and refuses one that contradicts itself. */
export function buildModel(given: readonly Entity[], allShapes: readonly Shape[]): Model {
  checkModel(given, allShapes)
  const all = withPassedOn(withFarEnds(given)).map(ownMembers)
  const choices = new Map<string, readonly string[]>()
  for (const { type, owner, key } of typesOf(all, allShapes)) {
    if (isField(type) && type.kind === 'choice') choices.set(choiceName(type, owner, key), type.values ?? [])
  }
  return Object.freeze({
    entities: byName(all),
    shapes: byName(allShapes.map((shape) => ({ ...shape, fields: membersOnly(shape.fields) }))),
    actions: verbs('actions', all),
    questions: verbs('questions', all),
    choices,
  })
}

export const model: Model = buildModel(entities, shapes)
