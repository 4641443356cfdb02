import type { Audience, Entity, Model } from '../index.ts'
import type { Schema } from './openapi-kinds.ts'
import type { Paths } from './openapi-paths.ts'
import type { Resource } from './jsonapi.ts'
import { admitting, scopesOf } from './scopes.ts'

/** How callers say who they are. */
export const securitySchemes = (model: Model, audience: Audience): Record<string, Schema> =>
  audience === 'backOffice'
    ? {
        oauth: {
          type: 'oauth2',
          description:
            'Access tokens of the back office; those of the storefront are not taken. A token for which no scope was asked is good for everything that the roles give.',
          flows: {
            clientCredentials: { tokenUrl: '/oauth2/token', scopes: scopesOf(model, audience) },
            authorizationCode: {
              authorizationUrl: '/oauth2/authorize',
              tokenUrl: '/oauth2/token',
              refreshUrl: '/oauth2/token',
              scopes: scopesOf(model, audience),
            },
          },
        },
      }
    : {
        session: {
          type: 'http',
          scheme: 'bearer',
          description:
            'The token that an answer handed over (header `portico-token`, `meta.token`). Strangers need none for what is public.',
        },
        oauth: {
          type: 'oauth2',
          description:
            'Access tokens of apps to which a customer signed in at our page; those of the back office are not taken. They are good for what the person may do, within their scopes.',
          flows: {
            authorizationCode: {
              authorizationUrl: '/shop/oauth2/authorize',
              tokenUrl: '/shop/oauth2/token',
              refreshUrl: '/shop/oauth2/token',
              scopes: scopesOf(model, audience),
            },
          },
        },
      }

/** What an operation needs that says nothing of its own. */
export const security: Record<Audience, Schema[]> = {
  backOffice: [{ oauth: [] }],
  storefront: [{}, { session: [] }, { oauth: [] }],
}

const needs = (scopes: readonly string[]): Schema[] => scopes.map((scope) => ({ oauth: [scope] }))

/** What writes of any of these entities need: the scope of that one, or that of everything. */
export const writing = (entities: readonly Pick<Entity, 'name'>[]): Schema[] =>
  needs([...new Set([...entities.flatMap((entity) => admitting(entity, 'write')), 'all'])])

/** The scopes that a relationship needs beside each other: one for the row that it leads from and one for those at its end, or one for everything. */
const needsOfBoth = (from: readonly string[], to: readonly string[]): Schema[] => [
  { oauth: [...new Set([from[0]!, to[0]!])] },
  ...needs(from.filter((scope) => !scope.includes(':') && to.includes(scope))),
]

/** Says of each operation what it needs. */
const securedBy = (paths: Paths, securityOf: (path: string, method: string) => Schema[]): Paths =>
  Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => [
          method,
          { ...operation, security: securityOf(path, method) },
        ]),
      ),
    ]),
  )

/** Says of each operation of an entity which scopes admit to it: any one of them, or those that stand together. */
export function withScopes(paths: Paths, { relationships }: Pick<Resource, 'relationships'>, entity: Entity): Paths {
  return securedBy(paths, (path, method) => {
    const reads = method === 'get' || path.endsWith('/search') || path.includes('/questions/')
    const own = admitting(entity, reads ? 'read' : 'write')
    const related = relationships[/\{id\}\/(?:relationships\/)?(\w+)$/.exec(path)?.[1] ?? '']
    if (!related) return needs(own)
    // members of a relation to many are links of the rows at its end
    const written = { name: related.entity }
    return related.many && !reads
      ? needsOfBoth(admitting(entity, 'read'), admitting(written, 'write'))
      : needsOfBoth(own, admitting(written, 'read'))
  })
}

/** The same at the shop: strangers come without a token to what is for everybody, visitors and customers with that of their session, apps within their scopes. */
export function withSessions(paths: Paths, entity: Entity): Paths {
  const { storefront } = entity.access
  return securedBy(paths, (path) => {
    const name = /\/(?:actions|questions)\/(\w+)$/.exec(path)?.[1] ?? ''
    const verb = entity.actions[name] ?? entity.questions[name]
    const open = verb ? verb.caller === 'anyone' : storefront === 'everyone'
    const scopes = storefront === 'owner' ? admitting(entity, entity.actions[name] ? 'write' : 'read') : []
    const bySession: Schema[] = [{ session: [] }, ...(scopes.length > 0 ? needs(scopes) : [{ oauth: [] }])]
    return open ? [{}, ...bySession] : bySession
  })
}
