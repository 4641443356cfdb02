import type { Entity } from '@portico/schema'
import type { BackOfficeActor, Level } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

/** From nothing to everything: each reaches as far as those before it, and further. */
const levels = ['none', 'own', 'unit', 'unitAndBelow', 'organization', 'all'] as const satisfies readonly Level[]

/** Whether a level reaches at least as far as another one. */
export const reachesTo = (level: Level, other: Level): boolean => levels.indexOf(level) >= levels.indexOf(other)

/** A right that a role gives: on an entity ('*': on all), to a deed or an action ('*': to all), so far; fields may be taken out of it. */
export interface Grant {
  entity: string
  deed: string
  level: Level
  /** Fields that are as if they did not exist. */
  hidden?: readonly string[] | null
  /** Fields that can be read and not written. */
  frozen?: readonly string[] | null
}

/** What a token is good for, of what its bearer may do. */
export interface Within {
  (entity: string, deed: string): boolean
  scopes: readonly string[]
}

/** Rights of several roles together: of what each gives, the most. */
export class Rights {
  readonly #grants: readonly Grant[]
  readonly #within: Within | undefined

  /** `within`: only so much of them, by the scopes of a token. */
  constructor(grants: readonly Grant[], within?: Within) {
    this.#grants = grants
    this.#within = within
  }

  /** Those that give something: a right of the level `none` says nothing of fields either. */
  #of(entity: string, deed: string): Grant[] {
    return this.#grants.filter(
      (grant) =>
        grant.level !== 'none' &&
        (grant.entity === entity || grant.entity === '*') &&
        (grant.deed === deed || grant.deed === '*'),
    )
  }

  /** The same text for the same rights. */
  get mark(): string {
    const grants = this.#grants.map((grant) => JSON.stringify(grant)).sort()
    return JSON.stringify([grants, this.#within ? [...this.#within.scopes].sort() : null])
  }

  level(entity: string, deed: string): Level {
    if (this.#within && !this.#within(entity, deed)) return 'none'
    return this.#of(entity, deed).reduce<Level>((most, { level }) => (reachesTo(most, level) ? most : level), 'none')
  }

  /** Whether a field is withheld by every right to the deed. */
  hides(entity: string, field: string): boolean {
    const grants = this.#of(entity, 'read')
    return grants.length > 0 && grants.every(({ hidden }) => hidden?.includes(field))
  }

  freezes(entity: string, field: string, deed: string): boolean {
    const grants = this.#of(entity, deed)
    return grants.length > 0 && grants.every(({ hidden, frozen }) => hidden?.includes(field) || frozen?.includes(field))
  }

  /** Whether one of these rights is at least that one: as wide, as far, and with no more fields taken out. */
  covers(wanted: Grant): boolean {
    if (wanted.level === 'none') return true
    if (this.#within && !this.#within(wanted.entity, wanted.deed)) return false
    const lacking = new Set([...(wanted.hidden ?? []), ...(wanted.frozen ?? [])])
    return this.#grants.some(
      ({ entity, deed, level, hidden, frozen }) =>
        (entity === '*' || entity === wanted.entity) &&
        (deed === '*' || deed === wanted.deed) &&
        reachesTo(level, wanted.level) &&
        (hidden ?? []).every((field) => wanted.hidden?.includes(field)) &&
        (frozen ?? []).every((field) => lacking.has(field)),
    )
  }
}

/** Everything, everywhere: the house's own work. */
export const allRights = new Rights([{ entity: '*', deed: '*', level: 'all' }])

/** A way over relations from a row to whom it must belong: to this one, or to one of its tree. */
export interface Belonging {
  path: string
  id: string
  below: boolean
}

/**
 * Which rows of an entity a back-office caller may reach by a deed: those that belong to one of these, `true` for all. Rows that belong to no organization are
 * everybody's who may reach the organization's. Throws FORBIDDEN where the caller has no right to the deed, or one to their own rows or their unit's where the
 * entity has none.
 */
export function reachOf(
  entity: Entity,
  deed: string,
  { rights, organizationId, businessUnitId, principalId }: BackOfficeActor,
): readonly Belonging[] | true {
  const level = rights.level(entity.name, deed)
  const { organization, unit, own } = entity.scopes
  const ways = (paths: string | readonly string[] | undefined, id: string, below = false) =>
    [paths ?? []].flat().map((path): Belonging => ({ path, id, below }))
  if (level === 'all' || (level === 'organization' && !organization)) return true
  if (level === 'organization') return ways(organization, organizationId)
  if (!isAbout(entity, level)) throw refuse('FORBIDDEN', { what: `${entity.name}.${deed}` })
  const units = reachesTo(level, 'unit') && businessUnitId ? ways(unit, businessUnitId, level === 'unitAndBelow') : []
  return [...ways(own, principalId), ...units]
}

/** Whether a level says anything about an entity: rows that belong to nobody are nobody's own. */
export function isAbout({ scopes: { own, unit } }: Entity, level: Level): boolean {
  if (level === 'own') return own !== undefined
  if (level === 'unit' || level === 'unitAndBelow') return own !== undefined || unit !== undefined
  return level !== 'none'
}
