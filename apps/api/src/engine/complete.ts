import { isField, type Entity, type Model, type TypeRef } from '@portico/schema'
import type { Ctx } from '../kernel/context.ts'
import type { EntityReader } from './read.ts'
import type { Wanted } from './verbs.ts'

type Holder = Record<string, unknown>

/** An entity that is to be read, or completed. */
interface Stub {
  entity: string
  wanted: Wanted
  stub: Holder
  part: boolean
  withhold: ((id: string) => void) | undefined
}

/** A member without what the caller may not see of it. */
function takeOut(holder: Holder, key: string, id: string): void {
  const there = holder[key]
  holder[key] = Array.isArray(there) ? (there as Holder[]).filter((one) => one.id !== id) : null
}

/**
 * Fills in what a verb's answer leaves out: entities given as `{ id }` are read as far as the caller asked, all of one kind in one statement;
 * entities that an area reads itself (its `readers`) and that were answered in part get what is missing, or what remains of those that are no more. What the
 * verb answered is left as it is.
 */
export async function complete(
  model: Model,
  reader: EntityReader,
  type: TypeRef,
  value: unknown,
  wanted: Wanted,
  ctx: Ctx,
): Promise<void> {
  const stubs: Stub[] = []

  /** `withhold`: takes out what stands on the way from another row, where the caller may not see it; what a verb answers stands. */
  const visit = (here: TypeRef, given: unknown, asked: Wanted, withhold?: (id: string) => void): void => {
    if (given === null || given === undefined || isField(here)) return
    if (Array.isArray(given)) {
      const one = { ...here, list: false }
      for (const item of given) visit(one, item, asked, withhold)
      return
    }
    const holder = given as Holder
    if (here.ref === 'page') {
      visit({ ref: 'entity', name: here.name, list: true }, holder.items, asked.items ?? {}, withhold)
      return
    }
    const entity = here.ref === 'entity' ? model.entities.get(here.name) : undefined
    if (entity && Object.keys(holder).length === 1 && 'id' in holder) {
      stubs.push({ entity: here.name, wanted: asked, stub: holder, part: false, withhold })
      return
    }
    const missing = entity && reader.hasOwn(here.name) ? missingOf(holder, asked) : undefined
    if (missing) stubs.push({ entity: here.name, wanted: missing, stub: holder, part: true, withhold: undefined })
    const members = entity ? membersOf(entity) : (model.shapes.get(here.name)?.fields ?? {})
    for (const key of Object.keys(asked)) {
      const member = members[key]
      if (member) visit(member, holder[key], asked[key] ?? {}, entity ? (id) => takeOut(holder, key, id) : withhold)
    }
  }

  visit(type, value, wanted)
  for (const [, group] of groupBy(stubs, ({ entity, withhold }) => `${entity} ${withhold ? 'related' : 'answered'}`)) {
    const { entity, withhold: related } = group[0]!
    for (const [, same] of groupBy(group, ({ wanted: asked }) => JSON.stringify(asked))) {
      const asked = same[0]?.wanted ?? {}
      const nothingMore = Object.keys(asked).every((key) => key === 'id' || key === '__typename')
      if (nothingMore && !(related && reader.bounds(entity, ctx))) continue
      const ids = [...new Set(same.map(({ stub }) => stub.id as string))]
      const byId = await reader.readByIds(entity, ids, asked, ctx, related ? 'relation' : 'verb')
      for (const { stub, part, withhold } of same) {
        if (!part && !byId.has(stub.id as string)) withhold?.(stub.id as string)
        const found: Holder = { ...(byId.get(stub.id as string) ?? (part ? reader.remainsOf(entity) : {})) }
        for (const [key, part] of Object.entries(found)) if (stub[key] === undefined) stub[key] = part
      }
    }
  }
}

/** What is asked of an answer and not in it; undefined where nothing is. */
function missingOf(holder: Holder, asked: Wanted): Wanted | undefined {
  let missing: Wanted | undefined
  for (const key in asked)
    if (holder[key] === undefined && key !== '__typename') (missing ??= {})[key] = asked[key] ?? {}
  return missing
}

const known = new WeakMap<Entity, Readonly<Record<string, TypeRef>>>()

/** The entity's relations and computed fields with their types; worked out once, because lists ask for every item. */
function membersOf(entity: Entity): Readonly<Record<string, TypeRef>> {
  const members = known.get(entity) ?? { ...relationTypes(entity.relations), ...entity.computed }
  known.set(entity, members)
  return members
}

const relationTypes = (
  relations: Readonly<Record<string, { to: string; relation: 'one' | 'many' }>>,
): Record<string, TypeRef> =>
  Object.fromEntries(
    Object.entries(relations).map(([key, { to, relation }]) => [
      key,
      { ref: 'entity', name: to, list: relation === 'many' },
    ]),
  )

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}
