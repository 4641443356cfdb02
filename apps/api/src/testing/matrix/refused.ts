import { model } from '@portico/schema'
import { actionInput } from '../conformance/inputs.ts'
import { entities } from '../conformance/world.ts'
import { each, may, type Person, type Told } from '../everybody.ts'
import type { Tried } from './allowed.ts'
import { deeds, outside, type Deed } from './cells.ts'
import type { Dialect } from './doors.ts'
import { onRow, verbs } from './verbs.ts'
import type { Matrix } from './world.ts'

/** What somebody is told who may not do a deed; undefined: they may. */
function refusalOf(person: Person, door: Dialect, offered: boolean, allowed: boolean): string | undefined {
  if (!person.grants) return outside(person)
  if (!offered) return door.notOffered
  return allowed ? undefined : 'FORBIDDEN'
}

/** Everything that somebody may not do, about rows that are there and with what would do it: each is refused by its code. */
export async function refusalsOf(matrix: Matrix, door: Dialect, person: Person): Promise<Tried> {
  let cells = 0
  const holds = async (cell: string, should: string | undefined, call: () => Promise<Told>) => {
    if (should === undefined) return undefined
    cells += 1
    const { status, code } = await call()
    return code === should ? undefined : `${cell}: ${status} ${code} instead of ${should}`
  }
  const call = async (deed: Deed, name: string): Promise<Told> => {
    const entity = model.entities.get(name)!
    const { id, given = {} } = matrix.sample(name)
    switch (deed) {
      case 'list':
        return door.list(person, entity)
      case 'read':
        return door.get(person, entity, id)
      case 'create':
        return door.create(person, entity, given)
      case 'update':
        return door.update(person, entity, id, entity.writes.includes('update') ? await matrix.changes(entity) : {})
      case 'delete':
        return door.remove(person, entity, id)
    }
  }
  const plain = entities.flatMap((entity) => deeds.map((deed) => ({ entity, deed })))
  const wrong = [
    ...(await each(plain, ({ entity: { name, writes }, deed }) => {
      const right = deed === 'list' ? 'read' : deed
      const offered = right === 'read' || writes.includes(right)
      const should = refusalOf(person, door, offered, may(person, name, right))
      return holds(`${name}.${deed}`, should, () => call(deed, name))
    })),
    ...(await each(verbs, (verb) => {
      const { entity, action } = verb
      const should = refusalOf(person, door, true, may(person, entity.name, verb.verb))
      return holds(`${entity.name}.${verb.verb}`, should, () =>
        door.act(
          person,
          verb,
          actionInput(model, action.input, (to) => matrix.sample(to).id),
        ),
      )
    })),
  ]
  return { cells, wrong }
}

/** Rows that are another organization's are as if they were not there: not listed, not read, not written, not acted on. */
export async function secretsFrom(matrix: Matrix, door: Dialect, person: Person): Promise<Tried> {
  const scoped = entities.filter(({ scopes }) => scopes.organization && scopes.organization.length > 0)
  let cells = 0
  const wrong = await each(scoped, async (entity) => {
    const { id } = matrix.sample(entity.name)
    const told: [string, Promise<Told>][] = [['get', door.get(person, entity, id)]]
    if (entity.writes.includes('update'))
      told.push(['update', door.update(person, entity, id, await matrix.changes(entity))])
    if (entity.writes.includes('delete')) told.push(['delete', door.remove(person, entity, id)])
    for (const verb of verbs)
      if (verb.entity === entity && onRow(verb))
        told.push([
          verb.verb,
          door.act(
            person,
            verb,
            actionInput(model, verb.action.input, (to) => matrix.sample(to).id),
          ),
        ])
    const listed = door.shown(await door.list(person, entity, id))
    const problems = listed.length === 0 ? [] : [`${entity.name}: is listed`]
    cells += told.length + 1
    for (const [deed, answer] of told) {
      const { code, status, body } = await answer
      const nothing =
        deed === 'get' &&
        door.name === 'GraphQL' &&
        !code &&
        Object.values(body.data ?? {}).every((one) => one === null)
      if (code !== 'NOT_FOUND' && !nothing) problems.push(`${entity.name}.${deed}: ${status} ${code}`)
    }
    return problems.length === 0 ? undefined : problems.join('; ')
  })
  return { cells, wrong }
}
