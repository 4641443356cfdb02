import picomatch from 'picomatch'
import type { Entity } from '@portico/schema'
import { topicsOf } from '@portico/schema'
import { actionRows, actsByFile } from '@portico/schema/projections/files'
import type { Change, Guard } from '../../../engine/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { ColumnMapping } from '../../../kernel/contract.ts'
import { refuse } from '../../../kernel/errors.ts'
import { mappingRefusals, type LaidOut } from '../file-profile.ts'
import { isFilter } from '../is-filter.ts'
import type { ExchangeMessage } from '../port.ts'
import { actionOf, canBeExchanged, mayHave, rightsFor } from './connector-rights.ts'
import { complaints } from './json-schemas.ts'
import type { ExchangeParts } from './parts.ts'
import { nextInstant, timeZoneProblem } from './schedule.ts'
import { writerSaid } from './standing.ts'

/** A connector as it is going to be. */
interface Draft {
  integrationId: string
  profileId: string | null
  direction: 'in' | 'out'
  entity: string | null
  format: string
  messageType: string | null
  mode: string
  deletes: boolean
  scope: unknown
  filter: unknown
  fileMask: string
  schedule: string | null
  timeZone: string
  topic: string | null
  changesOnly: boolean
  settings: Record<string, unknown>
}

const fresh: Omit<Draft, 'integrationId' | 'direction' | 'format'> = {
  profileId: null,
  entity: null,
  messageType: null,
  mode: 'upsert',
  deletes: false,
  scope: null,
  filter: null,
  fileMask: '*',
  schedule: null,
  timeZone: 'UTC',
  topic: null,
  changesOnly: false,
  settings: {},
}

const no = (field: string, problem: string) => refuse('FIELD_INVALID', { field, problem }, field)

/**
 * What a connector must be before it is written: such as somebody can serve it (FIELD_*, INTEGRATION_MODULE_UNKNOWN), and within the rights of who writes it (FORBIDDEN): by a file nobody
 * may do what they may not do at the doors.
 */
export const guardConnector =
  (parts: Pick<ExchangeParts, 'model' | 'registry' | 'engine'>): Guard =>
  async (change, ctx) => {
    if (change.deed === 'delete') return
    const draft = await draftOf(change, ctx)
    const integration = await ctx.db
      .selectFrom('integrations')
      .select('module')
      .where('id', '=', draft.integrationId)
      .executeTakeFirst()
    if (!integration)
      throw refuse(
        'REFERENCE_NOT_FOUND',
        { field: 'integration', entity: 'integration', value: draft.integrationId },
        'integration',
      )
    const module = parts.registry.module(integration.module)
    if (module.configured) throw no('integration', `is one that exchanges nothing by connectors: ${module.name}`)
    const formats = parts.registry.formatsOf(integration.module)
    const ways = module.fetch || module.push ? [...formats, 'call'] : formats
    if (!ways.includes(draft.format)) throw no('format', `is none that ${module.code} knows: ${ways.join(', ')}`)
    checkMessage(module.messages, draft)
    const entity = entityOf(parts, draft)
    const [problem] = complaints(module.connectorSettings ?? { type: 'object' }, draft.settings)
    if (problem) throw no('settings', problem)
    const exchanging = { ...draft, columns: await columnsOf(draft, ctx) }
    canBeExchanged(parts.model, exchanging)
    if (actionOf(draft) !== undefined && !entity) throw no('entity', 'says whose action it is: give one')
    const laidOut = entity && laidOutBy(parts, entity, draft)
    if (laidOut) checkColumns(laidOut, exchanging.columns)
    mayHave(ctx.actor, rightsFor(parts.model, module, exchanging))
    const writer = writerSaid(ctx)
    if (writer) change.given['writer'] = writer
    checkFilters(parts, entity, draft, ctx)
    checkNews(parts, entity, draft)
    checkPatterns(change, draft, ctx)
  }

async function columnsOf({ profileId }: Draft, ctx: Ctx): Promise<readonly ColumnMapping[]> {
  if (!profileId) return []
  const profile = await ctx.db
    .selectFrom('fileProfiles')
    .select('columns')
    .where('id', '=', profileId)
    .executeTakeFirst()
  return profile?.columns ?? []
}

