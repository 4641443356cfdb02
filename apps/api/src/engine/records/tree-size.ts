import { isField, type Entity, type Model, type TypeRef } from '@portico/schema'
import { refuse } from '../../kernel/errors.ts'
import type { Wanted } from '../verbs.ts'

/** So many rows a relation to many is taken for. */
const guessed = 20

/** The largest page of what a question answers. */
const page = 100

/** A tree of more rows than this is asked for in parts: it would take seconds, of everybody's. */
const most = 50_000

/** Rows of the tree that hangs on one row, each relation to many taken for `guessed` rows. */
function below(model: Model, entity: Entity, wanted: Wanted): number {
  return Object.entries(wanted).reduce((sum, [key, inner]) => {
    const relation = Object.hasOwn(entity.relations, key) ? entity.relations[key] : undefined
    const target = relation && model.entities.get(relation.to)
    if (target) return sum + (relation.relation === 'many' ? guessed : 1) * (1 + below(model, target, inner))
    const computed = Object.hasOwn(entity.computed, key) ? entity.computed[key] : undefined
    return sum + (computed ? inAnswer(model, computed, inner) : 0)
  }, 0)
}

/** Rows of what a verb answers: so many of an entity as its type lets expect, and what hangs on them. */
function inAnswer(model: Model, type: TypeRef, wanted: Wanted): number {
  if (isField(type)) return 0
  if (type.ref === 'shape') {
    const members = model.shapes.get(type.name)?.fields ?? {}
    const one = Object.entries(wanted).reduce(
      (sum, [key, inner]) => sum + (members[key] ? inAnswer(model, members[key], inner) : 0),
      0,
    )
    return (type.list ? guessed : 1) * one
  }
  const entity = model.entities.get(type.name)
  if (!entity) return 0
  if (type.ref === 'page') return page * (1 + below(model, entity, wanted['items'] ?? {}))
  return (type.list ? guessed : 1) * (1 + below(model, entity, wanted))
}

function check(rows: number, at?: string): void {
  if (rows > most) throw refuse('QUERY_TOO_COSTLY', {}, at)
}

/** Refuses with QUERY_TOO_COSTLY a tree that would fan out into more rows than can be answered at once. `rows`: at most so many stand at its root; `at`: what asked for it. */
export const checkSize = (model: Model, entity: Entity, wanted: Wanted, rows: number, at?: string): void =>
  check(rows * (1 + below(model, entity, wanted)), at)

/** The same for what is wanted of a verb's answer. */
export const checkAnswer = (model: Model, type: TypeRef, wanted: Wanted): void => check(inAnswer(model, type, wanted))
