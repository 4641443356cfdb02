import type { Audience, Model } from '@portico/schema'
import { admitting, scopesOf as scopesWithMeaning } from '@portico/schema/projections/scopes'
import type { Within } from '../engine/records/index.ts'

/** The scopes that there are at a side of the house: `all`, `read`, and for each entity `<entity>:read` and `<entity>:write`. */
export const scopesOf = (model: Model, audience: Audience): string[] => Object.keys(scopesWithMeaning(model, audience))

/**
 * What scopes leave of rights; undefined: all of it. `<entity>:write` is every deed and action on an entity, and reading it; scopes that are none of ours, as
 * `openid`, leave nothing.
 */
export function withinScopes(scopes: readonly string[] | undefined): Within | undefined {
  if (!scopes || scopes.includes('all')) return undefined
  const given = new Set(scopes)
  const admits = (entity: string, deed: string) =>
    admitting({ name: entity }, deed === 'read' ? 'read' : 'write').some((one) => given.has(one))
  return Object.assign(admits, { scopes })
}