/** What files are laid out by: rows of the entity, or the input of its action. */
function laidOutBy({ model }: Pick<ExchangeParts, 'model'>, entity: Entity, draft: Draft): LaidOut {
  const action = actionOf(draft)
  if (action === undefined) return { model, entity }
  if (draft.direction === 'out') throw no('settings', 'names an action, and those are of connectors that come in')
  const found = actionRows(model, entity, action)
  if (found) return found
  const known = Object.keys(entity.actions).filter((name) => actsByFile(entity, name))
  throw no(
    'settings',
    `names no action of ${entity.name} that files have done: ${known.join(', ') || 'there are none'}`,
  )
}

/** What its profile maps are columns of its files. */
function checkColumns(laidOut: LaidOut, columns: readonly ColumnMapping[]): void {
  const [refusal] = mappingRefusals(columns, [laidOut])
  if (refusal) throw no('profile', `does not fit: ${refusal.message.replace(/\.$/, '')}`)
}

async function draftOf({ deed, id, given }: Change, ctx: Ctx): Promise<Draft> {
  const now =
    deed === 'update'
      ? await ctx.db.selectFrom('connectors').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      : fresh
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return { ...(now as Draft), ...said }
}

function checkMessage(
  messages: readonly ExchangeMessage[] | undefined,
  { messageType, direction, format }: Draft,
): void {
  // a file tells by itself what it holds
  if (!messages || (messageType === null && direction === 'in' && format !== 'call')) return
  const known = messages.filter((message) => message.direction === direction).map(({ type }) => type)
  if (messageType !== null && known.includes(messageType)) return
  throw no('messageType', `is none that goes ${direction}: ${known.join(', ') || 'there are none'}`)
}

/** The entity whose rows are exchanged: where nothing else says so, the connector must. */
function entityOf({ model }: Pick<ExchangeParts, 'model'>, { entity: name, messageType, direction }: Draft) {
  if (name === null) {
    if (direction === 'in' && messageType !== null) return undefined
    if (direction === 'out') throw no('entity', 'says of what rows files are written: give one')
    return undefined
  }
  const entity = model.entities.get(name)
  if (!entity) throw no('entity', `names no entity: "${name}"`)
  return entity
}

/** Asked once, a filter that cannot be asked is refused as at any door. */
function checkFilters(
  { engine }: Pick<ExchangeParts, 'engine'>,
  entity: Entity | undefined,
  { scope, filter, mode }: Draft,
  ctx: Ctx,
): void {
  if (mode === 'replaceAll' && !entity) throw no('entity', 'says of what rows the rest is deleted: give one')
  for (const [field, given] of [
    ['scope', scope],
    ['filter', filter],
  ] as const) {
    if (given === null || given === undefined) continue
    if (!entity) throw no(field, 'filters rows of an entity, and the connector names none')
    if (!isFilter(given))
      throw no(
        field,
        'is no filter: write {"path": "code", "op": "eq", "value": "web"}, or several under "and", "or", "not"',
      )
    engine().records.condition(entity.name, given, ctx)
  }
}

function checkNews(
  { model }: Pick<ExchangeParts, 'model'>,
  entity: Entity | undefined,
  { topic, direction, changesOnly }: Draft,
): void {
  if (direction === 'in' && (topic !== null || changesOnly))
    throw no(topic === null ? 'changesOnly' : 'topic', 'is of connectors that go out')
  if (topic !== null) {
    const known = topicsOf(model).filter((one) => one.entity === entity)
    if (!known.some((one) => one.topic === topic))
      throw no('topic', `is not told of ${entity?.name ?? 'it'}: ${known.map((one) => one.topic).join(', ')}`)
  }
  if (changesOnly && entity?.news === false) throw no('changesOnly', `cannot be: nothing is told of ${entity.name}`)
}

/** The mask can be matched, the schedule keeps time; the next time is written down with it. */
function checkPatterns({ given }: Change, { fileMask, schedule, timeZone }: Draft, ctx: Ctx): void {
  try {
    picomatch.makeRe(fileMask)
  } catch {
    throw no('fileMask', 'is no pattern: write MATMAS_*.xml')
  }
  if (fileMask.includes('/')) throw no('fileMask', 'is of names in inbound/, without folders')
  const unknown = timeZoneProblem(timeZone)
  if (unknown) throw no('timeZone', unknown)
  try {
    if ('schedule' in given || 'timeZone' in given)
      given['nextRunAt'] = schedule === null ? null : nextInstant({ schedule, timeZone }, ctx.clock.now())
  } catch (error) {
    throw no('schedule', `is no crontab line: ${error instanceof Error ? error.message : 'write 30 2 * * *'}`)
  }
}
