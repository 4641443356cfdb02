import {
  isField,
  typesOf,
  type Action,
  type Deprecatable,
  type Entity,
  type Model,
  type Question,
  type TypeRef,
} from '@portico/schema'
import type { Ctx } from '../kernel/context.ts'
import type { Filter, Sort } from './records/index.ts'
import type { Wanted } from './verbs.ts'

type Members = Readonly<Record<string, unknown>>

/** Takes note of what a call uses that is to go (`ctx.retiring`), for the door to tell. Where the model deprecates nothing, nothing is looked at. */
export class Retiring {
  /** Whether anything of the model is to go. */
  readonly any: boolean

  constructor(private readonly model: Model) {
    const entities = [...model.entities.values()]
    const all: Deprecatable[] = [
      ...entities,
      ...entities.flatMap(({ relations }) => Object.values(relations)),
      ...model.actions.values(),
      ...model.questions.values(),
      ...[...typesOf(entities, [...model.shapes.values()])].map(({ type }) => type),
    ]
    this.any = all.some(({ deprecated }) => deprecated !== undefined)
  }

  /** Rows of an entity are read, as far as they are wanted. */
  read(entity: Entity, wanted: Wanted, ctx: Ctx): void {
    if (!this.any) return
    note(entity, ctx)
    for (const [key, inner] of Object.entries(wanted)) {
      const member = entity.fields[key] ?? entity.relations[key] ?? entity.computed[key]
      note(member, ctx)
      if (member && 'relation' in member) this.read(this.#entity(member.to), inner, ctx)
      else if (member) this.answer(member, inner, ctx)
    }
  }

  /** A value of a type is answered, as far as it is wanted. */
  answer(type: TypeRef, wanted: Wanted, ctx: Ctx): void {
    if (!this.any) return
    const shape = isField(type) ? type.shape : type.ref === 'shape' ? type.name : undefined
    if (shape !== undefined)
      for (const [key, inner] of Object.entries(wanted)) {
        const member = this.model.shapes.get(shape)?.fields[key]
        note(member, ctx)
        if (member) this.answer(member, inner, ctx)
      }
    else if (!isField(type))
      this.read(this.#entity(type.name), (type.ref === 'page' ? wanted['items'] : wanted) ?? {}, ctx)
  }

  /** Members of an entity are written; links by their names or as `<name>Id`. */
  write(entity: Entity, given: Members, ctx: Ctx): void {
    if (!this.any) return
    note(entity, ctx)
    for (const key of Object.keys(given))
      note(entity.fields[key] ?? entity.relations[key] ?? entity.relations[key.replace(/Id$/, '')], ctx)
  }

  /** Rows are chosen by a filter, and put in order. */
  choose(entity: Entity, filter: Filter | undefined, sorts: readonly Sort[], ctx: Ctx): void {
    if (!this.any) return
    for (const { path } of sorts) this.#path(entity, path, ctx)
    if (filter) this.#filter(entity, filter, ctx)
  }

  /** A verb is called with an input, and answers as far as it is wanted. */
  call(entity: Entity, verb: Action | Question, input: unknown, wanted: Wanted, ctx: Ctx): void {
    if (!this.any) return
    note(entity, ctx)
    note(verb, ctx)
    this.#given(verb.input, input, ctx)
    this.answer(verb.result, wanted, ctx)
  }

  #given(types: Readonly<Record<string, TypeRef>>, input: unknown, ctx: Ctx): void {
    for (const [key, value] of Object.entries((input ?? {}) as Members)) {
      const type = types[key]
      if (!type || value === undefined) continue
      note(type, ctx)
      const shape = isField(type) ? type.shape : type.ref === 'shape' ? type.name : undefined
      const inner = (shape !== undefined && this.model.shapes.get(shape)?.fields) || undefined
      if (inner) for (const one of [value].flat()) if (typeof one === 'object') this.#given(inner, one, ctx)
    }
  }

  #filter(entity: Entity, filter: Filter, ctx: Ctx): void {
    if ('and' in filter) for (const part of filter.and) this.#filter(entity, part, ctx)
    else if ('or' in filter) for (const part of filter.or) this.#filter(entity, part, ctx)
    else if ('not' in filter) this.#filter(entity, filter.not, ctx)
    else if ('relation' in filter) {
      const to = this.#path(entity, filter.relation, ctx)
      if (to) this.#filter(to, filter.where, ctx)
    } else this.#path(entity, filter.path, ctx)
  }

  /** Notes what stands along a dotted path, and answers the entity that it leads to. */
  #path(entity: Entity, path: string, ctx: Ctx): Entity | undefined {
    let here: Entity | undefined = entity
    for (const key of path.split('.')) {
      note(here?.fields[key] ?? here?.relations[key], ctx)
      here = this.model.entities.get(here?.relations[key]?.to ?? '')
    }
    return here
  }

  #entity(name: string): Entity {
    return this.model.entities.get(name)!
  }
}

function note(thing: Deprecatable | undefined, { retiring }: Ctx): void {
  if (thing?.deprecated) retiring?.add(thing.deprecated)
}
