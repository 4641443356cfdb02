import type { Entity } from '@portico/schema'
import type { BackOfficeActor } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Filter } from './filter.ts'

/** How far a right reaches, from nothing to everything. */
const levels = ['none', 'own', 'organization', 'all'] as const
export type Level = (typeof levels)[number]

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
export type Within = (entity: string, deed: string) => boolean

/** Rights of several roles together: of what each gives, the most. */
export class Rights {
  readonly #grants: readonly Grant[]
  readonly #within: Within | undefined

  /** `within`: only so much of them, by the scopes of a token. */
  constructor(grants: readonly Grant[], within?: Within) {
    this.#grants = grants
    this.#within = within
  }

  #of(entity: string, deed: string): Grant[] {
    return this.#grants.filter(
      (grant) => (grant.entity === entity || grant.entity === '*') && (grant.deed === deed || grant.deed === '*'),
    )
  }

  level(entity: string, deed: string): Level {
    if (this.#within && !this.#within(entity, deed)) return 'none'
    return this.#of(entity, deed).reduce<Level>(
      (most, { level }) => (levels.indexOf(level) > levels.indexOf(most) ? level : most),
      'none',
    )
  }

  /** Whether a field is withheld by every right to the deed. */
  hides(entity: string, field: string): boolean {
    const grants = this.#of(entity, 'read')
    return grants.length > 0 && grants.every(({ hidden }) => hidden?.includes(field))
  }

  freezes(entity: string, field: string, deed: 'create' | 'update'): boolean {
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
        levels.indexOf(level) >= levels.indexOf(wanted.level) &&
        (hidden ?? []).every((field) => wanted.hidden?.includes(field)) &&
        (frozen ?? []).every((field) => lacking.has(field)),
    )
  }
}

/** Everything, everywhere: the house's own work. */
export const allRights = new Rights([{ entity: '*', deed: '*', level: 'all' }])

/**
 * Which rows of an entity a back-office caller may reach by a deed: a filter, `true` for all. Rows that belong to no organization are everybody's
 * who may read the organization's. Throws FORBIDDEN where the caller has no right to the deed at all.
 */
export function reachOf(
  entity: Entity,
  deed: string,
  { rights, organizationId, principalId }: BackOfficeActor,
): Filter | true {
  const level = rights.level(entity.name, deed)
  if (level === 'all') return true
  if (level === 'organization') {
    const ways = [entity.scopes.organization ?? []].flat()
    return ways.length > 0 ? { or: ways.map((path) => ({ path, op: 'eq', value: organizationId })) } : true
  }
  if (level === 'own' && entity.scopes.own) return { path: entity.scopes.own, op: 'eq', value: principalId }
  throw refuse('FORBIDDEN', { what: `${entity.name}.${deed}` })
}
