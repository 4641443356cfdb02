import type { Entity, Many } from '@portico/schema'
import type { Engine } from '../../engine/index.ts'
import type { FromVersions } from '../../engine/records/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { asked, perform, searchOf, type Answer, type Call, type Handler } from './call.ts'
import type { Row } from './document.ts'
import { pointInto } from './errors.ts'
import { malformed, readDocument, readIdentifier, type LocalIds } from './given.ts'
import { ifMatch, noIfMatch } from './if-match.ts'
import { readMeta } from './meta.ts'
import { around, missing, relationshipAt, type RelationshipAt } from './reads.ts'
import { admit } from './sight.ts'

/** At most so many members are exchanged at once. */
const most = 500

/** `GET /{type}/{id}/relationships/{relationship}`: identifiers. */
export const linkage: Handler = async (call) => {
  const { from: entity, key, to, many, link } = relationshipAt(call)
  const { door, ctx, at } = call
  const { type } = door.resources.ofEntity(to.name)
  const path = `${door.base}/${entity.plural}/${at.id}`
  const links = { self: `${path}/relationships/${key}`, related: `${path}/${key}` }
  if (many && link?.relation === 'many') {
    const given = asked(call, to, ['page', 'sort', 'filter'])
    const found = await door.rows.related({ entity, id: at.id!, key, to, link }, given, {}, ctx)
    if (!found) throw missing(entity)
    const page = around(call, given, found, searchOf(call.request.url))
    const data = found.rows.map(({ id }) => ({ type, id }))
    return { status: 200, body: { ...page, links: { ...page.links, ...links }, data } }
  }
  asked(call, to, [])
  const row = await door.rows.get(entity, at.id!, { [key]: {} }, ctx)
  if (!row) throw missing(entity)
  const value = (row[key] ?? null) as Row[] | Row | null
  const one = ({ id }: Row) => ({ type, id })
  return { status: 200, body: { links, data: Array.isArray(value) ? value.map(one) : value && one(value) } }
}

/** What becomes of the members of a relation to many. */
export type Exchange = 'replace' | 'add' | 'remove'

const change =
  (exchange: Exchange): Handler =>
  (call) => {
    const relationship = relationshipAt(call)
    // members of a relation to many are links of other rows
    admit(call.ctx, relationship.many ? relationship.to : relationship.from, 'update')
    const { data, meta } = readDocument(call.request.body)
    const dryRun = asked(call, relationship.to, ['dryRun']).dryRun || readMeta(meta, ['dryRun']).dryRun
    // whose versions are not this one's
    if (relationship.many) noIfMatch(call, `the relationship ${relationship.key}`)
    const ifVersion = relationship.many ? undefined : ifMatch(call)
    pointInto(call.request, () => '/data')
    return perform(call.ctx, dryRun, async (ctx): Promise<Answer> => {
      await transaction(ctx, (inside) =>
        relink(call, relationship, call.at.id!, exchange, data, { ctx: inside, at: '/data', ifVersion }),
      )
      return dryRun ? { status: 200, body: { meta: { dryRun } } } : { status: 204 }
    })
  }

export const replace = change('replace')
export const append = change('add')
export const detach = change('remove')

/** Writes a relationship: a link of this row, or the links of other rows to it. In one transaction of the caller's. */
export async function relink(
  { door }: Pick<Call, 'door'>,
  { from: entity, key, to, many, link }: RelationshipAt,
  id: string,
  exchange: Exchange,
  data: unknown,
  { ctx, at, ifVersion, localIds }: { ctx: Ctx; at: string; ifVersion: FromVersions; localIds?: LocalIds },
): Promise<void> {
  const { records } = door.engine
  if (!link) throw refuse('FIELD_READ_ONLY', { field: key }, at)
  if (!many) {
    if (exchange !== 'replace') throw refuse('METHOD_NOT_ALLOWED', { method: exchange })
    if (data === undefined) throw malformed('data is missing', at)
    const named = data === null ? undefined : readIdentifier(door.resources, to.name, data, at, localIds)
    const given = named?.key ? { [key]: named.key } : { [`${key}Id`]: named?.id ?? null }
    await records.update(entity.name, id, given, ctx, ifVersion)
    return
  }
  if (!Array.isArray(data) || data.length > most) throw malformed(`data is a list of at most ${most} identifiers`, at)
  const ids = data.map((one, index) => {
    const { id: named } = readIdentifier(door.resources, to.name, one, `${at}/${index}`, localIds)
    if (named === undefined) throw malformed('an identifier has an id', `${at}/${index}/id`)
    return named
  })
  if (!(await records.get(entity.name, id, {}, ctx))) throw missing(entity)
  const { by: back } = link as Many
  const now = new Set(
    await linked(door.engine, { to, by: back, id, among: exchange === 'replace' ? undefined : ids }, ctx),
  )
  const by = `${back}Id`
  const leaving = exchange === 'remove' ? ids.filter((one) => now.has(one)) : exchange === 'add' ? [] : [...now]
  const staying = new Set(exchange === 'remove' ? [] : ids)
  for (const one of leaving) if (!staying.has(one)) await records.update(to.name, one, { [by]: null }, ctx)
  for (const one of staying) if (!now.has(one)) await records.update(to.name, one, { [by]: id }, ctx)
}

/** Which rows link to one by a relation of theirs: all of them, page by page, or those among some. */
async function linked(
  { records }: Engine,
  { to, by, id, among }: { to: Entity; by: string; id: string; among: readonly string[] | undefined },
  ctx: Ctx,
): Promise<string[]> {
  if (among?.length === 0) return []
  const toIt = { path: by, op: 'eq', value: id } as const
  const filter = among ? { and: [toIt, { path: 'id', op: 'in', value: among } as const] } : toIt
  const found: string[] = []
  for (let after: string | undefined, more = true; more;) {
    const page = await records.list(to.name, { filter, page: { size: records.largestPage, after }, wanted: {} }, ctx)
    found.push(...page.rows.map((row) => row.id))
    after = page.next ?? undefined
    more = after !== undefined
  }
  return found
}
