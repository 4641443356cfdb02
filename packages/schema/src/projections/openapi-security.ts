import type { Audience, Entity, Model } from '../index.ts'
import type { Schema } from './openapi-kinds.ts'
import type { Paths } from './openapi-paths.ts'
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

/** Says of each operation of an entity which scopes admit to it: any one of them. */
export function withScopes(paths: Paths, entity: Pick<Entity, 'name'>): Paths {
  const reads = (path: string, method: string) =>
    method === 'get' || path.endsWith('/search') || path.includes('/questions/')
  return Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => [
          method,
          { ...operation, security: needs(admitting(entity, reads(path, method) ? 'read' : 'write')) },
        ]),
      ),
    ]),
  )
}
