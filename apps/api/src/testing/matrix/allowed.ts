import { isDeepStrictEqual } from 'node:util'
import { model } from '@portico/schema'
import { factsOfGiven } from '../conformance/facts.ts'
import { actionInput } from '../conformance/inputs.ts'
import { entities } from '../conformance/world.ts'
import { may, type Person, type Told } from '../everybody.ts'
import type { Dialect } from './doors.ts'
import { inWords, type Moved } from './moved.ts'
import { alsoMoved } from './moves.ts'
import { onRow, peculiarVerbs, verbs } from './verbs.ts'
import type { Matrix } from './world.ts'

type AllMoved = Record<string, Moved>

/** What was tried, and what of it was not as it should be, in words. */
export interface Tried {
  cells: number
  wrong: string[]
}

const none: Moved = { added: [], changed: [], gone: [] }

const refused = ({ status, code, body }: Told) => `refused: ${status} ${code} ${JSON.stringify(body.errors)}`

/** Whether rows of exactly these moved, besides the entry in the audit log. */
function strayed(cell: string, moved: AllMoved, own: Record<string, Moved>): string | undefined {
  const { auditEntry, ...others } = moved
  const also = alsoMoved[cell]
  if (!auditEntry || auditEntry.added.length === 0 || auditEntry.changed.length + auditEntry.gone.length > 0)
    return `is not told by the audit log as it should be (${inWords(moved)})`
  if (also) {
    const names = Object.keys(others).sort()
    return isDeepStrictEqual(names, [...also.moved].sort()) ? undefined : `moves ${inWords(moved)}`
  }
  return isDeepStrictEqual(others, own) ? undefined : `moves ${inWords(moved)}`
}

class Cells implements Tried {
  cells = 0
  wrong: string[] = []

  async try(cell: string, attempt: () => Promise<string | undefined>): Promise<void> {
    this.cells += 1
    const problem = await attempt().catch((error: unknown) => `fails: ${String(error)}`)
    if (problem) this.wrong.push(`${cell}: ${problem}`)
  }
}

/** Everything that somebody may read is read by them: one row, and among all of them. */
export async function readsOf(matrix: Matrix, door: Dialect, person: Person): Promise<Tried> {
  const tried = new Cells()
  for (const entity of entities) {
    if (!may(person, entity.name, 'read')) continue
    const { id } = matrix.sample(entity.name)
    await tried.try(`${entity.name}.read`, async () => {
      const told = await door.get(person, entity, id)
      return isDeepStrictEqual(door.shown(told), [id]) ? undefined : `shows ${door.shown(told)} (${refused(told)})`
    })
    await tried.try(`${entity.name}.list`, async () => {
      const told = await door.list(person, entity, id)
      return isDeepStrictEqual(door.shown(told), [id]) ? undefined : `shows ${door.shown(told)} (${refused(told)})`
    })
  }
  return tried
}

/** Every plain write that somebody may do moves a row of that entity as it says, and no other row of the business. */
export async function writesOf(matrix: Matrix, door: Dialect, person: Person): Promise<Tried> {
  const tried = new Cells()
  const { world } = matrix
  for (const entity of entities) {
    const { name } = entity
    const { id, given } = matrix.sample(name)
    const allowed = (deed: 'create' | 'update' | 'delete') => entity.writes.includes(deed) && may(person, name, deed)
    const holds = (
      deed: string,
      attempt: () => Promise<Told>,
      own: (told: Told) => Moved,
      besides?: () => Promise<string | undefined>,
    ) =>
      tried.try(`${name}.${deed}`, () =>
        matrix.trying(async (moved) => {
          const told = await attempt()
          if (told.code) return refused(told)
          return strayed(`${name}.${deed}`, await moved(), { [name]: own(told) }) ?? besides?.()
        }),
      )
    if (given && allowed('create'))
      await holds(
        'create',
        () => door.create(person, entity, given),
        (told) => ({ ...none, added: door.shown(told) }),
      )
    if (allowed('update')) {
      const changes = await matrix.changes(entity)
      const wanted = factsOfGiven(entity, changes)
      await holds(
        'update',
        () => door.update(person, entity, id, changes),
        () => ({ ...none, changed: [id] }),
        async () => {
          const facts = door.name === 'GraphQL' ? await world.atJsonApi(entity, id) : await world.atGraphql(entity, id)
          const not = Object.keys(wanted).filter((key) => !isDeepStrictEqual(wanted[key], facts[key]))
          return not.length === 0 && Object.keys(wanted).length > 0 ? undefined : `leaves ${not} as it was`
        },
      )
    }
    if (allowed('delete'))
      await holds(
        'delete',
        () => door.remove(person, entity, id),
        () => ({ ...none, gone: [id] }),
      )
  }
  return tried
}

/** Every action that somebody may call is done to a row that it can be done to, and moves what it is said to move. */
export async function actionsOf(matrix: Matrix, door: Dialect, person: Person): Promise<Tried> {
  const tried = new Cells()
  for (const verb of verbs) {
    const { entity, action } = verb
    const cell = `${entity.name}.${verb.verb}`
    if (!may(person, entity.name, verb.verb)) continue
    const { prepare, input, refused: declared } = peculiarVerbs[cell] ?? {}
    await tried.try(cell, () =>
      matrix.tryingAfter(entity.name, prepare, async (stage, moved) => {
        const given = { ...actionInput(model, action.input, stage.row), ...input?.(stage) }
        const told = await door.act(person, verb, given)
        if (declared) {
          if (told.code !== declared.code || !action.refusals.includes(declared.code))
            return `is answered by ${told.status} ${told.code} instead of ${declared.code}`
          const strays = inWords(await moved())
          return strays ? `is refused, and moves ${strays}` : undefined
        }
        if (told.code) return refused(told)
        return strayed(
          cell,
          await moved(),
          onRow(verb) ? { [entity.name]: { ...none, changed: [stage.row(entity.name)] } } : {},
        )
      }),
    )
  }
  return tried
}
