import { mappedPlace, writesByFile } from '@portico/schema/projections/files'
import type { Entity, Model } from '@portico/schema'
import type { Actor } from '../../../kernel/context.ts'
import type { ColumnMapping } from '../../../kernel/contract.ts'
import { refuse } from '../../../kernel/errors.ts'
import type { ExchangeMessage, ExchangeModule } from '../port.ts'

/** What a connector does: with rows of which entity (of none alone: with whatever its messages are about), which way, and how. */
export interface Exchanging {
  entity: string | null
  /** Of files laid out by the model: `action` names one of the entity that is done instead of plain writes. */
  settings: Readonly<Record<string, unknown>>
  format: string
  messageType: string | null
  direction: 'in' | 'out'
  mode: string
  /** Whether its files delete by their own word. */
  deletes: boolean
  /** What its profile maps. */
  columns: readonly ColumnMapping[]
}

/** Formats that are laid out by the model, whoever's files they are. */
const laidOut: readonly string[] = ['csv', 'jsonl', 'xlsx']

/** The action of its entity that a connector has done by each record; undefined: it writes rows. */
export function actionOf({ format, settings }: Pick<Exchanging, 'format' | 'settings'>): string | undefined {
  const action = laidOut.includes(format) ? settings['action'] : undefined
  return typeof action === 'string' ? action : undefined
}

/** A right to all rows of an entity; '*' stands for any. */
export interface Right {
  entity: string
  deed: string
}

/**
 * Refuses with FIELD_INVALID a connector whose files would write what no file may: what nobody writes plainly, and whatever decides who may do what.
 */
export function canBeExchanged(model: Model, { entity: name, direction, mode, deletes, ...more }: Exchanging): void {
  const entity = name === null ? undefined : model.entities.get(name)
  if (!entity || direction === 'out') return
  const no = (field: string, problem: string) => refuse('FIELD_INVALID', { field, problem }, field)
  if (actionOf(more)) {
    if (mode !== 'upsert' || deletes) throw no('mode', 'and deletes are of plain writes: an action is done as it is')
    return
  }
  if (entity.writes.length > 0 && writesByFile(entity).length === 0)
    throw no('entity', `cannot be: who may do what is decided at the doors, and rows of ${entity.name} go out only`)
  for (const deed of deedsOf(mode, false))
    if (!writes(entity, deed)) throw no('mode', `cannot be: rows of ${entity.name} are not ${deed}d by plain writes`)
  if (deletes && !writes(entity, 'delete')) throw no('deletes', `cannot be: rows of ${entity.name} are not deleted`)
}

const writes = (entity: Entity, deed: string): boolean => writesByFile(entity).some((write) => write === deed)

/**
 * What somebody must be allowed to do everywhere for a connector to do it for them: to its rows, to rows that its profile writes or reads along with them, and all that
 * its messages do. What else a file asks for is judged record by record: see `Standing`.
 */
export function rightsFor(model: Model, module: ExchangeModule, exchanging: Exchanging): Right[] {
  const { entity, direction, mode, deletes, format } = exchanging
  const action = actionOf(exchanging)
  const speaks = format === 'call' || module.formats?.some(({ code }) => code === format)
  const messages = speaks ? module.messages : undefined
  const deeds = direction === 'out' ? ['read'] : action ? [action] : deedsOf(mode, deletes)
  return [
    // a message says what it does; of what says nothing, everything is asked for
    ...(entity === null && !messages ? [{ entity: '*', deed: '*' }] : []),
    ...(entity === null ? [] : deeds.map((deed) => ({ entity, deed }))),
    ...alongside(model, exchanging),
    ...(direction === 'in' ? ofMessages(model, messages ?? [], exchanging) : []),
  ]
}

function deedsOf(mode: string, deletes: boolean): readonly string[] {
  const deeds = mode === 'upsert' || mode === 'replaceAll' ? ['create', 'update'] : [mode]
  return mode === 'replaceAll' || (deletes && mode !== 'delete') ? [...deeds, 'delete'] : deeds
}

/** Rows that belong to a row, as far as the profile names them. */
function alongside(model: Model, { entity: name, direction, deletes, columns, ...more }: Exchanging): Right[] {
  const entity = name === null || actionOf(more) ? undefined : model.entities.get(name)
  if (!entity) return []
  const children = new Set(columns.flatMap((mapping) => mappedPlace(model, entity, mapping)?.child?.entity ?? []))
  return [...children].flatMap((child) =>
    (direction === 'out' ? ['read'] : ['create', 'update', ...(deletes ? ['delete'] : [])])
      .filter((deed) => deed === 'read' || writes(child, deed))
      .map((deed) => ({ entity: child.name, deed })),
  )
}

/** Of messages that come in each does what it says that it writes, whatever entity its connector names; where that names no message, any of them may come. */
function ofMessages(model: Model, messages: readonly ExchangeMessage[], { messageType }: Exchanging): Right[] {
  return messages.flatMap((message) => {
    if (message.direction === 'out' || (messageType !== null && message.type !== messageType)) return []
    return message.writes.flatMap((written) => {
      const [entity = '', deed] = written.split('.')
      return (deed ? [deed] : (model.entities.get(entity)?.writes ?? [])).map((one) => ({ entity, deed: one }))
    })
  })
}

/** The first of some rights that somebody does not have to all rows and all members; undefined: they have all of them. */
export function lackedBy(actor: Actor, rights: readonly Right[]): Right | undefined {
  if (actor.kind !== 'backOffice') return undefined
  return rights.find(({ entity, deed }) => !actor.rights.covers({ entity, deed, level: 'all' }))
}

/** By a file nobody may do what they may not do at the doors: refuses with FORBIDDEN whoever lacks one of these rights. */
export function mayHave(actor: Actor, rights: readonly Right[]): void {
  const lacking = lackedBy(actor, rights)
  if (lacking) throw refuse('FORBIDDEN', { what: `${lacking.entity}.${lacking.deed}` })
}
